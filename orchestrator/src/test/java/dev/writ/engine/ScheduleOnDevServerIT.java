package dev.writ.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.WritApplication;
import dev.writ.schedule.CountedWork;
import dev.writ.schedule.Turns;
import dev.writ.support.Engines;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recurring work as schedules of a Temporal server; skipped aloud where its binary is missing. */
class ScheduleOnDevServerIT {
  private static final String COUNTED = "/v1/schedules/counted";
  private static final Path HOME = Path.of("target", "schedule-" + UUID.randomUUID());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext writ;
  private static ScheduleClient server;

  @BeforeAll
  static void start() {
    writ =
        SpringApplication.run(
            WritApplication.class,
            "--server.port=0",
            "--writ.home=" + HOME,
            "--writ.sandbox.enabled=false",
            "--writ.temporal.engine=dev-server",
            "--writ.temporal.cli=" + Engines.cli());
    server =
        ScheduleClient.newInstance(writ.getBean(Engine.class).client().getWorkflowServiceStubs());
  }

  @AfterAll
  static void stop() {
    if (writ != null) {
      writ.close();
    }
  }

  @AfterEach
  void behave() {
    CountedWork.script = () -> {};
    CountedWork.TURNS.set(0);
  }

  @Test
  void every_kind_of_recurring_work_is_a_schedule_of_the_server() {
    await()
        .untilAsserted(
            () ->
                assertThat(server.listSchedules().map(s -> s.getScheduleId()))
                    .contains(
                        "writ-claim-checks",
                        "writ-counted",
                        "writ-drills",
                        "writ-expiry-reminders",
                        "writ-trust-review"));
    var schedule = schedule();
    assertThat(schedule.getSpec().getIntervals().getFirst().getEvery())
        .isEqualTo(Duration.ofDays(300));
    assertThat(schedule.getSpec().getJitter()).isEqualTo(Duration.ofDays(30));
    assertThat(schedule.getPolicy().getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
  }

  @Test
  void the_record_says_how_often_and_whether_at_all_and_the_server_follows() throws Exception {
    call("POST", COUNTED + "/pause", null);
    assertThat(schedule().getState().isPaused()).isTrue();
    call("POST", COUNTED + "/resume", null);
    assertThat(schedule().getState().isPaused()).isFalse();
    var version = call("GET", COUNTED, null).path("version").asLong();
    call("PATCH", COUNTED, "{\"version\": " + version + ", \"every\": \"P200D\"}");
    assertThat(schedule().getSpec().getIntervals().getFirst().getEvery())
        .isEqualTo(Duration.ofDays(200));
    call("PATCH", COUNTED, "{\"version\": " + (version + 1) + ", \"every\": \"P300D\"}");
  }

  @Test
  void a_turn_that_is_asked_for_is_run_by_the_server_and_overlaps_with_none() throws Exception {
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    CountedWork.script =
        () -> {
          inside.countDown();
          hold(over);
        };
    call("POST", COUNTED + "/trigger", null);
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    call("POST", COUNTED + "/trigger", null);
    assertThat(writ.getBean(Turns.class).run("counted", false, keep -> {}))
        .isEqualTo(Turns.Ended.SKIPPED);
    over.countDown();
    await().until(() -> !call("GET", COUNTED, null).path("running").asBoolean());
    await().during(Duration.ofSeconds(2)).until(() -> CountedWork.TURNS.get() == 1);
    assertThat(call("GET", COUNTED, null).path("lastOutcome").asString()).isEqualTo("DONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drills", "trust-review"})
  void the_service_s_own_work_is_run_by_the_server_when_it_is_asked_for(String name)
      throws Exception {
    var path = "/v1/schedules/" + name;
    var before = call("GET", path, null).path("lastEndedAt").asString("");
    call("POST", path + "/trigger", null);
    var after =
        await()
            .until(
                () -> call("GET", path, null),
                now ->
                    now.has("lastOutcome")
                        && !now.path("running").asBoolean()
                        && !now.path("lastEndedAt").asString("").equals(before));
    assertThat(after.path("lastOutcome").asString()).isEqualTo("DONE");
    assertThat(server.getHandle("writ-" + name).describe().getInfo().getNumActions())
        .as("turns that the server has begun")
        .isPositive();
  }

  @Test
  void missed_turns_are_made_up_for_by_the_server() throws Exception {
    var version = call("GET", COUNTED, null).path("version").asLong();
    call("PATCH", COUNTED, "{\"version\": " + version + ", \"every\": \"P1D\"}");
    call("POST", COUNTED + "/pause", null);
    var to = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);
    var missed = "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(to.minus(3, ChronoUnit.DAYS), to);
    call("POST", COUNTED + "/backfill", missed);
    await().atMost(Duration.ofSeconds(60)).until(() -> CountedWork.TURNS.get() == 3);
    call("POST", COUNTED + "/resume", null);
    var now = call("GET", COUNTED, null).path("version").asLong();
    call("PATCH", COUNTED, "{\"version\": " + now + ", \"every\": \"P300D\"}");
  }

  @Test
  void what_somebody_changed_at_the_server_is_put_back_and_what_nobody_changed_is_left()
      throws Exception {
    call("POST", COUNTED + "/resume", null);
    var before = updated();
    call("POST", COUNTED + "/resume", null);
    assertThat(updated()).as("an update would count the interval anew").isEqualTo(before);
    server
        .getHandle("writ-counted")
        .update(
            input -> {
              var now = input.getDescription().getSchedule();
              return new ScheduleUpdate(
                  Schedule.newBuilder(now)
                      .setSpec(
                          ScheduleSpec.newBuilder(now.getSpec())
                              .setEndAt(Instant.now().plus(1, ChronoUnit.DAYS))
                              .build())
                      .setPolicy(
                          SchedulePolicy.newBuilder(now.getPolicy())
                              .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL)
                              .build())
                      .build());
            });
    call("POST", COUNTED + "/resume", null);
    assertThat(schedule().getSpec().getEndAt()).isNull();
    assertThat(schedule().getPolicy().getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
  }

  private static Instant updated() {
    return server.getHandle("writ-counted").describe().getInfo().getLastUpdatedAt();
  }

  private static Schedule schedule() {
    return server.getHandle("writ-counted").describe().getSchedule();
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    var port = writ.getEnvironment().getRequiredProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Bearer " + Files.readString(HOME.resolve("tokens").resolve("admin")).strip())
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
