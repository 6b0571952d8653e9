package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The vendor's side of a look. Works for a bounded time from where the record stands, beats with a
 * count, and leaves in the record what was seen, or when to go on.
 */
@ActivityInterface
public interface LookActivities {
  @ActivityMethod(name = "Look")
  void look(String lookId);
}
