package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of a look at a vendor's promises. */
@ActivityInterface
public interface ClaimCheckRecord {

  /** The connection's task queue; empty when no look is wanted any more. */
  @ActivityMethod(name = "ClaimCheckQueue")
  String queue(String connectionId);
}
