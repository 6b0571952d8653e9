package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class OffboardingWorkflowImpl implements OffboardingWorkflow {
  /** About a dozen events each, far below a history's limit of 51,200. */
  private static final int TURNS_PER_RUN = 1000;

  private final OffboardingActivities record =
      Workflow.newActivityStub(OffboardingActivities.class, Terms.ofRecord());

  private boolean woken;

  @Override
  public void run(String offboardingId) {
    for (int turn = 0; turn < TURNS_PER_RUN; turn++) {
      woken = false;
      var step = record.advance(offboardingId);
      switch (step.stage()) {
        case WORK -> vendorOn(step.queue()).work(offboardingId, step.part());
        case WAIT -> Workflow.await(Duration.ofMillis(step.waitMillis()), () -> woken);
        case REST -> Workflow.await(() -> woken);
        case OVER -> {
          return;
        }
      }
    }
    Workflow.continueAsNew(offboardingId);
  }

  @Override
  public void wake() {
    woken = true;
  }

  private static LeavingActivities vendorOn(String queue) {
    return Workflow.newActivityStub(LeavingActivities.class, Terms.ofVendor(queue));
  }
}
