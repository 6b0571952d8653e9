package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of a request's dates. */
@ActivityInterface
public interface ClockActivities {

  /**
   * Raises the alarms whose time has come, each once however often it is called.
   *
   * @return milliseconds until the next alarm, or 0 when none is due before long
   */
  @ActivityMethod(name = "RaiseAlarms")
  long raise(String requestId);
}
