package dev.writ.workflow;

/** How a leg's workflow ended. */
public enum LegEnd {
  /** The task was carried through. */
  DONE,
  /** The leg rests before that: an officer must look, or the request is over. */
  RESTS
}
