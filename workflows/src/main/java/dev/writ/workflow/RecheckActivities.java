package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of looks after an erasure. Changes nothing. */
@ActivityInterface
public interface RecheckActivities {
  @ActivityMethod(name = "NextLooks")
  RecheckStep next(String requestId);
}
