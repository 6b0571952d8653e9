package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Looks at an erased person's legs when their looks are due, as long as the record has one that is
 * due before long. What is due later waits in the record, and this workflow is started anew then.
 */
@WorkflowInterface
public interface RecheckWorkflow {
  @WorkflowMethod
  void run(String requestId);

  /** Looks were added, skipped or brought forward: read the record again. */
  @SignalMethod
  void wake();
}
