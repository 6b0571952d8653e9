package dev.writ.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody to whom the data had been disclosed, and how they were told of its erasure.
 *
 * @param explanation why they were not, in detail
 */
record Recipient(
    UUID id,
    String organisation,
    Role role,
    Told told,
    Optional<String> how,
    Optional<LocalDate> toldOn,
    Optional<String> evidenceSha256,
    Optional<String> explanation,
    Instant at,
    String actor) {

  /** What they are to the controller. */
  enum Role {
    SERVICE_PROVIDER,
    THIRD_PARTY,
    CONTROLLER
  }

  /** Whether they were told. */
  enum Told {
    TOLD,
    IMPOSSIBLE,
    DISPROPORTIONATE
  }
}
