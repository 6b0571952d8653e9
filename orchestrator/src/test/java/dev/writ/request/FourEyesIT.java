package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Where two people must agree, two tokens are not enough. */
class FourEyesIT {
  private final BellAccount bell = BellAccount.open();
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String email = Asked.somebodyAt(bell);
  private final Wish wish = Wish.erasure(email, bell.connection());

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void two_tokens_of_one_person_count_as_one() {
    var asked = wish.kind("PORTABILITY").regime("CCPA").file();
    assertThat(asked.until("AWAITING_APPROVAL").path("needsSecondPerson").asBoolean()).isTrue();
    var one = approver("one");
    assertThat(approve(asked, one).statusCode()).isEqualTo(200);
    assertThat(asked.now().path("approvals").asInt()).isEqualTo(1);
    refused(approve(asked, one));
    refused(approve(asked, approver("one")));
    assertThat(asked.state()).isEqualTo("AWAITING_APPROVAL");
    assertThat(approve(asked, approver("two")).statusCode()).isEqualTo(200);
    asked.until("AWAITING_RELEASE");
    assertThat(asked.now().path("approvals").asInt()).isEqualTo(2);

    var reader = approver("two");
    assertThat(approve(asked, reader).statusCode()).as("who approved may release").isEqualTo(200);
    assertThat(asked.state()).isEqualTo("AWAITING_RELEASE");
    assertThat(asked.now().path("releases").asInt()).isEqualTo(1);
    assertThat(asked.now().path("needsSecondPerson").asBoolean()).isTrue();
    refused(approve(asked, reader));
    assertThat(approve(asked, approver("one")).statusCode()).isEqualTo(200);
    asked.until("CLOSED");
  }

  @Test
  void where_one_person_approves_one_person_releases() {
    var asked = wish.kind("PORTABILITY").regime("UK_GDPR").file();
    asked.until("AWAITING_RELEASE");
    RunningWrit.bean(JdbcClient.class)
        .sql("update request set needs_second_person = true where id = ?")
        .param(asked.id())
        .update();
    var ready = asked.now();
    assertThat(ready.path("needsSecondPerson").asBoolean())
        .as("what the plan needed is not what the release needs")
        .isFalse();
    assertThat(ready.path("releases").asInt(-1)).isZero();
    assertThat(approve(asked, approver("one")).statusCode()).isEqualTo(200);
    asked.until("CLOSED");
  }

