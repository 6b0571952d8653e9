package dev.writ.lifecycle;

/** What can happen to a leg. */
public enum LegEvent {
  LOCATE,
  FOUND,
  FOUND_NOTHING,
  SUBMIT,
  LOSE_ANSWER,
  RECONCILE,
  AWAIT_VENDOR,
  OPEN_TASK,
  TASKS_CLOSED,
  CONFIRM,
  EXPORT,
  SEE_ABSENT,
  SEE_PRESENT,
  CANNOT_VERIFY,
  BLOCK,
  FAIL,
  RETRY_LOCATE,
  RETRY_SUBMIT,
  RETRY_VERIFY,
  HOLD,
  RELEASE_HOLD,
  RESURFACE,
  CANCEL,
  /** Its refused request is taken up again: it is looked for anew. */
  REOPEN
}
