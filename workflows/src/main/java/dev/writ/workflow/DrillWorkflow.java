package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries one drill to its end, as the record says. */
@WorkflowInterface
public interface DrillWorkflow {
  @WorkflowMethod
  void run(String drillId);

  /** Something changed in the record: stop waiting and read it again. */
  @SignalMethod
  void wake();
}
