package dev.writ.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A receiver as the record holds it, without its secrets.
 *
 * @param events words of {@link EventType}
 * @param failures attempts in a row that it did not answer as one that is alive
 * @param failingSince the first failure since it last took something
 * @param restUntil until then nothing is sent to it
 * @param oldSecretUntil until then the secret before signs too
 */
record Webhook(
    UUID id,
    long version,
    String name,
    URI url,
    List<String> events,
    State state,
    Optional<Disabled> disabledBecause,
    int failures,
    Optional<Instant> failingSince,
    Optional<Instant> restUntil,
    Optional<Instant> oldSecretUntil,
    Instant createdAt) {
  Webhook {
    events = List.copyOf(events);
  }

  /** Whether events are sent to it. */
  enum State {
    ENABLED,
    DISABLED
  }

  /** Why not. */
  enum Disabled {
    /** An administrator said so. */
    ADMIN,
    /** The receiver answered 410. */
    GONE,
    /** It took nothing for long. */
    FAILING
  }

  boolean enabled() {
    return state == State.ENABLED;
  }
}
