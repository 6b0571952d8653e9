package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.letter.Mailing;
import dev.writ.request.Assignments;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Appeals and complaints over the API. */
class AppealIT {
  private static final String DECISION =
      "{\"version\": %d, \"decision\": \"%s\", \"reasons\": \"The exemption stands\"}";
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @ParameterizedTest
  @CsvSource({"VCDPA, 2026-07-03,", "CTDPA, 2026-07-03,", "CPA, 2026-06-18, 2026-08-17"})
  void an_appeal_has_its_own_clock(String regime, String due, String extended) {
    var path = filed(regime, "2026-04-01");
    var appeal = file(path, "APPEAL", 201);
    var day = appeal.path("due").get(0);
    assertThat(day.path("statutoryDue").asString()).isEqualTo(due);
    assertThat(day.path("extendedDue").asString("")).isEqualTo(extended == null ? "" : extended);
    assertThat(day.path("explanation").asString()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"GDPR, Art. 12(4) GDPR", "UK_GDPR, UK GDPR", "CCPA, CCPA"})
  void where_no_law_knows_an_appeal_it_is_refused_by_article_and_a_complaint_is_taken(
      String regime, String article) {
    var path = filed(regime, "2026-04-01");
    var refused = file(path, "APPEAL", 422);
    assertThat(refused.path("type").asString()).isEqualTo("urn:writ:problem:refused-by-law");
    assertThat(refused.path("detail").asString()).contains(article, "COMPLAINT");
    var complaint = file(path, "COMPLAINT", 201);
    assertThat(complaint.path("due")).isEmpty();
    assertThat(complaint.path("acknowledgeBy").asString(""))
        .isEqualTo(regime.equals("UK_GDPR") ? "2026-06-02" : "");
  }

  @Test
  void a_decision_is_an_approvers_with_reasons_once() {
    var path = filed("VCDPA", "2026-04-01");
    var appeal = path + "/appeals/" + file(path, "APPEAL", 201).path("id").asString();
    assertThat(post(appeal + "/decide", "officer", DECISION.formatted(0, "REJECTED"), 403))
        .isNotNull();
    post(appeal + "/decide", "approver", DECISION.formatted(7, "REJECTED"), 409);
    post(appeal + "/decide", "approver", "{\"version\": 0, \"decision\": \"UPHELD\"}", 400);
    var decided = post(appeal + "/decide", "approver", DECISION.formatted(0, "REJECTED"), 200);
    assertThat(decided.path("state").asString()).isEqualTo("REJECTED");
    assertThat(decided.path("afterwards").asString()).contains("Attorney General");
    assertThat(decided.path("reasons").asString()).isEqualTo("The exemption stands");
    post(appeal + "/decide", "approver", DECISION.formatted(1, "UPHELD"), 409);
    assertThat(
            get(path + "/timeline", "auditor").valueStream().map(e -> e.path("event").asString()))
        .containsOnlyOnce("APPEAL_FILED", "APPEAL_REJECTED");
    assertThat(get(path + "/appeals", "auditor").get(0).has("reasons")).isFalse();
  }

