package dev.writ.request;

import dev.writ.ledger.Ledger;
import dev.writ.leg.Leg;
import dev.writ.leg.LegErasures;
import dev.writ.leg.LegRecord;
import dev.writ.vault.Unopenable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ledger entries that an erasure has made untrue: the object is gone, and a look has shown it. What
 * nobody has seen gone stays entered, so that a later request finds it.
 */
@Component
class SpentEntries {
  private static final Logger LOG = LoggerFactory.getLogger(SpentEntries.class);
  private final LegRecord legs;
  private final LegErasures erasures;
  private final Ledger ledger;
  private final RequestKeys keys;
  private final Assignments assignments;

  SpentEntries(
      LegRecord legs,
      LegErasures erasures,
      Assignments assignments,
      Ledger ledger,
      RequestKeys keys) {
    this.legs = legs;
    this.erasures = erasures;
    this.assignments = assignments;
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * Forgets those of an erasure that has ended, in the caller's transaction, before its key goes.
   */
  void forget(DataSubjectRequest request) {
    if (request.erasing()) {
      findOpened(request.id())
          .ifPresent(
              opened ->
                  ledger.forget(
                      legs.of(request.id()).stream().flatMap(leg -> spent(leg, opened)).toList()));
    }
  }

  /**
   * A key that nobody can open is destroyed all the same; whose entries they are is lost with it.
   */
  private Optional<RequestKeys.Opened> findOpened(UUID request) {
    try {
      return keys.findOpened(request);
    } catch (Unopenable unreadable) {
      LOG.warn("request {}: its key cannot be opened, and its ledger entries stay", request);
      return Optional.empty();
    }
  }

  /** At this leg, by whatever the vendor is asked with. */
  private Stream<Ledger.Entry> spent(Leg leg, RequestKeys.Opened opened) {
    if (leg.located() == 0) {
      return Stream.empty();
    }
    var gone = erasures.seenGone(leg.id(), opened.sealer());
    return assignments.askedWith(leg, opened).stream()
        .flatMap(
            person ->
                gone.stream()
                    .map(
                        object ->
                            new Ledger.Entry(person, leg.connection(), object, Instant.EPOCH)));
  }
}
