package dev.writ.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a feed was read.
 *
 * @param entries ledger entries that came from it
 * @param refused objects that the vendor's package cannot deal with
 * @param readAt when it was last read to its end
 * @param nextAt when it is due
 * @param failure why the last attempt failed; empty after a good one
 */
record FeedState(
    long entries,
    long refused,
    Optional<Instant> readAt,
    Instant nextAt,
    Optional<String> failure,
    Optional<Instant> failedAt) {

  /** One that nobody has tried to read yet. */
  static FeedState untouched(Instant now) {
    return new FeedState(0, 0, Optional.empty(), now, Optional.empty(), Optional.empty());
  }
}
