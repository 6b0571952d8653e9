package dev.writ.workflow;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;

/** What the histories of a test's workflows say. */
final class Histories {
  private Histories() {}

  /**
   * How long a workflow's last run took, in skipped time. The environment's own clock tells it not:
   * once the workflow is over, that may leap to the end of the workflow's time-out, ten years on.
   */
  static Duration timeTaken(TestWorkflowEnvironment temporal, String workflowId) {
    var events = temporal.getWorkflowClient().fetchHistory(workflowId).getEvents();
    var first = events.getFirst().getEventTime();
    var last = events.getLast().getEventTime();
    return Duration.ofSeconds(
        last.getSeconds() - first.getSeconds(), (long) last.getNanos() - first.getNanos());
  }
}
