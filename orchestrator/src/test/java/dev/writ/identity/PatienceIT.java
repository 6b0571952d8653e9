package dev.writ.identity;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.WritApplication;
import dev.writ.engine.SkippedTime;
import dev.writ.vendor.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Codes, links and requests that run out, in a time that a test lets pass. */
class PatienceIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration DAY = Duration.ofDays(1);

  private final Path home = Path.of("target", "patience-" + UUID.randomUUID());
  private final SkippedTime time = new SkippedTime();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext writ = start();
  private final Visitor person =
      new Visitor(Integer.parseInt(writ.getEnvironment().getRequiredProperty("local.server.port")));
  private String request;

  private ConfigurableApplicationContext start() {
    var application = new SpringApplication(WritApplication.class);
    application.addInitializers(time);
    Postman.asleep = false;
    return application.run(
        "--server.port=0",
        "--writ.home=" + home,
        "--writ.sandbox.port=0",
        "--writ.undo-window=PT0.1S",
        "--writ.letters.silent=IDENTITY_ASK",
        "--writ.identity.asks=2");
  }

  @AfterEach
  void stop() {
    Postman.asleep = true;
    writ.close();
    http.close();
  }

  @Test
  void a_code_lasts_ten_minutes_a_link_seven_days_and_the_request_thirty() throws Exception {
    var sandbox = writ.getBean(Sandbox.class);
    untilFeedsAreRead();
    sandbox.keepLog(true);
    request = filed("UK_GDPR");
    until("VERIFYING_IDENTITY");
    var code = asks("CODE");
    time.pass(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(person.enters(code.path(), code.code().orElseThrow()).statusCode()).isEqualTo(404);

    var late = asks("LINK");
    assertThat(tries("LINK")).as("a third one in a day").isEqualTo(429);
    time.pass(DAY.multipliedBy(7).plusSeconds(1));
    assertThat(person.confirms(late.path()).statusCode()).isEqualTo(404);
    assertThat(state()).isEqualTo("VERIFYING_IDENTITY");

    time.pass(DAY.multipliedBy(20));
    asks("LINK");
    assertThat(identity().path("waitUntil").asString())
        .as("what was asked last is still awaited")
        .startsWith(time.instant().plus(DAY.multipliedBy(7)).toString().substring(0, 10));
    time.pass(DAY.multipliedBy(6));
    assertThat(state()).as("day 33").isEqualTo("VERIFYING_IDENTITY");
    time.pass(DAY.multipliedBy(2));
    until("VERIFICATION_EXPIRED");
    assertThat(identity().path("challenges").valueStream().map(c -> c.path("state").asString()))
        .doesNotContain("OPEN");
    assertThat(sandbox.log()).as("calls at a vendor").isEmpty();

    // The Brazilian clock runs on: what is not proved is refused on the last day for that.
    request = filed("LGPD");
    var brazilian = request;
    request = filed("GDPR");
    until("VERIFYING_IDENTITY");
    var used = asks("LINK");
    time.pass(DAY.multipliedBy(7).minusSeconds(60));
    assertThat(person.confirms(used.path()).statusCode()).isEqualTo(200);
    until("AWAITING_APPROVAL");
    assertThat(sandbox.log()).as("calls at a vendor, once it is known").isNotEmpty();
    request = brazilian;
    var due = Instant.parse(identity().path("waitUntil").asString());
    time.pass(Duration.between(time.instant(), due).minusSeconds(60));
    assertThat(state()).as("day 14").isEqualTo("VERIFYING_IDENTITY");
    time.pass(Duration.ofSeconds(120));
    until("VERIFICATION_EXPIRED");
    assertThat(call("GET", "/v1/findings?code=REFUSAL_LATE", null).body())
        .as("in time")
        .doesNotContain(request.substring("/v1/requests/".length()));
  }

  /** A vendor's own record is read at a start, whoever is in it. */
  private void untilFeedsAreRead() throws Exception {
    var connections = JSON.readTree(call("GET", "/v1/connections", null).body());
    var fed =
        connections
            .valueStream()
            .filter(one -> one.path("vendor").asString().equals("chatgpt-enterprise"))
            .map(one -> "/v1/connections/" + one.path("id").asString() + "/feed")
            .toList();
    assertThat(fed).isNotEmpty();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> JSON.readTree(call("GET", fed.getFirst(), null).body()).has("lastReadAt"));
  }

  private String filed(String law) throws Exception {
    var filed =
        call(
            "POST",
            "/v1/requests",
            """
            {"kind": "ERASURE", "regime": "%s", "receivedOn": "%s",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "nobody-%s@example.com"}]},
             "identity": {"method": "UNVERIFIED"}}
            """
                .formatted(law, LocalDate.ofInstant(time.instant(), UTC), UUID.randomUUID()));
    return "/v1/requests/" + JSON.readTree(filed.body()).path("id").asString();
  }

  private Challenges.Letter asks(String kind) throws Exception {
    var issued = ask(kind);
    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
    return Postman.LETTERS.get(UUID.fromString(JSON.readTree(issued.body()).path("id").asString()));
  }

  private int tries(String kind) throws Exception {
    return ask(kind).statusCode();
  }

  private java.net.http.HttpResponse<String> ask(String kind) throws Exception {
    var version = identity().path("version");
    return call(
        "POST",
        request + "/identity/challenges",
        "{\"version\": %s, \"kind\": \"%s\"}".formatted(version, kind));
  }

  private JsonNode identity() throws Exception {
    return JSON.readTree(call("GET", request + "/identity", null).body());
  }

  private String state() throws Exception {
    return JSON.readTree(call("GET", request, null).body()).path("state").asString();
  }

  private void until(String state) {
    await().until(this::state, state::equals);
  }

  private java.net.http.HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    var port = writ.getEnvironment().getRequiredProperty("local.server.port");
    var token = Files.readString(home.resolve("tokens/officer")).strip();
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
