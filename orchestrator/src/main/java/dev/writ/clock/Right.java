package dev.writ.clock;

/** The right a person uses. Some rules tell them apart, e.g. where a clock may rest. */
public enum Right {
  ACCESS,
  ERASURE,
  PORTABILITY,
  RECTIFICATION,
  RESTRICTION,
  OBJECTION,
  /** Opt-out of sale and sharing, and the limit on sensitive data. */
  OPT_OUT
}
