package dev.writ.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in the place of a mail server: a file per letter and attempt, which is the message,
 * sealed under the request's key. Officers read letters over the API. An attempt either left its
 * whole file or none, so what became of a lost one can always be said.
 */
final class Outbox implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private final Path folder;

  Outbox(Path home) {
    this.folder = home.resolve("outbox");
  }

  @Override
  public Letter.Channel channel() {
    return Letter.Channel.OUTBOX;
  }

  @Override
  public Handed hand(Envelope envelope) {
    try {
      Files.createDirectories(folder);
      var message = new ByteArrayOutputStream();
      Mime.of(envelope, Session.getInstance(new Properties())).writeTo(message);
      var name = name(envelope.letter(), envelope.attempt());
      var file = folder.resolve(name);
      var half = folder.resolve(name + ".tmp");
      write(half, envelope.sealer().seal(message.toByteArray(), "outbox/" + name));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Handed.Taken();
    } catch (MessagingException unaddressed) {
      return new Handed.Rejected("the message cannot be made");
    } catch (IOException full) {
      return new Handed.Deferred("the outbox cannot be written to");
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  @Override
  public Optional<Boolean> taken(UUID letter, int attempt) {
    return Optional.of(Files.exists(folder.resolve(name(letter, attempt))));
  }

  @Override
  public void forget(UUID letter) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder, letter + ".*")) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException unreachable) {
      LOG.warn("a letter's file could not be removed; nobody can read it any more");
    }
  }

  private static String name(UUID letter, int attempt) {
    return letter + "." + attempt;
  }
}
