package dev.writ.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A code or link that was asked for, without what it consists of.
 *
 * @param codeUntil how long its code works; empty for a link without one
 * @param tries codes that were entered
 * @param revealedAt when it was put into a letter
 */
record Challenge(
    UUID id,
    UUID request,
    Challenges.Kind kind,
    State state,
    Instant askedAt,
    Instant until,
    Optional<Instant> codeUntil,
    int tries,
    Optional<Instant> revealedAt) {
  /** A code may be entered so often; then it has ended. */
  static final int TRIES = 3;

  /** What became of it. */
  enum State {
    /** Can be used until its time is over. */
    OPEN,
    /** Was used rightly. */
    USED,
    /** Too many wrong codes. */
    SPENT,
    /** Another was asked for. */
    REPLACED,
    /** Its time is over. */
    EXPIRED,
    /** It is not needed any more. */
    DROPPED
  }
}
