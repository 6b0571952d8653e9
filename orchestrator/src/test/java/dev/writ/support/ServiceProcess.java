package dev.writ.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service as a child process that can be killed and started again on the same data.
 */
public final class ServiceProcess implements AutoCloseable {
  /** It lives for seconds: the optimising compiler would cost more than it gives. */
  public static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m");

  /** As {@code ./writ run} starts it. */
  public static final List<String> AS_RUN = List.of("-XX:+UseSerialGC", "-Xmx512m");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Instead of the packaged service: classes as they were just compiled. */
  private static final Optional<String> CLASSES =
      Optional.ofNullable(System.getProperty("writ.classes"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home = Path.of("target", "service-" + UUID.randomUUID()).toAbsolutePath();
  private final Set<ProcessHandle> children = new HashSet<>();
  private final Map<String, String> environment = new HashMap<>();
  private final int port = freePort();
  private final List<String> flags;
  private Process process;

  /** A service without a sandbox of its own and with short waits. */
  public ServiceProcess(Map<String, String> settings) throws IOException {
    this(settings, SHORT_LIVED);
  }

  /**
   * @param flags the virtual machine's
   */
  public ServiceProcess(Map<String, String> settings, List<String> flags) throws IOException {
    this.flags = flags;
    Files.createDirectories(home);
    environment.putAll(
        Map.of(
            "WRIT_SANDBOX", "false",
            "WRIT_HOME", home.toString(),
            "WRIT_PORT", Integer.toString(port),
            "WRIT_FIRST_RETRY", "PT0.2S",
            "WRIT_LONGEST_RETRY", "PT5S",
            "WRIT_LONGEST_POLL", "PT0.2S",
            "WRIT_CIRCUIT_OPEN", "PT2S",
            "WRIT_SWEEP", "PT5S",
            "WRIT_FEED_PATIENCE", "PT10S",
            "WRIT_UNDO_WINDOW", "PT0.1S"));
    environment.putAll(settings);
  }

  /**
   * A free port below those that systems give to outgoing connections: what is shut there for a
   * while is not taken by somebody's call meanwhile.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException taken) {
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The data folder. */
  public Path home() {
    return home;
  }

  /** The running process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Everything the service ever printed. */
  public Path log() {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  public ServiceProcess launch() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var what =
        CLASSES
            .map(path -> List.of("-cp", path, "dev.writ.WritApplication"))
            .orElseGet(PackagedService::arguments);
    var command = new ArrayList<>(List.of(java));
    command.addAll(flags);
    command.addAll(what);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
    await("the service is up")
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(this::live);
    return this;
  }

  private boolean live() throws InterruptedException {
    assertThat(process.isAlive()).as("the service started; see %s", log()).isTrue();
    try {
      var probe =
          HttpRequest.newBuilder(uri("/actuator/health/liveness"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGKILL to the service alone: what it started lives on, as after a real crash. */
  public void kill() {
    process.descendants().forEach(children::add);
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, and its end. */
  public void stop() {
    process.descendants().forEach(children::add);
    process.destroy();
    process
        .onExit()
        .orTimeout(30, TimeUnit.SECONDS)
        .exceptionally(slow -> process.destroyForcibly())
        .join();
  }

  public JsonNode get(String path, String role) throws Exception {
    return ok(send("GET", path, role, null));
  }

  public JsonNode post(String path, String role, Object body) throws Exception {
    return ok(send("POST", path, role, JSON.writeValueAsString(body)));
  }

  public HttpResponse<byte[]> send(String method, String path, String role, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(role))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** A call by somebody who has no token: a person with a link, or a vendor. */
  public HttpResponse<byte[]> call(String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .headers(headers)
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** One file as the body. */
  public HttpResponse<byte[]> upload(
      String path, String role, String mediaType, String name, String content) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", mediaType)
            .header("Writ-File-Name", name)
            .header("Authorization", "Bearer " + token(role))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofString(content));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  public String token(String role) throws IOException {
    return Files.readString(home.resolve("tokens").resolve(role)).strip();
  }

  private static JsonNode ok(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private URI uri(String path) {
    return address().resolve(path);
  }

  @Override
  public void close() {
    if (process != null) {
      stop();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    http.close();
  }
}
