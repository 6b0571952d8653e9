package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The vendor's side of a drill, resumed from the record: idempotent, works for a bounded time, and
 * answers what to do next.
 */
@ActivityInterface
public interface DrillActivities {

  /** Does what is due: plants, finds, erases, looks, or cleans up. */
  @ActivityMethod(name = "WorkOnDrill")
  DrillProgress work(String drillId);
}
