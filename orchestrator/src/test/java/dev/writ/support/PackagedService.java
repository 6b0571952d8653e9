package dev.writ.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The packaged service as {@code ./writ run} starts it: unpacked, with its archive of classes. */
final class PackagedService {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final List<String> ARGUMENTS = prepared();

  private PackagedService() {}

  /** What to give to java. */
  static List<String> arguments() {
    return ARGUMENTS;
  }

  /** Several test processes may want it at once: the first one does the work. */
  private static List<String> prepared() {
    assertThat(TARGET.resolve("writ.jar")).as("the packaged service").exists();
    var lock = TARGET.resolve("writ.lock");
    try (var file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = file.lock()) {
      assertThat(held.isValid()).isTrue();
      var front = TARGET.resolve("../../writ").normalize();
      var builder =
          new ProcessBuilder(front.toString(), "prepare")
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      var prepare = builder.start();
      var said = prepare.inputReader().lines().toList();
      assertThat(prepare.waitFor()).as("./writ prepare").isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
