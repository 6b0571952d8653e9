package dev.writ.identity;

/**
 * How sure one is who is asking. The words are California's, the only law here that has any: a
 * reasonable and a reasonably high degree of certainty (11 CCR 7062).
 */
public enum AssuranceLevel {
  /** Nothing is known. */
  NONE,
  /** Something speaks for it, e.g. an agent's permission; no right of today is content with it. */
  LOW,
  /** A reasonable degree of certainty. */
  REASONABLE,
  /** A reasonably high degree of certainty. */
  REASONABLY_HIGH;

  boolean reaches(AssuranceLevel required) {
    return compareTo(required) >= 0;
  }

  AssuranceLevel or(AssuranceLevel other) {
    return reaches(other) ? this : other;
  }
}
