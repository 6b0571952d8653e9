package dev.writ.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was refused is taken up again by an appeal, and carried out like any other request. */
class ReopenedIT {
  private static final String GROUND =
      ", \"ground\": \"EXCESSIVE\", \"reason\": \"The fifth this month\"";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final BellAccount bell = BellAccount.open();
  private final String email = Asked.somebodyAt(bell);
  private final Wish wish =
      Wish.erasure(email, bell.connection()).regime("VCDPA").receivedOn(today().toString());

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void a_granted_appeal_brings_the_request_back_to_its_plan_and_the_person_hears_of_each_step() {
    var asked = denied(wish.file());
    assertThat(asked.legs("state")).containsExactly("CANCELLED");
    bell.tower().finished.addAll(bell.tower().held);
    var decided = decide(asked, appeal(asked, "APPEAL"), "UPHELD", "", 200);
    assertThat(decided.has("reopenedAt")).isTrue();

    var planned = asked.until("AWAITING_APPROVAL");
    assertThat(planned.has("outcome")).isFalse();
    assertThat(planned.has("ground")).isFalse();
    assertThat(planned.path("approvals").asInt()).isZero();
    assertThat(planned.has("endedAt")).isFalse();
    assertThat(planned.path("legs").get(0).path("located").asInt()).isEqualTo(1);
    assertThat(asked.events()).containsSubsequence("DENY", "APPEAL_UPHELD", "REOPEN", "IDENTIFIED");
    assertThat(nature(asked)).isEqualTo("OPEN");
    var clock = get(asked.path() + "/clock");
    assertThat(clock.has("answeredAt")).as("the refusal was its answer").isTrue();
    var again = clock.path("reopened");
    assertThat(again.path("dueBy").asString()).isEqualTo(today().plusDays(60).toString());
    assertThat(again.path("explanation").asString()).contains("59.1-577(C)", "CHOICE");
    assertThat(letter(asked, "APPEAL_UPHELD", 1).path("text").asString())
        .contains("The appeal is granted", "You were right.");

    asked.done("approve", "approver");
    asked.until("MONITORING");
    assertThat(bell.tower().held).isEmpty();
    assertThat(letter(asked, "COMPLETION", 1).path("text").asString()).contains("erased");
    assertThat(get(asked.path() + "/appeals").get(0).has("answeredAgainAt")).isTrue();
    assertThat(nature(asked)).isEqualTo("COMPLIED");
  }

  @Test
  void a_second_refusal_is_told_too() {
    var asked = denied(wish.file());
    letter(asked, "REFUSAL", 1);
    decide(asked, appeal(asked, "APPEAL"), "UPHELD", "", 200);
    asked.until("AWAITING_APPROVAL");
    denied(asked);
    letter(asked, "REFUSAL", 2);
    assertThat(get(asked.path() + "/appeals").get(0).has("answeredAgainAt")).isTrue();
    decide(asked, appeal(asked, "APPEAL"), "UPHELD", "", 200);
    asked.until("AWAITING_APPROVAL");
  }

  @Test
  void a_denied_appeal_moves_nothing_and_names_the_attorney_general() {
    var asked = denied(wish.file());
    var appeal = appeal(asked, "APPEAL");
    decide(asked, appeal, "REJECTED", ", \"reopen\": true", 422);
    var decided = decide(asked, appeal, "REJECTED", "", 200);
    assertThat(decided.has("reopenedAt")).isFalse();
    assertThat(letter(asked, "APPEAL_REJECTED", 1).path("text").asString())
        .contains("The appeal is denied", "You were right.", "Attorney General of Virginia");
    assertThat(asked.state()).isEqualTo("DENIED");
    assertThat(get(asked.path() + "/clock").has("reopened")).isFalse();
  }

  @Test
  void a_complaint_takes_the_request_up_again_only_where_the_decision_says_so() {
    var asked = denied(wish.regime("UK_GDPR").file());
    decide(asked, appeal(asked, "COMPLAINT"), "UPHELD", "", 200);
    assertThat(asked.state()).isEqualTo("DENIED");
    assertThat(letter(asked, "COMPLAINT_ANSWER", 1).path("text").asString())
        .contains("You were right.", "Information Commissioner");
    decide(asked, appeal(asked, "COMPLAINT"), "UPHELD", ", \"reopen\": true", 200);
    asked.until("AWAITING_APPROVAL");
    assertThat(get(asked.path() + "/clock").path("reopened").has("dueBy")).isFalse();
    var open = appeal(asked, "COMPLAINT");
    decide(asked, open, "UPHELD", ", \"reopen\": true", 409);
    assertThat(get(asked.path() + "/appeals").get(2).path("state").asString())
        .as("a decision that cannot be carried out is none")
        .isEqualTo("OPEN");
  }

