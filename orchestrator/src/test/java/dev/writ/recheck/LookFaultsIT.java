package dev.writ.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Looks at vendors that hide, stall and lie, and at people who act meanwhile. */
class LookFaultsIT {
  private final BellAccount bell = BellAccount.open();
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void a_documented_time_that_has_not_passed_is_not_said_to_have() {
    var erased = ErasedAtBell.carriedOut(bell);
    var dated = erased.planned("RESIDUAL");
    var early = erased.lookNow(dated);
    assertThat(early.path("why").asString()).isEqualTo("OFFICER");
    assertThat(early.path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(erased.leg().path("facts").valueStream().map(f -> f.path("fact").asString()))
        .containsExactly("API_ABSENT");
    var still = erased.look(dated.path("id").asString());
    assertThat(still.path("state").asString()).as("its date stays").isEqualTo("PLANNED");
    assertThat(still.path("dueAt")).isEqualTo(dated.path("dueAt"));
    var second = "/looks/" + dated.path("id").asString() + "/run";
    assertThat(erased.status("POST", second, "officer", "{\"version\": 0}")).isEqualTo(409);
    erased.skipAll();
  }

  @Test
  void what_was_seen_absent_and_is_hidden_now_is_not_rechecked() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().blind = true;
    var hidden = erased.lookNow();
    assertThat(hidden.path("outcome").asString()).isEqualTo("INCONCLUSIVE");
    assertThat(hidden.path("reason").asString()).contains("1 objects").contains("hidden");
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("OBSERVED_ABSENT");
    bell.tower().blind = false;
    assertThat(erased.lookNow().path("objectsRead").asInt()).isEqualTo(1);
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("RECHECKED");
    erased.skipAll();
  }

