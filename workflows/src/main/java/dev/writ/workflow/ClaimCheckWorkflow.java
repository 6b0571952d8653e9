package dev.writ.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks once at what can be seen of a vendor's promises at one connection. */
@WorkflowInterface
public interface ClaimCheckWorkflow {
  @WorkflowMethod
  void run(String connectionId);
}
