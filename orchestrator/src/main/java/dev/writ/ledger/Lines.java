package dev.writ.ledger;

import dev.writ.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a body line by line, as bytes, never holding more than one line. */
final class Lines {
  private static final int LONGEST = 8 * 1024;
  private final InputStream body;
  private final byte[] buffer = new byte[32 * 1024];
  private final byte[] line = new byte[LONGEST];
  private int next;
  private int end;
  private int number;

  Lines(InputStream body) {
    this.body = body;
  }

  /**
   * The next line without its end, or null after the last.
   *
   * @throws Problem when a line is longer than any entry
   */
  byte @Nullable [] read() throws IOException {
    int length = 0;
    number++;
    while (true) {
      if (next == end) {
        end = Math.max(0, body.read(buffer));
        next = 0;
        if (end == 0) {
          return length == 0 ? null : Arrays.copyOf(line, length);
        }
      }
      byte b = buffer[next++];
      if (b == '\n') {
        return Arrays.copyOf(line, length);
      }
      if (length == LONGEST) {
        throw Problem.body("line " + number + ": longer than any entry");
      }
      line[length++] = b;
    }
  }

  /** The number of the line read last, from 1. */
  int number() {
    return number;
  }
}
