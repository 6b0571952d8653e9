package dev.writ.lifecycle;

/** States of a drill. */
public enum DrillState {
  OPENED,
  PLANTING,
  /** It must be found before it is erased: what was never visible proves nothing when it is not. */
  FINDING,
  ERASING,
  WATCHING,
  /** Whatever is still there of the invented person is erased again. */
  CLEANING,
  PASSED,
  FAILED,
  STOPPED;

  /** Whether nothing is left to do. */
  public boolean ended() {
    return switch (this) {
      case PASSED, FAILED, STOPPED -> true;
      case OPENED, PLANTING, FINDING, ERASING, WATCHING, CLEANING -> false;
    };
  }
}
