package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.workflow.RequestStep.Stage;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The workflows against a scripted record and vendor, in skipped time. Run with {@code
 * -Dwrit.write=true} to store the histories that {@link ReplayTest} replays.
 */
class WorkflowsTest {
  private static final String QUEUE = "requests";
  private static final String VENDOR = "vendor";
  private static final LegTicket LOCATE = new LegTicket("leg-a", VENDOR, LegTask.LOCATE);
  private static final LegTicket ERASE = new LegTicket("leg-a", VENDOR, LegTask.ERASE);
  private static final LegTicket EXPORT = new LegTicket("leg-a", VENDOR, LegTask.EXPORT);

  private TestWorkflowEnvironment temporal;

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void an_erasure_plans_waits_for_approval_and_the_undo_window_erases_and_verifies()
      throws IOException {
    var script =
        new Script()
            .step(RequestStep.running(Stage.PLANNING, List.of(LOCATE)))
            .step(RequestStep.at(Stage.AWAITING_APPROVAL))
            .step(RequestStep.undoable(60_000))
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
            .step(RequestStep.at(Stage.OVER));
    run(script, "erasure", Duration.ofHours(1));
    assertThat(script.calls())
        .containsExactly(
            "advance", "locate", "advance", "advance", "advance", "erase", "verify", "advance");
  }

  @Test
  void nothing_begins_before_it_is_known_who_is_asking() throws IOException {
    var script =
        new Script()
            .step(RequestStep.awaitingIdentity(Duration.ofDays(30).toMillis()))
            .step(RequestStep.running(Stage.PLANNING, List.of(LOCATE)))
            .step(RequestStep.at(Stage.OVER));
    run(script, "identity", Duration.ofDays(3));
    assertThat(script.calls()).containsExactly("advance", "advance", "locate", "advance");
  }

  @Test
  void a_person_who_never_shows_who_is_asking_is_not_waited_for_forever() throws IOException {
    var month = Duration.ofDays(30).toMillis();
    var script =
        new Script().step(RequestStep.awaitingIdentity(month)).step(RequestStep.at(Stage.OVER));
    started(script, "patience", true).getResult(Void.class);
    assertThat(Histories.timeTaken(temporal, "request-patience"))
        .isBetween(Duration.ofDays(30), Duration.ofDays(31));
    assertThat(script.calls()).containsExactly("advance", "advance");
  }

  @Test
  void an_access_request_exports_and_waits_for_its_release() throws IOException {
    var script =
        new Script()
            .step(RequestStep.running(Stage.PLANNING, List.of(LOCATE)))
            .step(RequestStep.at(Stage.AWAITING_APPROVAL))
            .step(RequestStep.running(Stage.EXECUTING, List.of(EXPORT)))
            .step(RequestStep.at(Stage.AWAITING_RELEASE))
            .step(RequestStep.at(Stage.OVER));
    run(script, "access", Duration.ofHours(1), Duration.ofHours(48));
    assertThat(script.calls())
        .containsExactly("advance", "locate", "advance", "advance", "export", "advance", "advance");
  }

  @Test
  void a_slow_vendor_is_waited_for_over_weeks_without_an_officer() throws IOException {
    var week = Duration.ofDays(7).toMillis();
    var script =
        new Script()
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
            .step(RequestStep.at(Stage.OVER))
            .part(
                "erase",
                LegProgress.again(week, 1),
                LegProgress.again(week, 0),
                LegProgress.done(1))
            .part("verify", LegProgress.again(3_500, 0), LegProgress.done(1));
    run(script, "slow-vendor");
    assertThat(Histories.timeTaken(temporal, "request-slow-vendor"))
        .isBetween(Duration.ofDays(14), Duration.ofDays(15));
    assertThat(script.calls())
        .containsExactly("advance", "erase", "erase", "erase", "verify", "verify", "advance");
  }

  @Test
  void a_leg_that_rests_is_not_verified_and_runs_again_after_an_officers_retry()
      throws IOException {
    var script =
        new Script()
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
            .step(RequestStep.running(Stage.EXECUTING, List.of()))
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
            .step(RequestStep.at(Stage.OVER))
            .part("erase", LegProgress.rests(0), LegProgress.done(1));
    run(script, "retry", Duration.ofHours(1));
    assertThat(script.calls())
        .containsExactly("advance", "erase", "advance", "advance", "erase", "verify", "advance");
  }

  @Test
  void a_withdrawal_ends_a_legs_wait_at_once() throws IOException {
    var script =
        new Script()
            .step(RequestStep.running(Stage.PLANNING, List.of(LOCATE)))
            .step(RequestStep.at(Stage.OVER))
            .part(
                "locate",
                LegProgress.again(Duration.ofDays(30).toMillis(), 0),
                LegProgress.rests(0));
    runAwake(script, "withdrawal", () -> script.calls().contains("locate"));
    assertThat(script.calls()).containsExactlyInAnyOrder("advance", "locate", "advance", "locate");
  }

