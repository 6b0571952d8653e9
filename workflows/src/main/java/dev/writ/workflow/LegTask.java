package dev.writ.workflow;

/** What a run of a leg is for. */
public enum LegTask {
  LOCATE,
  EXPORT,
  ERASE
}
