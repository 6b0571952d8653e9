package dev.writ.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.claim.ErasedObjects;
import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.claim.ErasedObjects.Rest;
import dev.writ.hold.HeldCase;
import dev.writ.ledger.Ledger;
import dev.writ.offboarding.Departure;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Looks after an erasure, made when an officer says so. */
class LooksIT {
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void an_erased_leg_is_looked_at_by_policy_by_the_vendors_windows_and_after_its_purge() {
    var erased = ErasedAtBell.carriedOut(bell);
    var looks = erased.now().path("looks");
    assertThat(words(looks, "why"))
        .containsExactly("POLICY", "VENDOR", "RESIDUAL", "VENDOR", "POLICY");
    assertThat(words(looks, "state")).containsOnly("PLANNED");
    assertThat(due(looks.get(0))).isBetween(in(Duration.ofHours(23)), in(Duration.ofHours(25)));
    assertThat(due(looks.get(2))).isBetween(in(Duration.ofDays(31)), in(Duration.ofDays(33)));
    assertThat(RunningWrit.bean(Rechecks.class).dueBeforeLong())
        .as("waits in the record alone")
        .doesNotContain(erased.id());
    erased.skipAll();
  }

  @Test
  void an_absence_seen_again_is_rechecked_and_the_last_look_closes_the_request() {
    var erased = ErasedAtBell.carriedOut(bell);
    var seen = erased.lookNow();
    assertThat(seen.path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(seen.path("controlRead").asBoolean()).isTrue();
    assertThat(seen.path("objectsRead").asInt()).isEqualTo(1);
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("RECHECKED");
    assertThat(words(erased.leg().path("facts"), "fact")).containsExactly("API_ABSENT");
    RunningWrit.bean(JdbcClient.class)
        .sql("update look set due_at = now(), next_at = now() where request_id = ? and why = ?")
        .params(erased.id(), "RESIDUAL")
        .update();
    assertThat(erased.lookNow(erased.planned("RESIDUAL")).path("why").asString())
        .isEqualTo("RESIDUAL");
    assertThat(words(erased.leg().path("facts"), "fact"))
        .containsExactlyInAnyOrder("API_ABSENT", "RETENTION_ELAPSED");
    erased.skipAll();
    var closed = erased.untilState("CLOSED");
    assertThat(closed.has("endedAt")).isTrue();
    assertThat(words(erased.ok("GET", "/timeline", "auditor", null), "event"))
        .contains("API_ABSENT", "RETENTION_ELAPSED", "LOOK_SKIPPED", "CLOSE");
  }

  @Test
  void a_look_without_its_positive_control_says_nothing_and_in_the_end_an_officer_is_told() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().controlled = false;
    for (int tries = 1; tries <= 5; tries++) {
      var look = erased.lookNow();
      assertThat(look.path("state").asString()).isEqualTo("PLANNED");
      assertThat(look.path("outcome").asString()).isEqualTo("INCONCLUSIVE");
      assertThat(look.path("controlRead").asBoolean(true)).isFalse();
      assertThat(look.path("tries").asInt()).isEqualTo(tries);
      assertThat(Instant.parse(look.path("nextTryAt").asString()))
          .isAfter(in(Duration.ofMinutes(4)));
    }
    var id = UUID.fromString(erased.leg().path("id").asString());
    assertThat(findings(id)).containsExactly("LOOK_INCONCLUSIVE OPEN");
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("OBSERVED_ABSENT");
    bell.tower().controlled = true;
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(findings(id)).containsExactly("LOOK_INCONCLUSIVE RESOLVED");
    erased.skipAll();
  }

  /** The vendor knows the person by the address as long as the person is a member. */
  @Test
  void what_is_entered_under_an_id_that_the_vendor_told_is_planned_and_looked_for_ever_after() {
    var user = new Identifier(Type.VENDOR_USER_ID, "user-" + UUID.randomUUID());
    var logged = logged(user);
    bell.tower().learnt = List.of(user);
    var erased = ErasedAtBell.carriedOut(bell);
    assertThat(erased.leg().path("located").asInt()).isEqualTo(2);
    assertThat(bell.tower().held).doesNotContain(logged);
    var kept =
        RunningWrit.bean(JdbcClient.class)
            .sql("select learnt from leg where request_id = ?")
            .param(erased.id())
            .query((row, n) -> row.getBytes(1))
            .single();
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(user.value());

    bell.tower().learnt = List.of();
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    logged(user);
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("PRESENT");
  }

