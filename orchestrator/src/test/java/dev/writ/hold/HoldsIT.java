package dev.writ.hold;

import static dev.writ.hold.HeldCase.exemption;
import static dev.writ.hold.HeldCase.inDays;
import static dev.writ.hold.HeldCase.legalHold;
import static dev.writ.hold.HeldCase.ok;
import static dev.writ.hold.HeldCase.release;
import static dev.writ.hold.HeldCase.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.finding.Findings;
import dev.writ.leg.Withholding;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.vault.Vault;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is held stays, what is not is erased, and what is released goes: at real sockets. */
class HoldsIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    bell.tower().erasing = object -> {};
    for (var hold : ok("GET", "/v1/holds?state=ACTIVE&limit=200", "auditor", null).path("items")) {
      release(hold);
    }
    bell.close();
  }

  @Test
  void a_partial_refusal_erases_the_rest_and_each_release_exactly_what_it_kept() {
    var person = someoneAtHubSpot();
    var request = HeldCase.planned(person.email(), RunningWrit.connection("hubspot"));
    var kinds = kinds(request);
    assertThat(kinds).contains("contact").hasSizeGreaterThan(2);
    var other = kinds.stream().filter(kind -> !kind.equals("contact")).findFirst().orElseThrow();
    var contact = exemption(request.asLeg() + ", \"kinds\": [\"contact\"]");
    var second = legalHold(request.asLeg() + ", \"kinds\": [\"" + other + "\"]");
    assertThat(contact.path("article").asString()).isEqualTo("Art. 17(3)(b) GDPR");
    assertThat(contact.path("effects").get(0).path("tooLate").asInt()).isZero();
    var plan = request.leg().path("held");
    assertThat(plan.path("refused").asString()).isEqualTo("SOME_OF_IT");
    assertThat(plan.path("holds").valueStream().map(by -> by.path("sort").asString()))
        .containsExactly("EXEMPTION", "LEGAL_HOLD");
    int held = plan.path("objects").asInt();
    assertThat(held).isBetween(2, request.leg().path("located").asInt() - 1);

    var answered = request.approved();
    assertThat(answered.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(answered.path("grounds").valueStream().map(JsonNode::asString))
        .contains("LEGAL_OBLIGATION", "LEGAL_CLAIMS")
        .startsWith(answered.path("ground").asString());
    assertThat(partialRefusal(request)).contains("(Art. 17(3)(b) GDPR)", "(Art. 17(3)(e) GDPR)");
    assertThat(request.leg().path("state").asString()).isEqualTo("VERIFIED_ABSENT");
    assertThat(request.leg().path("reason").asString()).contains("1 contact held");
    assertThat(atHubSpot(person)).isEqualTo(held);
    assertThat(objects(request, "HELD")).containsExactlyInAnyOrder("contact", other);

    var look = request.look();
    assertThat(look.path("outcome").asString()).as("cries no wolf").isEqualTo("ABSENT");
    assertThat(request.leg().path("verdict").asString()).isEqualTo("RECHECKED");
    request.skipLooks();
    assertThat(request.state()).as("something is held").isEqualTo("MONITORING");

    release(contact);
    request.untilKeptFor("LEGAL_CLAIMS");
    assertThat(objects(request, "HELD")).containsExactly(other);
    assertThat(atHubSpot(person)).isEqualTo(request.leg().path("held").path("objects").asInt());
    assertThat(request.events()).contains("OBJECTS_HELD", "RELEASE_HOLD", "HOLD_ENDED");

    release(second);
    assertThat(request.untilAnsweredWith("FULFILLED").has("ground")).isFalse();
    assertThat(atHubSpot(person)).isZero();
    assertThat(request.leg().has("held")).isFalse();
    assertThat(request.now().path("looks").valueStream().map(one -> one.path("why").asString()))
        .contains("AGAIN");
    request.skipLooks();
    request.until("CLOSED");
  }

  @Test
  void an_access_request_that_was_met_with_silence_is_kept_for_once() {
    var late = accessUnderPipeda(40);
    var inTime = accessUnderPipeda(20);
    var released = holdsAfterTheDay(late);
    assertThat(released).hasSize(1);
    assertThat(released.get(0).path("article").asString()).isEqualTo("s. 8(8) PIPEDA");
    assertThat(holdsAfterTheDay(inTime)).as("its thirty days run").isEmpty();
    release(released.get(0));
    assertThat(holdsAfterTheDay(late)).as("what was released").isEmpty();
  }

  @Test
  void what_silence_keeps_is_held_at_once_and_what_had_gone_before_is_told() {
    var email = someone();
    var gone = HeldCase.atBell(bell, email, 1);
    gone.approved();
    var late = holdsAfterTheDay(accessUnderPipeda(40, email)).get(0).path("id").asString();
    assertThat(effect(late).path("tooLate").asInt()).isEqualTo(1);
    assertThat(RunningWrit.bean(Findings.class).unresolved("hold-too-late/" + late)).isTrue();

    var other = someone();
    HeldCase.atBell(bell, other, 2);
    var inTime = holdsAfterTheDay(accessUnderPipeda(40, other)).get(0).path("id").asString();
    assertThat(effect(inTime).path("held").asInt()).isEqualTo(2);
    assertThat(effect(inTime).path("tooLate").asInt()).isZero();
  }

  private static JsonNode effect(String hold) {
    return ok("GET", "/v1/holds/" + hold, "auditor", null).path("effects").get(0);
  }

  @ParameterizedTest
  @CsvSource({"300, 300", "30, "})
  void a_refusal_after_silence_puts_the_review_off_and_never_brings_it_nearer(
      int reviewIn, Integer stays) {
    var late = accessUnderPipeda(40, someone());
    var hold = holdsAfterTheDay(late).get(0);
    var put = "{\"version\": 0, \"reviewOn\": \"%s\"}".formatted(inDays(reviewIn));
    ok("PATCH", "/v1/holds/" + hold.path("id").asString(), "officer", put);
    late.deny();
    var sixMonths = LocalDate.now(ZoneOffset.UTC).plusMonths(6);
    assertThat(hold(hold).path("reviewOn").asString())
        .isEqualTo((stays == null ? sixMonths : inDays(stays)).toString());
  }

  private HeldCase accessUnderPipeda(int daysAgo) {
    return accessUnderPipeda(daysAgo, someone());
  }

  /** Of somebody who has shown who they are. */
  private HeldCase accessUnderPipeda(int daysAgo, String email) {
    var what = "\"kind\": \"ACCESS\", \"regime\": \"PIPEDA\"";
    return HeldCase.atBell(bell, email, what, inDays(-daysAgo));
  }

  private static JsonNode holdsAfterTheDay(HeldCase request) {
    RunningWrit.bean(DeemedRefusals.class).run();
    var path = "/v1/holds?state=ACTIVE&request=" + request.id();
    return ok("GET", path, "auditor", null).path("items");
  }

  @Test
  void what_contains_something_held_is_held_with_it() {
    var person = someoneAtOpenAi();
    var request = HeldCase.planned(person.email(), RunningWrit.connection("openai"));
    assertThat(kinds(request)).contains("conversation", "conversation_item");
    var hold = exemption(request.asLeg() + ", \"kinds\": [\"conversation_item\"]");
    assertThat(objects(request, "HELD"))
        .as("an erased conversation would take its items along")
        .containsExactlyInAnyOrder("conversation", "conversation_item");
    assertThat(request.approved().path("outcome").asString())
        .isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(RunningWrit.sandbox().simulator("openai").held(person))
        .isEqualTo(request.leg().path("held").path("objects").asInt());
    release(hold);
    request.untilAnsweredWith("FULFILLED");
    assertThat(RunningWrit.sandbox().simulator("openai").held(person)).isZero();
  }

  @Test
  void what_goes_after_the_work_by_hand_is_held_with_what_comes_before_it() {
    var email = someone();
    var rope = new VendorObject("rope", "rope_held");
    bell.tower().held.add(rope);
    ErasedAtBell.enter(bell, email, rope);
    var request = HeldCase.atBell(bell, email, 1);
    var hold = legalHold(request.asLeg() + ", \"kinds\": [\"rope\"]");
    assertThat(objects(request, "HELD"))
        .as("an erased account would take its chats along")
        .containsExactlyInAnyOrder("rope", "chime");
    request.approve();
    request.until("MONITORING");
    assertThat(bell.tower().asked).isEmpty();
    release(hold);
    await().until(() -> bell.tower().asked.equals(List.of(rope)));
  }

  @Test
  void what_a_leg_is_held_by_is_looked_up_once_however_many_objects_it_has() {
    int many = 300;
    var request = HeldCase.atBell(bell, someone(), many);
    var leg = UUID.fromString(request.leg().path("id").asString());
    long read =
        RunningWrit.bean(TransactionTemplate.class)
            .execute(
                tx -> {
                  coverWholly(leg);
                  long before = holdsRead();
                  RunningWrit.bean(Withholding.class).mark(leg, null);
                  return holdsRead() - before;
                });
    assertThat(request.leg().path("held").path("objects").asInt()).isEqualTo(many);
    assertThat(read).isPositive().isLessThan(many);
  }

  /** A hold that nobody has marked yet. */
  private void coverWholly(UUID leg) {
    sql.sql(
            """
            insert into hold (id, sort, state, matter, owner, review_on, leg_id, of_person, kinds, placed_at, placed_by)
            values (gen_random_uuid(), 'LEGAL_HOLD', 'ACTIVE', 'M-1', 'legal', current_date + 60, ?, false, '{}', now(), 'OFFICER')
            """)
        .param(leg)
        .update();
  }

  /**
   * How many rows of holds the present transaction has read by its statements; each link to a hold
   * is checked by one more, through its primary key.
   */
  private long holdsRead() {
    return sql.sql(
            """
            select seq_tup_read + (select coalesce(sum(pg_stat_get_xact_tuples_fetched(i.indexrelid)), 0)::bigint
              from pg_index i where i.indrelid = t.relid and not i.indisprimary)
            from pg_stat_xact_user_tables t where relname = 'hold' and schemaname = current_schema()
            """)
        .query(Long.class)
        .single();
  }

  @Test
  void a_hold_placed_while_the_leg_is_erased_holds_what_was_not_sent_and_says_what_was() {
    var request = HeldCase.atBell(bell, someone(), 3);
    var covers = request.asLeg();
    var hold = new AtomicReference<JsonNode>();
    bell.tower().erasing =
        first -> {
          if (hold.get() == null) {
            hold.set(legalHold(covers));
          }
        };
    var answered = request.approved();
    assertThat(bell.tower().asked).hasSize(1);
    assertThat(hold.get().path("effects").get(0).path("tooLate").asInt()).isEqualTo(1);
    assertThat(hold.get().path("effects").get(0).path("held").asInt()).isEqualTo(2);
    assertThat(bell.tower().held).hasSize(2).doesNotContainAnyElementsOf(bell.tower().asked);
    assertThat(answered.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(findings(request)).containsExactly("HOLD_TOO_LATE OPEN");
    release(hold.get());
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
    assertThat(bell.tower().asked).doesNotHaveDuplicates();
    assertThat(findings(request)).containsExactly("HOLD_TOO_LATE RESOLVED");
  }

  @Test
  void an_erase_whose_answer_was_lost_is_not_sent_again_once_it_is_held() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var covers = request.asLeg();
    var hold = new AtomicReference<JsonNode>();
    bell.tower().erasing =
        chime -> {
          hold.compareAndSet(null, legalHold(covers));
          throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 0);
        };
    var answered = request.approved();
    assertThat(bell.tower().asked).hasSize(1);
    assertThat(answered.path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(request.leg().path("state").asString()).isEqualTo("HELD");
    assertThat(unsettled(request)).isZero();
    bell.tower().erasing = chime -> {};
    release(hold.get());
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
  }

  @Test
  void a_hold_on_a_person_reaches_requests_to_come_and_nobody_else() {
    var email = someone();
    var hold =
        legalHold(
            "\"identifiers\": [{\"type\": \"EMAIL\", \"value\": \"%s\"}]"
                .formatted(email.toUpperCase(java.util.Locale.ROOT)));
    assertThat(hold.toString()).doesNotContainIgnoringCase(email);
    var request = HeldCase.atBell(bell, email, 2);
    assertThat(request.leg().path("state").asString()).isEqualTo("HELD");
    assertThat(request.leg().path("held").path("refused").asString()).isEqualTo("ALL_OF_IT");
    var other = HeldCase.atBell(bell, someone(), 1);
    assertThat(other.approved().path("outcome").asString()).isEqualTo("FULFILLED");
    assertThat(request.approved().path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(bell.tower().held).hasSize(2);
    assertThat(suppressed(email)).as("nothing of hers was erased").isFalse();
    release(hold);
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
    assertThat(suppressed(email)).isTrue();
    request.skipLooks();
    request.until("CLOSED");
  }

  @Test
  void a_hold_on_a_telephone_number_reaches_it_however_it_is_spelled() {
    var number = System.nanoTime() % 1_000_000_000;
    var email = someone();
    HeldCase.ring(bell, email, 1);
    var before = HeldCase.planned(email, "+44 (0)20 " + number, bell.connection());
    assertThat(
            sql.sql("delete from hold_subject where request_id = ? and person <> ?")
                .params(before.id(), raw("+44 (0)20 " + number))
                .update())
        .as("as an earlier version would have it")
        .isPositive();
    sql.sql("update hold_subject set form = 1 where request_id = ?").param(before.id()).update();
    var hold =
        legalHold("\"identifiers\": [" + HeldCase.identifier("PHONE", "004420" + number) + "]");
    assertThat(before.leg().path("state").asString()).isEqualTo("HELD");

    var spelled = "+44-20-" + number;
    sql.sql("update hold_person set person = ? where hold_id = ?")
        .params(raw(spelled), UUID.fromString(hold.path("id").asString()))
        .update();
    var other = someone();
    HeldCase.ring(bell, other, 1);
    var after = HeldCase.planned(other, spelled, bell.connection());
    assertThat(after.leg().path("state").asString())
        .as("a hold of an earlier version, spelled as it was")
        .isEqualTo("HELD");
  }

  private static byte[] raw(String number) {
    return RunningWrit.bean(Vault.class).hash("held", "PHONE", number);
  }

  @Test
  void what_two_holds_keep_is_erased_when_the_second_ends() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var first = exemption(request.asLeg());
    var second = legalHold("\"connection\": \"" + bell.connection() + "\"");
    request.approved();
    release(first);
    assertThat(request.state()).isEqualTo("MONITORING");
    assertThat(request.leg().path("state").asString()).isEqualTo("HELD");
    release(second);
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().asked).hasSize(1);
  }

  @Test
  void what_a_search_shows_anew_and_a_hold_covers_is_held_and_not_resurfaced() {
    var email = someone();
    var request = HeldCase.atBell(bell, email, 1);
    request.approved();
    var hold = legalHold(request.asLeg());
    HeldCase.ring(bell, email, 1);
    assertThat(request.look().path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(request.leg().path("held").path("objects").asInt()).isEqualTo(1);
    assertThat(findings(request)).doesNotContain("RESURFACED OPEN");
    request.skipLooks();
    assertThat(request.state()).isEqualTo("MONITORING");
    release(hold);
    request.until("EXECUTING");
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
  }

  @Test
  void what_was_found_later_under_a_hold_that_time_has_ended_waits_for_an_approver() {
    var email = someone();
    var request = HeldCase.atBell(bell, email, 1);
    request.approved();
    var hold = exemption(request.asLeg());
    HeldCase.ring(bell, email, 1);
    request.look();
    assertThat(request.leg().path("held").path("objects").asInt()).isEqualTo(1);
    passed(hold, "expires_on", 1);
    RunningWrit.bean(HoldDates.class).run();
    request.until("NEEDS_ATTENTION");
    assertThat(request.leg().path("state").asString()).isEqualTo("STILL_PRESENT");
    assertThat(request.leg().path("unplanned").asInt()).isEqualTo(1);
    assertThat(bell.tower().held).as("nobody has approved it").hasSize(1);
    ok(
        "POST",
        "/v1/requests/"
            + request.id()
            + "/legs/"
            + request.leg().path("id").asString()
            + "/erase-again",
        "approver",
        "{\"version\": " + request.now().path("version") + "}");
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
  }

  @Test
  void an_exemption_ends_after_its_last_day_and_a_review_is_asked_for_once() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var hold = exemption(request.asLeg());
    request.approved();
    passed(hold, "expires_on", 0);
    RunningWrit.bean(HoldDates.class).run();
    assertThat(hold(hold).path("state").asString()).as("its last day").isEqualTo("ACTIVE");
    passed(hold, "expires_on", 1);
    passed(hold, "review_on", 1);
    RunningWrit.bean(HoldDates.class).run();
    assertThat(hold(hold).path("state").asString()).isEqualTo("EXPIRED");
    assertThat(hold(hold).path("endedBy").asString()).isEqualTo("SYSTEM");
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();

    var reviewed = legalHold("\"connection\": \"" + bell.connection() + "\"");
    passed(reviewed, "review_on", 0);
    RunningWrit.bean(HoldDates.class).run();
    RunningWrit.bean(HoldDates.class).run();
    assertThat(findingsAt()).containsExactly("HOLD_REVIEW_DUE OPEN 1");
    var later = "{\"version\": 0, \"reviewOn\": \"%s\"}".formatted(inDays(30));
    ok("PATCH", "/v1/holds/" + reviewed.path("id").asString(), "officer", later);
    assertThat(findingsAt()).containsExactly("HOLD_REVIEW_DUE RESOLVED 1");
  }

  @Test
  void what_a_human_was_asked_for_and_refuses_because_of_a_hold_is_held_and_asked_for_again() {
    var request = HeldCase.planned(someone(), RunningWrit.connection("openai-consumer"));
    request.approve();
    var first = openTask(request);
    var hold = legalHold(request.asLeg());
    assertThat(hold.path("effects").get(0).path("tooLate").asInt()).isPositive();
    ok(
        "POST",
        "/v1/manual-tasks/" + first.path("id").asString() + "/result",
        "officer",
        "{\"version\": "
            + first.path("version")
            + ", \"result\": \"REFUSED\", \"ground\": \"LEGAL_CLAIMS\", \"reason\": \"A hold\"}");
    assertThat(request.untilAnsweredWith("REFUSED").path("legs").get(0).path("state").asString())
        .isEqualTo("HELD");
    release(hold);
    assertThat(openTask(request).path("id")).isNotEqualTo(first.path("id"));
  }

  private static String partialRefusal(HeldCase request) {
    var list = "/v1/letters?kind=PARTIAL_REFUSAL&request=" + request.id();
    var letter =
        await()
            .atMost(java.time.Duration.ofSeconds(30))
            .until(
                () -> ok("GET", list, "auditor", null).path("items").path(0),
                one -> one.path("state").asString().equals("SENT"));
    var path = "/v1/letters/" + letter.path("id").asString();
    return ok("GET", path, "officer", null).path("text").asString();
  }

  private static JsonNode openTask(HeldCase request) {
    var list = "/v1/manual-tasks?state=OPEN&request=" + request.id();
    return await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(() -> ok("GET", list, "officer", null).path("items"), items -> !items.isEmpty())
        .get(0);
  }

  @Test
  void a_withdrawn_request_is_over_although_it_was_held() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var hold = legalHold(request.asLeg());
    var path = "/v1/requests/" + request.id() + "/withdraw";
    ok("POST", path, "officer", "{\"version\": " + request.now().path("version") + "}");
    assertThat(request.leg().path("state").asString()).isEqualTo("CANCELLED");
    release(hold);
    assertThat(request.state()).isEqualTo("WITHDRAWN");
    assertThat(bell.tower().held).hasSize(1);
    var late = RunningWrit.json("POST", "/v1/holds", "officer", body(request.asLeg()));
    assertThat(late.statusCode()).isEqualTo(409);
  }

  @Test
  void an_exemption_is_of_whichever_law_of_the_request_has_the_ground() {
    var email = someone();
    HeldCase.ring(bell, email, 1);
    var request = HeldCase.planned(email, bell.connection().toString(), "[\"CCPA\", \"FADP\"]");
    var fields =
        """
        {"sort": "EXEMPTION", %s "owner": "tax", "expiresOn": "2030-01-01", "covers": {%s}}
        """;
    var debug =
        ok(
            "POST",
            "/v1/holds",
            "officer",
            fields.formatted("\"ground\": \"DEBUG\",", request.asLeg()));
    assertThat(debug.path("law").asString()).isEqualTo("CCPA");
    assertThat(debug.path("article").asString()).contains("1798.105(d)(3)");
    var both = "\"ground\": \"LEGAL_OBLIGATION\", \"law\": \"%s\",";
    var first =
        ok(
            "POST",
            "/v1/holds",
            "officer",
            fields.formatted(both.formatted("CCPA"), request.asLeg()));
    assertThat(first.path("article").asString()).contains("1798.105(d)(8)");
    var foreign = fields.formatted(both.formatted("LGPD"), request.asLeg());
    assertThat(RunningWrit.json("POST", "/v1/holds", "officer", foreign).statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a ground the law does not have | "sort": "EXEMPTION", "law": "CCPA", "ground": "LEGAL_CLAIMS", "expiresOn": "2030-01-01", "covers": {"vendor": "bell"}
          an exemption without a ground  | "sort": "EXEMPTION", "law": "GDPR", "expiresOn": "2030-01-01", "covers": {"vendor": "bell"}
          no law, and none to be had     | "sort": "EXEMPTION", "ground": "DEBUG", "expiresOn": "2030-01-01", "covers": {"vendor": "bell"}
          a legal hold without a matter  | "sort": "LEGAL_HOLD", "reviewOn": "2030-01-01", "covers": {"vendor": "bell"}
          a legal hold that expires      | "sort": "LEGAL_HOLD", "matter": "M", "expiresOn": "2030-01-01", "covers": {"vendor": "bell"}
          nobody looks at it again       | "sort": "LEGAL_HOLD", "matter": "M", "covers": {"vendor": "bell"}
          a day that has passed          | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2020-01-01", "covers": {"vendor": "bell"}
          it covers nothing              | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {}
          kinds of whose                 | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {"kinds": ["chime"], "identifiers": [{"type": "EMAIL", "value": "x@example.com"}]}
          kinds of another vendor        | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {"kinds": ["contact"], "vendor": "bell"}
          a vendor nobody knows          | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {"vendor": "nobody"}
          a leg and more                 | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {"vendor": "bell", "leg": "c9f0f895-fb98-4b91-9f6a-3f0c7a2b1d22"}
          a leg nobody knows             | "sort": "LEGAL_HOLD", "matter": "M", "reviewOn": "2030-01-01", "covers": {"leg": "c9f0f895-fb98-4b91-9f6a-3f0c7a2b1d22"}
          a matter that names the person | "sort": "LEGAL_HOLD", "matter": "about 4711-0815", "reviewOn": "2030-01-01", "covers": {"identifiers": [{"type": "CUSTOMER_ID", "value": "4711-0815"}]}
          recourse of nobody             | "sort": "KEEP_UNTIL_RECOURSE", "reviewOn": "2030-01-01", "covers": {"vendor": "bell"}
          """)
  void is_refused(String why, String fields) {
    var answer =
        RunningWrit.json("POST", "/v1/holds", "officer", "{\"owner\": \"legal\", " + fields + "}");
    assertThat(answer.statusCode()).as(why + new String(answer.body())).isEqualTo(422);
  }

  private static String body(String covers) {
    return """
    {"sort": "LEGAL_HOLD", "matter": "M", "owner": "legal", "reviewOn": "%s", "covers": {%s}}
    """
        .formatted(inDays(9), covers);
  }

  private static JsonNode hold(JsonNode hold) {
    return ok("GET", "/v1/holds/" + hold.path("id").asString(), "auditor", null);
  }

  /** As if that day had been so many days ago. */
  private void passed(JsonNode hold, String day, int ago) {
    sql.sql("update hold set " + day + " = ? where id = ?")
        .params(inDays(-ago), UUID.fromString(hold.path("id").asString()))
        .update();
  }

  private int unsettled(HeldCase request) {
    return sql.sql(
            "select count(*) from vendor_call c join leg l on l.id = c.leg_id where l.request_id ="
                + " ? and c.settled_at is null")
        .param(request.id())
        .query(Integer.class)
        .single();
  }

  private List<String> kinds(HeldCase request) {
    return sql.sql(
            "select distinct o.kind from leg_object o join leg l on l.id = o.leg_id where"
                + " l.request_id = ? order by 1")
        .param(request.id())
        .query(String.class)
        .list();
  }

  private List<String> objects(HeldCase request, String state) {
    return sql.sql(
            "select distinct o.kind from leg_object o join leg l on l.id = o.leg_id where"
                + " l.request_id = ? and o.state = ?")
        .params(request.id(), state)
        .query(String.class)
        .list();
  }

  private List<String> findings(HeldCase request) {
    return sql.sql(
            "select code || ' ' || f.state from finding f join leg l on l.id = f.leg_id where"
                + " l.request_id = ? order by f.seq")
        .param(request.id())
        .query(String.class)
        .list();
  }

  private List<String> findingsAt() {
    return sql.sql(
            "select code || ' ' || state || ' ' || times from finding where connection_id = ? order"
                + " by seq")
        .param(bell.connection())
        .query(String.class)
        .list();
  }

  private static boolean suppressed(String email) {
    return ok(
            "POST",
            "/v1/suppression/check",
            "integrator",
            "{\"identifiers\": [{\"type\": \"EMAIL\", \"value\": \"" + email + "\"}]}")
        .path("items")
        .get(0)
        .path("erased")
        .asBoolean();
  }

  private static int atHubSpot(SandboxPerson person) {
    return RunningWrit.sandbox().simulator("hubspot").held(person);
  }

  private static SandboxPerson someoneAtOpenAi() {
    return SandboxPeople.all().stream()
        .filter(p -> p.livesIn("openai") && p.emails().size() == 1)
        .filter(p -> p.objects() >= 5 && p.objects() < 30)
        .filter(p -> RunningWrit.sandbox().simulator("openai").held(p) > 4)
        .max(Comparator.comparing(SandboxPerson::key))
        .orElseThrow();
  }

  /** Nobody that the other tests of the edge erase. */
  private static SandboxPerson someoneAtHubSpot() {
    return SandboxPeople.all().stream()
        .filter(p -> p.livesIn("hubspot") && p.emails().size() == 1)
        .filter(p -> p.objects() >= 4 && p.objects() < 30)
        .filter(p -> atHubSpot(p) > 3)
        .max(Comparator.comparing(SandboxPerson::key))
        .orElseThrow();
  }
}
