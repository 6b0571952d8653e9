package dev.writ.lifecycle;

/** What can happen to a finding. */
public enum FindingEvent {
  ACCEPT,
  /** The day until which it was accepted has passed. */
  LAPSE,
  /** It was seen again, graver than before. */
  WORSEN,
  RESOLVE
}
