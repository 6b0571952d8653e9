package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class DrillWorkflowImpl implements DrillWorkflow {
  /** About six events each, far below a history's limit of 51,200. */
  private static final int STEPS_PER_RUN = 1000;

  private final DrillRecordActivities record =
      Workflow.newActivityStub(
          DrillRecordActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofMinutes(1)).build())
              .build());

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
    return Workflow.newActivityStub(
        DrillActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(Duration.ofMinutes(30))
            .setHeartbeatTimeout(Duration.ofSeconds(20))
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build());
  }
}
