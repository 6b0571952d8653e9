package dev.writ.workflow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** {@inheritDoc} */
public class WebhookWorkflowImpl implements WebhookWorkflow {
  /** A tenth of a history's limit: a busy hour wakes it often. */
  private static final long MOST_EVENTS = 5_000;

  private final WebhookActivities receiver =
      Workflow.newActivityStub(WebhookActivities.class, Terms.ofVendor(QUEUE));

  private boolean woken;

  @Override
  public void run(String webhookId) {
    while (Workflow.getInfo().getHistoryLength() < MOST_EVENTS) {
      woken = false;
      var progress = receiver.send(webhookId);
      if (progress.isOver() && !woken) {
        return;
      }
      if (progress.waitMillis() > 0) {
        Workflow.await(Duration.ofMillis(progress.waitMillis()), () -> woken);
      }
    }
    Workflow.continueAsNew(webhookId);
  }

  @Override
  public void wake() {
    woken = true;
  }
}