  @Test
  void who_was_not_known_is_asked_again_before_any_vendor() {
    var body =
        """
        {"kind": "ERASURE", "regime": "VCDPA", "receivedOn": "%s", "identity": {"method": "UNVERIFIED"},
         "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]}, "connections": ["%s"]}
        """
            .formatted(today(), email, bell.connection());
    var filed = RunningWrit.read(RunningWrit.json("POST", "/v1/requests", "officer", body));
    var path = "/v1/requests/" + filed.path("id").asString();
    await().until(() -> get(path).path("state").asString().equals("VERIFYING_IDENTITY"));
    send(path + "/deny", "officer", "{\"version\": " + get(path).path("version") + "}", 200);
    sql.sql("update identity set wait_until = now() - interval '1 day' where request_id = ?")
        .param(UUID.fromString(filed.path("id").asString()))
        .update();
    var appeal = send(path + "/appeals", "officer", filing("APPEAL"), 201).path("id").asString();
    var decision = "{\"version\": 0, \"decision\": \"UPHELD\", \"reasons\": \"You were right.\"}";
    send(path + "/appeals/" + appeal + "/decide", "approver", decision, 200);
    assertThat(get(path).path("state").asString()).isEqualTo("VERIFYING_IDENTITY");
    var identity = get(path + "/identity");
    assertThat(OffsetDateTime.parse(identity.path("waitUntil").asString()))
        .isAfter(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1));
    send(
        path + "/identity/attest",
        "officer",
        "{\"version\": %s, \"note\": \"Seen in person\"}".formatted(identity.path("version")),
        200);
    await().until(() -> get(path).path("state").asString().equals("AWAITING_APPROVAL"));
  }

  @Test
  void a_refused_duplicate_becomes_a_request_of_its_own() {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    var second = wish.file();
    assertThat(second.state()).isEqualTo("DUPLICATE");
    denied(second);
    assertThat(second.legs("state")).isEmpty();
    decide(second, appeal(second, "APPEAL"), "UPHELD", "", 200);
    var planned = second.until("AWAITING_APPROVAL");
    assertThat(second.legs("state")).containsExactly("LOCATED");
    assertThat(planned.has("duplicateOf")).isFalse();
    assertThat(planned.path("wasDuplicateOf").asString()).isEqualTo(first.id().toString());
  }

  @Test
  void a_duplicate_whose_legs_were_stopped_gets_them_back() {
    var first = wish.file();
    var second = wish.unproved().file().proves();
    assertThat(second.state()).isEqualTo("DUPLICATE");
    denied(second);
    decide(second, appeal(second, "APPEAL"), "UPHELD", "", 200);
    var planned = second.until("AWAITING_APPROVAL");
    assertThat(second.legs("state")).containsExactly("LOCATED");
    assertThat(planned.has("duplicateOf")).isFalse();
    first.until("AWAITING_APPROVAL");
    first.done("withdraw", "officer");
    assertThat(second.state()).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void what_was_taken_up_is_answered_with_no_other_when_it_is_proved() {
    var asked = wish.unproved().file();
    asked.until("VERIFYING_IDENTITY");
    assertThat(asked.act("deny", RunningWrit.token("officer"), GROUND).statusCode()).isEqualTo(200);
    wish.file().until("AWAITING_APPROVAL");
    decide(asked, appeal(asked, "APPEAL"), "UPHELD", "", 200);
    assertThat(asked.proves().until("AWAITING_APPROVAL").has("duplicateOf")).isFalse();
  }

  @Test
  void a_package_that_was_refused_at_its_release_is_released_after_all() {
    var asked = wish.kind("ACCESS").file();
    asked.until("AWAITING_APPROVAL");
    asked.done("approve", "approver");
    asked.until("AWAITING_RELEASE");
    denied(asked);
    decide(asked, appeal(asked, "APPEAL"), "UPHELD", "", 200);
    asked.until("AWAITING_APPROVAL");
    asked.done("approve", "approver");
    asked.until("AWAITING_RELEASE");
    asked.done("approve", "approver");
    letter(asked, "ACCESS_COVER", 1);
  }

  @Test
  void where_the_key_is_destroyed_nothing_is_taken_up_again_and_the_answer_says_so() {
    var asked = denied(wish.file());
    sql.sql("update request set ended_at = ended_at - interval '31 days' where id = ?")
        .param(asked.id())
        .update();
    send("/v1/schedules/key-destruction/trigger", "admin", null, 200);
    await().until(() -> asked.now().has("keyDestroyedAt"));
    var refused = send(asked.path() + "/appeals", "officer", filing("APPEAL"), 410);
    assertThat(refused.path("detail").asString()).contains("key is destroyed", "new request");
  }

  private static Asked denied(Asked asked) {
    if (!asked.state().equals("DUPLICATE")) {
      await().until(() -> asked.state().startsWith("AWAITING"));
    }
    var answer = asked.act("deny", RunningWrit.token("officer"), GROUND);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    return asked;
  }

  private static String appeal(Asked asked, String kind) {
    return send(asked.path() + "/appeals", "officer", filing(kind), 201).path("id").asString();
  }

  private static String filing(String kind) {
    return "{\"kind\": \"%s\", \"receivedOn\": \"%s\", \"said\": \"I do not agree\"}"
        .formatted(kind, today());
  }

  private static JsonNode decide(
      Asked asked, String appeal, String decision, String more, int status) {
    var body =
        "{\"version\": 0, \"decision\": \"%s\", \"reasons\": \"You were right.\"%s}"
            .formatted(decision, more);
    return send(asked.path() + "/appeals/" + appeal + "/decide", "approver", body, status);
  }

  /** The newest of this kind, once so many were sent. */
  private static JsonNode letter(Asked asked, String kind, int sent) {
    var path = "/v1/letters?state=SENT&kind=" + kind + "&request=" + asked.id();
    var items = await().until(() -> get(path).path("items"), list -> list.size() == sent);
    return get("/v1/letters/" + items.get(0).path("id").asString());
  }

  /** As the record of the year has it. */
  private static String nature(Asked asked) {
    var csv =
        new String(
            RunningWrit.json("GET", "/v1/record?year=" + today().getYear(), "auditor", null).body(),
            UTF_8);
    return csv.lines()
        .filter(line -> line.contains(asked.id().toString()))
        .flatMap(line -> java.util.Arrays.stream(line.split(",")))
        .filter(cell -> cell.matches("OPEN|COMPLIED|DENIED"))
        .findFirst()
        .orElseThrow();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static JsonNode get(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  private static JsonNode send(String path, String role, String body, int status) {
    var answer = RunningWrit.json("POST", path, role, body);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
    return RunningWrit.read(answer);
  }
}
