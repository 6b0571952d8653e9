package dev.writ.lifecycle;

/** What can happen to an offboarding. */
public enum OffboardingEvent {
  FREEZE,
  EXPORT,
  ERASE,
  REVOKE,
  PROBE,
  WATCH,
  CERTIFY,
  BREACH,
  LOOK_AGAIN,
  CANCEL
}
