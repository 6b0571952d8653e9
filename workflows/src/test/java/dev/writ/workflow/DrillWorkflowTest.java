package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A drill's workflow against a scripted vendor, in skipped time. */
class DrillWorkflowTest {
  private static final String VENDOR = "vendor";
  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final Deque<DrillProgress> script = new ArrayDeque<>();
  private final AtomicInteger works = new AtomicInteger();

  @Test
  void is_worked_on_until_it_is_over_and_waits_as_long_as_it_is_told() throws IOException {
    var week = Duration.ofDays(7).toMillis();
    script.addAll(List.of(DrillProgress.again(0), DrillProgress.again(week), DrillProgress.over()));
    var workflow = start("drill-plain");
    workflow.getResult(Void.class);
    assertThat(works).hasValue(3);
    assertThat(engine.timeTaken("drill-plain")).isBetween(Duration.ofDays(7), Duration.ofDays(8));
    var history = engine.history("drill-plain");
    engine.store("drill-plain", "drill.json");
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
    assertThat(engine.timeTaken("drill-stopped")).isLessThan(Duration.ofDays(1));
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
            engine
                .temporal()
                .getWorkflowClient()
                .newUntypedWorkflowStub("drill-long")
                .describe()
                .getExecution()
                .getRunId())
        .isNotEqualTo(first);
  }

  private WorkflowStub start(String id) {
    DrillRecordActivities record = drill -> VENDOR;
    engine.running(DrillWorkflowImpl.class).registerActivitiesImplementations(record);
    DrillActivities vendor =
        drill -> {
          works.incrementAndGet();
          synchronized (script) {
            return script.poll();
          }
        };
    engine.worker(VENDOR).registerActivitiesImplementations(vendor);
    return engine.start("DrillWorkflow", id, "d1");
  }
}
