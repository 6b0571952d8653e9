package dev.writ.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One turn of a piece of recurring work. */
@WorkflowInterface
public interface RecurringWorkflow {
  /** Runs the work of this name for one turn. */
  @WorkflowMethod
  void run(String name);
}
