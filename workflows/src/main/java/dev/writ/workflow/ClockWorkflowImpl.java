package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class ClockWorkflowImpl implements ClockWorkflow {
  /** About ten events each, far below a history's limit of 51,200. */
  private static final int ROUNDS_PER_RUN = 500;

  private final ClockActivities record =
      Workflow.newActivityStub(ClockActivities.class, Terms.ofRecord());

  private boolean woken;

  @Override
  public void run(String requestId) {
    for (int rounds = 0; rounds < ROUNDS_PER_RUN; rounds++) {
      woken = false;
      var wait = record.raise(requestId);
      if (wait <= 0 && !woken) {
        return;
      }
      if (wait > 0) {
        Workflow.await(Duration.ofMillis(wait), () -> woken);
      }
    }
    Workflow.continueAsNew(requestId);
  }

  @Override
  public void wake() {
    woken = true;
  }
}
