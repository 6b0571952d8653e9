package dev.writ.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.writ.web.Problem;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Schedules on the in-process engine, where the record keeps the time. */
class ScheduleIT {
  private static final String COUNTED = "/v1/schedules/counted";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @BeforeEach
  void rest() {
    ok("POST", COUNTED + "/resume", null);
    var version = shown().path("version").asLong();
    ok("PATCH", COUNTED, "{\"version\": " + version + ", \"every\": \"P300D\"}");
    CountedWork.TURNS.set(0);
  }

  @AfterEach
  void behave() {
    CountedWork.script = () -> {};
    await().until(() -> !shown().path("running").asBoolean());
  }

  @Test
  void every_kind_of_recurring_work_is_listed() {
    var all = RunningWrit.read(RunningWrit.json("GET", "/v1/schedules", "auditor", null));
    assertThat(all.valueStream().map(s -> s.path("name").asString()))
        .contains("accepted-findings", "claim-checks", "counted", "expiry-reminders");
    assertThat(shown().path("every").asString()).isEqualTo("PT7200H");
    assertThat(Instant.parse(shown().path("nextAt").asString()))
        .isBetween(
            Instant.now().plus(299, ChronoUnit.DAYS), Instant.now().plus(331, ChronoUnit.DAYS));
  }

  @Test
  void a_turn_that_is_asked_for_is_run_and_kept_also_while_paused() {
    ok("POST", COUNTED + "/pause", null);
    ok("POST", COUNTED + "/trigger", null);
    untilTurns(1);
    var last = untilEnded().path("turns").get(0);
    assertThat(last.path("asked").asBoolean()).isTrue();
    assertThat(last.path("outcome").asString()).isEqualTo("DONE");
    assertThat(shown().path("paused").asBoolean()).isTrue();
    assertThat(shown().has("nextAt")).isFalse();
  }

  @Test
  void turns_never_overlap_in_whatever_process() throws Exception {
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    CountedWork.script =
        () -> {
          inside.countDown();
          hold(over);
        };
    ok("POST", COUNTED + "/trigger", null);
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    ok("POST", COUNTED + "/trigger", null);
    var elsewhere = RunningWrit.bean(Turns.class).run("counted", false, keep -> {});
    assertThat(elsewhere).isEqualTo(Turns.Ended.SKIPPED);
    assertThat(shown().path("running").asBoolean()).isTrue();
    over.countDown();
    untilEnded();
    await().during(Duration.ofSeconds(2)).until(() -> CountedWork.TURNS.get() == 1);
  }

  @Test
  void a_paused_schedule_is_not_due_and_a_resumed_one_is() {
    ok("POST", COUNTED + "/pause", null);
    dueNow();
    await().during(Duration.ofSeconds(2)).until(() -> CountedWork.TURNS.get() == 0);
    ok("POST", COUNTED + "/resume", null);
    untilTurns(1);
    untilEnded();
    assertThat(Instant.parse(shown().path("nextAt").asString()))
        .isAfter(Instant.now().plus(299, ChronoUnit.DAYS));
  }

