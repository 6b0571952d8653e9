package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class DrillWorkflowImpl implements DrillWorkflow {
  /** About six events each, far below a history's limit of 51,200. */
  private static final int STEPS_PER_RUN = 1000;

  private final DrillRecordActivities record =
      Workflow.newActivityStub(DrillRecordActivities.class, Terms.ofRecord());

  private boolean woken;

  @Override
  public void run(String drillId) {
    var vendor = vendorOn(record.queueOf(drillId));
    for (int steps = 0; steps < STEPS_PER_RUN; steps++) {
      woken = false;
      var progress = vendor.work(drillId);
      switch (progress.next()) {
        case AGAIN -> waitFor(progress.waitMillis());
        case OVER -> {
          return;
        }
      }
    }
    Workflow.continueAsNew(drillId);
  }

  @Override
  public void wake() {
    woken = true;
  }

  private void waitFor(long millis) {
    if (millis > 0) {
      Workflow.await(Duration.ofMillis(millis), () -> woken);
    }
  }

  private static DrillActivities vendorOn(String queue) {
    return Workflow.newActivityStub(DrillActivities.class, Terms.ofVendor(queue));
  }
}
