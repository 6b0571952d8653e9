package dev.writ.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.request.RefusalGround;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The record of a year and its figures, by vectors that were counted by hand. */
class RecordIT {
  private static final JdbcClient SQL = RunningWrit.bean(JdbcClient.class);
  private static final LocalDate FIRST = LocalDate.of(2070, 1, 1);
  private static final UUID TWO_CONNECTIONS = UUID.randomUUID();

  @BeforeAll
  static void file() {
    request(TWO_CONNECTIONS, "ERASURE", "CCPA", "2071-01-01", "MONITORING", "FULFILLED", null);
    answered(TWO_CONNECTIONS, "2071-01-01T23:59:00Z");
    leg(TWO_CONNECTIONS, "openai", "openai", "VERIFIED_ABSENT");
    leg(TWO_CONNECTIONS, "hubspot", "openai", "VERIFIED_ABSENT");
    one("ERASURE", "CCPA", "2071-03-01", "CLOSED", "FULFILLED", null, "2071-03-11T08:00:00Z");
    one(
        "ERASURE",
        "CCPA",
        "2071-06-10",
        "CLOSED",
        "FULFILLED_WITH_EXCEPTIONS",
        null,
        "2071-06-30T08:00:00Z");
    one("ERASURE", "GDPR", "2071-02-20", "CLOSED", "NOTHING_FOUND", null, "2071-03-02T08:00:00Z");
    one("ACCESS", "GDPR", "2071-07-01", "DENIED", "REFUSED", "EXCESSIVE", "2071-07-08T08:00:00Z");
    one("ACCESS", "CCPA", "2071-07-01", "VERIFICATION_EXPIRED", null, null, "2071-08-15T08:00:00Z");
    one(
        "ERASURE",
        "CCPA",
        "2071-08-01",
        "DENIED",
        "REFUSED",
        "LEGAL_CLAIMS",
        "2071-08-31T08:00:00Z");
    one("ERASURE", "CCPA", "2071-09-01", "DENIED", "REFUSED", null, "2071-09-03T08:00:00Z");
    one("ERASURE", "GDPR", "2071-09-02", "WITHDRAWN", null, null, null);
    one("ERASURE", "GDPR", "2071-09-03", "DUPLICATE", null, null, null);
    one("ACCESS", "GDPR", "2071-12-31", "AWAITING_RELEASE", "FULFILLED", null, null);
    one("ERASURE", "CCPA", "2071-12-31", "CLOSED", "FULFILLED", null, "2072-01-05T08:00:00Z");
    one("ERASURE", "CCPA", "2072-01-01", "CLOSED", "FULFILLED", null, "2072-01-02T08:00:00Z");
    one("ERASURE", "CCPA", "2070-12-31", "CLOSED", "FULFILLED", null, "2071-01-02T08:00:00Z");
    one(
        "ACCESS",
        "CCPA",
        "2071-10-01",
        "DENIED",
        "REFUSED",
        "LAW_NOT_APPLICABLE",
        "2071-10-02T08:00:00Z");
    one(
        "ERASURE",
        "GDPR",
        "2071-05-05",
        "NEEDS_ATTENTION",
        "FULFILLED",
        null,
        "2071-05-09T08:00:00Z");
  }

  @AfterAll
  static void forget() {
    // Evidence cannot be taken back: what is made up here must be, for the tests that follow.
    SQL.sql("alter table evidence disable trigger evidence_append_only").update();
    SQL.sql(
            "delete from leg_object where leg_id in (select l.id from leg l join request r on r.id"
                + " = l.request_id where r.received_on >= ?)")
        .param(FIRST)
        .update();
    for (var table : List.of("hold", "evidence", "leg", "request_answer")) {
      SQL.sql(
              "delete from "
                  + table
                  + " where request_id in (select id from request where received_on >= ?)")
          .param(FIRST)
          .update();
    }
    SQL.sql("alter table evidence enable trigger evidence_append_only").update();
    SQL.sql("delete from request where received_on >= ?").param(FIRST).update();
  }

