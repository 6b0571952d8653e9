package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Appeals and complaints over the API. */
class AppealIT {
  private static final String DECISION =
      "{\"version\": %d, \"decision\": \"%s\", \"reasons\": \"The exemption stands\"}";
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
