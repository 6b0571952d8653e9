package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class ClaimCheckWorkflowImpl implements ClaimCheckWorkflow {
  private final ClaimCheckRecord record =
      Workflow.newActivityStub(ClaimCheckRecord.class, Terms.ofRecord());

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
    return Workflow.newActivityStub(ClaimCheckActivities.class, Terms.ofVendor(queue));
  }
}
