package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.SkippedWrit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Alarms of the whole service, in a time that a test lets pass. */
class ClockAlarmsIT {
  private static final Duration DAY = Duration.ofDays(1);

  private SkippedWrit writ;

  private void start(String horizon) {
    writ =
        SkippedWrit.start(
            "alarms",
            "--writ.sandbox.port=0",
            "--writ.sweep=PT1S",
            "--writ.undo-window=P400D",
            "--writ.clock.horizon=" + horizon);
  }

  @AfterEach
  void stop() {
    writ.close();
  }

  @Test
  void alarms_ring_at_their_times_and_an_extension_puts_them_off() {
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
    var extended = writ.call("POST", request + "/clock/extension", "officer", told);
    assertThat(findings(request))
        .as("a refusal may not take longer, and 75 % of its time has passed")
        .containsExactly("MEDIUM OPEN");
    untilRaised(request, 6);
    var later = toCome(extended);
    assertThat(later).as("three months of one duty, the rest of a refusal's one").hasSize(6);
    passTo(at(later.get(5)).minus(DAY));
    untilRaised(request, 11);
    assertThat(findings(request)).containsExactly("MEDIUM OPEN");
    passTo(at(later.get(5)));
    untilRaised(request, 12);
    assertThat(findings(request)).containsExactly("HIGH OPEN");
    assertThat(events(request))
        .contains("RESPONSE_ALARM", "REFUSAL_ALARM", "DUE_MOVED", "CLOCK_EXTENDED");
  }

  @Test
  void an_alarm_the_engine_knows_nothing_of_is_raised_at_once_by_the_record() {
    start("PT1M");
    var request = filed();
    var alarms = toCome(clock(request));
    writ.time.pass(Duration.between(writ.time.instant(), at(alarms.get(5))).plus(DAY));
    assertThat(untilRaised(request, 6))
        .as("all at once, when somebody looked again")
        .allMatch(alarm -> raisedAt(alarm).isAfter(at(alarms.get(5))));
    assertThat(toCome(clock(request))).hasSize(2);
  }

  private String filed() {
    var person =
        dev.writ.vendor.sandbox.SandboxPeople.all().stream()
            .filter(p -> p.emails().size() == 1 && p.livesIn("openai"))
            .findFirst()
            .orElseThrow();
    var openai =
        writ.call("GET", "/v1/connections", "admin", null)
            .valueStream()
            .filter(c -> c.path("name").asString().equals("sandbox-openai"))
            .map(c -> c.path("id").asString())
            .findFirst()
            .orElseThrow();
    var filed =
        writ.call(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind":"ERASURE","regime":"GDPR","jurisdiction":"DE","receivedOn":"%s",
             "subject":{"identifiers":[{"type":"EMAIL","value":"%s"}]},
             "identity":{"method":"OFFICER_ATTESTED","note":"Called back"},"connections":["%s"]}
            """
                .formatted(today(), person.email(), openai));
    var path = "/v1/requests/" + filed.path("id").asString();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> writ.get(path).path("state").asString().equals("AWAITING_APPROVAL"));
    return path;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(writ.time.instant(), ZoneOffset.UTC);
  }

  private void passTo(Instant then) {
    writ.passTo(then.plusSeconds(60));
  }

  private JsonNode clock(String request) {
    return writ.get(request + "/clock");
  }

  private List<JsonNode> untilRaised(String request, int count) {
    return await()
        .atMost(Duration.ofMinutes(3))
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
    return writ.get("/v1/findings?code=CLOCK_ALARM")
        .path("items")
        .valueStream()
        .filter(finding -> request.endsWith(finding.path("request").asString()))
        .map(f -> f.path("severity").asString() + " " + f.path("state").asString())
        .toList()
        .reversed();
  }

  private List<String> events(String request) {
    return writ.get(request + "/timeline")
        .valueStream()
        .map(e -> e.path("event").asString())
        .toList();
  }
}
