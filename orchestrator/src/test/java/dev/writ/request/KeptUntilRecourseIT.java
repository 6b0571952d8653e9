package dev.writ.request;

import static dev.writ.hold.HeldCase.ok;
import static dev.writ.hold.HeldCase.release;
import static dev.writ.hold.HeldCase.someone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.hold.HeldCase;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** PIPEDA section 8(8): what a refused request was about is kept, and the refused request's key. */
class KeptUntilRecourseIT {
  private static final String PIPEDA = "\"regime\": \"PIPEDA\"";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @ParameterizedTest
  @ValueSource(strings = {PIPEDA, "\"regime\": \"GDPR\", \"alsoUnder\": [\"PIPEDA\"]"})
  void a_refused_access_request_keeps_its_key_and_the_persons_data_until_an_approver_ends_it(
      String laws) {
    try (var bell = BellAccount.open()) {
      var email = someone();
      var refused = refused(email, bell, laws);
      var hold = holdOf(refused);
      assertThat(hold.path("sort").asString()).isEqualTo("KEEP_UNTIL_RECOURSE");
      assertThat(hold.path("article").asString()).isEqualTo("s. 8(8) PIPEDA");
      assertThat(hold.path("reviewOn").asString()).isEqualTo(inSixMonths());
      keysDestroyed(refused.id());
      assertThat(keyed(refused.id())).as("recourse is open").isTrue();

      var erasure = HeldCase.atBell(bell, email, 1);
      assertThat(erasure.leg().path("state").asString()).isEqualTo("HELD");
      assertThat(erasure.approved().path("outcome").asString()).isEqualTo("REFUSED");
      assertThat(bell.tower().held).hasSize(1);

      release(hold);
      erasure.untilAnsweredWith("FULFILLED");
      assertThat(bell.tower().held).isEmpty();
      keysDestroyed(refused.id());
      assertThat(keyed(refused.id())).isFalse();
    }
  }

  @Test
  void a_refusal_holds_at_once_what_is_planned_to_be_erased_elsewhere() {
    try (var bell = BellAccount.open()) {
      var email = someone();
      var erasure = HeldCase.atBell(bell, email, 2);
      var hold = holdOf(refused(email, bell, PIPEDA));
      var leg = erasure.leg();
      assertThat(leg.path("state").asString()).isEqualTo("HELD");
      assertThat(leg.path("held").path("objects").asInt()).isEqualTo(2);
      release(hold);
    }
  }

  @Test
  void an_answer_that_leaves_something_out_keeps_it_and_an_erasure_says_why() {
    try (var bell = BellAccount.open()) {
      var email = someone();
      var answered = planned("PORTABILITY", email, bell, PIPEDA);
      answered.approve();
      answered.until("AWAITING_RELEASE");
      var grounds = answered.approved().path("grounds");
      assertThat(grounds.toString()).isEqualTo("[\"VENDOR_IMPOSSIBLE\"]");
      var hold = holdOf(answered);

      var erasure = HeldCase.planned(email, bell.connection().toString(), "[\"PIPEDA\"]");
      var kept = erasure.approved();
      assertThat(kept.path("grounds").toString()).isEqualTo("[\"RECOURSE_OPEN\"]");
      assertThat(bell.tower().held).hasSize(1);

      release(hold);
      erasure.untilAnsweredWith("FULFILLED");
      assertThat(answered.state()).isEqualTo("CLOSED");
      keysDestroyed(answered.id());
      assertThat(keyed(answered.id())).isFalse();
    }
  }

  @Test
  void a_legal_hold_on_an_ended_request_keeps_its_key_and_no_hold_brings_one_back() {
    try (var bell = BellAccount.open()) {
      var request = HeldCase.atBell(bell, someone(), 1);
      var withdraw = "{\"version\": " + request.now().path("version") + "}";
      ok("POST", "/v1/requests/" + request.id() + "/withdraw", "officer", withdraw);
      var covers = "\"request\": \"" + request.id() + "\"";
      var hold = HeldCase.legalHold(covers);
      keysDestroyed(request.id());
      assertThat(keyed(request.id())).isTrue();
      release(hold);
      keysDestroyed(request.id());
      assertThat(keyed(request.id())).isFalse();
      assertThat(subjects(request.id())).as("whose it was").isZero();
      var body =
          """
          {"sort": "LEGAL_HOLD", "matter": "M", "owner": "legal", "reviewOn": "%s", "covers": {%s}}
          """
              .formatted(HeldCase.inDays(9), covers);
      assertThat(RunningWrit.json("POST", "/v1/holds", "officer", body).statusCode())
          .isEqualTo(409);
    }
  }

  /** An access request under PIPEDA, and its refusal. */
  private static HeldCase refused(String email, BellAccount bell, String laws) {
    var access = planned("ACCESS", email, bell, laws);
    access.deny();
    bell.tower().held.clear();
    return access;
  }

  private static HeldCase planned(String kind, String email, BellAccount bell, String laws) {
    var what = "\"kind\": \"%s\", %s".formatted(kind, laws);
    return HeldCase.atBell(bell, email, what, LocalDate.of(2026, 11, 2));
  }

  private static JsonNode holdOf(HeldCase request) {
    var holds = ok("GET", "/v1/holds?request=" + request.id(), "auditor", null).path("items");
    assertThat(holds).hasSize(1);
    return holds.get(0);
  }

  private static String inSixMonths() {
    return LocalDate.now(ZoneOffset.UTC).plusMonths(6).toString();
  }

  /** As if the request had ended long ago. */
  private void keysDestroyed(UUID id) {
    sql.sql("update request set ended_at = now() - interval '31 days' where id = ?")
        .param(id)
        .update();
    RunningWrit.bean(KeyDestruction.class).run();
  }

  private boolean keyed(UUID id) {
    return sql.sql("select wrapped_key is not null from request where id = ?")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private int subjects(UUID id) {
    return sql.sql("select count(*) from hold_subject where request_id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }
}
