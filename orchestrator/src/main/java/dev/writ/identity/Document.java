package dev.writ.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A document that a person was asked for.
 *
 * @param file where its content lies sealed, from the upload to the check
 */
record Document(
    UUID id,
    UUID request,
    Kind kind,
    State state,
    Instant askedAt,
    Optional<UUID> file,
    Optional<String> mediaType,
    Optional<Instant> uploadedAt,
    Optional<Instant> closedAt) {

  /** What it shows. */
  enum Kind {
    /** Who the person is. */
    IDENTITY_EVIDENCE,
    /** That an agent may ask for the person (11 CCR 7063). */
    AGENT_PERMISSION
  }

  /** What became of it. */
  enum State {
    ASKED,
    UPLOADED,
    /** It was read and shows what it should; nothing of it is left. */
    ACCEPTED,
    /** It was read and does not; nothing of it is left. */
    REFUSED,
    /** It was not needed any more; nothing of it is left. */
    DROPPED
  }
}
