package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alarms against a scripted record in skipped time. Run with {@code -Dwrit.write=true} to store the
 * histories that {@link ReplayTest} replays.
 */
class ClockWorkflowTest {
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final List<Instant> planned = Collections.synchronizedList(new ArrayList<>());
  private final List<Instant> raised = Collections.synchronizedList(new ArrayList<>());
  private Duration horizon = DAY.multipliedBy(100);

  @Test
  void each_alarm_rings_at_its_time_and_then_nothing_is_left() throws IOException {
    var began = engine.now();
    plan(15, 22, 27, 30);
    finish(started("month"), "month");
    assertThat(raised).hasSize(4);
    assertThat(Duration.between(began, raised.getLast()))
        .isBetween(DAY.multipliedBy(30), DAY.multipliedBy(30).plusMinutes(1));
  }

  @Test
  void an_extension_puts_off_what_has_not_rung() throws IOException {
    var began = engine.now();
    plan(27, 30);
    var workflow = started("extended");
    engine
        .temporal()
        .registerDelayedCallback(
            DAY.multipliedBy(20),
            () -> {
              planned.clear();
              plan(26, 70);
              workflow.signal("wake");
            });
    finish(workflow, "extended");
    assertThat(raised).hasSize(2);
    assertThat(Duration.between(began, raised.getFirst())).isGreaterThan(DAY.multipliedBy(45));
    assertThat(Duration.between(began, raised.getLast())).isGreaterThan(DAY.multipliedBy(89));
  }

  @Test
  void what_is_not_due_before_long_is_left_to_the_record() throws IOException {
    horizon = DAY;
    plan(15);
    finish(started("far"), "far");
    assertThat(raised).isEmpty();
  }

  private void plan(int... days) {
    for (int day : days) {
      planned.add(engine.now().plus(DAY.multipliedBy(day)));
    }
  }

  private long raise() {
    var now = engine.now();
    var due = planned.stream().filter(at -> !at.isAfter(now)).toList();
    raised.addAll(due);
    planned.removeAll(due);
    return planned.stream()
        .sorted()
        .findFirst()
        .map(next -> Duration.between(now, next))
        .filter(wait -> wait.compareTo(horizon) <= 0)
        .map(wait -> wait.toMillis() + 1)
        .orElse(0L);
  }

  private WorkflowStub started(String name) {
    ClockActivities record = id -> raise();
    engine.running(ClockWorkflowImpl.class).registerActivitiesImplementations(record);
    return engine.start("ClockWorkflow", "clock-" + name, name);
  }

  private void finish(WorkflowStub workflow, String name) throws IOException {
    workflow.getResult(Void.class);
    engine.store("clock-" + name, name + ".clock.json");
  }
}
