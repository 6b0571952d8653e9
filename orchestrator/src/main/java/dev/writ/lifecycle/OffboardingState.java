package dev.writ.lifecycle;

/** States of an offboarding. */
public enum OffboardingState {
  /** A plan is made and read; nothing is changed. */
  OPENED,
  /** Nothing new goes to the vendor; open requests end. */
  FROZEN,
  /** What is ours is read out. */
  EXPORTING,
  ERASING,
  REVOKING,
  /** The old credentials are tried. */
  PROBING,
  /** Dated looks through the vendor's documented windows. */
  WATCHING,
  CERTIFIED,
  BREACHED,
  CANCELLED;

  /** Whether everything that was done can still be taken back. */
  public boolean reversible() {
    return switch (this) {
      case OPENED, FROZEN, EXPORTING -> true;
      case ERASING, REVOKING, PROBING, WATCHING, CERTIFIED, BREACHED, CANCELLED -> false;
    };
  }

  /** Whether the engine has nothing more to do. */
  public boolean over() {
    return switch (this) {
      case CERTIFIED, BREACHED, CANCELLED -> true;
      case OPENED, FROZEN, EXPORTING, ERASING, REVOKING, PROBING, WATCHING -> false;
    };
  }
}
