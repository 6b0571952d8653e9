package dev.writ.recheck;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was absent and is there again.
 *
 * @param objects that a look saw
 * @param unplanned those among them that the leg did not know
 * @param seen counts by kind, and whether some may be somebody else's
 */
record Resurfacing(
    UUID id,
    long version,
    UUID request,
    UUID leg,
    UUID connection,
    UUID look,
    Instant at,
    int objects,
    int unplanned,
    String seen,
    Cause cause,
    Optional<Decision> decision,
    Optional<Instant> decidedAt,
    Optional<String> decidedBy,
    Optional<Instant> erasedAgainAt) {

  /** Where it came from, in an officer's judgement. */
  enum Cause {
    RE_SYNC,
    FORM,
    IMPORT,
    BACKUP,
    UNKNOWN
  }

  /** What is done about it. */
  enum Decision {
    ERASE_AGAIN,
    LEAVE
  }
}
