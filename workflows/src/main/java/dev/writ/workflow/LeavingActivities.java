package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The vendor's side of an offboarding, resumed from the record. Idempotent, works for a bounded
 * time and beats with a count; what follows is asked of the record again.
 */
@ActivityInterface
public interface LeavingActivities {

  /** Does some of one part; answers with how many things it dealt with. */
  @ActivityMethod(name = "LeaveVendor")
  int work(String offboardingId, OffboardingStep.Part part);
}
