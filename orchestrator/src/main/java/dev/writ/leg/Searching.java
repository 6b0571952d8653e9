package dev.writ.leg;

import dev.writ.ledger.Ledger;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * One search for a leg's person. While the plan is made, what the vendor tells besides, such as the
 * user id that an address led to, is kept for the leg; where the ledger knows more by it, the
 * vendor is searched again. A later look learns nothing: the address may be somebody else's by
 * then.
 */
@Component
final class Searching {
  private final LearntIdentifiers learnt;
  private final Ledger ledger;

  Searching(LearntIdentifiers learnt, Ledger ledger) {
    this.learnt = learnt;
    this.ledger = ledger;
  }

  /** With what was filed and learnt before. */
  Location again(LegAttempt attempt) {
    return attempt.adapter().locate(attempt.account(), attempt.assignment().subject());
  }

  /** For the plan. */
  Location learning(LegAttempt attempt) {
    var subject = known(attempt);
    var first = attempt.adapter().locate(attempt.account(), subject);
    var fresh =
        first.learnt().stream().filter(known -> !subject.identifiers().contains(known)).toList();
    if (fresh.isEmpty()) {
      return first;
    }
    var leg = attempt.leg();
    learnt.add(leg.id(), fresh, attempt.assignment().sealer());
    var wider = widened(subject, fresh, leg);
    return wider.ledgered().size() == subject.ledgered().size()
        ? first
        : attempt.adapter().locate(attempt.account(), wider);
  }

  /** The vendor's feed may have told more since the attempt began. */
  private Subject known(LegAttempt attempt) {
    var subject = attempt.assignment().subject();
    return attempt.adapter().feed().isEmpty()
        ? subject
        : widened(subject, subject.identifiers(), attempt.leg());
  }

  private Subject widened(Subject subject, List<Identifier> fresh, Leg leg) {
    var identifiers = new LinkedHashSet<>(subject.identifiers());
    identifiers.addAll(fresh);
    var ledgered = new LinkedHashSet<VendorObject>(subject.ledgered());
    fresh.forEach(known -> ledgered.addAll(ledger.find(known, leg.connection())));
    return new Subject(List.copyOf(identifiers), List.copyOf(ledgered));
  }
}
