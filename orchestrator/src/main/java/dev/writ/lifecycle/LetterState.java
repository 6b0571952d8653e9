package dev.writ.lifecycle;

/** Where a letter stands. */
public enum LetterState {
  /** To be written and sent, or to be tried again. */
  ORDERED,
  /** It lacks what the law demands of it, and is not sent. */
  REFUSED_BY_VALIDATOR,
  /** There is no address to send it to: somebody posts it and says so. */
  BY_HAND,
  /** It is being handed over. */
  SENDING,
  /** It may have been handed over; the answer was lost. */
  SENT_UNKNOWN,
  /** Handed over to the mail server, laid into the outbox, or posted. */
  SENT,
  /** The mail server refused it for good, or did not take it for days. */
  FAILED,
  /** It came back. */
  BOUNCED,
  /** It will not be sent. */
  CANCELLED
}
