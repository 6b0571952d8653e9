package dev.writ.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.page.SubjectPace;
import dev.writ.request.RequestProgress;
import dev.writ.support.Filings;
import dev.writ.support.Traces;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is asking, over the edge of the running service; a listener plays the postman. */
class IdentityIT {
  private static final LocalDate TODAY = LocalDate.parse(Filings.TODAY);

  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Visitor person = new Visitor(RunningWrit.port());

  @BeforeEach
  void wake() {
    Postman.asleep = false;
  }

  @AfterEach
  void sleep() {
    Postman.asleep = true;
  }

  @ParameterizedTest
  @CsvSource({
    "officer, ERASURE, GDPR, OFFICER_ATTESTED, OFFICER_ATTESTED, REASONABLE",
    "integrator, ACCESS, CCPA, SIGNED_IN_SESSION, SIGNED_IN_SESSION, REASONABLY_HIGH",
    "integrator, ERASURE, UK_GDPR, OFFICER_ATTESTED, CALLER_ASSERTED, REASONABLE",
    "officer, PORTABILITY, CCPA, Seen in the branch, OFFICER_ATTESTED, REASONABLY_HIGH"
  })
  void what_somebody_with_a_token_vouches_for_goes_on_at_once(
      String role, String kind, String regime, String words, String method, String level) {
    var asking = Asking.filed(role, kind, regime, words);
    asking.untilItWentOn();
    var identity = asking.identity();
    assertThat(identity.path("method").asString()).isEqualTo(method);
    assertThat(identity.path("level").asString()).isEqualTo(level);
    assertThat(identity.path("established").asBoolean()).isTrue();
    assertThat(identity.path("checks").get(0).path("note").asString()).isEqualTo("Called back");
    assertThat(asking.events())
        .containsSubsequence("IDENTITY_BY_" + method, "ASK_IDENTITY", "IDENTIFIED");
    assertThat(asking.tries("attest", 1, "\"note\": \"x\"").statusCode()).isEqualTo(409);
  }

  @Test
  void a_link_goes_to_the_persons_own_address_is_used_once_and_the_request_goes_on() {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    var letter = asking.asks("LINK");
    assertThat(letter.contact()).isEqualTo(asking.email);
    assertThat(letter.code()).isEmpty();
    assertThat(person.reads(letter.path()).statusCode()).isEqualTo(200);
    assertThat(asking.state()).as("a mail scanner reads links too").isEqualTo("VERIFYING_IDENTITY");
    assertThat(person.confirms(letter.path()).statusCode()).isEqualTo(200);
    assertThat(person.confirms(letter.path()).statusCode()).as("a second click").isEqualTo(404);
    asking.untilItWentOn();
    var identity = asking.identity();
    assertThat(identity.path("method").asString()).isEqualTo("ONE_TIME_LINK");
    assertThat(identity.path("level").asString()).isEqualTo("REASONABLE");
    assertThat(identity.path("checks")).hasSize(1);
    assertThat(asking.challenge(0)).isEqualTo("USED");
    assertThat(asking.events())
        .containsOnlyOnce("IDENTITY_LINK_ASKED", "IDENTITY_BY_ONE_TIME_LINK", "IDENTIFIED");
    assertThat(Postman.PROVED)
        .contains(new IdentityProved(asking.id(), "ONE_TIME_LINK", "REASONABLE"));
  }

