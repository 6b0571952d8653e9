package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class LetterWorkflowImpl implements LetterWorkflow {
  /** About ten events each, far below a history's limit of 51,200. */
  private static final int STEPS_PER_RUN = 500;

  private final LetterActivities post =
      Workflow.newActivityStub(LetterActivities.class, Terms.ofPost());

  private boolean woken;

  @Override
  public void run(String letterId) {
    for (int steps = 0; steps < STEPS_PER_RUN; steps++) {
      woken = false;
      var waitMillis = post.deliver(letterId);
      if (waitMillis > 0) {
        Workflow.await(Duration.ofMillis(waitMillis), () -> woken);
      } else if (!woken) {
        return;
      }
    }
    Workflow.continueAsNew(letterId);
  }

  @Override
  public void wake() {
    woken = true;
  }
}
