package dev.writ.workflow;

/** How a turn of recurring work ended. */
public enum TurnEnd {
  /** It was done. */
  DONE,
  /** It broke; the next turn tries again. */
  FAILED,
  /** Somebody else was at it, or it was not due any more. */
  SKIPPED
}