  @Test
  void a_wait_ends_when_a_refusal_is_due_and_a_new_link_with_it() {
    var asking = Asking.received(TODAY.minusMonths(1).plusDays(3), "GDPR").untilItWaits();
    var due = TODAY.minusMonths(1).plusDays(3).plusMonths(1);
    assertThat(asking.waitUntil()).isEqualTo(begin(due));
    assertThat(asking.asks("LINK").until()).isEqualTo(begin(due));
    assertThat(asking.waitUntil()).isEqualTo(begin(due));

    correct(asking, TODAY.minusMonths(1).plusDays(9));
    assertThat(asking.waitUntil()).isEqualTo(begin(TODAY.minusMonths(1).plusDays(9).plusMonths(1)));
    assertThat(asking.asks("CODE").until()).isBefore(asking.waitUntil());
    correct(asking, TODAY.minusMonths(2));
    assertThat(asking.waitUntil())
        .as("nothing is in time any more: the patience stands")
        .isAfter(begin(TODAY.plusDays(29)));
    assertThat(asking.state()).isEqualTo("VERIFYING_IDENTITY");
  }

  @Test
  void where_the_clock_rests_while_the_person_is_asked_the_patience_stands() {
    var british = Asking.received(TODAY.minusDays(20), "UK_GDPR").untilItWaits();
    assertThat(british.waitUntil())
        .as("nobody was asked")
        .isEqualTo(begin(TODAY.minusDays(20).plusMonths(1).minusDays(1)));
    assertThat(british.asks("LINK").until()).isAfter(begin(TODAY.plusDays(7)));
    assertThat(british.waitUntil()).isAfter(begin(TODAY.plusDays(29)));
    var brazilian = Asking.received(TODAY, "LGPD");
    assertThat(brazilian.waitUntil()).isEqualTo(begin(TODAY.plusDays(15)));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static void correct(Asking asking, LocalDate received) {
    var body =
        "{\"version\": %s, \"receivedOn\": \"%s\", \"reason\": \"Stamp\"}"
            .formatted(asking.request().path("version"), received);
    assertThat(RunningWrit.json("PATCH", asking.path + "/receipt", "officer", body).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_request_filed_with_a_link_sends_it_by_itself() {
    var asking = Asking.filed("integrator", "ERASURE", "GDPR", "one-time link").untilItWaits();
    var id = UUID.fromString(asking.identity().path("challenges").get(0).path("id").asString());
    assertThat(person.confirms(Postman.LETTERS.get(id).path()).statusCode()).isEqualTo(200);
    asking.untilItWentOn();
  }

  @Test
  void a_code_is_entered_on_its_page_and_a_wrong_one_may_be_mended() {
    var asking = Asking.filed("ONE_TIME_CODE").untilItWaits();
    var issued = asking.does("challenges", "\"kind\": \"CODE\"");
    var letter = Postman.LETTERS.get(UUID.fromString(issued.path("id").asString()));
    var code = letter.code().orElseThrow();
    assertThat(code).matches("[0-9]{6}");
    assertThat(issued.path("entry").asString()).isEqualTo(letter.path());
    assertThat(person.reads(letter.path()).body()).contains("six digits");
    assertThat(person.enters(letter.path(), other(code)).statusCode()).isEqualTo(400);
    assertThat(person.confirms(letter.path()).statusCode()).as("no code").isEqualTo(400);
    assertThat(asking.identity().path("challenges").get(0).path("triesLeft").asInt()).isEqualTo(1);
    var spaced = code.substring(0, 3) + "%20" + code.substring(3);
    assertThat(person.enters(letter.path(), spaced).statusCode()).isEqualTo(200);
    asking.untilItWentOn();
    assertThat(asking.identity().path("method").asString()).isEqualTo("ONE_TIME_CODE");
  }

  @Test
  void after_three_wrong_codes_another_has_to_be_asked_for() {
    var asking = Asking.filed("ONE_TIME_CODE").untilItWaits();
    var letter = asking.asks("CODE");
    var code = letter.code().orElseThrow();
    for (int tries = 0; tries < 3; tries++) {
      person.enters(letter.path(), other(code));
    }
    assertThat(person.enters(letter.path(), code).statusCode()).isEqualTo(404);
    assertThat(asking.state()).isEqualTo("VERIFYING_IDENTITY");
    assertThat(asking.challenge(0)).isEqualTo("SPENT");
    assertThat(asking.events()).contains("IDENTITY_CODE_SPENT");
    var next = asking.asks("CODE");
    assertThat(person.enters(next.path(), next.code().orElseThrow()).statusCode()).isEqualTo(200);
    asking.untilItWentOn();
  }

  @Test
  void unknown_used_replaced_spent_withdrawn_and_expired_are_one_and_the_same_answer() {
    var gone = new TreeMap<String, String>();
    gone.put("unknown", Challenges.PATH + "x".repeat(43));
    var used = Asking.filed("UNVERIFIED").untilItWaits().asks("LINK");
    person.confirms(used.path());
    gone.put("used", used.path());
    var twice = Asking.filed("UNVERIFIED").untilItWaits();
    gone.put("replaced", twice.asks("CODE").path());
    twice.asks("LINK");
    var spent = Asking.filed("UNVERIFIED").untilItWaits().asks("CODE");
    for (int tries = 0; tries < 3; tries++) {
      person.enters(spent.path(), other(spent.code().orElseThrow()));
    }
    gone.put("spent", spent.path());
    gone.put("withdrawn", withdrawn().path());
    var over = Asking.filed("UNVERIFIED").untilItWaits();
    gone.put("expired", over.asks("LINK").path());
    sql.sql("update identity_challenge set until = now() where request_id = ?")
        .param(over.id())
        .update();
    var stranger = new Visitor(RunningWrit.port());
    var expected = said(stranger.confirms(Challenges.PATH + "y".repeat(43)));
    assertThat(expected).startsWith("404");
    gone.forEach(
        (why, path) -> {
          assertThat(said(new Visitor(RunningWrit.port()).confirms(path)))
              .as(why)
              .isEqualTo(expected);
          assertThat(said(new Visitor(RunningWrit.port()).enters(path, "123456")))
              .as(why)
              .isEqualTo(expected);
          assertThat(said(new Visitor(RunningWrit.port()).reads(path))).as(why).isEqualTo(expected);
        });
  }

  private Challenges.Letter withdrawn() {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    var letter = asking.asks("LINK");
    var version = "{\"version\": " + asking.request().path("version") + "}";
    assertThat(RunningWrit.json("POST", asking.path + "/withdraw", "officer", version).statusCode())
        .isEqualTo(200);
    assertThat(asking.challenge(0)).isEqualTo("DROPPED");
    return letter;
  }

  @Test
  void unknown_used_and_expired_take_the_same_way_through_the_record() {
    var used = Asking.filed("UNVERIFIED").untilItWaits().asks("LINK");
    person.confirms(used.path());
    var over = Asking.filed("UNVERIFIED").untilItWaits();
    var expired = over.asks("CODE");
    sql.sql("update identity_challenge set until = now() where request_id = ?")
        .param(over.id())
        .update();
    var unknown = new Statements().of("z".repeat(43), "123456");
    assertThat(unknown).isNotEmpty();
    assertThat(new Statements().of(word(used), "123456")).isEqualTo(unknown);
    whileLocked(
        over.id(),
        () ->
            assertThat(new Statements().of(word(expired), expired.code().orElseThrow()))
                .as("without a look at the request")
                .isEqualTo(unknown));
  }

  private void whileLocked(UUID request, Runnable work) {
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              sql.sql("select 1 from request where id = ? for update")
                  .param(request)
                  .query(Integer.class)
                  .single();
              CompletableFuture.runAsync(work).orTimeout(10, TimeUnit.SECONDS).join();
            });
  }

  private static String word(Challenges.Letter letter) {
    return letter.path().substring(Challenges.PATH.length());
  }

  @Test
  void california_wants_more_than_a_link_before_it_gives_out_what_is_held() {
    var asking = Asking.filed("officer", "ACCESS", "CCPA", "UNVERIFIED").untilItWaits();
    person.confirms(asking.asks("LINK").path());
    assertThat(asking.identity().path("level").asString()).isEqualTo("REASONABLE");
    assertThat(asking.identity().path("established").asBoolean()).isFalse();
    asking.does(
        "data-points",
        "\"types\": [\"EMAIL\", \"POSTAL_ADDRESS\", \"PURCHASE\"], \"matched\": 3, \"declared\":"
            + " false");
    assertThat(asking.state()).as("no declaration").isEqualTo("VERIFYING_IDENTITY");
    var after =
        asking.does(
            "data-points",
            "\"types\": [\"EMAIL\", \"PURCHASE\"], \"matched\": 3, \"declared\": true");
    assertThat(after.path("level").asString()).isEqualTo("REASONABLY_HIGH");
    assertThat(after.path("checks").get(2).path("types").get(1).asString()).isEqualTo("PURCHASE");
    asking.untilItWentOn();
    assertThat(asking.events()).containsOnlyOnce("IDENTIFIED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"regime\": \"GDPR\", \"alsoUnder\": [\"CCPA\"]",
        "\"regime\": \"GDPR\", \"alsoUnderRules\": [\"us-ca-ccpa\"]"
      })
  void no_vendor_is_called_before_the_level_of_every_law_named_is_reached(String laws) {
    var asking = Asking.accessUnder(laws, "UNVERIFIED").untilItWaits();
    person.confirms(asking.asks("LINK").path());
    var identity = asking.identity();
    assertThat(identity.path("required").asString()).isEqualTo("REASONABLY_HIGH");
    assertThat(identity.path("level").asString()).isEqualTo("REASONABLE");
    assertThat(identity.path("established").asBoolean()).isFalse();
    assertThat(asking.state()).isEqualTo("VERIFYING_IDENTITY");
    assertThat(asking.request().path("legs").get(0).path("state").asString()).isEqualTo("PLANNED");
    asking.does(
        "data-points", "\"types\": [\"EMAIL\", \"PURCHASE\"], \"matched\": 3, \"declared\": true");
    asking.untilItWentOn();
  }

  @Test
  void an_agent_shows_a_permission_and_the_person_confirms_it() {
    var asking = Asking.filed("officer", "ERASURE", "CCPA", "AUTHORIZED_AGENT").untilItWaits();
    person.confirms(asking.asks("LINK").path());
    assertThat(asking.state()).as("no permission yet").isEqualTo("VERIFYING_IDENTITY");
    var after = asking.does("agent", "\"permission\": \"SIGNED\", \"note\": \"Read\"");
    assertThat(after.path("method").asString()).isEqualTo("ONE_TIME_LINK");
    assertThat(after.path("permission").asString()).isEqualTo("SIGNED");
    asking.untilItWentOn();
  }

  @Test
  void a_signed_permission_alone_is_not_enough_and_a_power_of_attorney_is() {
    var asking = Asking.filed("officer", "ACCESS", "CCPA", "AUTHORISED_AGENT").untilItWaits();
    var after = asking.does("agent", "\"permission\": \"SIGNED\"");
    assertThat(after.path("level").asString()).isEqualTo("LOW");
    assertThat(asking.state()).isEqualTo("VERIFYING_IDENTITY");
    asking.does("agent", "\"permission\": \"POWER_OF_ATTORNEY\"");
    asking.untilItWentOn();
  }

  @Test
  void the_british_clock_rests_from_the_code_until_the_proof_and_the_californian_runs_on() {
    for (var ask : List.of("CODE", "LINK")) {
      var british = Asking.filed("officer", "ERASURE", "UK_GDPR", "UNVERIFIED").untilItWaits();
      assertThat(british.clock().path("paused").asBoolean()).isFalse();
      var letter = british.asks(ask);
      assertThat(british.clock().path("paused").asBoolean()).as(ask).isTrue();
      assertThat(british.clockEvents()).endsWith("PAUSED");
      var proof =
          ask.equals("CODE")
              ? person.enters(letter.path(), letter.code().orElseThrow())
              : person.confirms(letter.path());
      assertThat(proof.statusCode()).isEqualTo(200);
      british.untilItWentOn();
      assertThat(british.clock().path("paused").asBoolean()).isFalse();
      assertThat(british.clockEvents()).containsSubsequence("PAUSED", "RESUMED", "VERIFIED");

      var californian = Asking.filed("officer", "ERASURE", "CCPA", "UNVERIFIED").untilItWaits();
      californian.asks(ask);
      assertThat(californian.clock().path("paused").asBoolean()).isFalse();
      californian.does("attest", "\"note\": \"Called back\"");
      californian.untilItWentOn();
      assertThat(californian.clockEvents()).doesNotContain("PAUSED", "RESUMED");
    }
  }

  @Test
  void an_officer_who_vouches_without_saying_how_files_nothing() {
    var wanted = Filings.request("ERASURE", "OFFICER_ATTESTED", "vouched@example.com");
    wanted.put("identity", Map.of("method", "OFFICER_ATTESTED"));
    var answer =
        RunningWrit.json(
            "POST", "/v1/requests", "officer", RunningWrit.JSON.writeValueAsString(wanted));
    assertThat(answer.statusCode()).isEqualTo(422);
    var problem = RunningWrit.read(answer);
    assertThat(problem.path("type").asString()).endsWith(":unprocessable");
    assertThat(problem.path("detail").asString()).contains("identity.note is missing");
  }

  @Test
  void an_officer_vouches_and_the_note_is_for_those_who_decide() {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    var letter = asking.asks("LINK");
    asking.does("attest", "\"note\": \"Called back, ada@example.com\"");
    asking.untilItWentOn();
    assertThat(asking.identity().path("checks").get(0).path("note").asString())
        .contains("Called back");
    assertThat(asking.read("/identity", "auditor").path("checks").get(0).has("note")).isFalse();
    assertThat(asking.challenge(0)).isEqualTo("DROPPED");
    assertThat(person.confirms(letter.path()).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "challenges: \"kind\": \"LINK\"",
        "attest: \"note\": \"Called back\"",
        "data-points: \"types\": [\"NAME\"], \"matched\": 2, \"declared\": false",
        "agent: \"permission\": \"SIGNED\""
      })
  void a_second_click_and_a_stale_version_change_nothing(String action) {
    var asking = Asking.filed("officer", "ACCESS", "CCPA", "AUTHORISED_AGENT").untilItWaits();
    var name = action.substring(0, action.indexOf(':'));
    var fields = action.substring(action.indexOf(':') + 1);
    var version = asking.identity().path("version").asLong();
    assertThat(asking.tries(name, version, fields).statusCode()).isBetween(200, 201);
    var before = asking.identity();
    var again = asking.tries(name, version, fields);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(RunningWrit.read(again).path("type").asString())
        .isEqualTo("urn:writ:problem:stale-version");
    assertThat(asking.identity()).isEqualTo(before);
  }

  @Test
  void two_officers_at_once_never_both_succeed() throws Exception {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    var statuses = new ArrayList<Integer>();
    var threads = new ArrayList<Thread>();
    for (int officer = 0; officer < 4; officer++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                var status = asking.tries("attest", 0, "\"note\": \"Called back\"").statusCode();
                synchronized (statuses) {
                  statuses.add(status);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(asking.events()).containsOnlyOnce("IDENTITY_BY_OFFICER_ATTESTED", "IDENTIFIED");
  }

  @Test
  void only_so_many_are_sent_in_a_day() {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    for (int sent = 0; sent < 5; sent++) {
      asking.asks("LINK");
    }
    var refused =
        asking.tries(
            "challenges", asking.identity().path("version").asLong(), "\"kind\": \"LINK\"");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
        .isBetween(86_000L, 86_400L);
    assertThat(asking.challenge(4)).as("the last one still works").isEqualTo("OPEN");
  }

  @Test
  void a_request_without_an_address_needs_one_that_was_held() {
    var asking = Asking.withoutAddress().untilItWaits();
    assertThat(asking.tries("challenges", 0, "\"kind\": \"LINK\"").statusCode()).isEqualTo(422);
    assertThat(
            asking
                .tries("challenges", 0, "\"kind\": \"LINK\", \"contact\": \"nobody\"")
                .statusCode())
        .isEqualTo(422);
    var issued = asking.does("challenges", "\"kind\": \"LINK\", \"contact\": \"held@example.com\"");
    var letter = Postman.LETTERS.get(UUID.fromString(issued.path("id").asString()));
    assertThat(letter.contact()).isEqualTo("held@example.com");
  }

  @Test
  void data_points_that_do_not_add_up_are_refused() {
    var asking = Asking.filed("MATCHED_DATA_POINTS").untilItWaits();
    for (var wrong :
        List.of(
            "\"types\": [\"NAME\", \"NAME\"], \"matched\": 2, \"declared\": true",
            "\"types\": [\"NAME\", \"EMAIL\"], \"matched\": 1, \"declared\": true")) {
      assertThat(asking.tries("data-points", 0, wrong).statusCode()).isEqualTo(422);
    }
    assertThat(
            asking
                .tries("data-points", 0, "\"types\": [\"SSN\"], \"matched\": 2, \"declared\": true")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void who_tries_too_fast_waits_and_others_do_not() {
    var link = Asking.filed("UNVERIFIED").untilItWaits().asks("LINK");
    HttpResponse<String> last = null;
    for (int call = 0; call < 25; call++) {
      last = person.confirms(Challenges.PATH + "guess" + call);
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 10L);
    assertThat(person.confirms(link.path()).statusCode()).as("also at a true link").isEqualTo(429);
    assertThat(new Visitor(RunningWrit.port()).confirms(link.path()).statusCode()).isEqualTo(200);
  }

  @Test
  void one_link_is_not_tried_from_many_addresses() {
    var letter = Asking.filed("UNVERIFIED").untilItWaits().asks("CODE");
    int status = 0;
    for (int call = 0; call < 25; call++) {
      status = new Visitor(RunningWrit.port()).reads(letter.path()).statusCode();
    }
    assertThat(status).isEqualTo(429);
  }

  @Test
  void a_letter_is_taken_once_and_what_is_over_is_deleted() {
    Postman.asleep = true;
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    asking.does("challenges", "\"kind\": \"CODE\", \"contact\": \"held@example.com\"");
    var id = UUID.fromString(asking.identity().path("challenges").get(0).path("id").asString());
    assertThat(kept(asking)).isEqualTo("entry code sealed");
    var challenges = RunningWrit.bean(Challenges.class);
    assertThat(challenges.reveal(id)).isPresent();
    assertThat(challenges.reveal(id)).isEmpty();
    assertThat(kept(asking)).as("the hashes, to be compared with").isEqualTo("entry code");
    assertThat(asking.identity().path("challenges").get(0).has("letterAt")).isTrue();

    asking.does("challenges", "\"kind\": \"LINK\"");
    sql.sql("update identity_challenge set until = now() where request_id = ?")
        .param(asking.id())
        .update();
    RunningWrit.bean(IdentityTidying.class).run();
    assertThat(kept(asking)).isEmpty();
    assertThat(asking.challenge(0)).isEqualTo("REPLACED");
    assertThat(asking.challenge(1)).isEqualTo("EXPIRED");
  }

  /** What is still there of a request's challenges. */
  private String kept(Asking asking) {
    return sql.sql(
            """
            select trim(coalesce(string_agg(concat_ws(' ', case when entry_hash is not null then 'entry' end,
              case when code_hash is not null then 'code' end, case when sealed is not null then 'sealed' end), ' '), ''))
            from identity_challenge where request_id = ?
            """)
        .param(asking.id())
        .query(String.class)
        .single();
  }

  @Test
  void no_table_holds_what_was_asked_sent_noted_or_entered() {
    var asking = Asking.filed("officer", "ACCESS", "CCPA", "UNVERIFIED").untilItWaits();
    var first =
        asking.does("challenges", "\"kind\": \"CODE\", \"contact\": \"zqheld9@example.com\"");
    var code = Postman.LETTERS.get(UUID.fromString(first.path("id").asString()));
    person.enters(code.path(), code.code().orElseThrow());
    Postman.asleep = true;
    asking.does("challenges", "\"kind\": \"LINK\", \"contact\": \"zqheld9@example.com\"");
    asking.does("attest", "\"note\": \"zqnote9 was called back\"");
    var traces =
        List.of(
            "zqheld9", "zqnote9", asking.email, code.path().substring(Challenges.PATH.length()));
    assertThat(Traces.of(traces, sql)).isEmpty();
    sql.sql("insert into subject_pace (caller, free_at) values (?, now())")
        .param("a zqheld9 trace".getBytes(UTF_8))
        .update();
    assertThat(Traces.of(List.of("zqheld9"), sql))
        .as("the search finds")
        .containsKey("subject_pace");
    RunningWrit.bean(SubjectPace.class).forgetFree();
  }

  @Test
  void who_is_known_well_enough_for_categories_alone_is_told_those() {
    var known = Asking.filed("officer", "ACCESS", "CCPA", "UNVERIFIED").untilItWaits();
    person.confirms(known.asks("LINK").path());
    assertThat(known.identity().path("level").asString()).isEqualTo("REASONABLE");
    assertThat(refusal(known))
        .contains("evaluated your request as a request for categories", "OpenAI", "conversation");
    var unknown = Asking.filed("officer", "ACCESS", "CCPA", "UNVERIFIED").untilItWaits();
    assertThat(refusal(unknown)).doesNotContain("categories", "conversation");
  }

  /** What is written when the wait is over. */
  private String refusal(Asking asking) {
    sql.sql("update identity set wait_until = now() where request_id = ?")
        .param(asking.id())
        .update();
    RunningWrit.bean(RequestProgress.class).advance(asking.id());
    var letters = "/v1/letters?kind=REFUSAL&request=" + asking.id();
    var sent =
        await()
            .until(
                () ->
                    RunningWrit.read(RunningWrit.json("GET", letters, "officer", null))
                        .path("items")
                        .path(0),
                letter -> letter.path("state").asString().equals("SENT"));
    var path = "/v1/letters/" + sent.path("id").asString();
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("text").asString();
  }

  @Test
  void a_wait_that_is_over_ends_by_the_record_alone() {
    var asking = Asking.filed("UNVERIFIED").untilItWaits();
    var letter = asking.asks("LINK");
    var progress = RunningWrit.bean(RequestProgress.class);
    assertThat(progress.atWork()).as("it rests in the record").doesNotContain(asking.id());
    assertThat(asking.request().path("legs").get(0).path("state").asString()).isEqualTo("PLANNED");
    sql.sql("update identity set wait_until = now() where request_id = ?")
        .param(asking.id())
        .update();
    assertThat(progress.atWork()).contains(asking.id());
    progress.advance(asking.id());
    assertThat(asking.state()).isEqualTo("VERIFICATION_EXPIRED");
    assertThat(asking.request().path("legs").get(0).path("state").asString())
        .isEqualTo("CANCELLED");
    assertThat(asking.challenge(0)).isEqualTo("DROPPED");
    assertThat(person.confirms(letter.path()).statusCode()).isEqualTo(404);
    var late =
        asking.tries("attest", asking.identity().path("version").asLong(), "\"note\": \"x\"");
    assertThat(late.statusCode()).isEqualTo(409);
  }

  private static String said(HttpResponse<String> answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return answer.statusCode() + " " + headers + " " + answer.body();
  }

  /** Another code than this one. */
  private static String other(String code) {
    return code.equals("111111") ? "222222" : "111111";
  }
}
