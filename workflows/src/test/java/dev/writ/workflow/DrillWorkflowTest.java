package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drill's workflow against a scripted vendor, in skipped time. */
class DrillWorkflowTest {
  private static final String QUEUE = "requests";
  private static final String VENDOR = "vendor";
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setIdentity("writ").build())
              .build());
  private final Deque<DrillProgress> script = new ArrayDeque<>();
  private final AtomicInteger works = new AtomicInteger();

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void is_worked_on_until_it_is_over_and_waits_as_long_as_it_is_told() throws IOException {
    var week = Duration.ofDays(7).toMillis();
    script.addAll(List.of(DrillProgress.again(0), DrillProgress.again(week), DrillProgress.over()));
    var workflow = start("drill-plain");
    workflow.getResult(Void.class);
    assertThat(works).hasValue(3);
    assertThat(Histories.timeTaken(temporal, "drill-plain"))
        .isBetween(Duration.ofDays(7), Duration.ofDays(8));
    var history = temporal.getWorkflowClient().fetchHistory("drill-plain");
    if (Boolean.getBoolean("writ.write")) {
      Files.createDirectories(ReplayTest.HISTORIES);
      Files.writeString(ReplayTest.HISTORIES.resolve("drill.json"), history.toJson(true));
    }
    assertThat(history.getEvents())
        .filteredOn(e -> e.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED)
        .hasSize(1);
  }

  @Test
  void a_stop_ends_its_wait_at_once() {
    script.addAll(
        List.of(DrillProgress.again(Duration.ofDays(300).toMillis()), DrillProgress.over()));
    var workflow = start("drill-stopped");
    await().atMost(Duration.ofSeconds(10)).until(() -> works.get() == 1);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(works).hasValue(2);
    assertThat(Histories.timeTaken(temporal, "drill-stopped")).isLessThan(Duration.ofDays(1));
  }

  @Test
  void goes_on_in_a_new_run_before_its_history_grows_long() {
    for (int n = 0; n < 1_001; n++) {
      script.add(DrillProgress.again(0));
    }
    script.add(DrillProgress.over());
    var workflow = start("drill-long");
    var first = workflow.getExecution().getRunId();
    workflow.getResult(Void.class);
    assertThat(works).hasValue(1_002);
    assertThat(
            temporal
                .getWorkflowClient()
                .newUntypedWorkflowStub("drill-long")
                .describe()
                .getExecution()
                .getRunId())
        .isNotEqualTo(first);
  }

  private WorkflowStub start(String id) {
    var requests = temporal.newWorker(QUEUE);
    requests.registerWorkflowImplementationTypes(DrillWorkflowImpl.class);
    DrillRecordActivities record = drill -> VENDOR;
    requests.registerActivitiesImplementations(record);
    DrillActivities vendor =
        drill -> {
          works.incrementAndGet();
          synchronized (script) {
            return script.poll();
          }
        };
    temporal.newWorker(VENDOR).registerActivitiesImplementations(vendor);
    temporal.start();
    var workflow =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "DrillWorkflow",
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(QUEUE).build());
    workflow.start("d1");
    return workflow;
  }
}
