package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A leg as the record holds it; counts are of objects. */
public record Leg(
    UUID id,
    UUID request,
    UUID connection,
    String vendor,
    long version,
    LegState state,
    Optional<String> verdict,
    boolean ambiguous,
    int located,
    int erased,
    int exported,
    int attempts,
    int looks,
    int generation,
    Optional<Instant> nextAttemptAt,
    Optional<String> reason) {}
