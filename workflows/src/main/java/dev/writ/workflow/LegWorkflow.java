package dev.writ.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries one leg through one task: as far as the record lets it go. */
@WorkflowInterface
public interface LegWorkflow {
  @WorkflowMethod
  LegEnd run(LegTicket leg);

  /** Something changed in the record: stop waiting and read it again. */
  @SignalMethod
  void wake();
}
