package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class OffboardingWorkflowImpl implements OffboardingWorkflow {
  /** About a dozen events each, far below a history's limit of 51,200. */
  private static final int TURNS_PER_RUN = 1000;

  private static final RetryOptions FOR_EVER =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofMinutes(1))
          .build();

  private final OffboardingActivities record =
      Workflow.newActivityStub(
          OffboardingActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(60))
              .setRetryOptions(FOR_EVER)
              .build());

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
    return Workflow.newActivityStub(
        LeavingActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(Duration.ofMinutes(30))
            .setHeartbeatTimeout(Duration.ofSeconds(20))
            .setRetryOptions(FOR_EVER)
            .build());
  }
}
