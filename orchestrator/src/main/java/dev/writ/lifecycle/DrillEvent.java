package dev.writ.lifecycle;

/** What can happen to a drill. */
public enum DrillEvent {
  PLANT,
  PLANTED,
  FOUND,
  ERASED,
  /** Something more of the person's came to light before all was absent. */
  STRAY_FOUND,
  WATCHED,
  GIVE_UP,
  STOP,
  PASS,
  FAIL,
  END_STOPPED
}
