package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Sends what waits for one receiver, as long as the record has something for it that is due before
 * long. What is due later waits in the record, and this workflow is started anew then.
 */
@WorkflowInterface
public interface WebhookWorkflow {
  /** The task queue of calls to receivers: a slow one must not keep the record's steps waiting. */
  String QUEUE = "writ-webhooks";

  @WorkflowMethod
  void run(String webhookId);

  /** Something has happened that it is to be told: read the record again. */
  @SignalMethod
  void wake();
}
