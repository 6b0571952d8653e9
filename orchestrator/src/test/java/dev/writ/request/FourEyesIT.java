package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
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
