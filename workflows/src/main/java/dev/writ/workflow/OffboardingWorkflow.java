package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries one offboarding from its plan to its certificate, as the record says. */
@WorkflowInterface
public interface OffboardingWorkflow {
  @WorkflowMethod
  void run(String offboardingId);

  /** Something changed in the record: stop waiting and read it again. */
  @SignalMethod
  void wake();
}
