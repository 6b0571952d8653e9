package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorHttp;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * Gmail's answer to {@code format=raw}, read while it arrives: a JSON object whose {@code raw} is
 * the whole message in Base64 for URLs (Gmail API, users.messages, autumn 2026) and may be 70 MiB
 * long. Everything else of it is small.
 */
final class RawMessage {
  private static final int MOST_REST = 1 << 20;

  private final InputStream body;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  RawMessage(InputStream body) {
    this.body = new BufferedInputStream(body);
  }

  /**
   * The message as it was sent, to be read to its end before {@link #rest}; without {@code raw} the
   * answer is malformed.
   */
  InputStream content() throws IOException {
    Answers.require(reachesRaw());
    return new Message(new Text());
  }

  /** What the answer says before the message; to be asked for before that is read. */
  JsonNode before() {
    return VendorHttp.JSON.readTree(rest.toString(StandardCharsets.UTF_8) + "\"}");
  }

  /** Stops behind the quote that opens the value of the outermost object's {@code raw}. */
  private boolean reachesRaw() throws IOException {
    var word = new StringBuilder();
    boolean quoted = false;
    boolean value = false;
    int depth = 0;
    for (int next = keep(); next >= 0; next = keep()) {
      if (quoted) {
        if (next == '\\') {
          keep();
          word.append('?'); // no name that is looked for is written with an escape
        } else if (next == '"') {
          quoted = false;
        } else {
          word.append((char) next);
        }
        continue;
      }
      switch (next) {
        case '"' -> {
          if (depth == 1 && value && word.toString().equals("raw")) {
            return true;
          }
          quoted = true;
          word.setLength(0);
        }
        case '{', '[' -> {
          depth++;
          value = false;
        }
        case '}', ']' -> depth--;
        case ':' -> value = true;
        case ',' -> value = false;
        default -> {}
      }
    }
    return false;
  }

  private int keep() throws IOException {
    int next = body.read();
    if (next >= 0) {
      rest.write(next);
      Answers.require(rest.size() <= MOST_REST);
    }
    return next;
  }

  /** The answer without the message. */
  JsonNode rest() throws IOException {
    while (keep() >= 0) {
      // to the end of the answer
    }
    return VendorHttp.JSON.readTree(rest.toByteArray());
  }

  /** The message; text that is no Base64 is malformed, and no connection that was lost. */
  private static final class Message extends FilterInputStream {
    private final Text text;

    Message(Text text) {
      super(Base64.getUrlDecoder().wrap(text));
      this.text = text;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (IOException broken) {
        if (text.lost) {
          throw broken;
        }
        throw Answers.malformed();
      }
    }
  }

  /** The text up to the quote that closes it; an answer that ends before it was cut off. */
  private final class Text extends InputStream {
    private boolean ended;
    private boolean lost;

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = 0;
      for (int next; count < length && (next = read()) >= 0; count++) {
        into[from + count] = (byte) next;
      }
      return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public int read() throws IOException {
      if (ended) {
        return -1;
      }
      int next = next();
      if (next == '"') {
        ended = true;
        rest.write(next);
        return -1;
      }
      return next == '\\' ? escaped() : next;
    }

    private int escaped() throws IOException {
      int next = next();
      if (next != 'u') {
        return next; // none of the other controls is Base64
      }
      int letter = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(next(), 16);
        Answers.require(digit >= 0);
        letter = letter * 16 + digit;
      }
      Answers.require(letter < 0x80);
      return letter;
    }

    private int next() throws IOException {
      lost = true;
      int next = body.read();
      if (next < 0) {
        throw new IOException("the answer ends within the message");
      }
      lost = false;
      return next;
    }
  }
}
