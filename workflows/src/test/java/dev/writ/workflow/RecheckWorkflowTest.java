package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Looks against a scripted record in skipped time. Run with {@code -Dwrit.write=true} to store the
 * histories that {@link ReplayTest} replays.
 */
class RecheckWorkflowTest {
  private static final String VENDOR = "vendor";
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final Plan plan = new Plan();

  @Test
  void each_look_is_made_on_its_day_over_a_quarter() throws IOException {
    plan.look("day-1", DAY);
    plan.look("day-30-a", DAY.multipliedBy(30));
    plan.look("day-30-b", DAY.multipliedBy(30));
    plan.look("day-90", DAY.multipliedBy(90));
    var began = engine.now();
    run("quarter");
    assertThat(plan.made).containsExactlyInAnyOrder("day-1", "day-30-a", "day-30-b", "day-90");
    assertThat(days(began, plan.madeAt.get("day-1"))).isEqualTo(1);
    assertThat(days(began, plan.madeAt.get("day-30-b"))).isEqualTo(30);
    assertThat(days(began, plan.madeAt.get("day-90"))).isEqualTo(90);
  }

  @Test
  void a_look_that_says_nothing_is_made_again_when_the_record_says_so() throws IOException {
    plan.look("blind", DAY);
    plan.again("blind", Duration.ofMinutes(5));
    plan.again("blind", Duration.ofMinutes(10));
    var began = engine.now();
    run("inconclusive");
    assertThat(plan.made).containsExactly("blind", "blind", "blind");
    assertThat(Duration.between(began, plan.madeAt.get("blind")))
        .isBetween(DAY.plusMinutes(15), DAY.plusMinutes(16));
  }

  @Test
  void an_officer_brings_a_look_forward_and_adds_another() throws IOException {
    plan.look("late", DAY.multipliedBy(80));
    var began = engine.now();
    var workflow = started("edited");
    engine
        .temporal()
        .registerDelayedCallback(
            DAY.multipliedBy(2),
            () -> {
              plan.look("late", Duration.ZERO);
              plan.look("added", DAY);
              workflow.signal("wake");
            });
    finish(workflow, "edited");
    assertThat(plan.made).containsExactly("late", "added");
    assertThat(days(began, plan.madeAt.get("late"))).isEqualTo(2);
    assertThat(days(began, plan.madeAt.get("added"))).isEqualTo(3);
  }

  @Test
  void what_is_not_due_before_long_is_left_to_the_record() throws IOException {
    plan.horizon = DAY.multipliedBy(10);
    plan.look("far", DAY.multipliedBy(30));
    run("horizon");
    assertThat(plan.made).isEmpty();
  }

  private void run(String name) throws IOException {
    finish(started(name), name);
  }

  private WorkflowStub started(String name) {
    RecheckActivities record = id -> plan.next();
    LookActivities vendor = plan::make;
    engine.running(RecheckWorkflowImpl.class).registerActivitiesImplementations(record);
    engine.worker(VENDOR).registerActivitiesImplementations(vendor);
    return engine.start("RecheckWorkflow", "recheck-" + name, name);
  }

  private void finish(WorkflowStub workflow, String name) throws IOException {
    workflow.getResult(Void.class);
    engine.store("recheck-" + name, name + ".recheck.json");
  }

  private static long days(Instant from, Instant to) {
    return Math.round(Duration.between(from, to).toMinutes() / 1440.0);
  }

  /** The record: looks and when each is due, in the engine's own time. */
  private final class Plan {
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Map<String, List<Duration>> again = new ConcurrentHashMap<>();
    private final Map<String, Instant> madeAt = new ConcurrentHashMap<>();
    private final List<String> made = Collections.synchronizedList(new ArrayList<>());
    private Duration horizon = DAY.multipliedBy(100);

    void look(String id, Duration after) {
      due.put(id, engine.now().plus(after));
    }

    void again(String id, Duration after) {
      again.computeIfAbsent(id, any -> new ArrayList<>()).add(after);
    }

    RecheckStep next() {
      var tickets = new ArrayList<LookTicket>();
      long wait = 0;
      for (var one : new TreeMap<>(due).entrySet()) {
        var left = Duration.between(engine.now(), one.getValue());
        if (!left.isPositive()) {
          tickets.add(new LookTicket(one.getKey(), VENDOR));
        } else if (left.compareTo(horizon) <= 0 && (wait == 0 || left.toMillis() < wait)) {
          wait = left.toMillis() + 1;
        }
      }
      return new RecheckStep(tickets, wait);
    }

    void make(String id) {
      made.add(id);
      madeAt.put(id, engine.now());
      var later = again.getOrDefault(id, new ArrayList<>());
      if (later.isEmpty()) {
        due.remove(id);
      } else {
        due.put(id, engine.now().plus(later.removeFirst()));
      }
    }
  }
}
