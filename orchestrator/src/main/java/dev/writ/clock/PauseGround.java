package dev.writ.clock;

/** Why a clock may rest, where a regime lets it. */
public enum PauseGround {
  /** Information that confirms who the person is. */
  IDENTITY,
  /** Which data or processing the person means. */
  CLARIFICATION,
  /** A fee that may be asked. */
  FEE
}
