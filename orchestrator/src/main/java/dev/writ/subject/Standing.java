package dev.writ.subject;

import dev.writ.lifecycle.RequestState;

/** Where a request stands, as far as it is the person's business. */
enum Standing {
  RECEIVED,
  WAITS_FOR_YOU,
  UNPROVED,
  LOOKING,
  AT_WORK,
  STOPPING,
  ANSWERED,
  REFUSED,
  WITHDRAWN,
  JOINED;

  static Standing of(RequestState state) {
    return switch (state) {
      case RECEIVED -> RECEIVED;
      case VERIFYING_IDENTITY -> WAITS_FOR_YOU;
      case VERIFICATION_EXPIRED -> UNPROVED;
      case PLANNING, AWAITING_APPROVAL, SCHEDULED -> LOOKING;
      // That something is stuck, or to be read before it leaves, is ours to mend.
      case EXECUTING, NEEDS_ATTENTION, AWAITING_RELEASE -> AT_WORK;
      case WITHDRAWING -> STOPPING;
      case RESPONDED, MONITORING, CLOSED -> ANSWERED;
      case DENIED -> REFUSED;
      case WITHDRAWN -> WITHDRAWN;
      case DUPLICATE -> JOINED;
    };
  }

  /** Whether an answer is still owed. */
  boolean owed() {
    return switch (this) {
      case RECEIVED, WAITS_FOR_YOU, LOOKING, AT_WORK, JOINED -> true;
      case UNPROVED, STOPPING, ANSWERED, REFUSED, WITHDRAWN -> false;
    };
  }

  /** The phrase that says so. */
  String phrase() {
    return "standing." + name();
  }
}
