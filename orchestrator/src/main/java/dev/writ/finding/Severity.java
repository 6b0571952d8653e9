package dev.writ.finding;

/** How much a finding matters. */
public enum Severity {
  /** To be known. */
  LOW,
  /** To be decided soon. */
  MEDIUM,
  /** A promise is broken, or a person's data may be where it must not be. */
  HIGH
}
