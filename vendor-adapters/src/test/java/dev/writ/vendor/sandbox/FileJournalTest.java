package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  private static final String ONE = "ada@example.com was erased";
  private static final String TWO = "second";
  private static final String THREE = "third";

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void path() {
    path = folder.resolve("not/yet/there/journal");
  }

  @Test
  void gives_back_what_it_was_given_in_order_and_goes_on() {
    write(ONE, TWO);
    assertThat(records()).containsExactly(ONE, TWO);
    write(THREE);
    assertThat(records()).containsExactly(ONE, TWO, THREE);
  }

  @Test
  void drops_a_torn_last_record_wherever_it_was_torn_and_goes_on() throws Exception {
    write(ONE, TWO);
    var whole = Files.readAllBytes(path);
    int two = Integer.BYTES + sealed(TWO.getBytes()).length;
    for (int missing = 1; missing <= two; missing++) {
      Files.write(path, Arrays.copyOf(whole, whole.length - missing));
      assertThat(records()).as("%s bytes missing", missing).containsExactly(ONE);
      Files.write(path, Arrays.copyOf(whole, whole.length - missing));
      write(THREE);
      assertThat(records()).as("%s bytes missing", missing).containsExactly(ONE, THREE);
    }
  }

  @Test
  void holds_nothing_in_the_clear() throws Exception {
    write(ONE);
    assertThat(new String(Files.readAllBytes(path))).doesNotContain("ada");
  }

  @Test
  void stops_at_a_record_that_is_not_genuine() throws Exception {
    write(ONE, TWO);
    var bytes = Files.readAllBytes(path);
    bytes[Integer.BYTES + 3] ^= 1;
    Files.write(path, bytes);
    assertThatThrownBy(this::records).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forgets() {
    write(ONE, TWO);
    try (var journal = open()) {
      journal.clear();
      journal.append(THREE.getBytes());
    }
    assertThat(records()).containsExactly(THREE);
  }

  @Test
  void belongs_to_one_at_a_time() {
    try (var first = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("another sandbox");
      first.append(ONE.getBytes());
    }
    assertThat(records()).containsExactly(ONE);
  }

  private void write(String... entries) {
    try (var journal = open()) {
      for (var entry : entries) {
        journal.append(entry.getBytes());
      }
    }
  }

  private List<String> records() {
    var records = new ArrayList<String>();
    try (var journal = open()) {
      journal.replay(bytes -> records.add(new String(bytes)));
    }
    return records;
  }

  private FileJournal open() {
    return new FileJournal(path, FileJournalTest::sealed, FileJournalTest::opened);
  }

  /** A toy of an authenticated encryption: every byte turned over, their sum at the end. */
  static byte[] sealed(byte[] plain) {
    var sealed = Arrays.copyOf(plain, plain.length + 1);
    for (int i = 0; i < plain.length; i++) {
      sealed[i] = (byte) ~plain[i];
      sealed[plain.length] += plain[i];
    }
    return sealed;
  }

  static byte[] opened(byte[] sealed) {
    var plain = Arrays.copyOf(sealed, sealed.length - 1);
    byte sum = 0;
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) ~plain[i];
      sum += plain[i];
    }
    if (sum != sealed[plain.length]) {
      throw new IllegalStateException("not genuine");
    }
    return plain;
  }

  static FileJournal plain(Path path) {
    return new FileJournal(path, UnaryOperator.identity(), UnaryOperator.identity());
  }
}
