package dev.writ.lifecycle;

/** States of a leg. */
public enum LegState {
  PLANNED,
  LOCATING,
  NOTHING_FOUND,
  LOCATED,
  SUBMITTING,
  SUBMITTED_UNKNOWN,
  VENDOR_PROCESSING,
  MANUAL_TASK,
  BLOCKED,
  HELD,
  CONFIRMED_BY_VENDOR,
  VERIFIED_ABSENT,
  STILL_PRESENT,
  UNVERIFIABLE,
  EXPORTED,
  FAILED,
  RESURFACED,
  CANCELLED;

  /** Whether the request need not wait for this leg any more. */
  public boolean ended() {
    return switch (this) {
      case NOTHING_FOUND, HELD, VERIFIED_ABSENT, UNVERIFIABLE, EXPORTED, CANCELLED -> true;
      case PLANNED,
          LOCATING,
          LOCATED,
          SUBMITTING,
          SUBMITTED_UNKNOWN,
          VENDOR_PROCESSING,
          MANUAL_TASK,
          BLOCKED,
          CONFIRMED_BY_VENDOR,
          STILL_PRESENT,
          FAILED,
          RESURFACED ->
          false;
    };
  }
}
