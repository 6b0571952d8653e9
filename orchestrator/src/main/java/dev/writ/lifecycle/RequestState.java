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
  /** Taken back while it was carried out: what was submitted goes on to its verification. */
  WITHDRAWING,
  AWAITING_RELEASE,
  RESPONDED,
  MONITORING,
  CLOSED,
  DENIED,
  WITHDRAWN,
  /** Answered with another; taken up as a request of its own when that one is not answered. */
  DUPLICATE;

  /** Whether nothing happens to the request any more. */
  public boolean ended() {
    return switch (this) {
      case CLOSED, DENIED, WITHDRAWN, VERIFICATION_EXPIRED -> true;
      case RECEIVED,
          VERIFYING_IDENTITY,
          PLANNING,
          AWAITING_APPROVAL,
          SCHEDULED,
          EXECUTING,
          NEEDS_ATTENTION,
          WITHDRAWING,
          AWAITING_RELEASE,
          RESPONDED,
          MONITORING,
          DUPLICATE ->
          false;
    };
  }
}
