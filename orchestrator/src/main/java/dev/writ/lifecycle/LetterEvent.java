package dev.writ.lifecycle;

/** What can happen to a letter. */
public enum LetterEvent {
  /** The validator misses a block. */
  REFUSE,
  /** There is no address. */
  POST,
  /** The intent to hand it over is in the record. */
  SEND,
  /** It was not taken, and is tried again later. */
  DEFER,
  /** It was handed over. */
  TAKE,
  /** Whether it was taken is not known. */
  LOSE_ANSWER,
  /** It is not tried again by itself. */
  FAIL,
  /** It came back. */
  BOUNCE,
  /** Somebody knows that it went out. */
  CONFIRM,
  /** Somebody wants it sent once more. */
  RESEND,
  /** It is not wanted any more, or cannot be written any more. */
  CANCEL
}
