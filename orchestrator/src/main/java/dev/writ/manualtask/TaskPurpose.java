package dev.writ.manualtask;

/** What a human is asked to do at a vendor. */
public enum TaskPurpose {
  EXPORT,
  ERASE,
  REVOKE
}