  @Test
  void rights_that_are_lost_during_a_look_make_no_absence() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().controls.set(1);
    var look = erased.lookNow();
    assertThat(look.path("outcome").asString()).isEqualTo("INCONCLUSIVE");
    assertThat(look.path("controlRead").asBoolean(true)).isFalse();
    erased.skipAll();
  }

  @Test
  void nothing_is_left_to_be_mended_when_the_look_that_said_nothing_is_skipped() {
    var erased = ErasedAtBell.carriedOut(bell);
    saysNothingForTheFifthTime(erased);
    assertThat(findings(erased)).containsExactly("LOOK_INCONCLUSIVE MEDIUM OPEN");
    skip(erased, erased.nextLook().path("id").asString());
    assertThat(findings(erased)).containsExactly("LOOK_INCONCLUSIVE MEDIUM RESOLVED");
    erased.skipAll();
  }

  private JsonNode saysNothingForTheFifthTime(ErasedAtBell erased) {
    bell.tower().controlled = false;
    tried(erased, 4);
    return erased.lookNow();
  }

  private void tried(ErasedAtBell erased, int times) {
    sql.sql("update look set tries = ? where id = ?").params(times, id(erased.nextLook())).update();
  }

  @Test
  void a_look_that_never_says_anything_is_given_up_with_its_finding_and_the_request_can_close() {
    var erased = ErasedAtBell.carriedOut(bell);
    saysNothingForTheFifthTime(erased);
    tried(erased, 39);
    var given = erased.lookNow();
    assertThat(given.path("state").asString()).isEqualTo("DONE");
    assertThat(given.path("outcome").asString()).isEqualTo("INCONCLUSIVE");
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("OBSERVED_ABSENT");
    erased.skipAll();
    erased.untilState("CLOSED");
    assertThat(findings(erased))
        .as("nothing is tried any more, and nobody has looked")
        .containsExactly("LOOK_INCONCLUSIVE MEDIUM RESOLVED", "LOOK_INCONCLUSIVE HIGH OPEN");
  }

  @Test
  void a_vendor_that_wants_to_be_left_alone_for_years_is_asked_again_within_days() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().onRead =
        () -> {
          throw new VendorFailure(VendorFailure.Kind.RATE_LIMITED, 429, Duration.ofDays(3_650));
        };
    var look = erased.lookNow();
    assertThat(Instant.parse(look.path("nextTryAt").asString()))
        .isBetween(in(Duration.ofDays(6)), in(Duration.ofDays(8)));
    erased.skipAll();
  }

  @Test
  void an_answer_that_breaks_the_look_is_no_answer() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().onRead =
        () -> {
          throw new IllegalStateException("ada@example.com");
        };
    var look = erased.lookNow();
    assertThat(look.path("outcome").asString()).isEqualTo("INCONCLUSIVE");
    assertThat(look.path("reason").asString()).contains("broke").doesNotContain("ada");
    erased.skipAll();
  }

  @Test
  void a_search_that_the_vendor_never_ends_is_no_answer_and_is_begun_anew() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().slow = true;
    var look = erased.run(erased.nextLook());
    untilBegun(look);
    sql.sql("update look set begun_at = now() - interval '80 hours' where id = ?")
        .param(id(look))
        .update();
    untilLook(erased, look, now -> now.path("tries").asInt() == 1);
    assertThat(erased.look(look.path("id").asString()).path("reason").asString())
        .contains("not ended within 3 days");
    bell.tower().slow = false;
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(bell.tower().abandoned).as("the stale search is not asked again").hasValue(1);
    erased.skipAll();
  }

  @Test
  void what_a_skipped_look_has_begun_is_cleared_at_the_vendor() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().slow = true;
    untilBegun(erased.run(erased.nextLook()));
    await().until(() -> handles(erased) == 1);
    erased.skipAll();
    erased.untilState("CLOSED");
    await().until(() -> handles(erased) == 0);
    assertThat(bell.tower().abandoned).hasPositiveValue();
  }

  @Test
  void a_look_begins_when_it_holds_the_leg_and_not_before() {
    var erased = ErasedAtBell.carriedOut(bell);
    lease(erased, "3 seconds");
    var look = erased.run(erased.nextLook());
    await().during(Duration.ofSeconds(1)).until(() -> begunAt(look) == null && !made(erased, look));
    untilLook(erased, look, now -> now.path("outcome").asString("").equals("ABSENT"));
    erased.skipAll();
  }

  @Test
  void an_answer_counts_only_while_the_look_still_holds_the_leg() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().onRead = once(() -> lease(erased, "3 seconds"));
    var look = erased.run(erased.nextLook());
    await().until(() -> begunAt(look) != null);
    await().during(Duration.ofSeconds(1)).until(() -> !made(erased, look));
    untilLook(erased, look, now -> now.path("outcome").asString("").equals("ABSENT"));
    erased.skipAll();
  }

  @Test
  void a_look_that_was_skipped_while_it_saw_something_has_seen_it() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().held.add(erased.chime());
    var look = erased.nextLook();
    bell.tower().onRead = once(() -> skip(erased, look.path("id").asString()));
    erased.run(look);
    await().until(() -> erased.leg().path("state").asString().equals("RESURFACED"));
    assertThat(erased.look(look.path("id").asString()).path("state").asString())
        .isEqualTo("SKIPPED");
    assertThat(findings(erased)).containsExactly("RESURFACED HIGH OPEN");
  }

  @Test
  void what_the_last_look_saw_is_told_also_when_its_skipping_has_closed_the_request() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().held.add(erased.chime());
    bell.tower().onRead = once(erased::skipAll);
    erased.run(erased.nextLook());
    erased.untilState("CLOSED");
    await().until(() -> findings(erased).equals(java.util.List.of("RESURFACED HIGH OPEN")));
  }

  @Test
  void other_vendors_are_looked_at_while_one_is_at_work_again() {
    try (var other = BellAccount.open()) {
      var erased = ErasedAtBell.carriedOut(bell, other);
      bell.tower().held.add(erased.chime());
      var here = leg(erased, bell);
      erased.lookNow(lookAt(erased, here));
      bell.tower().finished.clear();
      erased.ok(
          "POST",
          "/legs/" + here + "/erase-again",
          "approver",
          ErasedAtBell.version(erased.now(), "Again"));
      erased.untilState("EXECUTING");
      var seen = erased.lookNow(lookAt(erased, leg(erased, other)));
      assertThat(seen.path("outcome").asString()).isEqualTo("ABSENT");
      bell.tower().finished.add(erased.chime());
    }
  }

  @Test
  void connections_take_turns_when_more_is_due_than_can_be_begun() {
    try (var other = BellAccount.open()) {
      var first = ErasedAtBell.carriedOut(bell);
      var second = ErasedAtBell.carriedOut(bell);
      var elsewhere = ErasedAtBell.carriedOut(other);
      var due = RunningWrit.bean(LookRecord.class).requestsDue(in(Duration.ofDays(2)), 5_000);
      assertThat(due.indexOf(elsewhere.id()))
          .isBetween(0, Math.max(due.indexOf(first.id()), due.indexOf(second.id())) - 1);
      Stream.of(first, second, elsewhere).forEach(ErasedAtBell::skipAll);
    }
  }

  @Test
  void a_reason_that_stays_readable_names_nobody_in_whatever_spelling() {
    var erased = ErasedAtBell.carriedOut(bell);
    var skip = "/looks/" + erased.nextLook().path("id").asString() + "/skip";
    var local = erased.email().substring(0, erased.email().indexOf('@'));
    for (var words :
        new String[] {
          erased.email(),
          erased.email().replace('@', '\uFF20'),
          "It was " + local.toUpperCase(java.util.Locale.ROOT),
          "It was " + local.replace("-", " ")
        }) {
      var body = ErasedAtBell.version(erased.nextLook(), words);
      assertThat(erased.status("POST", skip, "officer", body)).as(words).isEqualTo(422);
    }
    erased.skipAll();
  }

  @Test
  void a_vendor_that_was_left_is_not_looked_at_any_more_and_the_look_says_so() {
    var erased = ErasedAtBell.carriedOut(bell);
    saysNothingForTheFifthTime(erased);
    sql.sql("update connection set state = 'LEFT' where id = ?").param(bell.connection()).update();
    var look = erased.lookNow();
    sql.sql("update connection set state = 'ACTIVE' where id = ?")
        .param(bell.connection())
        .update();
    assertThat(look.path("state").asString()).isEqualTo("SKIPPED");
    assertThat(look.path("reason").asString()).contains("the vendor was left");
    assertThat(findings(erased)).containsExactly("LOOK_INCONCLUSIVE MEDIUM RESOLVED");
    erased.skipAll();
  }

  private void lease(ErasedAtBell erased, String time) {
    sql.sql(
            "update leg set lease_holder = ?, leased_until = now() + ?::interval"
                + " where request_id = ?")
        .params(UUID.randomUUID(), time, erased.id())
        .update();
  }

  private static Runnable once(Runnable what) {
    var done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        what.run();
      }
    };
  }

  private static void skip(ErasedAtBell erased, String id) {
    var body = ErasedAtBell.version(erased.look(id), "Seen enough");
    erased.ok("POST", "/looks/" + id + "/skip", "officer", body);
  }

  private static String leg(ErasedAtBell erased, BellAccount at) {
    return erased
        .now()
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("connection").asString().equals(at.connection().toString()))
        .map(leg -> leg.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode lookAt(ErasedAtBell erased, String leg) {
    return erased
        .now()
        .path("looks")
        .valueStream()
        .filter(look -> look.path("leg").asString().equals(leg))
        .filter(look -> look.path("state").asString().equals("PLANNED"))
        .findFirst()
        .orElseThrow();
  }

  private int handles(ErasedAtBell erased) {
    return sql.sql(
            "select count(*) from leg_object where handle is not null"
                + " and leg_id in (select id from leg where request_id = ?)")
        .param(erased.id())
        .query(Integer.class)
        .single();
  }

  private Instant begunAt(JsonNode look) {
    var at = new AtomicReference<Instant>();
    sql.sql("select begun_at from look where id = ?")
        .param(id(look))
        .query(
            row -> {
              var begun = row.getTimestamp(1);
              at.set(begun == null ? null : begun.toInstant());
            });
    return at.get();
  }

  private void untilBegun(JsonNode look) {
    await().until(() -> begunAt(look) != null);
  }

  private static boolean made(ErasedAtBell erased, JsonNode look) {
    return erased.look(look.path("id").asString()).path("state").asString().equals("DONE");
  }

  private static void untilLook(
      ErasedAtBell erased, JsonNode look, java.util.function.Predicate<JsonNode> holds) {
    await().until(() -> erased.look(look.path("id").asString()), holds);
  }

  private static UUID id(JsonNode look) {
    return UUID.fromString(look.path("id").asString());
  }

  private java.util.List<String> findings(ErasedAtBell erased) {
    return sql.sql(
            "select code || ' ' || severity || ' ' || state from finding where request_id = ?"
                + " and code <> 'CLOCK_ALARM'"
                + " order by seq")
        .param(erased.id())
        .query(String.class)
        .list();
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }
}
