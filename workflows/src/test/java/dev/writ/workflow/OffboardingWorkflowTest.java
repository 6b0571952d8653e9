package dev.writ.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.workflow.OffboardingStep.Part;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An offboarding's workflow against a scripted record and vendor, in skipped time. */
class OffboardingWorkflowTest {
  private static final String VENDOR = "vendor";
  private static final String OTHER = "other";
  @RegisterExtension final SkippedEngine engine = new SkippedEngine();
  private final Deque<OffboardingStep> script = new ArrayDeque<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Test
  void is_carried_from_its_plan_to_its_end_as_the_record_says() throws IOException {
    var week = Duration.ofDays(7).toMillis();
    script.add(OffboardingStep.work(Part.PLAN, VENDOR));
    script.add(OffboardingStep.rest());
    for (var part : List.of(Part.LIST, Part.EXPORT, Part.ERASE, Part.REVOKE, Part.PROBE)) {
      script.add(OffboardingStep.work(part, VENDOR));
    }
    script.add(OffboardingStep.waiting(week));
    script.add(OffboardingStep.work(Part.LOOK, OTHER));
    script.add(OffboardingStep.over());
    var workflow = start("offboarding-plain");
    await().atMost(Duration.ofSeconds(10)).until(() -> calls.size() == 3);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(calls)
        .filteredOn(call -> !call.equals("advance"))
        .containsExactly(
            "vendor PLAN",
            "vendor LIST",
            "vendor EXPORT",
            "vendor ERASE",
            "vendor REVOKE",
            "vendor PROBE",
            "other LOOK");
    assertThat(engine.timeTaken("offboarding-plain"))
        .isBetween(Duration.ofDays(7), Duration.ofDays(8));
    engine.store("offboarding-plain", "certified.offboarding.json");
  }

  @Test
  void a_wake_ends_its_wait_at_once() throws IOException {
    script.add(OffboardingStep.waiting(Duration.ofDays(300).toMillis()));
    script.add(OffboardingStep.over());
    var workflow = start("offboarding-woken");
    await().atMost(Duration.ofSeconds(10)).until(() -> calls.size() == 1);
    workflow.signal("wake");
    workflow.getResult(Void.class);
    assertThat(engine.timeTaken("offboarding-woken")).isLessThan(Duration.ofDays(1));
    engine.store("offboarding-woken", "woken.offboarding.json");
  }

  private WorkflowStub start(String id) {
    OffboardingActivities record =
        offboarding -> {
          calls.add("advance");
          synchronized (script) {
            return script.remove();
          }
        };
    engine.running(OffboardingWorkflowImpl.class).registerActivitiesImplementations(record);
    for (var queue : List.of(VENDOR, OTHER)) {
      LeavingActivities vendor =
          (offboarding, part) -> {
            calls.add(queue + " " + part);
            return 1;
          };
      engine.worker(queue).registerActivitiesImplementations(vendor);
    }
    return engine.start("OffboardingWorkflow", id, "o1");
  }
}
