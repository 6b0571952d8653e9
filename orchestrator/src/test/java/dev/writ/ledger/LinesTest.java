package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void reads_lines_wherever_the_network_cut_them() throws IOException {
    assertThat(lines(trickle("one\n\ntwo\r\nthree"))).containsExactly("one", "", "two\r", "three");
    assertThat(lines(trickle("one\n"))).containsExactly("one");
    assertThat(lines(trickle(""))).isEmpty();
  }

  @Test
  void reads_lines_across_its_buffers_end() throws IOException {
    var one = "x".repeat(8_000);
    assertThat(
            lines(
                new ByteArrayInputStream((one + "\n").repeat(20).getBytes(StandardCharsets.UTF_8))))
        .hasSize(20)
        .containsOnly(one);
  }

  @Test
  void refuses_a_line_longer_than_any_entry_and_names_it() {
    var body = "short\n" + "x".repeat(8_193) + "\n";
    assertThatThrownBy(() -> lines(trickle(body)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.detail()).startsWith("line 2:"));
  }

  private static List<String> lines(InputStream body) throws IOException {
    var lines = new Lines(body);
    var all = new ArrayList<String>();
    for (var line = lines.read(); line != null; line = lines.read()) {
      all.add(new String(line, StandardCharsets.UTF_8));
      assertThat(lines.number()).isEqualTo(all.size());
    }
    return all;
  }

  /** One byte at a time. */
  private static InputStream trickle(String text) {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new InputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] into, int from, int length) {
        return bytes.read(into, from, Math.min(length, 1));
      }
    };
  }
}