  @Test
  void who_filed_it_is_none_of_the_two() {
    var asked = wish.kind("PORTABILITY").regime("CCPA").fileAs(issue("OFFICER", "one"));
    asked.until("AWAITING_APPROVAL");
    refused(approve(asked, approver("one")));
    assertThat(approve(asked, approver("two")).statusCode()).isEqualTo(200);
    refused(approve(asked, approver("one")));
    assertThat(approve(asked, approver("three")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_plan_past_the_guard_needs_two_people_whatever_the_policy() {
    var asked = wish.file();
    asked.until("AWAITING_APPROVAL");
    RunningWrit.bean(JdbcClient.class)
        .sql("update request set needs_second_person = true where id = ?")
        .param(asked.id())
        .update();
    assertThat(approve(asked, approver("one")).statusCode()).isEqualTo(200);
    refused(approve(asked, approver("one")));
    assertThat(asked.state()).isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void where_one_person_is_enough_it_may_be_who_filed_it() {
    var asked = wish.fileAs(issue("OFFICER", "one"));
    asked.until("AWAITING_APPROVAL");
    assertThat(approve(asked, approver("one")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GDPR,AWAITING_APPROVAL,false",
    "CCPA,AWAITING_APPROVAL,true",
    "UK_GDPR,AWAITING_RELEASE,false"
  })
  void the_policy_is_that_of_the_kind_and_the_regime(String regime, String state, boolean two) {
    var asked = wish.kind("PORTABILITY").regime(regime).file();
    assertThat(asked.until(state).path("needsSecondPerson").asBoolean()).isEqualTo(two);
  }

  @ParameterizedTest
  @CsvSource({
    "UK_GDPR,CCPA,AWAITING_APPROVAL,true",
    "CCPA,UK_GDPR,AWAITING_APPROVAL,true",
    "UK_GDPR,GDPR,AWAITING_APPROVAL,false"
  })
  void of_several_laws_the_strictest_policy_counts(
      String regime, String other, String state, boolean two) {
    var asked = wish.kind("PORTABILITY").regime(regime).alsoUnder(other).file();
    assertThat(asked.untilPlanned().path("state").asString()).isEqualTo(state);
    assertThat(asked.now().path("needsSecondPerson").asBoolean()).isEqualTo(two);
  }

  @Test
  void a_token_of_nobody_known_is_a_person_of_its_own_and_a_name_is_refused() {
    var token = issued("{\"role\": \"APPROVER\", \"name\": \"Desk\"}");
    assertThat(token.path("person")).isEqualTo(token.path("id"));
    for (var person : new String[] {"Ada Lovelace", "ada@example.com", "Desk", "", "-x"}) {
      var body = "{\"role\": \"APPROVER\", \"name\": \"Desk\", \"person\": \"%s\"}";
      assertThat(
              RunningWrit.json("POST", "/v1/tokens", "admin", body.formatted(person)).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void what_is_found_beyond_the_plan_is_an_approvers_to_erase_and_not_an_officers_to_retry() {
    var late = new VendorObject("chime", "chime_" + mark);
    var asked = foundLater(late);
    var leg = leg(asked);
    assertThat(leg.path("state").asString()).isEqualTo("STILL_PRESENT");
    assertThat(leg.path("unplanned").asInt()).isEqualTo(1);
    var retried = asked.act(below(leg, "retry"), "officer");
    assertThat(retried.statusCode()).isEqualTo(409);
    assertThat(RunningWrit.read(retried).path("detail").asString()).contains("erase-again");
    assertThat(asked.act(below(leg, "erase-again"), "officer").statusCode()).isEqualTo(403);
    assertThat(bell.tower().asked).doesNotContain(late);

    assertThat(asked.act(below(leg, "erase-again"), "approver").statusCode()).isEqualTo(200);
    asked.until("MONITORING");
    assertThat(bell.tower().held).doesNotContain(late);
    assertThat(leg(asked).path("erased").asInt()).isEqualTo(2);
    assertThat(leg(asked).has("unplanned")).isFalse();
  }

  @Test
  void what_is_found_beyond_the_plan_and_is_not_the_persons_is_left_and_told() {
    var late = new VendorObject("chime", "chime_" + mark);
    var asked = foundLater(late);
    var leg = leg(asked);
    var reason = ", \"reason\": \"It belongs to a namesake\"";
    assertThat(asked.act(below(leg, "leave"), "officer").statusCode()).isEqualTo(403);
    assertThat(asked.act(below(leg, "leave"), "approver").statusCode())
        .as("without a reason")
        .isEqualTo(422);
    var seen = asked.now().path("version").asLong();
    assertThat(asked.actAt(seen + 1, below(leg, "leave"), approver("one"), reason).statusCode())
        .isEqualTo(409);
    var left = asked.actAt(seen, below(leg, "leave"), approver("one"), reason);
    assertThat(left.statusCode()).as(new String(left.body())).isEqualTo(200);

    var answered = asked.until("MONITORING");
    assertThat(answered.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(answered.path("decisionReason").asString()).isEqualTo("It belongs to a namesake");
    assertThat(asked.events()).contains("UNPLANNED_LEFT");
    assertThat(bell.tower().asked).doesNotContain(late);
    assertThat(bell.tower().held).contains(late);
    assertThat(leg(asked).path("state").asString()).isEqualTo("VERIFIED_ABSENT");
    assertThat(leg(asked).path("erased").asInt()).isEqualTo(1);
    assertThat(leg(asked).path("reason").asString()).isEqualTo("1 chime left, not the person's");
    assertThat(asked.act(below(leg, "leave"), "approver").statusCode())
        .as("a second click")
        .isEqualTo(409);
  }

  @Test
  void what_is_found_beyond_the_plan_and_past_the_guard_needs_two_people() {
    var late = new VendorObject("chime", "chime_" + mark);
    var asked = foundLater(late);
    ambiguous(asked);
    var leg = leg(asked);
    var seen = asked.now().path("version").asLong();
    var one = approver("one");
    var first = asked.actAt(seen, below(leg, "erase-again"), one, "");
    assertThat(first.statusCode()).as(new String(first.body())).isEqualTo(200);
    assertThat(RunningWrit.read(first).path("needsSecondPerson").asBoolean()).isTrue();
    assertThat(asked.actAt(seen, below(leg, "erase-again"), approver("two"), "").statusCode())
        .as("a version that was not seen")
        .isEqualTo(409);
    refused(asked.act(below(leg, "erase-again"), one, ""));
    assertThat(leg(asked).path("state").asString()).isEqualTo("STILL_PRESENT");
    assertThat(bell.tower().asked).doesNotContain(late);
    assertThat(asked.events()).contains("FIRST_APPROVAL");

    assertThat(asked.act(below(leg, "erase-again"), approver("two"), "").statusCode())
        .isEqualTo(200);
    asked.until("MONITORING");
    assertThat(bell.tower().held).doesNotContain(late);
  }

  @Test
  void nobody_approves_a_plans_growth_where_nobody_approves_a_plan() {
    var growth = RunningWrit.bean(BeyondPlan.class);
    var automatic = wish.kind("PORTABILITY").regime("UK_GDPR").file();
    automatic.untilPlanned();
    assertThat(growth.needsNobody(automatic.id())).isTrue();
    ambiguous(automatic);
    assertThat(growth.needsNobody(automatic.id())).as("past the guard").isFalse();
    assertThat(growth.needsNobody(wish.file().id())).as("one person approves").isFalse();
  }

  /** An erasure during which something more of the person's turns up. */
  private Asked foundLater(VendorObject late) {
    var tower = bell.tower();
    tower.finished.addAll(tower.held);
    tower.finished.add(late);
    tower.erasing =
        object -> {
          if (!object.equals(late)) {
            tower.held.add(late);
            ErasedAtBell.enter(bell, email, late);
          }
        };
    var asked = wish.file();
    asked.until("AWAITING_APPROVAL");
    asked.done("approve", "approver");
    asked.until("NEEDS_ATTENTION");
    return asked;
  }

  /** As if the search might have found somebody else's. */
  private static void ambiguous(Asked asked) {
    RunningWrit.bean(JdbcClient.class)
        .sql("update leg set ambiguous = true where request_id = ?")
        .param(asked.id())
        .update();
  }

  private static JsonNode leg(Asked asked) {
    return asked.now().path("legs").get(0);
  }

  private static String below(JsonNode leg, String action) {
    return "legs/" + leg.path("id").asString() + "/" + action;
  }

  private String approver(String person) {
    return issue("APPROVER", person);
  }

  private String issue(String role, String person) {
    return issued(
            "{\"role\": \"%s\", \"name\": \"Four eyes\", \"person\": \"%s-%s\"}"
                .formatted(role, mark, person))
        .path("token")
        .asString();
  }

  private static JsonNode issued(String body) {
    var answer = RunningWrit.json("POST", "/v1/tokens", "admin", body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(201);
    return RunningWrit.read(answer);
  }

  private static HttpResponse<byte[]> approve(Asked asked, String token) {
    return asked.act("approve", token, "");
  }

  private static void refused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(RunningWrit.read(answer).path("type").asString())
        .isEqualTo("urn:writ:problem:second-person-needed");
  }
}
