package dev.writ.finding;

import dev.writ.lifecycle.FindingState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A finding as the record holds it. */
record Finding(
    UUID id,
    long version,
    String code,
    String key,
    Severity severity,
    FindingState state,
    @Nullable UUID connection,
    @Nullable UUID request,
    @Nullable UUID leg,
    String summary,
    @Nullable String owner,
    @Nullable String reason,
    @Nullable LocalDate acceptedUntil,
    int times,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy) {

  /**
   * One change of it.
   *
   * @param note the reason, or the owner
   */
  record Change(
      Instant at, String event, String from, String to, String actor, @Nullable String note) {}
}
