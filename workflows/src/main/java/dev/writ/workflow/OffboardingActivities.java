package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of an offboarding. Idempotent: what has been done is read, not repeated. */
@ActivityInterface
public interface OffboardingActivities {
  @ActivityMethod(name = "AdvanceOffboarding")
  OffboardingStep advance(String offboardingId);
}
