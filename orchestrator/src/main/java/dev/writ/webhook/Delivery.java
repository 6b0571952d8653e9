package dev.writ.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * An event for one receiver.
 *
 * @param attempts those that were begun since it was last sent anew
 * @param status what the receiver last answered
 */
record Delivery(
    UUID id,
    UUID event,
    String type,
    State state,
    int attempts,
    OptionalInt status,
    Optional<Failure> failure,
    Instant createdAt,
    Instant nextAt,
    Optional<Instant> triedAt,
    Optional<Instant> endedAt) {

  /** What became of it. */
  enum State {
    PENDING,
    DELIVERED,
    GIVEN_UP
  }

  /** What was wrong with an attempt. */
  enum Failure {
    /** An answer that is no 2xx. */
    REFUSED,
    /** No answer in time. */
    TIMEOUT,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** The address leads where calls may not go. */
    EGRESS
  }
}
