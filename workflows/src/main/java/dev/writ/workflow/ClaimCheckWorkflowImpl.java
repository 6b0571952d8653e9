package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class ClaimCheckWorkflowImpl implements ClaimCheckWorkflow {
  private static final RetryOptions AGAIN =
      RetryOptions.newBuilder().setMaximumInterval(Duration.ofMinutes(1)).build();

  private final ClaimCheckRecord record =
      Workflow.newActivityStub(
          ClaimCheckRecord.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              .setRetryOptions(AGAIN)
              .build());

  @Override
  public void run(String connectionId) {
    var queue = record.queue(connectionId);
    if (queue.isEmpty()) {
      return;
    }
    var vendor = vendorOn(queue);
    var waitMillis = vendor.observe(connectionId);
    while (waitMillis > 0) {
      Workflow.sleep(Duration.ofMillis(waitMillis));
      waitMillis = vendor.observe(connectionId);
    }
  }

  private static ClaimCheckActivities vendorOn(String queue) {
    return Workflow.newActivityStub(
        ClaimCheckActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(Duration.ofMinutes(10))
            .setHeartbeatTimeout(Duration.ofSeconds(20))
            .setRetryOptions(AGAIN)
            .build());
  }
}
