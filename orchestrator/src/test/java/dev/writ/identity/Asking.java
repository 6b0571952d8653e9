package dev.writ.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Filings;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A request in the running service of which it is to be found out who asks. */
final class Asking {
  static final List<String> WAITING = List.of("RECEIVED", "VERIFYING_IDENTITY");
  final String path;
  final String email;

  private Asking(String path, String email) {
    this.path = path;
    this.email = email;
  }

  static Asking filed(String method) {
    return filed("officer", "ERASURE", "GDPR", method);
  }

  static Asking filed(String role, String kind, String regime, String method) {
    var email = "asking-" + UUID.randomUUID() + "@example.com";
    return new Asking(filed(role, kind, regime, method, "EMAIL", email), email);
  }

  /**
   * Access under the first of these laws, and also under another.
   *
   * @param laws the fields of a request that name them
   */
  static Asking accessUnder(String laws, String method) {
    var email = "asking-" + UUID.randomUUID() + "@example.com";
    return new Asking(filedUnder("officer", "ACCESS", laws, method, "EMAIL", email), email);
  }

  /** Erasure under this law, received on that day. */
  static Asking received(LocalDate on, String law) {
    var email = "asking-" + UUID.randomUUID() + "@example.com";
    var regime = "\"regime\": \"" + law + "\"";
    return new Asking(
        file(on.toString(), "officer", "ERASURE", regime, "UNVERIFIED", "EMAIL", email), email);
  }

  static Asking withoutAddress() {
    return new Asking(
        filed(
            "officer",
            "ERASURE",
            "GDPR",
            "UNVERIFIED",
            "CUSTOMER_ID",
            "10042-" + UUID.randomUUID()),
        "");
  }

  private static String filed(
      String role, String kind, String regime, String method, String type, String value) {
    return filedUnder(role, kind, "\"regime\": \"" + regime + "\"", method, type, value);
  }

  private static String filedUnder(
      String role, String kind, String laws, String method, String type, String value) {
    return file(Filings.TODAY, role, kind, laws, method, type, value);
  }

  private static String file(
      String received,
      String role,
      String kind,
      String laws,
      String method,
      String type,
      String value) {
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            role,
            """
            {"kind": "%s", %s, "receivedOn": "%s",
             "subject": {"identifiers": [{"type": "%s", "value": "%s"}]},
             "identity": %s, "connections": ["%s"]}
            """
                .formatted(
                    kind,
                    laws,
                    received,
                    type,
                    value,
                    RunningWrit.JSON.writeValueAsString(Filings.identity(method)),
                    RunningWrit.connection("openai")));
    assertThat(filed.statusCode()).as(new String(filed.body())).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
  }

  UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  JsonNode request() {
    return read("", "officer");
  }

  Instant waitUntil() {
    return Instant.parse(identity().path("waitUntil").asString());
  }

  JsonNode identity() {
    return read("/identity", "officer");
  }

  JsonNode read(String below, String role) {
    var answer = RunningWrit.json("GET", path + below, role, null);
    assertThat(answer.statusCode()).as(below).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  /** What the request's first law makes of it. */
  JsonNode clock() {
    return read("/clock", "officer").path("laws").get(0);
  }

  /** What happened to the request's clock, by kind. */
  List<String> clockEvents() {
    return read("/clock", "officer")
        .path("events")
        .valueStream()
        .map(event -> event.path("kind").asString())
        .toList();
  }

  /** An officer's action on what was just read. */
  JsonNode does(String action, String fields) {
    var answer = tries(action, identity().path("version").asLong(), fields);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isBetween(200, 201);
    return RunningWrit.read(answer);
  }

  HttpResponse<byte[]> tries(String action, long version, String fields) {
    return RunningWrit.json(
        "POST",
        path + "/identity/" + action,
        "officer",
        "{\"version\": %d, %s}".formatted(version, fields));
  }

  /** A link or a code, and the letter it came in. */
  Challenges.Letter asks(String kind) {
    var issued = does("challenges", "\"kind\": \"" + kind + "\"");
    return Postman.LETTERS.get(UUID.fromString(issued.path("id").asString()));
  }

  Asking untilItWaits() {
    await().until(() -> state().equals("VERIFYING_IDENTITY"));
    return this;
  }

  /** Until the vendor was looked through for somebody nobody knows. */
  void untilItWentOn() {
    await().until(() -> state().equals("CLOSED"));
  }

  String state() {
    return request().path("state").asString();
  }

  List<String> events() {
    return read("/timeline", "auditor")
        .valueStream()
        .map(entry -> entry.path("event").asString())
        .toList();
  }

  String challenge(int which) {
    return identity().path("challenges").get(which).path("state").asString();
  }
}
