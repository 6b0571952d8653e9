package dev.writ.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Seven questions, and the level that rests on their answers. */
class TrustIT {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private final BellAccount bell = BellAccount.open();
  private final TrustEvidence evidence = RunningWrit.bean(TrustEvidence.class);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void a_new_connection_is_trusted_with_nothing_and_a_simulated_one_with_everything() {
    var all = RunningWrit.read(RunningWrit.json("GET", "/v1/connections", "integrator", null));
    assertThat(level(all, bell.connection().toString())).isEqualTo("NO_CUSTOMER_DATA");
    assertThat(level(all, RunningWrit.connection("salesforce"))).isEqualTo("CUSTOMER_DATA");
  }

  @Test
  void a_level_is_refused_with_the_answers_it_lacks() {
    answer("DATA", "YES");
    var refused = raise("CUSTOMER_DATA", 409);
    assertThat(refused.path("type").asString()).isEqualTo("urn:writ:problem:illegal-move");
    assertThat(refused.path("detail").asString())
        .contains("MINIMUM, TRAINING, STORAGE, DELETION, CONTRACT_END, BREACHES")
        .doesNotContain("DATA,");
  }

  @Test
  void no_word_answers_what_evidence_must() {
    for (var question : List.of("TRAINING", "STORAGE", "DELETION", "CONTRACT_END")) {
      assertThat(send("PUT", "/answers/" + question, word("YES"), 422).path("detail").asString())
          .contains("nobody's word");
    }
  }

