package dev.writ.manualtask;

/** What a human is asked to do at a vendor. */
public enum TaskPurpose {
  EXPORT,
  ERASE,
  REVOKE,
  /** Look up what the account is set to, and show it: no API does. */
  LOOK_UP
}
