package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The vendor's side of a leg, resumed from the record. Each is idempotent, works for a bounded
 * time, beats with a count, and answers what to do next; what was done before is read from the
 * record and not repeated.
 */
@ActivityInterface
public interface LegActivities {

  /** Finds the person's objects; changes nothing at the vendor. */
  @ActivityMethod(name = "Locate")
  LegProgress locate(String legId);

  /** Reads the located objects out. */
  @ActivityMethod(name = "Export")
  LegProgress export(String legId);

  /** Erases the located objects in their order, and asks after what the vendor has not finished. */
  @ActivityMethod(name = "Erase")
  LegProgress erase(String legId);

  /** Looks whether what the vendor says is erased can still be read or found. */
  @ActivityMethod(name = "Verify")
  LegProgress verify(String legId);
}
