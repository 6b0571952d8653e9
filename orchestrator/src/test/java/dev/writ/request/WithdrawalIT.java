package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A request that is taken back while it is carried out: what can be stopped is, and it is said. */
class WithdrawalIT {
  private final BellAccount idle = BellAccount.open();
  private final BellAccount slow = BellAccount.open();
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    slow.tower().gate.countDown();
    slow.tower().erasing = object -> {};
    idle.close();
    slow.close();
  }

  @Test
  void stops_exactly_the_legs_not_submitted_and_says_which() {
    var email = Asked.somebodyAt(idle, slow);
    var asked = planned(email);
    occupied(asked, idle);
    slow.tower().gate = new CountDownLatch(1);
    asked.done("approve", "approver");
    await().until(() -> !slow.tower().asked.isEmpty());

    var withdrawn = asked.done("withdraw", "officer");
    assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWING");
    assertThat(stopped(withdrawn)).containsExactly(leg(asked, idle));
    assertThat(tooLate(withdrawn)).containsExactly(leg(asked, slow));
    assertThat(RunningWrit.bean(RequestProgress.class).atWork()).contains(asked.id());

    slow.tower().finished.addAll(slow.tower().held);
    slow.tower().gate.countDown();
    var over = asked.until("WITHDRAWN");
    assertThat(states(over))
        .isEqualTo(Map.of(leg(asked, idle), "CANCELLED", leg(asked, slow), "VERIFIED_ABSENT"));
    assertThat(over.path("withdrawal")).isEqualTo(withdrawn.path("withdrawal"));
    assertThat(over.has("endedAt")).isTrue();
    assertThat(over.path("looks")).as("nobody looks after it").isEmpty();
    assertThat(idle.tower().asked).isEmpty();
    assertThat(suppressed(email)).as("the person wants to stay").isFalse();
  }

  @Test
  void where_nothing_was_submitted_it_is_withdrawn_at_once() {
    var asked = planned(Asked.somebodyAt(idle, slow));
    occupied(asked, idle);
    occupied(asked, slow);
    asked.done("approve", "approver");
    asked.until("EXECUTING");
    var withdrawn = asked.done("withdraw", "officer");
    assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(stopped(withdrawn)).hasSize(2);
    assertThat(tooLate(withdrawn)).isEmpty();
    assertThat(asked.act("withdraw", "officer").statusCode()).as("the second click").isEqualTo(409);
  }

  /** Whenever it comes, a leg is either stopped and never submitted, or submitted and too late. */
  @Test
  void no_leg_is_both_stopped_and_submitted_whenever_the_withdrawal_comes() {
    for (int round = 0; round < 14; round++) {
      var email = Asked.somebodyAt();
      var there = Map.of(idle, Asked.heldOf(email, idle), slow, Asked.heldOf(email, slow));
      var asked = planned(email);
      asked.done("approve", "approver");
      await().pollDelay(Duration.ofMillis(70L + 8 * round)).until(() -> true);
      var withdrawn = withdrawn(asked);
      slow.tower().finished.addAll(slow.tower().held);
      idle.tower().finished.addAll(idle.tower().held);
      asked.until("WITHDRAWN");
      there.forEach(
          (bell, chime) -> {
            boolean late = tooLate(withdrawn).contains(leg(asked, bell));
            assertThat(bell.tower().asked.contains(chime)).isEqualTo(late);
            assertThat(stopped(withdrawn).contains(leg(asked, bell))).isEqualTo(!late);
          });
    }
  }

  @Test
  void an_attempt_that_read_the_leg_before_it_was_stopped_cannot_submit_it() {
    var asked = planned(Asked.somebodyAt(idle));
    occupied(asked, idle);
    asked.done("approve", "approver");
    asked.until("EXECUTING");
    var legs = RunningWrit.bean(LegRecord.class);
    var read = legs.require(UUID.fromString(leg(asked, idle)));
    asked.done("withdraw", "officer");
    assertThatThrownBy(() -> legs.move(read, LegEvent.SUBMIT, null, LegRecord.SYSTEM))
        .isInstanceOf(StaleVersion.class);
    assertThat(states(asked.now())).containsEntry(leg(asked, idle), "CANCELLED");
  }

  @Test
  void a_withdrawal_waits_for_the_leg_that_is_being_submitted_and_is_too_late_for_it()
      throws Exception {
    var asked = planned(Asked.somebodyAt(idle));
    occupied(asked, idle);
    asked.done("approve", "approver");
    asked.until("EXECUTING");
    var legs = RunningWrit.bean(LegRecord.class);
    var read = legs.require(UUID.fromString(leg(asked, idle)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var withdrawn =
          RunningWrit.bean(TransactionTemplate.class)
              .execute(
                  tx -> {
                    legs.move(read, LegEvent.SUBMIT, null, LegRecord.SYSTEM);
                    var answer = threads.submit(() -> asked.done("withdraw", "officer"));
                    await().until(this::somebodyWaitsForALeg);
                    return answer;
                  })
              .get();
      assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWING");
      assertThat(tooLate(withdrawn)).containsExactly(leg(asked, idle));
    }
  }

  private boolean somebodyWaitsForALeg() {
    return sql.sql(
            "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%leg where id%for update')")
        .query(Boolean.class)
        .single();
  }

  /** The engine may move the request between a read and the call. */
  private static JsonNode withdrawn(Asked asked) {
    var answer =
        await().until(() -> asked.act("withdraw", "officer"), given -> given.statusCode() == 200);
    return RunningWrit.read(answer);
  }

  @Test
  void a_stuck_leg_that_was_submitted_is_given_up_only_when_an_officer_says_so() {
    slow.tower().failing = Optional.of(VendorFailure.Kind.AUTHENTICATION);
    var asked = planned(Asked.somebodyAt(slow));
    asked.done("approve", "approver");
    asked.until("NEEDS_ATTENTION");
    var withdrawn = asked.done("withdraw", "officer");
    assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWING");
    assertThat(tooLate(withdrawn)).hasSize(1);
    assertThat(asked.legs("state")).containsExactlyInAnyOrder("BLOCKED", "NOTHING_FOUND");
    var given = asked.done("withdraw", "officer");
    assertThat(given.path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(tooLate(given)).as("it was submitted all the same").hasSize(1);
    assertThat(asked.legs("state")).containsExactlyInAnyOrder("CANCELLED", "NOTHING_FOUND");
    assertThat(asked.legs("reason")).anyMatch(reason -> reason.contains("credentials"));
  }

  /** A human would otherwise be told for ever to erase what is to stay. */
  @Test
  void what_a_leg_that_is_given_up_asked_of_a_human_is_closed_with_it() {
    var email = Asked.somebodyAt();
    for (var rope : List.of("rope_a1", "rope_b2")) {
      var object = new VendorObject("rope", rope);
      slow.tower().held.add(object);
      ErasedAtBell.enter(slow, email, object);
    }
    slow.tower().erasing =
        object -> {
          if (slow.tower().asked.size() > 1) {
            throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
          }
        };
    var asked = planned(email);
    asked.done("approve", "approver");
    asked.until("NEEDS_ATTENTION");
    var task = tasks(asked).get(0);
    assertThat(task.path("state").asString()).isEqualTo("OPEN");
    asked.done("withdraw", "officer");
    assertThat(tasks(asked).get(0).path("state").asString())
        .as("the leg may go on")
        .isEqualTo("OPEN");
    assertThat(asked.done("withdraw", "officer").path("state").asString()).isEqualTo("WITHDRAWN");
    var path = "/v1/manual-tasks/" + task.path("id").asString();
    var closed = RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
    assertThat(closed.path("state").asString()).isEqualTo("REFUSED");
    assertThat(closed.path("closedBy").asString()).isEqualTo("SYSTEM");
    assertThat(closed.path("reason").asString()).contains("does not go on at this vendor");
    assertThat(asked.events()).contains("TASK_CLOSED");

    openedAgain(task);
    outlived();
    untilClosed(asked, 2);
    openedAgain(task);
    sql.sql("update leg set state = 'UNVERIFIABLE' where request_id = ? and state = 'CANCELLED'")
        .param(asked.id())
        .update();
    sql.sql("update request set key_destroyed_at = now() where id = ?").param(asked.id()).update();
    outlived();
    untilClosed(asked, 3);
  }

  private void outlived() {
    RunningWrit.json("POST", "/v1/schedules/outlived-tasks/trigger", "admin", null);
  }

  /** As an earlier version left it. */
  private void openedAgain(JsonNode task) {
    sql.sql(
            "update manual_task set state = 'OPEN', closed_at = null, closed_by = null, reason ="
                + " null where id = ?::uuid")
        .param(task.path("id").asString())
        .update();
  }

  private static void untilClosed(Asked asked, int times) {
    await().until(() -> tasks(asked).get(0).path("state").asString().equals("REFUSED"));
    assertThat(asked.events())
        .filteredOn("TASK_CLOSED"::equals)
        .as("each with its evidence")
        .hasSize(times);
  }

  private static JsonNode tasks(Asked asked) {
    var path = "/v1/manual-tasks?request=" + asked.id();
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("items");
  }

  @Test
  void a_leg_that_goes_on_is_not_given_up() {
    var asked = planned(Asked.somebodyAt(slow));
    asked.done("approve", "approver");
    await().until(() -> !slow.tower().asked.isEmpty());
    var withdrawn = asked.done("withdraw", "officer");
    assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWING");
    assertThat(asked.act("withdraw", "officer").statusCode()).isEqualTo(409);
    assertThat(asked.now().path("version")).isEqualTo(withdrawn.path("version"));
    slow.tower().finished.addAll(slow.tower().held);
    asked.until("WITHDRAWN");
  }

  @Test
  void what_was_answered_cannot_be_withdrawn() {
    var erased = ErasedAtBell.carriedOut(slow);
    slow.tower().held.add(erased.chime());
    slow.tower().finished.clear();
    erased.lookNow();
    var leg = erased.leg().path("id").asString();
    var version = "{\"version\": " + erased.now().path("version") + "}";
    erased.ok("POST", "/legs/" + leg + "/erase-again", "approver", version);
    var again = erased.untilState("EXECUTING");
    var refused =
        RunningWrit.json(
            "POST",
            erased.path() + "/withdraw",
            "officer",
            "{\"version\": " + again.path("version") + "}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(erased.now().path("state").asString()).isEqualTo("EXECUTING");
    slow.tower().finished.add(erased.chime());
  }

  @Test
  void a_request_that_is_planned_is_withdrawn_with_all_its_legs() {
    var asked = planned(Asked.somebodyAt(idle));
    var withdrawn = asked.done("withdraw", "officer");
    assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWN");
    assertThat(states(withdrawn).values()).containsOnly("CANCELLED", "NOTHING_FOUND");
    assertThat(stopped(withdrawn)).containsExactly(leg(asked, idle));
    assertThat(tooLate(withdrawn)).isEmpty();
  }

  private Asked planned(String email) {
    var asked = Wish.erasure(email, idle.connection(), slow.connection()).file();
    asked.until("AWAITING_APPROVAL");
    return asked;
  }

  /** As by an attempt of an engine that has forgotten it: no other works on the leg meanwhile. */
  private void occupied(Asked asked, BellAccount bell) {
    sql.sql(
            "update leg set lease_holder = ?, leased_until = now() + interval '1 hour'"
                + " where request_id = ? and connection_id = ?")
        .params(UUID.randomUUID(), asked.id(), bell.connection())
        .update();
  }

  private static String leg(Asked asked, BellAccount bell) {
    return asked
        .now()
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("connection").asString().equals(bell.connection().toString()))
        .map(leg -> leg.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> states(JsonNode request) {
    return request
        .path("legs")
        .valueStream()
        .collect(
            java.util.stream.Collectors.toMap(
                leg -> leg.path("id").asString(), leg -> leg.path("state").asString()));
  }

  private static List<String> stopped(JsonNode request) {
    return Asked.texts(request.path("withdrawal").path("stopped"));
  }

  private static List<String> tooLate(JsonNode request) {
    return Asked.texts(request.path("withdrawal").path("tooLate"));
  }

  private static boolean suppressed(String email) {
    var question = "{\"identifiers\": [" + Wish.email(email) + "]}";
    var answer = RunningWrit.json("POST", "/v1/suppression/check", "integrator", question);
    return RunningWrit.read(answer).path("items").get(0).path("erased").asBoolean();
  }
}
