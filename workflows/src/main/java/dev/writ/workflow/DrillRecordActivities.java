package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of a drill. */
@ActivityInterface
public interface DrillRecordActivities {

  /** The task queue of the connection at which the drill is held. */
  @ActivityMethod(name = "QueueOfDrill")
  String queueOf(String drillId);
}
