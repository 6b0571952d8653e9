package dev.writ.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.WritApplication;
import dev.writ.engine.SkippedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service of the test's own, with a home of its own, in a time that the test lets pass. */
public final class SkippedWrit implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  public final SkippedTime time = new SkippedTime();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final ConfigurableApplicationContext context;

  private SkippedWrit(String name, String... settings) {
    home = Path.of("target", name + "-" + UUID.randomUUID());
    var application = new SpringApplication(WritApplication.class);
    application.addInitializers(time);
    var own = Stream.of("--server.port=0", "--writ.home=" + home);
    context = application.run(Stream.concat(own, Stream.of(settings)).toArray(String[]::new));
  }

  /**
   * Starts it.
   *
   * @param name of its home, below {@code target}
   * @param settings as on a command line
   */
  public static SkippedWrit start(String name, String... settings) {
    return new SkippedWrit(name, settings);
  }

  @Override
  public void close() {
    context.close();
    http.close();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Lets time pass until then; a moment that has passed is not waited for. */
  public void passTo(Instant then) {
    var left = Duration.between(time.instant(), then);
    if (left.isPositive()) {
      time.pass(left);
    }
  }

  public JsonNode get(String path) {
    return call("GET", path, "officer", null);
  }

  /** Calls as somebody of this role; the answer must be a success. */
  public JsonNode call(String method, String path, String role, String body) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    try {
      var token = Files.readString(home.resolve("tokens").resolve(role)).strip();
      var call =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build();
      var answer = http.send(call, BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
      return JSON.readTree(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