  /** A later version's search names more, which is no sight of anything. */
  @Test
  void what_a_search_names_for_everybody_and_nobody_sees_has_not_come_back() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().named = List.of(new VendorObject("echo", "echo_1"));
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(findings(UUID.fromString(erased.leg().path("id").asString()))).isEmpty();
    bell.tower().held.add(erased.chime());
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("PRESENT");
  }

  /** By then the address may be a newcomer's, to whom it leads. */
  @Test
  void a_later_look_learns_nothing() {
    var erased = ErasedAtBell.carriedOut(bell);
    var newcomer = new Identifier(Type.VENDOR_USER_ID, "user-" + UUID.randomUUID());
    var logged = logged(newcomer);
    bell.tower().learnt = List.of(newcomer);
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    assertThat(bell.tower().held).contains(logged);
    assertThat(
            RunningWrit.bean(JdbcClient.class)
                .sql("select learnt is null from leg where request_id = ?")
                .param(erased.id())
                .query(Boolean.class)
                .single())
        .isTrue();
    erased.skipAll();
  }

  @Test
  void what_may_be_somebody_elses_is_said_to_be_so() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().held.add(erased.chime());
    bell.tower().ambiguous = true;
    assertThat(erased.lookNow().path("seen").asString())
        .isEqualTo("1 chime (the search is ambiguous: some may be somebody else's)");
  }

  /** The vendor's record says that the user wrote something. */
  private VendorObject logged(Identifier user) {
    var chime = new VendorObject("chime", "chime_" + UUID.randomUUID().toString().substring(0, 8));
    bell.tower().held.add(chime);
    bell.tower().finished.add(chime);
    RunningWrit.bean(Ledger.class)
        .append(List.of(new Ledger.Entry(user, bell.connection(), chime, Instant.now())));
    return chime;
  }

  @Test
  void what_is_there_again_is_erased_again_once_an_approver_says_so() {
    var erased = ErasedAtBell.carriedOut(bell);
    erased.lookNow();
    bell.tower().held.add(erased.chime());
    var fresh = new VendorObject("chime", erased.chime().id() + "again");
    bell.tower().held.add(fresh);
    bell.tower().finished.add(fresh);
    ErasedAtBell.enter(bell, erased.email(), fresh);
    var seen = erased.lookNow();
    assertThat(seen.path("outcome").asString()).isEqualTo("PRESENT");
    assertThat(seen.path("seen").asString()).isEqualTo("2 chime");
    var leg = erased.leg();
    assertThat(leg.path("state").asString()).isEqualTo("RESURFACED");
    assertThat(leg.has("verdict") || leg.has("facts")).as("nothing is known of it").isFalse();
    var at = "/legs/" + leg.path("id").asString();
    assertThat(findings(UUID.fromString(leg.path("id").asString())))
        .containsExactly("RESURFACED OPEN");
    assertThat(erased.status("POST", at + "/retry", "officer", null)).isEqualTo(409);

    var found = erased.ok("GET", "/resurfacings", "auditor", null).get(0);
    assertThat(found.path("unplanned").asInt()).isEqualTo(1);
    assertThat(found.path("cause").asString()).isEqualTo("UNKNOWN");
    var cause = "{\"version\": %s, \"cause\": \"RE_SYNC\"}".formatted(found.path("version"));
    var there = "/resurfacings/" + found.path("id").asString();
    assertThat(erased.ok("PATCH", there, "officer", cause).path("cause").asString())
        .isEqualTo("RE_SYNC");
    assertThat(erased.status("PATCH", there, "officer", cause)).isEqualTo(409);

    erased.ok("POST", at + "/erase-again", "approver", ErasedAtBell.version(erased.now(), "Again"));
    var again = erased.untilState("MONITORING");
    assertThat(bell.tower().held).doesNotContain(erased.chime(), fresh);
    assertThat(again.path("legs").get(0).path("verdict").asString()).isEqualTo("OBSERVED_ABSENT");
    assertThat(words(again.path("looks"), "why")).contains("AGAIN");
    assertThat(erased.ok("GET", "/resurfacings", "auditor", null).get(0).has("erasedAgainAt"))
        .isTrue();
    assertThat(erased.lookNow().path("outcome").asString()).isEqualTo("ABSENT");
    erased.skipAll();
    erased.untilState("CLOSED");
  }

  @Test
  void what_comes_back_once_more_is_told_although_somebody_accepted_that_it_was_back() {
    var erased = ErasedAtBell.carriedOut(bell);
    var leg = UUID.fromString(erased.leg().path("id").asString());
    bell.tower().held.add(erased.chime());
    erased.lookNow();
    accept(leg);
    var again = ErasedAtBell.version(erased.now(), "Again");
    erased.ok("POST", "/legs/" + leg + "/erase-again", "approver", again);
    erased.untilState("MONITORING");
    bell.tower().held.add(erased.chime());
    erased.lookNow();
    assertThat(findings(leg)).containsExactly("RESURFACED ACCEPTED", "RESURFACED OPEN");
  }

  private static void accept(UUID leg) {
    var id =
        RunningWrit.bean(JdbcClient.class)
            .sql("select id from finding where leg_id = ?")
            .param(leg)
            .query(UUID.class)
            .single();
    var path = "/v1/findings/" + id;
    var finding = RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
    var word =
        "{\"version\": %s, \"reason\": \"Known\", \"until\": \"%s\"}"
            .formatted(finding.path("version"), LocalDate.now(ZoneOffset.UTC).plusDays(30));
    assertThat(RunningWrit.json("POST", path + "/accept", "officer", word).statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_a_vendor_purges_after_years_is_not_waited_for_and_its_day_is_told_without_a_look() {
    var quay = Departure.fromQuay().holding(0, 1);
    var answered = HeldCase.planned("ada@example.com", quay.connection);
    var late =
        answered
            .approved()
            .path("looks")
            .valueStream()
            .filter(look -> look.path("why").asString().equals("RESIDUAL"))
            .findFirst()
            .orElseThrow();
    assertThat(late.path("state").asString()).isEqualTo("SKIPPED");
    assertThat(late.path("reason").asString()).contains("183 days", "residuals");
    assertThat(due(late)).isAfter(in(Duration.ofDays(731)));
    assertThat(answered.leg().path("residuals").get(0).path("goneBy").asString())
        .isEqualTo(HeldCase.inDays(730).toString());
    answered.skipLooks();
    answered.until("CLOSED");
    assertThat(answered.events()).contains("LOOK_BEYOND_LIMIT");
    assertThat(answered.leg().has("facts")).as("it has not passed").isFalse();
    RunningWrit.bean(JdbcClient.class)
        .sql("update leg_fact set at = at - interval '733 days' where leg_id::text = ?")
        .param(answered.leg().path("id").asString())
        .update();
    assertThat(words(answered.leg().path("facts"), "fact")).containsExactly("RETENTION_ELAPSED");
    assertThat(words(answered.leg().path("facts"), "about")).containsExactly("the log of tides");
  }

  @Test
  void a_look_that_an_earlier_version_planned_for_years_keeps_no_request_open() {
    var erased = ErasedAtBell.carriedOut(bell);
    var late = erased.planned("RESIDUAL").path("id").asString();
    RunningWrit.bean(JdbcClient.class)
        .sql(
            "update look set due_at = due_at + interval '700 days', next_at = next_at + interval"
                + " '700 days' where id::text = ?")
        .param(late)
        .update();
    RunningWrit.bean(LooksTooLate.class).run();
    assertThat(erased.look(late).path("state").asString()).isEqualTo("SKIPPED");
    assertThat(erased.now().path("state").asString()).as("others are due").isEqualTo("MONITORING");
    erased.skipAll();
    erased.untilState("CLOSED");
  }

  @Test
  void what_the_sweep_reads_is_looked_at_once_by_its_request_and_resurfaces() {
    var erased = ErasedAtBell.carriedOut(bell);
    var leg = UUID.fromString(erased.leg().path("id").asString());
    RunningWrit.bean(ErasedObjects.class).lookAgain(leg);
    await().until(() -> outcomes(erased).equals(List.of("SWEEP ABSENT")));
    bell.tower().held.add(erased.chime());
    var path = "/v1/connections/" + bell.connection() + "/claim-checks";
    assertThat(RunningWrit.json("POST", path, "officer", null).statusCode()).isEqualTo(202);
    await().until(() -> findings(leg).equals(List.of("RESURFACED OPEN")));
    assertThat(outcomes(erased)).containsExactlyInAnyOrder("SWEEP ABSENT", "SWEEP PRESENT");
    assertThat(erased.leg().path("state").asString()).isEqualTo("RESURFACED");
    assertThat(erased.ok("GET", "/resurfacings", "auditor", null)).hasSize(1);
    erased.skipAll();
  }

  @Test
  void the_sweep_goes_round_and_comes_to_what_was_erased_meanwhile_in_its_next_round() {
    var one = ErasedAtBell.carriedOut(bell);
    var other = ErasedAtBell.carriedOut(bell);
    var objects = RunningWrit.bean(ErasedObjects.class);
    var first = objects.turn(bell.connection(), Set.of(), Rest.ALL, 1);
    assertThat(first.objects()).extracting(Erased::object).containsExactly(one.chime());
    assertThat(first.left()).isEqualTo(1);
    var late = ErasedAtBell.carriedOut(bell);
    var rest = new Rest(first.objects().getFirst().place(), first.until());
    var second = objects.turn(bell.connection(), Set.of(), rest, 10);
    assertThat(second.objects()).extracting(Erased::object).containsExactly(other.chime());
    assertThat(second.left()).isZero();
    assertThat(swept(Set.of())).extracting(Erased::object).contains(late.chime()).hasSize(3);
    List.of(one, other, late).forEach(ErasedAtBell::skipAll);
  }

  @Test
  void a_sweep_over_more_than_a_look_reads_says_what_its_whole_round_has_shown() {
    var erased = ErasedAtBell.carriedOut(bell);
    RunningWrit.bean(JdbcClient.class)
        .sql(
            """
            insert into leg_object (leg_id, ord, kind, sealed, state, seen_absent_at)
            select o.leg_id, n, o.kind, o.sealed, o.state, o.seen_absent_at from generate_series(1, 249) n,
              leg_object o join leg l on l.id = o.leg_id where l.request_id = ?
            """)
        .param(erased.id())
        .update();
    assertThat(sweep())
        .startsWith("UNCLEAR ")
        .contains("200 of 200; still to come in this round: 50");
    assertThat(sweep()).startsWith("UNBROKEN ").endsWith("250 of 250");
    assertThat(sweep())
        .startsWith("UNBROKEN ")
        .contains("200 of 200; still to come")
        .contains("last");
    bell.tower().controlled = false;
    assertThat(sweep()).as("it was not seen that anything can be read").contains("200 of 200");
    bell.tower().controlled = true;
    assertThat(sweep()).endsWith("250 of 250");
    erased.skipAll();
  }

  /** What one look over all that was erased says is there again, and by which reads. */
  private String sweep() {
    var path = "/v1/connections/" + bell.connection() + "/claim-checks";
    assertThat(RunningWrit.json("POST", path, "officer", null).statusCode()).isEqualTo(202);
    var looked =
        await()
            .until(
                () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
                checks -> !checks.path("wanted").asBoolean());
    return looked
        .path("items")
        .valueStream()
        .filter(seen -> seen.path("code").asString().equals("ERASED_THERE_AGAIN"))
        .map(seen -> seen.path("standing").asString() + " " + seen.path("source").asString())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> outcomes(ErasedAtBell erased) {
    return erased
        .now()
        .path("looks")
        .valueStream()
        .filter(look -> look.has("outcome"))
        .map(look -> look.path("why").asString() + " " + look.path("outcome").asString())
        .toList();
  }

  @Test
  void who_is_there_by_right_again_is_left_and_the_request_closes() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().held.add(erased.chime());
    assertThat(swept(Set.of())).hasSize(1);
    assertThat(swept(Set.of("chime"))).as("what fills again by itself").isEmpty();
    erased.lookNow();
    var at = "/legs/" + erased.leg().path("id").asString() + "/leave";
    var decision = ErasedAtBell.version(erased.now(), "A new contract");
    assertThat(erased.status("POST", at, "officer", decision)).isEqualTo(403);
    var left = erased.ok("POST", at, "approver", decision);
    assertThat(left.path("state").asString()).isEqualTo("CLOSED");
    assertThat(left.path("legs").get(0).path("state").asString()).isEqualTo("CANCELLED");
    assertThat(words(left.path("looks"), "state")).contains("SKIPPED").doesNotContain("PLANNED");
    assertThat(bell.tower().held).contains(erased.chime());
    assertThat(swept(Set.of())).as("nobody is accused of what was decided").isEmpty();
  }

  @Test
  void a_connection_where_people_come_back_repeatedly_is_flagged() {
    for (int person = 1; person <= 3; person++) {
      assertThat(findingsAt(bell.connection())).doesNotContain("CONNECTION_RESURFACES");
      var erased = ErasedAtBell.carriedOut(bell);
      bell.tower().held.add(erased.chime());
      erased.lookNow();
    }
    assertThat(findingsAt(bell.connection())).contains("CONNECTION_RESURFACES");
  }

  @Test
  void a_humans_word_raises_what_no_api_shows_to_attested_and_no_further() {
    bell.tower().blind = true;
    var erased = ErasedAtBell.carriedOut(bell);
    var leg = erased.leg();
    assertThat(leg.path("state").asString()).isEqualTo("UNVERIFIABLE");
    assertThat(leg.path("verdict").asString()).isEqualTo("CLAIMED");
    var at = "/legs/" + leg.path("id").asString();
    var word = "{\"note\": \"A letter of the vendor about " + erased.email() + "\"}";
    var after = erased.ok("POST", at + "/attest", "officer", word).path("legs").get(0);
    assertThat(after.path("verdict").asString()).isEqualTo("ATTESTED");
    assertThat(after.path("reason")).isEqualTo(leg.path("reason"));
    assertThat(erased.status("POST", at + "/attest", "officer", word)).isEqualTo(409);
    var look = erased.lookNow();
    assertThat(look.path("beyondSight").asInt()).isEqualTo(1);
    assertThat(look.path("objectsRead").asInt()).isZero();
    assertThat(look.path("outcome").asString())
        .as("what was not seen is not absent")
        .isEqualTo("UNVERIFIABLE");
    assertThat(erased.leg().path("verdict").asString()).isEqualTo("ATTESTED");
    assertThat(erased.leg().has("facts")).as("nobody could look").isFalse();
    assertThat(
            erased.ok("GET", at + "/attestations", "officer", null).get(0).path("note").asString())
        .contains(erased.email());
    assertThat(erased.ok("GET", at + "/attestations", "auditor", null).get(0).has("note"))
        .isFalse();
    erased.skipAll();
  }

  @Test
  void looks_are_added_and_a_stale_or_second_change_is_a_conflict() {
    var erased = ErasedAtBell.carriedOut(bell);
    var leg = erased.leg().path("id").asString();
    var wish = "{\"leg\": \"%s\", \"dueAt\": \"%s\", \"reason\": \"After the import\"}";
    var past = wish.formatted(leg, Instant.now().minusSeconds(900));
    assertThat(erased.status("POST", "/looks", "officer", past)).isEqualTo(422);
    var far = wish.formatted(leg, in(Duration.ofDays(190)));
    assertThat(erased.status("POST", "/looks", "officer", far)).isEqualTo(422);
    var other = wish.formatted(UUID.randomUUID(), in(Duration.ofDays(1)));
    assertThat(erased.status("POST", "/looks", "officer", other)).isEqualTo(404);
    var soon = wish.formatted(leg, Instant.now().plusMillis(700));
    var added = erased.ok("POST", "/looks", "officer", soon);
    assertThat(added.path("why").asString()).isEqualTo("OFFICER");
    var id = added.path("id").asString();
    org.awaitility.Awaitility.await("the engine's own timer")
        .until(() -> erased.look(id).path("outcome").asString().equals("ABSENT"));
    var skip = "/looks/" + id + "/skip";
    assertThat(erased.status("POST", skip, "officer", ErasedAtBell.version(added, "No")))
        .isEqualTo(409);
    assertThat(erased.status("POST", skip, "officer", ErasedAtBell.version(erased.look(id), "No")))
        .as("it was made")
        .isEqualTo(409);
    erased.skipAll();
  }

  private List<Erased> swept(Set<String> without) {
    return RunningWrit.bean(ErasedObjects.class)
        .turn(bell.connection(), without, Rest.ALL, 10)
        .objects();
  }

  private static List<String> findings(UUID leg) {
    return RunningWrit.bean(JdbcClient.class)
        .sql("select code || ' ' || state from finding where leg_id = ? order by seq")
        .param(leg)
        .query(String.class)
        .list();
  }

  private static List<String> findingsAt(UUID connection) {
    return RunningWrit.bean(JdbcClient.class)
        .sql("select code from finding where connection_id = ?")
        .param(connection)
        .query(String.class)
        .list();
  }

  private static List<String> words(JsonNode items, String field) {
    var words = new ArrayList<String>();
    items.forEach(item -> words.add(item.path(field).asString()));
    return words;
  }

  private static Instant due(JsonNode look) {
    return Instant.parse(look.path("dueAt").asString());
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }
}