  @Test
  void every_request_of_the_year_is_counted_once() {
    var total = statistics(2071).path("total");
    assertThat(numbers(total)).containsExactly(14, 4, 1, 1, 5, 1, 1, 1, 11);
    assertThat(grounds(total.path("deniedFor"))).containsExactly(1, 1, 1, 1, 1);
    assertThat(grounds(total.path("keptFor"))).containsExactly(0, 0, 0, 1, 0);
    // 0 1 2 4 5 7 10 10 20 30 45
    assertThat(total.path("medianDays").asDouble()).isEqualTo(7);
    assertThat(total.path("meanDays").asDouble()).isEqualTo(12.18);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    // 0 1 2 5 | 10 20 30 45
    var california = named(statistics(2071).path("byRegime"), "CCPA");
    assertThat(numbers(california)).containsExactly(8, 3, 0, 1, 4, 0, 0, 0, 8);
    assertThat(california.path("medianDays").asDouble()).isEqualTo(7.5);
    assertThat(california.path("meanDays").asDouble()).isEqualTo(14.13);
  }

  @Test
  void figures_by_right_by_law_and_right_and_by_vendor_come_from_the_same_requests() {
    var year = statistics(2071);
    assertThat(numbers(named(year.path("byKind"), "ACCESS")))
        .containsExactly(4, 0, 0, 0, 3, 0, 0, 1, 3);
    var toDelete =
        year.path("byRegimeAndKind")
            .valueStream()
            .filter(one -> one.path("regime").asString().equals("CCPA"))
            .filter(one -> one.path("kind").asString().equals("ERASURE"))
            .findFirst()
            .orElseThrow()
            .path("figures");
    assertThat(numbers(toDelete)).containsExactly(6, 3, 0, 1, 2, 0, 0, 0, 6);
    assertThat(year.path("byVendor").valueStream().map(v -> v.path("name").asString()))
        .containsExactly("openai");
    assertThat(numbers(named(year.path("byVendor"), "openai")))
        .as("two connections, two legs")
        .containsExactly(2, 2, 0, 0, 0, 0, 0, 0, 2);
  }

