package dev.writ.drill;

import dev.writ.lifecycle.DrillState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One drill as the record holds it.
 *
 * @param claimed how long the vendor's documents let deleted data stay; empty when nothing is
 *     promised
 * @param openedBy a role, or SCHEDULE
 * @param plantings how often the vendor was asked to plant
 * @param plantedAt when it was last asked to
 * @param erasedAt when the vendor had answered to every erase
 * @param absentAt when a look first showed nothing of it any more
 * @param absence from the first erase to that look
 * @param cleaningAt since when it cleans up
 * @param tries looks in this state so far
 * @param watched looks after all was absent
 * @param stuckSince since when the vendor does not answer as it should
 * @param nextAt when there is something to do
 */
record Drill(
    UUID id,
    long seq,
    long version,
    UUID connection,
    String vendor,
    DrillState state,
    Optional<Duration> claimed,
    String openedBy,
    Instant openedAt,
    int plantings,
    Optional<Instant> plantedAt,
    Optional<Instant> erasedAt,
    Optional<Instant> absentAt,
    Optional<Duration> absence,
    Optional<Instant> cleaningAt,
    Optional<Instant> endedAt,
    boolean stopped,
    Optional<DrillFailure> failure,
    Optional<String> reason,
    int tries,
    int watched,
    Optional<Instant> stuckSince,
    Instant nextAt,
    int resurrections,
    int leftovers) {}