  @Test
  void trust_is_raised_with_every_answer_and_falls_when_a_drill_fails() {
    answerAll();
    assertThat(raise("CUSTOMER_DATA", 200).path("level").asString()).isEqualTo("CUSTOMER_DATA");
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), false, Instant.now());
    var fallen = send("GET", "", null, 200);
    assertThat(fallen.path("level").asString()).isEqualTo("ANONYMISED_ONLY");
    assertThat(question(fallen, "DELETION").path("answer").asString()).isEqualTo("NO");
    assertThat(fallen.path("history").get(0).path("actor").asString()).isEqualTo("SYSTEM");
    assertThat(findings()).containsExactly("TRUST_FELL");
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), true, Instant.now().plusSeconds(1));
    raise("CUSTOMER_DATA", 200);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_level_that_nobody_has_raised_falls_by_what_speaks_against_it_and_no_further() {
    RunningWrit.bean(JdbcClient.class)
        .sql("update connection set trust = 'CUSTOMER_DATA' where id = ?")
        .param(bell.connection())
        .update();
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), false, Instant.now());
    RunningWrit.bean(Trust.class).run();
    var fallen = send("GET", "", null, 200);
    assertThat(fallen.path("level").asString()).isEqualTo("ANONYMISED_ONLY");
    assertThat(fallen.path("history")).hasSize(1);
    assertThat(fallen.path("history").get(0).path("reason").asString()).contains("DELETION");
  }

  @Test
  void what_came_back_makes_a_passed_drill_a_failed_one() {
    answerAll();
    raise("CUSTOMER_DATA", 200);
    var drill = UUID.randomUUID();
    var at = Instant.now().plusSeconds(1);
    evidence.drillEnded(bell.connection(), drill, true, at);
    evidence.drillEnded(bell.connection(), drill, false, at);
    evidence.drillEnded(bell.connection(), drill, true, at);
    assertThat(send("GET", "", null, 200).path("level").asString()).isEqualTo("ANONYMISED_ONLY");
  }

  @Test
  void trust_falls_when_an_answer_expires() {
    answerAll();
    raise("CUSTOMER_DATA", 200);
    RunningWrit.bean(Trust.class).run();
    assertThat(send("GET", "", null, 200).path("level").asString()).isEqualTo("CUSTOMER_DATA");
    RunningWrit.bean(JdbcClient.class)
        .sql(
            "insert into trust_answer (connection_id, question, answer, note, expires_on, at,"
                + " actor) values (?, 'MINIMUM', 'YES', 'old', ?, now(), 'OFFICER')")
        .params(bell.connection(), TODAY.minusDays(1))
        .update();
    RunningWrit.bean(Trust.class).run();
    var fallen = send("GET", "", null, 200);
    assertThat(fallen.path("level").asString()).isEqualTo("NO_CUSTOMER_DATA");
    assertThat(question(fallen, "MINIMUM").path("expired").asBoolean()).isTrue();
    assertThat(findings()).containsExactly("TRUST_FELL");
  }

  @Test
  void a_drill_counts_for_its_time_and_not_longer() {
    RunningWrit.bean(JdbcClient.class)
        .sql("update connection set address_since = now() - interval '1 year' where id = ?")
        .param(bell.connection())
        .update();
    evidence.drillEnded(
        bell.connection(), UUID.randomUUID(), true, Instant.now().minus(91, ChronoUnit.DAYS));
    var answered = question(send("GET", "", null, 200), "DELETION");
    assertThat(answered.path("answer").asString()).isEqualTo("UNKNOWN");
    assertThat(answered.path("expired").asBoolean()).isTrue();
  }

  @Test
  void a_dry_run_answers_as_a_word_does_until_a_contract_says_no_or_the_vendor_is_left() {
    evidence.dryRunEnded(bell.connection(), UUID.randomUUID(), Instant.now());
    assertAtTheEnd("YES", "ATTESTED", "nothing was erased");
    assertThat(question(send("GET", "", null, 200), "CONTRACT_END").path("expiresOn").asString())
        .isEqualTo(TODAY.plusDays(90).toString());
    promiseAtTheEnd("yes");
    assertAtTheEnd("YES", "ATTESTED", "nothing was erased");
    promiseAtTheEnd("no");
    assertAtTheEnd("NO", "ATTESTED", "no");
    evidence.rehearsalEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    assertAtTheEnd("YES", "MEASURED", "passed");
  }

  @Test
  void a_dry_run_counts_as_long_as_a_drill_and_then_the_contract_does() {
    RunningWrit.bean(JdbcClient.class)
        .sql("update connection set address_since = now() - interval '1 year' where id = ?")
        .param(bell.connection())
        .update();
    var longAgo = Instant.now().minus(91, ChronoUnit.DAYS);
    evidence.dryRunEnded(bell.connection(), UUID.randomUUID(), longAgo);
    assertAtTheEnd("UNKNOWN", "ATTESTED", "nothing was erased");
    RunningWrit.bean(ExpiryReminders.class).run();
    assertThat(findings()).containsExactly("EXPIRED");
    promiseAtTheEnd("yes");
    assertAtTheEnd("YES", "ATTESTED", "yes");
  }

  @Test
  void a_dry_run_whose_plan_was_made_at_another_address_answers_nothing() {
    evidence.dryRunEnded(bell.connection(), UUID.randomUUID(), Instant.now());
    RunningWrit.bean(JdbcClient.class)
        .sql("update connection set address_since = now() + interval '1 second' where id = ?")
        .param(bell.connection())
        .update();
    assertAtTheEnd("UNKNOWN", "NONE", "address or settings");
  }

  private void assertAtTheEnd(String answer, String evidence, String because) {
    var answered = question(send("GET", "", null, 200), "CONTRACT_END");
    assertThat(answered.path("answer").asString()).isEqualTo(answer);
    assertThat(answered.path("evidence").asString()).isEqualTo(evidence);
    assertThat(answered.path("because").asString()).contains(because);
  }

  private void promiseAtTheEnd(String value) {
    var body =
        """
        {"version": %d, "evidence": "ATTESTED", "value": "%s", "statement": "Deletion at the end",
         "source": "The contract", "statedOn": "%s", "expiresOn": "%s"}
        """
            .formatted(question("DELETION_AT_CONTRACT_END"), value, TODAY, TODAY.plusDays(365));
    var path = "/v1/connections/" + bell.connection() + "/claims/DELETION_AT_CONTRACT_END";
    assertThat(RunningWrit.json("PUT", path, "officer", body).statusCode()).isEqualTo(200);
  }

  @Test
  void trust_falls_when_a_claim_is_withdrawn() {
    answerAll();
    raise("ANONYMISED_ONLY", 200);
    var version = question("NO_TRAINING");
    var body = "{\"version\": " + version + ", \"evidence\": \"NONE\"}";
    var path = "/v1/connections/" + bell.connection() + "/claims/NO_TRAINING";
    assertThat(RunningWrit.json("PUT", path, "officer", body).statusCode()).isEqualTo(200);
    assertThat(send("GET", "", null, 200).path("level").asString()).isEqualTo("NO_CUSTOMER_DATA");
  }

  private void answerAll() {
    List.of("DATA", "MINIMUM", "BREACHES").forEach(question -> answer(question, "YES"));
    var plan = "/v1/connections/" + bell.connection() + "/plan";
    assertThat(RunningWrit.json("PUT", plan, "officer", "{\"appliesTo\": [\"Loud\"]}").statusCode())
        .isEqualTo(200);
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    evidence.rehearsalEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
  }

  private long question(String promise) {
    var path = "/v1/connections/" + bell.connection() + "/claims";
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null))
        .path("claims")
        .valueStream()
        .filter(c -> c.path("promise").asString().equals(promise))
        .mapToLong(c -> c.path("version").asLong())
        .findFirst()
        .orElseThrow();
  }

  private void answer(String question, String answer) {
    send("PUT", "/answers/" + question, word(answer), 200);
  }

  private static String word(String answer) {
    return "{\"answer\": \"%s\", \"note\": \"Checked\", \"expiresOn\": \"%s\"}"
        .formatted(answer, TODAY.plusDays(90));
  }

  private JsonNode raise(String level, int status) {
    var body = "{\"level\": \"" + level + "\", \"reason\": \"All answers are in\"}";
    return send("POST", "/level", body, status);
  }

  private List<String> findings() {
    var path = "/v1/findings?state=OPEN&connection=" + bell.connection();
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null))
        .path("items")
        .valueStream()
        .map(f -> f.path("code").asString())
        .toList();
  }

  private JsonNode send(String method, String below, String body, int status) {
    var path = "/v1/connections/" + bell.connection() + "/trust" + below;
    var answer = RunningWrit.json(method, path, "officer", body);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return RunningWrit.read(answer);
  }

  private static JsonNode question(JsonNode trust, String name) {
    return trust
        .path("questions")
        .valueStream()
        .filter(q -> q.path("question").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String level(JsonNode connections, String id) {
    return connections
        .valueStream()
        .filter(c -> c.path("id").asString().equals(id))
        .map(c -> c.path("trust").asString())
        .findFirst()
        .orElseThrow();
  }
}
