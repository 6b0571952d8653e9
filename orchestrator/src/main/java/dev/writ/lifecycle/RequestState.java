package dev.writ.lifecycle;

/** States of a request. */
public enum RequestState {
  RECEIVED,
  VERIFYING_IDENTITY,
  VERIFICATION_EXPIRED,
  PLANNING,
  AWAITING_APPROVAL,
  SCHEDULED,
  EXECUTING,
  NEEDS_ATTENTION,
  AWAITING_RELEASE,
  RESPONDED,
  MONITORING,
  CLOSED,
  DENIED,
  WITHDRAWN,
  DUPLICATE;

  /** Whether nothing happens to the request any more. */
  public boolean ended() {
    return switch (this) {
      case CLOSED, DENIED, WITHDRAWN, DUPLICATE, VERIFICATION_EXPIRED -> true;
      default -> false;
    };
  }
}
