package dev.writ.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The record's side of a letter, and the handing over; on a queue of its own. */
@ActivityInterface
public interface LetterActivities {

  /**
   * Works on the letter once.
   *
   * @return how long to wait before the next time; 0 when it rests
   */
  @ActivityMethod(name = "DeliverLetter")
  long deliver(String letterId);
}
