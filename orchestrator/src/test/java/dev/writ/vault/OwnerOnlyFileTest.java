package dev.writ.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {
  @TempDir private Path folder;

  @RepeatedTest(5)
  void all_that_ask_at_once_for_a_new_secret_get_the_same() throws Exception {
    var file = folder.resolve("keys/secret");
    var start = new CountDownLatch(1);
    try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int n = 0; n < 16; n++) {
        answers.add(
            askers.submit(
                () -> {
                  start.await();
                  return OwnerOnlyFile.randomText(file);
                }));
      }
      start.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(Files.readString(file));
      }
    }
    try (var left = Files.list(file.getParent())) {
      assertThat(left).as("no draft stays").containsExactly(file);
    }
  }

  @Test
  void a_written_file_replaces_the_old_one_and_only_its_owner_reads_it() throws IOException {
    var file = folder.resolve("secret");
    OwnerOnlyFile.write(file, "old");
    OwnerOnlyFile.write(file, "new");
    assertThat(Files.readString(file)).isEqualTo("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
