package dev.writ.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A webhook of the running service. */
final class Subscribed implements AutoCloseable {
  private final String path;
  private String secret;

  private Subscribed(JsonNode issued) {
    this.path = "/v1/webhooks/" + issued.path("webhook").path("id").asString();
    this.secret = issued.path("secret").asString();
  }

  static Subscribed at(ReceiverServer receiver, String... events) {
    return new Subscribed(send("POST", "/v1/webhooks", wish(receiver.url(), events), 201));
  }

  static String wish(String url, String... events) {
    return "{\"name\": \"Test\", \"url\": \"%s\", \"events\": [\"%s\"]}"
        .formatted(url, String.join("\", \"", events));
  }

  String secret() {
    return secret;
  }

  String id() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  JsonNode show() {
    return send("GET", path, null, 200);
  }

  JsonNode change(String fields) {
    var body = "{\"version\": %s, %s}".formatted(show().path("version"), fields);
    return send("PATCH", path, body, 200);
  }

  /** Changes the secret and answers the one before. */
  String rotate() {
    var before = secret;
    var body = "{\"version\": %s}".formatted(show().path("version"));
    secret = send("POST", path + "/rotate-secret", body, 200).path("secret").asString();
    return before;
  }

  JsonNode act(String below, String body, int status) {
    return send("POST", path + below, body, status);
  }

  List<JsonNode> deliveries(String query) {
    return send("GET", path + "/deliveries?limit=200" + query, null, 200)
        .path("items")
        .valueStream()
        .toList();
  }

  static JsonNode send(String method, String path, String body, int status) {
    var answer = RunningWrit.json(method, path, "admin", body);
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return answer.body().length == 0 ? RunningWrit.JSON.missingNode() : RunningWrit.read(answer);
  }

  @Override
  public void close() {
    RunningWrit.json("DELETE", path, "admin", null);
  }
}