  @Test
  void the_decision_on_an_appeal_takes_longer_once_where_the_law_says_so_and_the_person_was_told() {
    var path = filed("CPA", "2026-04-01");
    var appeal = path + "/appeals/" + file(path, "APPEAL", 201).path("id").asString();
    RunningWrit.bean(AppealsDue.class).run();
    assertThat(finding(appeal.substring(appeal.lastIndexOf('/') + 1))).isEqualTo("OPEN HIGH");
    var late = extend(appeal, 0, "2026-06-19", 422);
    assertThat(late.path("type").asString()).isEqualTo("urn:writ:problem:refused-by-law");
    assertThat(late.path("detail").asString()).contains("6-1-1306(3)", "2026-06-18");
    extend(appeal, 0, "2026-05-03", 422);
    extend(appeal, 7, "2026-06-18", 409);
    var other = "{\"version\": 0, \"reason\": \"CONSULTATIONS\", \"noticeSentOn\": \"2026-06-18\"}";
    assertThat(post(appeal + "/extend", "officer", other, 422).path("detail").asString())
        .contains("6-1-1306(3)", "COMPLEXITY, NUMBER_OF_REQUESTS, REASONABLY_NECESSARY");
    var longer = extend(appeal, 0, "2026-06-18", 200);
    assertThat(longer.path("extendedOn").asString()).isEqualTo("2026-06-18");
    assertThat(longer.path("extensionReason").asString()).isEqualTo("COMPLEXITY");
    assertThat(longer.path("due").get(0).path("statutoryDue").asString()).isEqualTo("2026-08-17");
    assertThat(longer.path("due").get(0).has("extendedDue")).isFalse();
    assertThat(finding(appeal.substring(appeal.lastIndexOf('/') + 1))).isEqualTo("RESOLVED HIGH");
    extend(appeal, 1, "2026-06-18", 409);
  }

  @Test
  void where_no_law_lets_a_decision_take_longer_it_is_refused_by_article() {
    var virginian = filed("VCDPA", "2026-04-01");
    var appeal = virginian + "/appeals/" + file(virginian, "APPEAL", 201).path("id").asString();
    assertThat(extend(appeal, 0, "2026-05-05", 422).path("detail").asString())
        .contains("59.1-577", "may take no longer");
    var complaint =
        virginian + "/appeals/" + file(virginian, "COMPLAINT", 201).path("id").asString();
    assertThat(extend(complaint, 0, "2026-05-05", 422).path("type").asString())
        .isEqualTo("urn:writ:problem:refused-by-law");
  }

  @Test
  void the_notice_of_a_longer_decision_is_ordered_with_it_and_counts_when_it_has_gone_out() {
    var path = filed("CPA", TODAY.minusDays(60).toString());
    var appeal = fileOn(path, TODAY.minusDays(40));
    var before = due(appeal);
    var wrong = "{\"version\": 0, \"reason\": \"CONSULTATIONS\"}";
    assertThat(post(appeal + "/extend", "officer", wrong, 422).path("detail").asString())
        .contains("6-1-1306(3)");
    var both = ordered(0).replace("}", ", \"noticeSentOn\": \"" + TODAY + "\"}");
    post(appeal + "/extend", "officer", both, 422);
    assertThat(letters(path)).isEmpty();
    var waiting = post(appeal + "/extend", "officer", ordered(0), 200);
    assertThat(waiting.path("extensionOrdered").path("newDue").asString())
        .isEqualTo(TODAY.minusDays(40).plusDays(105).toString());
    var letter = letter(path, "SENT");
    var longer = await().until(() -> shown(appeal), now -> now.has("extendedOn"));
    assertThat(longer.has("extensionOrdered")).isFalse();
    assertThat(longer.path("extendedOn").asString()).isEqualTo(TODAY.toString());
    assertThat(due(appeal)).isEqualTo(TODAY.plusDays(65).toString()).isGreaterThan(before);
    assertThat(letter.path("text").asString())
        .contains("You appealed against our decision.", "It is complex. Twenty archives.")
        .contains(TODAY.plusDays(65).getDayOfMonth() + " ");
    post(appeal + "/extend", "officer", ordered(longer.path("version").asInt()), 409);
    assertThat(
            get(path + "/timeline", "auditor").valueStream().map(e -> e.path("event").asString()))
        .containsSubsequence("APPEAL_EXTENSION_ORDERED", "APPEAL_EXTENDED");
  }

