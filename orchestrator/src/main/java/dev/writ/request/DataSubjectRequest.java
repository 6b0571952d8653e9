package dev.writ.request;

import dev.writ.lifecycle.RequestState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A request as the record holds it, without its sealed parts.
 *
 * @param alsoUnder other laws it stands under: names of regimes, or ids of rules
 * @param approvals how many people have approved the plan
 * @param firstApprover the person who approved it first
 * @param filedBy the person who filed it
 * @param duplicateOf the request it is answered with
 * @param wasDuplicateOf the request that was not answered, so that this one was taken up
 * @param grounds why it is refused, or something of it is kept or was not done
 * @param firstReleaser the first of the two people by whom the package is released
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
    Optional<Outcome> outcome,
    boolean needsSecondPerson,
    int approvals,
    Optional<String> firstApprover,
    Optional<Instant> scheduledUntil,
    Instant createdAt,
    Optional<Instant> endedAt,
    Optional<Instant> keyDestroyedAt,
    Optional<String> filedBy,
    Optional<UUID> duplicateOf,
    Optional<UUID> wasDuplicateOf,
    List<RefusalGround> grounds,
    Optional<String> firstReleaser) {
  public DataSubjectRequest {
    grounds = List.copyOf(grounds);
    alsoUnder = List.copyOf(alsoUnder);
  }

  /** Every law it stands under, its regime first: names of regimes, or ids of rules. */
  public List<String> laws() {
    return Stream.concat(Stream.of(regime), alsoUnder.stream()).toList();
  }

  /** Erase, else export. */
  public boolean erasing() {
    return kind.equals("ERASURE");
  }
}
