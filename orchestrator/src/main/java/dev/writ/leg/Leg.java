package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A leg as the record holds it; counts are of objects.
 *
 * @param unplanned found after the plan was approved, and approved by nobody since
 */
public record Leg(
    UUID id,
    UUID request,
    UUID connection,
    String vendor,
    long version,
    LegState state,
    Optional<Verdict> verdict,
    boolean ambiguous,
    int located,
    int erased,
    int exported,
    int held,
    int unplanned,
    int attempts,
    int looks,
    Optional<Instant> nextAttemptAt,
    Optional<String> reason,
    Optional<Instant> confirmedAt) {

  /**
   * Whether an officer must look before the leg goes on; a leg with a next attempt goes on alone.
   */
  public boolean stuck() {
    return switch (state) {
      case FAILED, STILL_PRESENT -> true;
      case BLOCKED -> nextAttemptAt.isEmpty();
      default -> false;
    };
  }

  /**
   * Whether the person was searched for before the vendor's own record was read: the plan may lack
   * something.
   */
  public boolean searchedAhead() {
    return reason.filter(FeedFirst.BEHIND::equals).isPresent();
  }

  /** Whether the engine has something to do for the leg. */
  public boolean atWork() {
    return switch (state) {
      case HELD, MANUAL_TASK, RESURFACED -> false;
      default -> !state.ended() && !stuck();
    };
  }

  /** Whether something was erased here and may be looked at again. */
  public boolean watched() {
    return state == LegState.VERIFIED_ABSENT || state == LegState.UNVERIFIABLE;
  }

  /** Whether the leg was ever confirmed by the vendor and not reopened since. */
  boolean claimed() {
    return verdict.isPresent();
  }
}