  @Test
  void a_second_leg_starts_while_the_first_still_waits() throws IOException {
    var other = new LegTicket("leg-b", VENDOR, LegTask.ERASE);
    var script = new Script();
    script
        .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
        .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE, other)))
        .step(
            () ->
                script.calls().stream().filter("verify"::equals).count() == 2
                    ? RequestStep.at(Stage.OVER)
                    : RequestStep.running(Stage.EXECUTING, List.of()))
        .part("erase", LegProgress.again(Duration.ofDays(20).toMillis(), 0), LegProgress.done(1));
    runAwake(script, "second-leg", () -> script.calls().contains("erase"));
    assertThat(script.calls().stream().filter("verify"::equals)).hasSize(2);
  }

  @Test
  void a_leg_that_is_done_asks_for_nothing_while_another_runs() throws IOException {
    var other = new LegTicket("leg-b", VENDOR, LegTask.ERASE);
    var script =
        new Script()
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE, other)))
            .step(RequestStep.at(Stage.OVER))
            .part("verify", LegProgress.done(1), LegProgress.again(60_000, 0), LegProgress.done(1));
    run(script, "two-legs");
    assertThat(script.calls()).filteredOn("advance"::equals).hasSize(2);
    assertThat(script.calls()).filteredOn("verify"::equals).hasSize(3);
  }

  @Test
  void a_leg_that_the_record_does_not_want_any_more_is_not_waited_for() throws IOException {
    var other = new LegTicket("leg-b", VENDOR, LegTask.LOCATE);
    var day = Duration.ofDays(1).toMillis();
    var script =
        new Script()
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE, other)))
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE)))
            .step(RequestStep.at(Stage.OVER))
            .part("erase", LegProgress.again(day, 0), LegProgress.done(1))
            .part(
                "locate",
                LegProgress.again(day, 0),
                LegProgress.again(300 * day, 0),
                LegProgress.rests(0));
    run(script, "unwanted-leg", Duration.ofHours(1));
    assertThat(Histories.timeTaken(temporal, "request-unwanted-leg"))
        .isLessThan(Duration.ofDays(2));
  }

  @Test
  void a_leg_that_rests_is_asked_about_at_once() throws IOException {
    var other = new LegTicket("leg-b", VENDOR, LegTask.ERASE);
    var script =
        new Script()
            .step(RequestStep.running(Stage.EXECUTING, List.of(ERASE, other)))
            .step(RequestStep.running(Stage.EXECUTING, List.of(other)))
            .step(RequestStep.at(Stage.OVER))
            .part(
                "erase",
                LegProgress.rests(0),
                LegProgress.again(86_400_000, 0),
                LegProgress.done(1));
    run(script, "rests");
    assertThat(script.calls()).filteredOn("advance"::equals).hasSize(3);
  }

  /** Runs to the end in skipped time, waking the request at the given times. */
  private void run(Script script, String name, Duration... wakes) throws IOException {
    var request = started(script, name, true);
    for (var wake : wakes) {
      temporal.registerDelayedCallback(wake, () -> request.signal("wake"));
    }
    finish(request, name);
  }

  /** Runs to the end in real time, waking the request once {@code moment} has come. */
  private void runAwake(Script script, String name, BooleanSupplier moment) throws IOException {
    var request = started(script, name, false);
    await().atMost(Duration.ofSeconds(20)).until(moment::getAsBoolean);
    request.signal("wake");
    finish(request, name);
  }

  private WorkflowStub started(Script script, String name, boolean skippingTime) {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(skippingTime)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder().setIdentity("writ").build())
                .build());
    var worker = temporal.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(RequestWorkflowImpl.class, LegWorkflowImpl.class);
    worker.registerActivitiesImplementations(script.record());
    temporal.newWorker(VENDOR).registerActivitiesImplementations(script.vendor());
    temporal.start();
    var options =
        WorkflowOptions.newBuilder().setWorkflowId("request-" + name).setTaskQueue(QUEUE).build();
    var request = temporal.getWorkflowClient().newUntypedWorkflowStub("RequestWorkflow", options);
    request.start(name);
    return request;
  }

  private void finish(WorkflowStub request, String name) throws IOException {
    request.getResult(Void.class);
    if (Boolean.getBoolean("writ.write")) {
      store("request-" + name, name + ".request");
      store("leg-leg-a", name + ".leg");
    }
  }

  private void store(String workflow, String name) throws IOException {
    var history = temporal.getWorkflowClient().fetchHistory(workflow);
    Files.createDirectories(ReplayTest.HISTORIES);
    Files.writeString(ReplayTest.HISTORIES.resolve(name + ".json"), history.toJson(true));
  }
}
