package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Warns before a request's days run out, as long as the record has an alarm that is due before
 * long. What is due later waits in the record, and this workflow is started anew then.
 */
@WorkflowInterface
public interface ClockWorkflow {
  @WorkflowMethod
  void run(String requestId);

  /** The dates have moved: read the record again. */
  @SignalMethod
  void wake();
}
