package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The vendor's side of a look at its promises. */
@ActivityInterface
public interface ClaimCheckActivities {

  /**
   * Looks, and keeps what was seen.
   *
   * @return how long to wait before the next try; 0 when the look has ended
   */
  @ActivityMethod(name = "ObserveClaims")
  long observe(String connectionId);
}