  @Test
  void a_request_under_several_laws_counts_under_each_and_once_in_all() {
    var id = UUID.randomUUID();
    request(id, "ERASURE", "GDPR", "2079-04-01", "CLOSED", "FULFILLED", null);
    SQL.sql("update request set also_under = '{CCPA,xx-added}' where id = ?").param(id).update();
    answered(id, "2079-04-03T08:00:00Z");
    var year = statistics(2079);
    assertThat(year.path("total").path("received").asInt()).isEqualTo(1);
    assertThat(year.path("byRegime").valueStream().map(v -> v.path("name").asString()))
        .containsExactly("CCPA", "GDPR", "xx-added");
    assertThat(numbers(named(year.path("byRegime"), "CCPA")))
        .containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 1);
    assertThat(year.path("byRegimeAndKind")).hasSize(3);
    assertThat(csv(2079).getLast()).contains(",ERASURE,GDPR,").endsWith(",COMPLIED,,CCPA;xx-added");
  }

  @Test
  void at_each_vendor_its_own_legs_are_counted_by_what_became_of_them_and_when() {
    var id = UUID.randomUUID();
    request(
        id,
        "ERASURE",
        "GDPR",
        "2078-04-01",
        "MONITORING",
        "FULFILLED_WITH_EXCEPTIONS",
        "LEGAL_OBLIGATION;VENDOR_IMPOSSIBLE");
    answered(id, "2078-04-21T08:00:00Z");
    ended(leg(id, "openai", "openai", "VERIFIED_ABSENT"), id, "VERIFIED_ABSENT", "2078-04-03");
    var part = leg(id, "hubspot", "hubspot", "UNVERIFIABLE");
    object(part, "IMPOSSIBLE", "REFUSED", "LEGAL_OBLIGATION");
    object(part, "ATTESTED", "ATTESTED", null);
    ended(part, id, "UNVERIFIABLE", "2078-04-11");
    var none = leg(id, "salesforce", "salesforce", "UNVERIFIABLE");
    object(none, "IMPOSSIBLE", null, null);
    ended(none, id, "UNVERIFIABLE", "2078-04-21");
    var denied = UUID.randomUUID();
    request(denied, "ERASURE", "GDPR", "2078-05-01", "DENIED", "REFUSED", "EXCESSIVE");
    answered(denied, "2078-05-05T08:00:00Z");
    leg(denied, "openai", "openai", "CANCELLED");
    var open = UUID.randomUUID();
    request(open, "ACCESS", "GDPR", "2078-06-01", "AWAITING_RELEASE", "FULFILLED", null);
    leg(open, "openai", "openai", "EXPORTED");

    var vendors = statistics(2078).path("byVendor");
    var openai = named(vendors, "openai");
    assertThat(numbers(openai)).containsExactly(3, 1, 0, 0, 1, 0, 0, 1, 2);
    assertThat(openai.path("meanDays").asDouble()).as("2 and 4 days").isEqualTo(3);
    assertThat(grounds(openai.path("deniedFor"))).containsExactly(0, 0, 0, 1, 0);
    var hubspot = named(vendors, "hubspot");
    assertThat(numbers(hubspot)).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 1);
    assertThat(hubspot.path("meanDays").asDouble()).isEqualTo(10);
    assertThat(grounds(hubspot.path("keptFor"))).containsExactly(0, 0, 1, 0, 0);
    var salesforce = named(vendors, "salesforce");
    assertThat(numbers(salesforce)).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(grounds(salesforce.path("deniedFor"))).containsExactly(0, 0, 0, 1, 0);
  }

  @Test
  void what_the_person_chose_is_a_basis_of_its_own_and_no_vendors_fault() {
    var declined = inPart("2076-04-01", "ERASURE", null);
    object(
        leg(declined, "openai", "openai", "UNVERIFIABLE"),
        "IMPOSSIBLE",
        "REFUSED_BY_PERSON",
        "DEBUG");
    var fetched = inPart("2076-04-02", "ACCESS", "LEGAL_OBLIGATION");
    var part = leg(fetched, "hubspot", "hubspot", "EXPORTED");
    object(part, "IMPOSSIBLE", "FETCHED_BY_PERSON", null);
    object(part, "IMPOSSIBLE", "REFUSED", "LEGAL_OBLIGATION");
    object(part, "EXPORTED", null, "DEBUG");
    var mixed = inPart("2076-04-04", "ERASURE", null);
    var others = leg(mixed, "salesforce", "salesforce", "VERIFIED_ABSENT");
    object(others, "LEFT", null, null);
    object(others, "ABSENT", null, null);
    object(others, "IMPOSSIBLE", "REFUSED_BY_PERSON", null);
    var denied = inPart("2076-04-03", "ACCESS", null);
    object(leg(denied, "openai", "openai", "EXPORTED"), "IMPOSSIBLE", "FETCHED_BY_PERSON", null);
    SQL.sql("update request set state = 'DENIED', outcome = 'REFUSED' where id = ?")
        .param(denied)
        .update();

    assertThat(csv(2076).stream().skip(1).map(line -> line.substring(line.indexOf("EMAIL,") + 17)))
        .containsExactly(
            "COMPLIED_IN_PART,PERSONS_CHOICE,",
            "COMPLIED_IN_PART,LEGAL_OBLIGATION;PERSONS_CHOICE,",
            "DENIED,NOT_RECORDED,",
            "COMPLIED_IN_PART,NOT_THE_PERSONS;PERSONS_CHOICE,");
    var vendors = statistics(2076).path("byVendor");
    var openai = named(vendors, "openai");
    assertThat(grounds(openai.path("deniedFor"))).containsExactly(0, 0, 0, 1, 1);
    var hubspot = named(vendors, "hubspot");
    assertThat(numbers(hubspot)).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 1);
    assertThat(grounds(hubspot.path("keptFor"))).containsExactly(0, 0, 1, 1, 0);
    assertThat(grounds(named(vendors, "salesforce").path("keptFor")))
        .as("two words of the same ground count once")
        .containsExactly(0, 0, 0, 1, 0);
  }

  @Test
  void a_leg_at_which_whoever_was_to_read_it_out_found_nothing_found_nothing() {
    var id = UUID.randomUUID();
    request(id, "ACCESS", "GDPR", "2080-04-01", "CLOSED", "FULFILLED", null);
    answered(id, "2080-04-03T08:00:00Z");
    object(leg(id, "openai", "openai", "EXPORTED"), "ABSENT", "NOTHING_THERE_BY_PERSON", null);
    var some = leg(id, "hubspot", "hubspot", "EXPORTED");
    object(some, "ABSENT", "NOTHING_THERE", null);
    object(some, "EXPORTED", null, null);
    var vendors = statistics(2080).path("byVendor");
    assertThat(numbers(named(vendors, "openai"))).containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 1);
    assertThat(numbers(named(vendors, "hubspot"))).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void a_leg_that_is_held_until_recourse_is_exhausted_is_exempt_under_every_law() {
    for (var law : List.of("PIPEDA", "GDPR", "CCPA", "FADP")) {
      held(law, "KEEP_UNTIL_RECOURSE");
    }
    held("GDPR", "LEGAL_HOLD");
    var openai = named(statistics(2081).path("byVendor"), "openai");
    assertThat(numbers(openai)).containsExactly(5, 0, 0, 0, 5, 0, 0, 0, 5);
    assertThat(grounds(openai.path("deniedFor"))).containsExactly(0, 0, 5, 0, 0);
  }

  /** Figures that count what recourse keeps as one cannot tell apart how it is told. */
  @ParameterizedTest
  @EnumSource(names = {"RECOURSE_OPEN", "LEGAL_CLAIMS", "LEGAL_OBLIGATION"})
  void whatever_a_law_calls_what_is_kept_for_recourse_is_exempt(RefusalGround ground) {
    assertThat(DenialGround.of(ground)).isEqualTo(DenialGround.EXEMPT);
  }

  /** An erasure all of which is held. */
  private static void held(String law, String sort) {
    var id = UUID.randomUUID();
    request(id, "ERASURE", law, "2081-04-01", "MONITORING", "REFUSED", null);
    answered(id, "2081-04-03T08:00:00Z");
    var leg = leg(id, "openai", "openai", "HELD");
    object(leg, "HELD", null, null);
    ended(leg, id, "HELD", "2081-04-02");
    SQL.sql(
            """
            with placed as (
              insert into hold (id, sort, state, owner, review_on, request_id, of_person, kinds, placed_at, placed_by)
              values (gen_random_uuid(), ?, 'ACTIVE', 'legal', '2099-01-01', ?, true, '{}', now(), 'TEST') returning id)
            insert into held_object (object_id, hold_id, at) select o.id, placed.id, now() from leg_object o, placed
            where o.leg_id = ?
            """)
        .params(sort, id, leg)
        .update();
  }

  private static UUID inPart(String received, String kind, String ground) {
    var id = UUID.randomUUID();
    request(id, kind, "GDPR", received, "CLOSED", "FULFILLED_WITH_EXCEPTIONS", ground);
    answered(id, received + "T08:00:00Z");
    return id;
  }

  @Test
  void what_is_kept_counts_under_each_of_its_grounds() {
    for (var ground :
        List.of(
            "LEGAL_OBLIGATION",
            "LEGAL_CLAIMS",
            "BACKUP_DEFERRED",
            "RECOURSE_OPEN",
            "LEGAL_CLAIMS;VENDOR_IMPOSSIBLE")) {
      one(
          "ERASURE",
          "CCPA",
          "2077-04-01",
          "CLOSED",
          "FULFILLED_WITH_EXCEPTIONS",
          ground,
          "2077-04-02T08:00:00Z");
    }
    assertThat(grounds(statistics(2077).path("total").path("keptFor")))
        .containsExactly(0, 0, 4, 2, 0);
    assertThat(csv(2077).getLast()).endsWith(",COMPLIED_IN_PART,LEGAL_CLAIMS;VENDOR_IMPOSSIBLE,");
  }

  @Test
  void a_year_without_requests_has_figures_without_days() {
    var total = statistics(2199).path("total");
    assertThat(numbers(total)).containsOnly(0);
    assertThat(total.has("medianDays")).isFalse();
  }

  @Test
  void the_record_of_a_year_ends_with_its_last_day_and_says_why_what_was_denied() {
    var lines = csv(2071);
    assertThat(lines).hasSize(15);
    assertThat(lines.getFirst())
        .isEqualTo(
            "request_id,date_of_request,nature_of_request,regime,manner_made,date_of_response,"
                + "nature_of_response,basis_for_denial,also_under");
    assertThat(lines.stream().skip(1).map(line -> line.substring(37)))
        .containsExactly(
            "2071-01-01,ERASURE,CCPA,EMAIL,2071-01-01,COMPLIED,,",
            "2071-02-20,ERASURE,GDPR,EMAIL,2071-03-02,NOTHING_FOUND,,",
            "2071-03-01,ERASURE,CCPA,EMAIL,2071-03-11,COMPLIED,,",
            "2071-05-05,ERASURE,GDPR,EMAIL,2071-05-09,COMPLIED,,",
            "2071-06-10,ERASURE,CCPA,EMAIL,2071-06-30,COMPLIED_IN_PART,VENDOR_IMPOSSIBLE,",
            "2071-07-01,ACCESS,GDPR,EMAIL,2071-07-08,DENIED,EXCESSIVE,",
            "2071-07-01,ACCESS,CCPA,EMAIL,2071-08-15,DENIED,IDENTITY_NOT_VERIFIED,",
            "2071-08-01,ERASURE,CCPA,EMAIL,2071-08-31,DENIED,LEGAL_CLAIMS,",
            "2071-09-01,ERASURE,CCPA,EMAIL,2071-09-03,DENIED,NOT_RECORDED,",
            "2071-09-02,ERASURE,GDPR,EMAIL,,WITHDRAWN,,",
            "2071-09-03,ERASURE,GDPR,EMAIL,,DUPLICATE,,",
            "2071-10-01,ACCESS,CCPA,EMAIL,2071-10-02,DENIED,LAW_NOT_APPLICABLE,",
            "2071-12-31,ACCESS,GDPR,EMAIL,,OPEN,,",
            "2071-12-31,ERASURE,CCPA,EMAIL,2072-01-05,COMPLIED,,");
  }

  @Test
  void an_answer_shortly_after_midnight_is_of_the_day_before_further_west() {
    var id = UUID.randomUUID();
    request(id, "ERASURE", "CCPA", "2074-12-30", "CLOSED", "FULFILLED", null);
    answered(id, "2075-01-01T07:59:59Z");
    var west = Zones.in("America/Los_Angeles");
    assertThat(new RecordRows(SQL, west).first(2074).getFirst().respondedOn())
        .isEqualTo(LocalDate.of(2074, 12, 31));
    assertThat(new Statistics(SQL, west).byRight(2074).getFirst().figures().meanDays())
        .isEqualByComparingTo("1");
    assertThat(csv(2074).get(1)).contains(",2075-01-01,");
  }

  @Test
  void twenty_thousand_requests_are_written_portion_by_portion_along_an_index() {
    SQL.sql(
            """
            insert into request (id, kind, regime, received_on, channel, identity_method, state, outcome, identifiers)
            select gen_random_uuid(), 'ERASURE', 'CCPA', date '2073-01-01' + n / 60, 'EMAIL', 'TEST', 'CLOSED',
              'FULFILLED', ''::bytea from generate_series(0, 19999) n
            """)
        .update();
    SQL.sql("analyze request").update();
    var ids = new HashSet<String>();
    var days = csv(2073);
    days.stream().skip(1).forEach(line -> ids.add(line.substring(0, 36)));
    assertThat(ids).hasSize(20_000);
    assertThat(days.stream().skip(1).map(line -> line.substring(37, 47))).isSorted();
    assertThat(new RecordRows(SQL, Zones.in("UTC")).first(2073)).hasSize(RecordRows.PORTION);
    var plan =
        String.join(
            "\n",
            SQL.sql("explain " + RecordRows.QUERY)
                .params("UTC", LocalDate.of(2073, 6, 1), 5L, LocalDate.of(2074, 1, 1), 1_000)
                .query(String.class)
                .list());
    assertThat(plan)
        .contains("request_by_received")
        .doesNotContain("Seq Scan on request r", "Sort");
  }

  @Test
  void an_erasure_and_a_refusal_enter_the_record_when_they_are_answered() {
    var today = LocalDate.now(ZoneOffset.UTC);
    try (var bell = BellAccount.open()) {
      var erased = ErasedAtBell.carriedOut(bell);
      assertThat(line(erased.id()))
          .startsWith(erased.id() + ",2026-11-02,ERASURE,GDPR,,")
          .contains("," + today + ",COMPLIED,");
    }
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ACCESS", "regime": "CCPA", "receivedOn": "2026-11-03", "channel": "=1+1, \\"web\\"",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "record-%s@example.com"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(UUID.randomUUID(), RunningWrit.connection("openai-consumer")));
    var id = RunningWrit.read(filed).path("id").asString();
    var path = "/v1/requests/" + id;
    var planned =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
                now -> now.path("state").asString().equals("AWAITING_APPROVAL"));
    assertThat(line(UUID.fromString(id))).endsWith(",,OPEN,,");
    var decision = "{\"version\": %s, \"reason\": \"No\"}".formatted(planned.path("version"));
    assertThat(RunningWrit.json("POST", path + "/deny", "officer", decision).statusCode())
        .isEqualTo(200);
    assertThat(line(UUID.fromString(id)))
        .isEqualTo(
            id
                + ",2026-11-03,ACCESS,CCPA,\"'=1+1, \"\"web\"\"\","
                + today
                + ",DENIED,NOT_RECORDED,");
  }

  private static String line(UUID request) {
    return csv(2026).stream()
        .filter(line -> line.startsWith(request.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> csv(int year) {
    var answer = RunningWrit.json("GET", "/v1/record?year=" + year, "auditor", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    var text = new String(answer.body(), UTF_8);
    assertThat(text).endsWith("\r\n");
    return List.of(text.split("\r\n"));
  }

  private static JsonNode statistics(int year) {
    var answer = RunningWrit.json("GET", "/v1/statistics?year=" + year, "officer", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  private static JsonNode named(JsonNode parts, String name) {
    return parts
        .valueStream()
        .filter(part -> part.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .path("figures");
  }

  private static List<Integer> numbers(JsonNode of) {
    return List.of(
            "received",
            "complied",
            "nothingFound",
            "compliedInPart",
            "denied",
            "withdrawn",
            "duplicates",
            "open",
            "answered")
        .stream()
        .map(name -> of.path(name).asInt())
        .toList();
  }

  private static List<Integer> grounds(JsonNode of) {
    return List.of("notVerifiable", "notByConsumer", "exempt", "other", "notRecorded").stream()
        .map(name -> of.path(name).asInt())
        .toList();
  }

  private static void one(
      String kind,
      String regime,
      String received,
      String state,
      String outcome,
      String ground,
      String answered) {
    var id = UUID.randomUUID();
    request(id, kind, regime, received, state, outcome, ground);
    if (answered != null) {
      answered(id, answered);
    }
  }

  private static void request(
      UUID id,
      String kind,
      String regime,
      String received,
      String state,
      String outcome,
      String grounds) {
    SQL.sql(
            """
            insert into request (id, kind, regime, received_on, channel, identity_method, state, outcome, refusal_grounds,
              identifiers) values (?,?,?,?::date,'EMAIL','TEST',?,?,?,''::bytea)
            """)
        .param(id)
        .param(kind)
        .param(regime)
        .param(received)
        .param(state)
        .param(outcome)
        .param(grounds == null ? new String[0] : grounds.split(";"))
        .update();
  }

  private static void answered(UUID id, String at) {
    SQL.sql("insert into request_answer (request_id, answered_at) values (?, ?::timestamptz)")
        .params(id, at)
        .update();
  }

  private static UUID leg(UUID request, String connection, String vendor, String state) {
    var id = UUID.randomUUID();
    SQL.sql(
            "insert into leg (id, request_id, connection_id, vendor, state) values (?, ?, ?::uuid,"
                + " ?, ?)")
        .params(id, request, RunningWrit.connection(connection), vendor, state)
        .update();
    return id;
  }

  private static void object(UUID leg, String state, String vouched, String ground) {
    SQL.sql(
            "insert into leg_object (leg_id, ord, kind, sealed, state, vouched, refusal_ground)"
                + " values (?, 0, 'x', ''::bytea, ?, ?, ?)")
        .param(leg)
        .param(state)
        .param(vouched)
        .param(ground)
        .update();
  }

  private static void ended(UUID leg, UUID request, String state, String day) {
    SQL.sql(
            "insert into evidence (at, request_id, leg_id, event, from_state, to_state, actor)"
                + " values (?::timestamptz, ?, ?, 'TEST', 'CONFIRMED_BY_VENDOR', ?, 'TEST')")
        .params(day + "T08:00:00Z", request, leg, state)
        .update();
  }
}