  @Test
  void a_notice_that_came_back_lengthens_nothing_until_the_person_is_told() {
    var path = filed("CPA", TODAY.minusDays(60).toString());
    var appeal = fileOn(path, TODAY.minusDays(40));
    var before = due(appeal);
    post(appeal + "/extend", "officer", ordered(0), 200);
    var letter = letter(path, "SENT").path("id").asString();
    await().until(() -> shown(appeal), now -> now.has("extendedOn"));
    // As if an officer had sent it once more some days after it had told the person.
    sql.sql("update letter set sent_at = sent_at + interval '3 days' where id = ?::uuid")
        .param(letter)
        .update();
    post("/v1/letters/" + letter + "/bounce", "officer", "{\"reason\": \"MAILBOX_FULL\"}", 200);
    var back = shown(appeal);
    assertThat(back.has("extendedOn")).isFalse();
    assertThat(back.has("extensionOrdered")).isTrue();
    assertThat(due(appeal)).isEqualTo(before);
    assertThat(
            sql.sql("select severity || summary from finding where key = ?")
                .param("letter-bounced/" + letter)
                .query(String.class)
                .single())
        .startsWith("HIGH")
        .contains("noticeSentOn, by " + before);
    var told = "{\"version\": %s, \"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"%s\"}";
    post(appeal + "/extend", "officer", told.formatted(back.path("version"), TODAY), 200);
    assertThat(due(appeal)).isGreaterThan(before);
    act(get("/v1/letters/" + letter, "officer"), "resend", 200);
    letter(path, "SENT");
    post("/v1/letters/" + letter + "/bounce", "officer", "{\"reason\": \"MAILBOX_FULL\"}", 200);
    assertThat(due(appeal)).as("somebody else told the person").isGreaterThan(before);
    var last = DECISION.formatted(shown(appeal).path("version").asInt(), "REJECTED");
    post(appeal + "/decide", "approver", last, 200);
    act(get("/v1/letters/" + letter, "officer"), "resend", 409);
    assertThat(stateOf("letter-bounced/" + letter)).isEqualTo("RESOLVED");
  }

  @Test
  void a_notice_that_goes_out_too_late_or_not_at_all_lengthens_nothing() {
    var path = filed("CPA", TODAY.minusDays(90).toString());
    var late = fileOn(path, TODAY.minusDays(46));
    assertThat(post(late + "/extend", "officer", ordered(0), 422).path("detail").asString())
        .contains("had to be told by " + TODAY.minusDays(1));
    assertThat(letters(path)).isEmpty();
    var appeal = fileOn(path, TODAY.minusDays(45));
    unreachable(path);
    post(appeal + "/extend", "officer", ordered(0), 200);
    post(appeal + "/extend", "officer", ordered(1), 409);
    var letter = letter(path, "BY_HAND");
    var version = "{\"version\": " + letter.path("version") + "}";
    var id = appeal.substring(appeal.lastIndexOf('/') + 1);
    post("/v1/letters/" + letter.path("id").asString() + "/cancel", "officer", version, 200);
    assertThat(shown(appeal).has("extensionOrdered")).isFalse();
    post(appeal + "/extend", "officer", ordered(2), 200);
    var again = letter(path, "BY_HAND");
    sql.sql("update appeal set received_on = received_on - 1 where id = ?::uuid")
        .param(id)
        .update();
    var confirm = "{\"version\": " + again.path("version") + "}";
    post("/v1/letters/" + again.path("id").asString() + "/confirm", "officer", confirm, 200);
    assertThat(shown(appeal).has("extendedOn")).isFalse();
    assertThat(shown(appeal).has("extensionOrdered")).isFalse();
    assertThat(
            sql.sql("select code || ' ' || severity from finding where key = ?")
                .param("appeal-extension-void/" + id)
                .query(String.class)
                .single())
        .isEqualTo("APPEAL_EXTENSION_VOID HIGH");
    var decision = DECISION.formatted(shown(appeal).path("version").asInt(), "REJECTED");
    post(appeal + "/decide", "approver", decision, 200);
    assertThat(stateOf("appeal-extension-void/" + id)).isEqualTo("RESOLVED");
  }

