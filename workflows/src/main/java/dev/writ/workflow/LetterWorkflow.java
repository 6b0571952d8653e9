package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Takes one letter out of the house, as long as the record has something to do for it before long.
 * What is tried again later waits in the record, and this workflow is started anew then.
 */
@WorkflowInterface
public interface LetterWorkflow {
  @WorkflowMethod
  void run(String letterId);

  /** Somebody wants it sent, or sent again: read the record again. */
  @SignalMethod
  void wake();
}
