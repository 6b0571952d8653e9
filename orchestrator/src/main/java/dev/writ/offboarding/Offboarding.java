package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.lifecycle.OffboardingState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An offboarding as the record holds it.
 *
 * @param verifyWith another connection to the same account, which can look when the first cannot
 * @param connectionWas what the connection was before it was frozen
 * @param listedAt when the vendor's lists were last read to their end; empty while they must be
 * @param pass how often they have been read or are being read, since a person last looked
 * @param passFound what the last reading found that was not dealt with
 * @param round of looks; a breach that was mended begins another
 * @param exportDestroyedAt since when what was taken home is no more
 * @param trouble why it waits or is stuck, in words for an officer
 */
public record Offboarding(
    UUID id,
    long seq,
    long version,
    UUID connection,
    String vendor,
    Optional<UUID> verifyWith,
    boolean returnData,
    OpenRequests openRequests,
    String reason,
    OffboardingState state,
    Connection.State connectionWas,
    Optional<String> openedBy,
    Optional<String> firstApprover,
    int approvals,
    boolean accepted,
    Optional<Instant> plannedAt,
    Optional<Instant> listedAt,
    int pass,
    long passFound,
    int round,
    int attempts,
    Optional<Instant> nextAttemptAt,
    Optional<String> trouble,
    Instant openedAt,
    Optional<Instant> endedAt,
    Optional<Instant> exportDestroyedAt) {

  /** What becomes of requests that have a leg at the connection. */
  public enum OpenRequests {
    /** Their legs end before anything is erased. */
    FINISH,
    /** Erasures end by their own look after everything was erased; the others end before. */
    CARRY
  }

  /** How many different people must have looked at the plan before anything is erased. */
  static final int APPROVERS = 2;

  /** Whether two approvers must look at the plan again, because it has grown since. */
  boolean outgrown() {
    return approvals < APPROVERS && state != OffboardingState.OPENED && !state.over();
  }

  /** Whether a person must look before it goes on; one with a next attempt goes on alone. */
  boolean stuck() {
    return trouble.isPresent() && nextAttemptAt.isEmpty() && !state.over();
  }
}
