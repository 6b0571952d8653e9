package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.engine.SkippedTime;
import java.io.IOException;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alarms of the whole service, in a time that a test lets pass. */
class ClockAlarmsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration DAY = Duration.ofDays(1);

  private final Path home = Path.of("target", "alarms-" + UUID.randomUUID());
  private final SkippedTime time = new SkippedTime();
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext writ;

  private void start(String horizon) {
    var application = new SpringApplication(WritApplication.class);
    application.addInitializers(time);
    writ =
        application.run(
            "--server.port=0",
            "--writ.home=" + home,
            "--writ.sandbox.port=0",
            "--writ.sweep=PT1S",
            "--writ.undo-window=P400D",
            "--writ.clock.horizon=" + horizon);
  }

  @AfterEach
  void stop() {
    writ.close();
    http.close();
  }

  @Test
  void alarms_ring_at_their_times_and_an_extension_puts_them_off() throws Exception {
    start("P400D");
    var request = filed();
    var alarms = toCome(clock(request));
    assertThat(alarms).hasSize(8);
    passTo(at(alarms.get(0)));
    var half = untilRaised(request, 2);
    for (var alarm : half) {
      assertThat(Duration.between(at(alarm), raisedAt(alarm))).isLessThan(Duration.ofHours(1));
    }
    assertThat(findings(request)).containsExactly("LOW OPEN");
    passTo(at(alarms.get(2)));
    untilRaised(request, 4);
    assertThat(findings(request)).containsExactly("MEDIUM OPEN");

    var told =
        "{\"version\":%s,\"reason\":\"COMPLEXITY\",\"noticeSentOn\":\"%s\"}"
            .formatted(clock(request).path("version"), today());
    var extended = call("POST", request + "/clock/extension", "officer", told);
    assertThat(findings(request)).containsExactly("MEDIUM RESOLVED");
    var later = toCome(extended);
    assertThat(later).as("three months of one duty").hasSize(4);
    passTo(at(later.get(3)).minus(DAY));
    untilRaised(request, 7);
    assertThat(findings(request)).containsExactly("MEDIUM RESOLVED", "MEDIUM OPEN");
    passTo(at(later.get(3)));
    untilRaised(request, 8);
    assertThat(findings(request)).containsExactly("MEDIUM RESOLVED", "HIGH OPEN");
    assertThat(events(request)).contains("RESPONSE_ALARM", "DUE_MOVED", "CLOCK_EXTENDED");
  }

  @Test
  void an_alarm_the_engine_knows_nothing_of_is_raised_at_once_by_the_record() throws Exception {
    start("PT1M");
    var request = filed();
    var alarms = toCome(clock(request));
    time.pass(Duration.between(time.instant(), at(alarms.get(5))).plus(DAY));
    assertThat(untilRaised(request, 6))
        .as("all at once, when somebody looked again")
        .allMatch(alarm -> raisedAt(alarm).isAfter(at(alarms.get(5))));
    assertThat(toCome(clock(request))).hasSize(2);
  }

  private String filed() throws IOException, InterruptedException {
    var person =
        dev.writ.vendor.sandbox.SandboxPeople.all().stream()
            .filter(p -> p.emails().size() == 1 && p.livesIn("openai"))
            .findFirst()
            .orElseThrow();
    var openai =
        call("GET", "/v1/connections", "admin", null)
            .valueStream()
            .filter(c -> c.path("name").asString().equals("sandbox-openai"))
            .map(c -> c.path("id").asString())
            .findFirst()
            .orElseThrow();
    var filed =
        call(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind":"ERASURE","regime":"GDPR","jurisdiction":"DE","receivedOn":"%s",
             "subject":{"identifiers":[{"type":"EMAIL","value":"%s"}]},
             "identity":{"method":"OFFICER_ATTESTED"},"connections":["%s"]}
            """
                .formatted(today(), person.email(), openai));
    var path = "/v1/requests/" + filed.path("id").asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(path).path("state").asString().equals("AWAITING_APPROVAL"));
    return path;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
  }

  private void passTo(Instant then) {
    var left = Duration.between(time.instant(), then.plusSeconds(60));
    if (left.isPositive()) {
      time.pass(left);
    }
  }

  private JsonNode clock(String request) {
    return get(request + "/clock");
  }

  private List<JsonNode> untilRaised(String request, int count) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                clock(request)
                    .path("alarms")
                    .valueStream()
                    .filter(alarm -> alarm.has("raisedAt"))
                    .toList(),
            raised -> raised.size() == count);
  }

  private static List<JsonNode> toCome(JsonNode clock) {
    return clock.path("alarms").valueStream().filter(alarm -> !alarm.has("raisedAt")).toList();
  }

  private static Instant at(JsonNode alarm) {
    return Instant.parse(alarm.path("at").asString());
  }

  private static Instant raisedAt(JsonNode alarm) {
    return Instant.parse(alarm.path("raisedAt").asString());
  }

  private List<String> findings(String request) {
    return get("/v1/findings?code=CLOCK_ALARM")
        .path("items")
        .valueStream()
        .filter(finding -> request.endsWith(finding.path("request").asString()))
        .map(f -> f.path("severity").asString() + " " + f.path("state").asString())
        .toList()
        .reversed();
  }

  private List<String> events(String request) {
    return get(request + "/timeline").valueStream().map(e -> e.path("event").asString()).toList();
  }

  private JsonNode get(String path) {
    try {
      return call("GET", path, "officer", null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode call(String method, String path, String role, String body)
      throws IOException, InterruptedException {
    var port = writ.getEnvironment().getRequiredProperty("local.server.port");
    var call =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Bearer " + Files.readString(home.resolve("tokens/" + role)).strip())
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    var answer = http.send(call, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }
}
