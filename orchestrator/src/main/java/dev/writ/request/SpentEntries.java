package dev.writ.request;

import dev.writ.ledger.Ledger;
import dev.writ.leg.Leg;
import dev.writ.leg.LegErasures;
import dev.writ.leg.LegRecord;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  SpentEntries(LegRecord legs, LegErasures erasures, Ledger ledger, RequestKeys keys) {
    this.legs = legs;
    this.erasures = erasures;
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * Forgets those of an erasure that has ended, in the caller's transaction, before its key goes.
   */
  void forget(DataSubjectRequest request) {
    if (request.erasing()) {
      findOpened(request.id())
          .ifPresent(opened -> legs.of(request.id()).forEach(leg -> forget(leg, opened)));
    }
  }

  /**
   * A key that nobody can open is destroyed all the same; whose entries they are is lost with it.
   */
  private Optional<RequestKeys.Opened> findOpened(UUID request) {
    try {
      return keys.findOpened(request);
    } catch (IllegalStateException unreadable) {
      LOG.warn("request {}: its key cannot be opened, and its ledger entries stay", request);
      return Optional.empty();
    }
  }

  private void forget(Leg leg, RequestKeys.Opened opened) {
    var gone =
        leg.located() == 0 ? List.<VendorObject>of() : erasures.seenGone(leg.id(), opened.sealer());
    if (!gone.isEmpty()) {
      Assignments.meantFor(leg.vendor(), opened.identifiers())
          .forEach(person -> ledger.forget(person, leg.connection(), gone));
    }
  }
}
