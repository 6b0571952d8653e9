package dev.writ.engine;

import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's development server as a child process, with its histories in a file. A service that
 * was killed leaves its server behind: the next start ends it first, because two servers must not
 * share the file.
 */
final class DevServer implements AutoCloseable {
  private static final long SECONDS_TO_STOP = 5;
  private final Process process;
  private final int port;

  private DevServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static DevServer start(WritSettings.Temporal settings, Path home) throws IOException {
    Files.createDirectories(home);
    var pidFile = home.resolve("server.pid");
    stopOrphan(pidFile);
    int port = settings.port() == 0 ? freePort() : settings.port();
    var process =
        new ProcessBuilder(
                settings.cli(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--namespace",
                settings.namespace(),
                "--db-filename",
                home.resolve("temporal.db").toString(),
                "--log-level",
                "error")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("server.log").toFile())
            .start();
    Files.writeString(pidFile, Long.toString(process.pid()));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new DevServer(process, port);
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stopOrphan(Path pidFile) throws IOException {
    if (Files.exists(pidFile)) {
      var pid = Long.parseLong(Files.readString(pidFile).strip());
      ProcessHandle.of(pid)
          .filter(process -> process.info().command().orElse("").endsWith("temporal"))
          .ifPresent(
              orphan -> {
                orphan.destroyForcibly();
                orphan.onExit().join();
              });
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
