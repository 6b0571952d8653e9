package dev.writ.request;

import dev.writ.lifecycle.RequestState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as the record holds it, without its sealed parts.
 *
 * @param alsoUnder other laws it stands under: names of regimes, or ids of rules
 * @param approvals how many people have approved the plan
 */
public record DataSubjectRequest(
    UUID id,
    long version,
    String kind,
    String regime,
    List<String> alsoUnder,
    LocalDate receivedOn,
    Optional<String> jurisdiction,
    Optional<String> channel,
    Optional<String> reference,
    RequestState state,
    Optional<String> outcome,
    boolean needsSecondPerson,
    int approvals,
    Optional<UUID> firstApprover,
    Optional<Instant> scheduledUntil,
    Instant createdAt,
    Optional<Instant> endedAt,
    Optional<Instant> keyDestroyedAt) {
  public DataSubjectRequest {
    alsoUnder = List.copyOf(alsoUnder);
  }

  /** Erase, else export. */
  public boolean erasing() {
    return kind.equals("ERASURE");
  }
}
