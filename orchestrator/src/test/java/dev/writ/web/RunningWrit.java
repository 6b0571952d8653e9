package dev.writ.web;

import dev.writ.WritApplication;
import dev.writ.vendor.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service in its default set-up, started once for all tests that speak to its edge; it
 * ends with the process.
 */
public final class RunningWrit {
  public static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Path HOME = Path.of("target", "edge-" + UUID.randomUUID());

  private RunningWrit() {}

  /** Apart: whoever wants nothing that runs does not start it. */
  private static final class Started {
    static final ConfigurableApplicationContext CONTEXT =
        SpringApplication.run(
            WritApplication.class,
            "--server.port=0",
            "--writ.home=" + HOME,
            "--writ.sandbox.port=0",
            "--writ.undo-window=PT0.1S",
            "--writ.approval.policies=PORTABILITY/CCPA=two-people,PORTABILITY/UK_GDPR=automatic",
            "--writ.offboarding.looks=PT0.2S",
            "--writ.offboarding.windows=false",
            // The tests of who is asking play the postman.
            "--writ.letters.silent=IDENTITY_ASK",
            "--writ.calls.first-retry=PT0.1S",
            "--writ.calls.longest-poll=PT0.2S",
            "--writ.drills.watch=PT0.2S,PT2S",
            "--writ.webhooks.retries=PT0.2S,PT0.3S,PT0.5S",
            "--writ.webhooks.timeout=PT1S",
            "--writ.webhooks.longest-rest=PT0.5S");
  }

  private static ConfigurableApplicationContext running() {
    return Started.CONTEXT;
  }

  public static int port() {
    return Integer.parseInt(running().getEnvironment().getRequiredProperty("local.server.port"));
  }

  public static <T> T bean(Class<T> type) {
    return running().getBean(type);
  }

  /** Says inside the service that something has happened. */
  public static void publish(Object event) {
    running().publishEvent(event);
  }

  public static Sandbox sandbox() {
    return running().getBean(Sandbox.class);
  }

  /** The token of the first run for this role. */
  public static String token(String role) {
    running();
    try {
      return Files.readString(HOME.resolve("tokens").resolve(role)).strip();
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  public static String bearer(String role) {
    return "Bearer " + token(role);
  }

  /** A call with JSON, or without a body when it is null. */
  public static HttpResponse<byte[]> json(String method, String path, String role, String body) {
    return body == null
        ? call(method, path, BodyPublishers.noBody(), "Authorization", bearer(role))
        : call(
            method,
            path,
            BodyPublishers.ofString(body),
            "Authorization",
            bearer(role),
            "Content-Type",
            "application/json");
  }

  public static HttpResponse<byte[]> call(
      String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(method + " " + path, broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  public static JsonNode read(HttpResponse<byte[]> answer) {
    return JSON.readTree(answer.body());
  }

  /** The id of a sandbox connection. */
  public static String connection(String vendor) {
    return read(json("GET", "/v1/connections", "admin", null))
        .valueStream()
        .filter(c -> c.path("name").asString().equals("sandbox-" + vendor))
        .map(c -> c.path("id").asString())
        .findFirst()
        .orElseThrow();
  }
}
