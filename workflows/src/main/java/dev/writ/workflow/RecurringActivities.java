package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a turn of recurring work does. */
@ActivityInterface
public interface RecurringActivities {

  /** Runs the work once, unless somebody is at it; beats while it runs. */
  @ActivityMethod(name = "RunRecurring")
  TurnEnd runRecurring(String name);
}
