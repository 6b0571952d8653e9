package dev.writ.lifecycle;

/** What can happen to a hold. */
public enum HoldEvent {
  /** Its owner or its dates change. */
  AMEND,
  RELEASE,
  /** Its last day has passed. */
  EXPIRE
}
