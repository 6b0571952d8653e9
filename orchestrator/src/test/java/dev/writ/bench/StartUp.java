package dev.writ.bench;

import dev.writ.support.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A first and a second run as {@code ./writ run} makes them: time until ready, and memory then. */
final class StartUp implements Measure {
  private static final Path JAR =
      Path.of(System.getProperty("writ.jar", "target/writ.jar")).toAbsolutePath();

  /**
   * Seconds until ready, of them on a processor, and resident kilobytes of the service and of its
   * database.
   */
  private record Run(double seconds, double cpuSeconds, long service, long database, long shared) {
    double mebibytes() {
      return (service + database) / 1024.0;
    }
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    var first = new ArrayList<Run>();
    var second = new ArrayList<Run>();
    for (int i = 0; i < options.size(3, 1); i++) {
      var home = Path.of("target", "start-" + UUID.randomUUID()).toAbsolutePath();
      Files.createDirectories(home);
      first.add(once(home));
      second.add(once(home));
      Service.delete(home);
    }
    var fullest = first.stream().max((a, b) -> Double.compare(a.mebibytes(), b.mebibytes()));
    var note =
        "%d runs, slowest; java -jar as ./writ run starts it, until readiness answers 200"
            .formatted(first.size());
    return List.of(
        Figure.atMost(15, "first run until ready", slowest(first), "s", note),
        Figure.plain("   of it on a processor", busiest(first), "s", "the service's process alone"),
        Figure.atMost(15, "second run until ready", slowest(second), "s", note),
        Figure.plain("   of it on a processor", busiest(second), "s", ""),
        Figure.atMost(
            1024,
            "resident after a first start, everything embedded",
            fullest.orElseThrow().mebibytes(),
            "MiB",
            "service %d MiB, PostgreSQL's processes %d MiB (pages they share are counted in each); proportional set size of all: %d MiB"
                .formatted(
                    fullest.orElseThrow().service() / 1024,
                    fullest.orElseThrow().database() / 1024,
                    fullest.orElseThrow().shared() / 1024)));
  }

  private static double slowest(List<Run> runs) {
    return runs.stream().mapToDouble(Run::seconds).max().orElseThrow();
  }

  private static double busiest(List<Run> runs) {
    return runs.stream().mapToDouble(Run::cpuSeconds).max().orElseThrow();
  }

  private static Run once(Path home) throws Exception {
    int port = ServiceProcess.freePort();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-Xmx512m", "-jar", JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolveSibling(home.getFileName() + ".log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "WRIT_HOME", home.toString(),
                "WRIT_PORT", Integer.toString(port),
                "WRIT_SANDBOX_PORT", "0"));
    long start = System.nanoTime();
    var process = builder.start();
    try (var http = HttpClient.newHttpClient()) {
      Awaitility.await("readiness")
          .atMost(Duration.ofMinutes(3))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> ready(http, port, home));
      double seconds = (System.nanoTime() - start) / 1e9;
      var database =
          ProcessHandle.of(
                  Long.parseLong(
                      Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                          .getFirst()
                          .strip()))
              .orElseThrow();
      var servers = Stream.concat(Stream.of(database), database.descendants()).toList();
      return new Run(
          seconds,
          process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0,
          kilobytes(process.toHandle(), "status", "VmRSS:"),
          servers.stream().mapToLong(p -> kilobytes(p, "status", "VmRSS:")).sum(),
          Stream.concat(Stream.of(process.toHandle()), servers.stream())
              .mapToLong(p -> kilobytes(p, "smaps_rollup", "Pss:"))
              .sum());
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(home.resolveSibling(home.getFileName() + ".log"));
    }
  }

  private static boolean ready(HttpClient http, int port, Path home) throws InterruptedException {
    try {
      var token = home.resolve("tokens/admin");
      if (!Files.exists(token)) {
        return false;
      }
      var probe =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
              .header("Authorization", "Bearer " + Files.readString(token).strip())
              .build();
      return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static long kilobytes(ProcessHandle process, String file, String word) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
      return lines
          .filter(line -> line.startsWith(word))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .sum();
    } catch (IOException goneOrNotLinux) {
      return 0;
    }
  }
}
