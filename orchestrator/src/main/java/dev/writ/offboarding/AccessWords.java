package dev.writ.offboarding;

import dev.writ.api.model.CertifiedAccess;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import org.springframework.stereotype.Component;

/** By what it is known that the access to a vendor was ended: refusals, and humans' words. */
@Component
class AccessWords {
  private final HandRequests hands;
  private final Sights sights;

  AccessWords(HandRequests hands, Sights sights) {
    this.hands = hands;
    this.sights = sights;
  }

  CertifiedAccess of(Offboarding one) {
    boolean refused =
        sights.of(one.id(), one.round()).stream()
            .filter(look -> look.kind() == Kind.ACCESS)
            .anyMatch(look -> look.outcome().filter(Outcome.REFUSED::equals).isPresent());
    return new CertifiedAccess(
        refused ? CertifiedAccess.EvidenceEnum.OBSERVED : CertifiedAccess.EvidenceEnum.ATTESTED,
        hands.accessWords(one.id()));
  }
}
