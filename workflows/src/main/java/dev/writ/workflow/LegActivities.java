package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's and the vendor's side of a leg. Coarse, resumable, idempotent from the record. */
@ActivityInterface
public interface LegActivities {
  @ActivityMethod(name = "AdvanceLeg")
  LegStep advance(String legId);
}
