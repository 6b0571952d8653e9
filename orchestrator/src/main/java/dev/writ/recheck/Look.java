package dev.writ.recheck;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One dated look at one leg, as the record holds it.
 *
 * @param words what the vendor documents, or why an officer wants it
 * @param nextAt when the engine has to do something for it
 * @param tries that said nothing
 * @param begunAt the beginning of the try that is under way
 * @param seen what was there, counts by kind, and whether some may be somebody else's
 * @param reason why it said nothing, or why it was skipped
 */
record Look(
    UUID id,
    long version,
    UUID request,
    UUID leg,
    Instant dueAt,
    Why why,
    Optional<String> words,
    State state,
    Instant nextAt,
    int tries,
    Optional<Instant> begunAt,
    Optional<Instant> doneAt,
    Optional<Outcome> outcome,
    Optional<Boolean> controlRead,
    Optional<Integer> objectsRead,
    Optional<Integer> beyondSight,
    Optional<String> seen,
    Optional<String> reason,
    String plannedBy,
    Optional<String> endedBy) {

  /** Why it is made. */
  enum Why {
    /** Every leg gets it. */
    POLICY,
    /** The vendor documents a window after which it is worth it. */
    VENDOR,
    /** The vendor documents that what it kept is purged by now. */
    RESIDUAL,
    /** The leg was erased once more. */
    AGAIN,
    /** An officer wants it. */
    OFFICER,
    /** The sweep over what was erased at the vendor has read something of the leg. */
    SWEEP
  }

  /** How far it has come. */
  enum State {
    PLANNED,
    DONE,
    SKIPPED
  }

  /** What it has shown. */
  enum Outcome {
    /** All of it could be looked at, and none of it is there. */
    ABSENT,
    PRESENT,
    /** It said nothing, and is tried again. */
    INCONCLUSIVE,
    /** What could be looked at is not there; there is more, which no look can show. */
    UNVERIFIABLE
  }

  boolean planned() {
    return state == State.PLANNED;
  }
}