  @Test
  void a_notice_of_an_appeal_that_was_decided_is_not_sent_any_more() {
    var path = filed("CPA", TODAY.minusDays(60).toString());
    var appeal = fileOn(path, TODAY.minusDays(40));
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              extendWithin(appeal);
              tx.setRollbackOnly();
            });
    assertThat(letters(path)).as("ordered with it or not at all").isEmpty();
    assertThat(shown(appeal).has("extensionOrdered")).isFalse();
    unreachable(path);
    post(appeal + "/extend", "officer", ordered(0), 200);
    var letter = letter(path, "BY_HAND");
    var id = letter.path("id").asString();
    assertThat(stateOf("letter-by-hand/" + id)).isEqualTo("OPEN");
    var other = fileOn(path, TODAY.minusDays(39));
    post(other + "/extend", "officer", ordered(0), 200);
    await().until(() -> states(path), List.of("BY_HAND", "BY_HAND")::equals);
    post(appeal + "/decide", "approver", DECISION.formatted(1, "REJECTED"), 200);
    assertThat(shown(appeal).has("extensionOrdered")).isFalse();
    var cancelled = get("/v1/letters/" + id, "officer");
    assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
    assertThat(stateOf("letter-by-hand/" + id)).isEqualTo("RESOLVED");
    act(cancelled, "confirm", 409);
    act(cancelled, "resend", 409);
    assertThat(states(path)).as("that of another appeal").contains("BY_HAND");
    assertThat(shown(other).has("extensionOrdered")).isTrue();
  }

  @Test
  void a_notice_that_is_sent_again_while_its_appeal_is_decided_stays_here() {
    var path = filed("CPA", TODAY.minusDays(60).toString());
    var appeal = fileOn(path, TODAY.minusDays(40));
    post(appeal + "/extend", "officer", ordered(0), 200);
    var letter = letter(path, "SENT").path("id").asString();
    var longer = await().until(() -> shown(appeal), now -> now.has("extendedOn"));
    var decision = DECISION.formatted(longer.path("version").asInt(), "REJECTED");
    post(appeal + "/decide", "approver", decision, 200);
    act(get("/v1/letters/" + letter, "officer"), "resend", 409);
    sql.sql("update letter set state = 'ORDERED' where id = ?::uuid").param(letter).update();
    RunningWrit.bean(Mailing.class).deliver(UUID.fromString(letter));
    assertThat(states(path)).as("sent before, and not again").containsExactly("CANCELLED");
  }

  private static void act(JsonNode letter, String action, int status) {
    var path = "/v1/letters/" + letter.path("id").asString() + "/" + action;
    post(path, "officer", "{\"version\": " + letter.path("version") + "}", status);
  }

  private static List<String> states(String path) {
    return letters(path).valueStream().map(letter -> letter.path("state").asString()).toList();
  }

  private String stateOf(String finding) {
    return sql.sql("select state from finding where key = ? order by seq desc limit 1")
        .param(finding)
        .query(String.class)
        .single();
  }

  /** In the caller's transaction, as no call over REST could be. */
  private static void extendWithin(String appeal) {
    var ids = appeal.split("/");
    RunningWrit.bean(LongerDecisions.class)
        .extend(
            UUID.fromString(ids[3]),
            UUID.fromString(ids[5]),
            0,
            new LongerDecisions.Wish("COMPLEXITY", null, null),
            "OFFICER");
  }

  private static String ordered(int version) {
    return "{\"version\": %d, \"reason\": \"COMPLEXITY\", \"explanation\": \"Twenty archives.\"}"
        .formatted(version);
  }

  private static String fileOn(String path, LocalDate day) {
    var filed = post(path + "/appeals", "officer", body("APPEAL", day.toString()), 201);
    return path + "/appeals/" + filed.path("id").asString();
  }

  private static JsonNode shown(String appeal) {
    var all = get(appeal.substring(0, appeal.lastIndexOf('/')), "officer");
    return all.valueStream()
        .filter(one -> appeal.endsWith(one.path("id").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static String due(String appeal) {
    return shown(appeal).path("due").get(0).path("statutoryDue").asString();
  }

  private static JsonNode letters(String path) {
    var request = path.substring(path.lastIndexOf('/') + 1);
    return get("/v1/letters?kind=APPEAL_EXTENSION&request=" + request, "officer").path("items");
  }

  private static JsonNode letter(String path, String state) {
    var found =
        await()
            .until(
                () ->
                    letters(path)
                        .valueStream()
                        .filter(letter -> letter.path("state").asString().equals(state))
                        .findFirst(),
                Optional::isPresent);
    return get("/v1/letters/" + found.orElseThrow().path("id").asString(), "officer");
  }

  /** Whoever has no address that can be written to is written to by hand. */
  private void unreachable(String path) {
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    var sealed =
        RunningWrit.bean(Assignments.class)
            .sealer(id)
            .seal("[{\"type\":\"CUSTOMER_ID\",\"value\":\"customer-47\"}]", "identifiers/" + id);
    sql.sql("update request set identifiers = ? where id = ?").params(sealed, id).update();
  }

  private static JsonNode extend(String appeal, int version, String told, int status) {
    var body = "{\"version\": %d, \"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"%s\"}";
    return post(appeal + "/extend", "officer", body.formatted(version, told), status);
  }

  @Test
  void an_appeal_belongs_to_its_request_and_to_a_day_that_was() {
    var path = filed("VCDPA", "2026-04-01");
    var stranger = filed("VCDPA", "2026-04-01");
    var id = file(path, "APPEAL", 201).path("id").asString();
    post(stranger + "/appeals/" + id + "/decide", "approver", DECISION.formatted(0, "UPHELD"), 404);
    for (var day : new String[] {"2026-03-31", "2031-01-01"}) {
      post(path + "/appeals", "officer", body("APPEAL", day), 422);
    }
    post(
        path + "/appeals",
        "officer",
        body("APPEAL", "2026-05-04").replace("EMAIL", "ada@example.com"),
        422);
  }

  @Test
  void what_is_due_is_a_finding_until_it_is_answered() {
    var path = filed("UK_GDPR", "2026-04-01");
    var complaint = file(path, "COMPLAINT", 201);
    var id = complaint.path("id").asString();
    RunningWrit.bean(AppealsDue.class).run();
    assertThat(finding(id)).isEqualTo("OPEN HIGH");
    var appeal = path + "/appeals/" + id;
    post(appeal + "/acknowledge", "officer", "{\"version\": 0}", 200);
    assertThat(finding(id)).isEqualTo("RESOLVED HIGH");
    RunningWrit.bean(AppealsDue.class).run();
    assertThat(finding(id)).isEqualTo("RESOLVED HIGH");
    post(appeal + "/acknowledge", "officer", "{\"version\": 1}", 409);
    post(appeal + "/decide", "approver", DECISION.formatted(1, "UPHELD"), 200);
  }

  private String finding(String appeal) {
    return sql.sql("select state || ' ' || severity from finding where key = ?")
        .param("appeal-due/" + appeal)
        .query(String.class)
        .single();
  }

  private static JsonNode file(String path, String kind, int status) {
    return post(path + "/appeals", "officer", body(kind, "2026-05-04"), status);
  }

  private static String body(String kind, String day) {
    return "{\"kind\": \"%s\", \"receivedOn\": \"%s\", \"how\": \"EMAIL\", \"said\": \"I do not agree\"}"
        .formatted(kind, day);
  }

  private static String filed(String regime, String day) {
    var body =
        """
        {"kind": "ERASURE", "regime": "%s", "receivedOn": "%s", "identity": {"method": "UNVERIFIED"},
         "subject": {"identifiers": [{"type": "EMAIL", "value": "appeal-%s@example.com"}]}, "connections": ["%s"]}
        """
            .formatted(regime, day, UUID.randomUUID(), RunningWrit.connection("openai"));
    return "/v1/requests/" + post("/v1/requests", "officer", body, 201).path("id").asString();
  }

  private static JsonNode post(String path, String role, String body, int status) {
    var answer = RunningWrit.json("POST", path, role, body);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
    return RunningWrit.read(answer);
  }

  private static JsonNode get(String path, String role) {
    return RunningWrit.read(RunningWrit.json("GET", path, role, null));
  }
}
