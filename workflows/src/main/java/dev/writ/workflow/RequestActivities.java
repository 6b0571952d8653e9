package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of a request. Idempotent: what has been done is read, not repeated. */
@ActivityInterface
public interface RequestActivities {
  @ActivityMethod(name = "AdvanceRequest")
  RequestStep advance(String requestId);
}
