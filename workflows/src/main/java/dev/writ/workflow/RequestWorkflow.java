package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries one request from its receipt to its end, as the record says. */
@WorkflowInterface
public interface RequestWorkflow {
  @WorkflowMethod
  void run(String requestId);

  /** Something changed in the record: read it again. */
  @SignalMethod
  void wake();
}
