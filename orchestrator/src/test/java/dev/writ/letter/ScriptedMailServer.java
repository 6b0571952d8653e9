package dev.writ.letter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A mail server that answers as told: a line, silence, or the end of the connection. */
final class ScriptedMailServer implements AutoCloseable {
  /** The answer to the greeting, a verb, or {@code .} that ends a message. */
  static final String GREETING = "GREETING";

  static final String END = ".";

  /** Instead of an answer: nothing, for ever. */
  static final String SILENCE = "silence";

  /** Instead of an answer: the connection ends. */
  static final String HANG_UP = "hang up";

  final Map<String, String> answers = new ConcurrentHashMap<>();

  /** Whole messages, whatever was answered to them. */
  final List<String> messages = new CopyOnWriteArrayList<>();

  final List<String> verbs = new CopyOnWriteArrayList<>();
  private final ServerSocket door;
  private final CountDownLatch closed = new CountDownLatch(1);

  ScriptedMailServer() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        Thread.ofVirtual().start(() -> talk(caller));
      } catch (IOException shut) {
        return;
      }
    }
  }

  private void talk(Socket caller) {
    try (caller;
        var in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
      var out = caller.getOutputStream();
      if (!answer(out, GREETING, "220 ready")) {
        return;
      }
      for (String line; (line = in.readLine()) != null; ) {
        var verb = line.split(" ")[0].toUpperCase(java.util.Locale.ROOT);
        verbs.add(verb);
        if (!answer(out, verb, verb.equals("DATA") ? "354 go on" : "250 fine")) {
          return;
        }
        if (verb.equals("DATA") && answers.getOrDefault("DATA", "354").startsWith("354")) {
          messages.add(message(in));
          if (!answer(out, END, "250 taken")) {
            return;
          }
        }
      }
    } catch (IOException | InterruptedException over) {
      // the caller has gone
    }
  }

  private static String message(BufferedReader in) throws IOException {
    var message = new StringBuilder();
    for (String line; (line = in.readLine()) != null && !line.equals(END); ) {
      message.append(line).append('\n');
    }
    return message.toString();
  }

  /** Whether the talk goes on. */
  private boolean answer(OutputStream out, String to, String usual)
      throws IOException, InterruptedException {
    var answer = answers.getOrDefault(to, usual);
    if (answer.equals(SILENCE)) {
      closed.await();
      return false;
    }
    if (answer.equals(HANG_UP)) {
      return false;
    }
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      door.close();
    } catch (IOException shut) {
      // as wanted
    }
  }
}
