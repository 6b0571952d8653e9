package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.schedule.Turns;
import dev.writ.support.SkippedWrit;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The whole service through a quarter of a year, in a time that a test lets pass; one of the
 * vendors says deleted and restores from its backup.
 */
class RecheckIT {
  private static final Duration DAY = Duration.ofDays(1);

  private final SkippedWrit writ =
      SkippedWrit.start(
          "recheck",
          "--writ.sandbox.port=0",
          "--writ.undo-window=PT0.1S",
          "--writ.calls.first-retry=PT0.1S",
          "--writ.looks.horizon=P400D",
          "--writ.looks.resurfaced=automatic");
  private String request;

  @AfterEach
  void stop() {
    writ.close();
  }

  @Test
  void a_request_is_watched_for_a_quarter_and_who_resurfaces_on_day_45_is_erased_again() {
    var person = someone();
    sandbox().misbehave("hubspot", Set.of(Misbehaviour.RESTORES_FROM_BACKUP));
    sandbox().backup("hubspot", DAY.multipliedBy(44).plusHours(12));
    request = filed(person);
    var planned = until(now -> state(now).equals("AWAITING_APPROVAL"));
    writ.call(
        "POST", request + "/approve", "approver", "{\"version\":" + planned.path("version") + "}");
    var monitored = until(now -> state(now).equals("MONITORING"));
    assertThat(each(monitored.path("legs"), "verdict")).containsOnly("OBSERVED_ABSENT");
    var answered = writ.time.instant();

    writ.passTo(answered.plus(DAY.multipliedBy(2)));
    var second = until(now -> made(now) >= 2);
    assertThat(each(second.path("legs"), "verdict")).containsOnly("RECHECKED");

    writ.passTo(answered.plus(DAY.multipliedBy(44)));
    untilNothingIsDue();
    assertThat(sandbox().simulator("hubspot").held(person)).isZero();
    sandbox().misbehave("hubspot", Set.of());
    var leg = leg("hubspot");
    var wish =
        "{\"leg\":\"%s\",\"dueAt\":\"%s\"}".formatted(leg, answered.plus(DAY.multipliedBy(45)));
    writ.call("POST", request + "/looks", "officer", wish);
    writ.passTo(answered.plus(DAY.multipliedBy(45)).plus(Duration.ofHours(1)));
    until(
        now -> state(now).equals("MONITORING") && each(now.path("looks"), "why").contains("AGAIN"));
    var back = writ.get(request + "/resurfacings");
    assertThat(back).isNotEmpty();
    assertThat(back.get(0).path("decidedBy").asString()).isEqualTo("SYSTEM");
    assertThat(Instant.parse(back.get(0).path("at").asString()))
        .isBetween(answered.plus(DAY.multipliedBy(45)), answered.plus(DAY.multipliedBy(46)));

    for (int day = 46; day < 200 && !state(show()).equals("CLOSED"); day += 5) {
      writ.passTo(answered.plus(DAY.multipliedBy(day)));
      untilNothingIsDue();
    }
    var closed = until(now -> state(now).equals("CLOSED"));
    assertThat(Instant.parse(closed.path("endedAt").asString()))
        .isAfter(answered.plus(DAY.multipliedBy(90)));
    assertThat(closed.path("looks").valueStream())
        .allSatisfy(
            look ->
                assertThat(look.path("state").asString() + " " + look.path("reason").asString(""))
                    .matches("DONE |SKIPPED erased once more.*"));
    assertThat(Instant.parse(closed.path("endedAt").asString()))
        .as("the second erasure is watched as long as the first")
        .isAfter(answered.plus(DAY.multipliedBy(45 + 90)));
    assertThat(each(closed.path("looks"), "outcome"))
        .contains("PRESENT")
        .doesNotContain("INCONCLUSIVE");
    assertThat(each(closed.path("legs"), "verdict")).containsOnly("RECHECKED");
    assertThat(sandbox().simulator("openai").held(person)).isZero();
    assertThat(sandbox().simulator("hubspot").held(person)).isZero();
  }

  /**
   * One vendor promises 30 days and keeps for 40, the other brings back after a week what it has
   * erased. Each is caught by its drill and by the daily sweep, without any look of a request.
   */
  @Test
  void vendors_that_lie_are_caught_by_their_drills_and_by_the_sweep() {
    writ.call(
        "PUT", connection("openai") + "/plan", "officer", "{\"appliesTo\":[\"API platform\"]}");
    lies("openai", Misbehaviour.PURGES_LATE, 40);
    lies("hubspot", Misbehaviour.RESTORES_FROM_BACKUP, 7);
    var late = drilled("openai");
    var back = drilled("hubspot");
    request = filed(someone());
    var planned = until(now -> state(now).equals("AWAITING_APPROVAL"));
    writ.call(
        "POST", request + "/approve", "approver", "{\"version\":" + planned.path("version") + "}");
    var begun = writ.time.instant();
    passUntil("confirmed", begun.plus(DAY), DAY, () -> confirmed() == 2);

    passUntil(
        "a week",
        begun.plus(DAY.multipliedBy(9)),
        DAY.dividedBy(2),
        () -> failure(back).equals("RESURRECTED"));
    sweepUntil(() -> found("hubspot").size() == 2);
    assertThat(found("hubspot"))
        .containsExactlyInAnyOrder("CLAIM_BROKEN ERASED_THERE_AGAIN", "DRILL_RESURRECTED Drill");
    assertThat(found("openai")).as("within the promised days").isEmpty();

    passUntil(
        "a month",
        begun.plus(DAY.multipliedBy(34)),
        DAY.multipliedBy(5),
        () -> failure(late).equals("LATE"));
    sweepUntil(() -> found("openai").size() == 2);
    assertThat(found("openai"))
        .containsExactlyInAnyOrder("CLAIM_BROKEN ERASED_PAST_RETENTION", "DRILL_LATE Drill");
  }

