package dev.writ.manualtask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A task's day follows the law's, until an officer sets one. */
class TaskDueDaysIT {
  /** What the vendor's documents say it takes after an account was deleted. */
  private static final int VENDOR_DAYS = 30;

  private static final int DAYS_FOR_THE_ANSWER = 3;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Test
  void an_open_tasks_day_moves_with_the_clock_and_one_set_by_hand_stays() {
    var request = "/v1/requests/" + filed().path("id").asString();
    var planned = until(request, "AWAITING_APPROVAL");
    send(
        "POST", request + "/approve", "approver", "{\"version\": " + planned.path("version") + "}");
    var task = "/v1/manual-tasks/" + openTask(request).path("id").asString();
    var before = due(task);
    var clock = get(request + "/clock");
    var told =
        "{\"version\": %s, \"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"%s\"}"
            .formatted(clock.path("version"), today);
    var after = send("POST", request + "/clock/extension", "officer", told);
    assertThat(safe(after)).isAfter(safe(clock).plusDays(50));
    assertThat(before).as("no time was left").isEqualTo(today.plusDays(1));
    assertThat(due(task)).isEqualTo(safe(after).minusDays(VENDOR_DAYS + DAYS_FOR_THE_ANSWER));
    assertThat(timeline(request)).contains("TASK_DUE_MOVED");

    var byHand = today.plusDays(9);
    var version = get(task).path("version");
    send(
        "PATCH",
        task,
        "officer",
        "{\"version\": %s, \"dueOn\": \"%s\"}".formatted(version, byHand));
    var corrected =
        "{\"version\": %s, \"receivedOn\": \"%s\", \"reason\": \"The stamp\"}"
            .formatted(get(request).path("version"), today.minusDays(5));
    assertThat(safe(send("PATCH", request + "/receipt", "officer", corrected)))
        .isBefore(safe(after));
    assertThat(due(task)).isEqualTo(byHand);
  }

  private JsonNode filed() {
    var person =
        SandboxPeople.all().stream()
            .filter(p -> p.livesIn("openai-consumer") && p.emails().size() == 1)
            .findFirst()
            .orElseThrow();
    return send(
        "POST",
        "/v1/requests",
        "officer",
        """
        {"kind": "ERASURE", "regime": "GDPR", "jurisdiction": "DE", "receivedOn": "%s",
         "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
         "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
        """
            .formatted(today, person.email(), RunningWrit.connection("openai-consumer")));
  }

  private static JsonNode openTask(String request) {
    var id = request.substring(request.lastIndexOf('/') + 1);
    return await()
        .until(
            () -> get("/v1/manual-tasks?state=OPEN&request=" + id).path("items"),
            items -> !items.isEmpty())
        .get(0);
  }

  private static JsonNode until(String request, String state) {
    return await().until(() -> get(request), now -> now.path("state").asString().equals(state));
  }

  private static LocalDate due(String task) {
    return LocalDate.parse(get(task).path("dueOn").asString());
  }

  private static LocalDate safe(JsonNode clock) {
    return LocalDate.parse(clock.path("leading").path("safeDue").asString());
  }

  private static java.util.List<String> timeline(String request) {
    return get(request + "/timeline").valueStream().map(e -> e.path("event").asString()).toList();
  }

  private static JsonNode get(String path) {
    return send("GET", path, "officer", null);
  }

  private static JsonNode send(String method, String path, String role, String body) {
    var answer = RunningWrit.json(method, path, role, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return RunningWrit.read(answer);
  }
}
