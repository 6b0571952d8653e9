package dev.writ.lifecycle;

/** What can happen to a leg. */
public enum LegEvent {
  LOCATE,
  FOUND,
  FOUND_NOTHING,
  SUBMIT,
  LOSE_ANSWER,
  RECONCILE,
  CONFIRM,
  EXPORT,
  SEE_ABSENT,
  SEE_PRESENT,
  CANNOT_VERIFY,
  BLOCK,
  FAIL,
  RETRY_LOCATE,
  RETRY_SUBMIT,
  CANCEL
}