  private String failure(String drill) {
    return writ.get(drill).path("failure").asString("");
  }

  /** The recurring check of claims takes its turn. */
  private void sweepUntil(BooleanSupplier there) {
    writ.bean(Turns.class).askOne("claim-checks");
    await("swept").atMost(Duration.ofMinutes(3)).until(there::getAsBoolean);
  }

  private void lies(String vendor, Misbehaviour how, int days) {
    sandbox().misbehave(vendor, Set.of(how));
    sandbox().backup(vendor, DAY.multipliedBy(days));
  }

  private String drilled(String vendor) {
    var drill = writ.call("POST", connection(vendor) + "/drills", "officer", null);
    return "/v1/drills/" + drill.path("id").asString();
  }

  private long confirmed() {
    return writ.bean(JdbcClient.class)
        .sql("select count(*) from leg where confirmed_at is not null")
        .query(Long.class)
        .single();
  }

  /**
   * What somebody must decide about promises and drills: its code and the first word of its text.
   */
  private List<String> found(String vendor) {
    var id = connection(vendor).replace("/v1/connections/", "");
    return writ.get("/v1/findings?state=OPEN&connection=" + id)
        .path("items")
        .valueStream()
        .filter(f -> f.path("code").asString().matches("CLAIM_BROKEN|DRILL_.*"))
        .map(f -> f.path("code").asString() + " " + f.path("summary").asString().split("[: ]")[0])
        .toList();
  }

  private String connection(String vendor) {
    return "/v1/connections/"
        + writ.bean(JdbcClient.class)
            .sql("select id::text from connection where name = ?")
            .param("sandbox-" + vendor)
            .query(String.class)
            .single();
  }

  /** Lets time pass step by step until then, and waits for what has to come of it. */
  private void passUntil(String what, Instant then, Duration step, BooleanSupplier there) {
    await(what)
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              var now = writ.time.instant();
              boolean passed = !now.isBefore(then);
              if (!passed) {
                writ.passTo(now.plus(step));
              }
              return passed && there.getAsBoolean();
            });
  }

  /** Until every look that is due was made, and nobody works on what it showed. */
  private void untilNothingIsDue() {
    until(
        now ->
            List.of("MONITORING", "CLOSED").contains(state(now))
                && now.path("looks")
                    .valueStream()
                    .filter(look -> look.path("state").asString().equals("PLANNED"))
                    .noneMatch(
                        look ->
                            Instant.parse(look.path("nextTryAt").asString())
                                .isBefore(writ.time.instant())));
  }

  private String leg(String vendor) {
    return show()
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("vendor").asString().equals(vendor))
        .map(leg -> leg.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private Sandbox sandbox() {
    return writ.bean(Sandbox.class);
  }

  /** With a stored response, the kind that the promised days are about. */
  private static SandboxPerson someone() {
    return SandboxPeople.all().stream()
        .filter(p -> p.emails().size() == 1 && p.livesIn("openai") && p.livesIn("hubspot"))
        .filter(p -> p.objects() >= 5 && p.objects() < 30)
        .min(Comparator.comparing(SandboxPerson::key))
        .orElseThrow();
  }

  private String filed(SandboxPerson person) {
    var ids =
        writ.bean(JdbcClient.class)
            .sql(
                "select id::text from connection where name in ('sandbox-openai',"
                    + " 'sandbox-hubspot')")
            .query(String.class)
            .list();
    var filed =
        writ.call(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind":"ERASURE","regime":"GDPR","receivedOn":"2026-11-02","subject":{"identifiers":[{"type":"EMAIL","value":"%s"}]},
             "identity":{"method":"OFFICER_ATTESTED","note":"Called back"},"connections":["%s"]}
            """
                .formatted(person.email(), String.join("\",\"", ids)));
    return "/v1/requests/" + filed.path("id").asString();
  }

  private static String state(JsonNode request) {
    return request.path("state").asString();
  }

  private static long made(JsonNode request) {
    return each(request.path("looks"), "state").stream().filter("DONE"::equals).count();
  }

  private static List<String> each(JsonNode items, String field) {
    var words = new ArrayList<String>();
    items.forEach(item -> words.add(item.path(field).asString()));
    return words;
  }

  private JsonNode show() {
    return writ.get(request);
  }

  private JsonNode until(Predicate<JsonNode> holds) {
    return await().atMost(Duration.ofMinutes(3)).until(this::show, holds);
  }
}
