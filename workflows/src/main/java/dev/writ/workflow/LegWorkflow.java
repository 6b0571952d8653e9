package dev.writ.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries one leg as far as the record lets it go in this run. */
@WorkflowInterface
public interface LegWorkflow {
  @WorkflowMethod
  void run(LegTicket ticket);
}
