package dev.writ.lifecycle;

/** Where a finding stands. */
public enum FindingState {
  /** Somebody has to decide. */
  OPEN,
  /** Somebody has decided to live with it until a day. */
  ACCEPTED,
  /** It is no longer so, or was dealt with. */
  RESOLVED
}