  @Test
  void missed_turns_are_made_up_for_one_after_the_other() {
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    CountedWork.script =
        () -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          atOnce.decrementAndGet();
        };
    var version = shown().path("version").asLong();
    ok("PATCH", COUNTED, "{\"version\": " + version + ", \"every\": \"PT24H\"}");
    var missed =
        "{\"from\": \"2026-11-01T12:00:00Z\", \"to\": \"2026-11-04T12:00:00Z\"}"; // three midnights
    ok("POST", COUNTED + "/backfill", missed);
    untilTurns(3);
    await().during(Duration.ofSeconds(2)).until(() -> CountedWork.TURNS.get() == 3);
    assertThat(most).hasValue(1);
    var tooMany = "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-11-01T00:00:00Z\"}";
    assertThat(send("POST", COUNTED + "/backfill", tooMany).statusCode()).isEqualTo(422);
    var ahead = "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2126-01-02T00:00:00Z\"}";
    assertThat(send("POST", COUNTED + "/backfill", ahead).statusCode()).isEqualTo(422);
  }

  @Test
  void a_turn_that_breaks_is_said_to_have_failed_and_the_next_one_is_run() {
    CountedWork.script =
        () -> {
          throw new IllegalStateException("ada@example.com");
        };
    ok("POST", COUNTED + "/trigger", null);
    untilTurns(1);
    assertThat(untilEnded().path("lastOutcome").asString()).isEqualTo("FAILED");
    assertThat(shown().toString()).doesNotContain("ada");
    CountedWork.script = () -> {};
    dueNow();
    untilTurns(2);
    assertThat(untilEnded().path("lastOutcome").asString()).isEqualTo("DONE");
  }

  @Test
  void a_turn_that_was_cut_off_is_run_again_when_its_lease_has_lapsed() {
    sql.sql(
            "update schedule set next_at = now(), lease_holder = ?,"
                + " leased_until = now() + interval '2 seconds' where name = 'counted'")
        .param(UUID.randomUUID())
        .update();
    assertThat(CountedWork.TURNS).hasValue(0);
    untilTurns(1);
    untilEnded();
  }

  @Test
  void what_is_not_there_or_was_changed_meanwhile_is_refused() {
    for (var verb : new String[] {"pause", "resume", "trigger"}) {
      assertThat(send("POST", "/v1/schedules/nothing/" + verb, null).statusCode()).isEqualTo(404);
    }
    assertThat(send("PATCH", COUNTED, "{\"version\": 9999, \"every\": \"P1D\"}").statusCode())
        .isEqualTo(409);
    for (var every : new String[] {"P", "PT", "PT0.1S", "P401D", "P1DT"}) {
      var version = shown().path("version").asLong();
      var body = "{\"version\": " + version + ", \"every\": \"" + every + "\"}";
      assertThat(send("PATCH", COUNTED, body).statusCode()).as(every).isBetween(400, 422);
    }
  }

  @Test
  void no_more_turns_wait_than_one_may_ask_for() {
    ok("POST", COUNTED + "/pause", null);
    sql.sql(
            "update schedule set asked = 99, leased_until = now() + interval '1 minute' where name"
                + " = 'counted'")
        .update();
    var version = shown().path("version").asLong();
    ok("PATCH", COUNTED, "{\"version\": " + version + ", \"every\": \"PT24H\"}");
    var missed = "{\"from\": \"2026-11-01T12:00:00Z\", \"to\": \"2026-11-04T12:00:00Z\"}";
    assertThat(send("POST", COUNTED + "/backfill", missed).statusCode()).isEqualTo(409);
    assertThat(shown().path("asked").asInt()).isEqualTo(99);
    sql.sql("update schedule set asked = 0, leased_until = null where name = 'counted'").update();
  }

  @Test
  void what_an_engine_that_is_away_did_not_hear_is_refused_and_not_noted() {
    var schedules =
        new Schedules(
            RunningWrit.bean(Works.class),
            RunningWrit.bean(ScheduleRecord.class),
            new AwayEngine(),
            RunningWrit.bean(TransactionTemplate.class),
            RunningWrit.bean(Clock.class));
    var before = changes();
    assertThatThrownBy(() -> schedules.trigger("counted", "ADMIN"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("engine");
    assertThat(changes()).isEqualTo(before);
  }

  private int changes() {
    return sql.sql("select count(*) from schedule_change").query(Integer.class).single();
  }

  private static final class AwayEngine implements ScheduleEngine {
    @Override
    public void align(String name, Duration every, boolean paused) {
      throw new IllegalStateException("away");
    }

    @Override
    public void trigger(String name) {
      throw new IllegalStateException("away");
    }

    @Override
    public void backfill(String name, Instant from, Instant to, int turns) {
      throw new IllegalStateException("away");
    }

    @Override
    public Optional<Instant> nextTurn(String name) {
      return Optional.empty();
    }
  }

  private void dueNow() {
    sql.sql("update schedule set next_at = now() where name = 'counted'").update();
  }

  private static void untilTurns(int turns) {
    await().until(() -> CountedWork.TURNS.get() == turns);
  }

  private static JsonNode untilEnded() {
    return await().until(ScheduleIT::shown, now -> !now.path("running").asBoolean());
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode shown() {
    return RunningWrit.read(RunningWrit.json("GET", COUNTED, "officer", null));
  }

  private static void ok(String method, String path, String body) {
    var answer = send(method, path, body);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
  }

  private static HttpResponse<byte[]> send(String method, String path, String body) {
    return RunningWrit.json(method, path, "admin", body);
  }
}
