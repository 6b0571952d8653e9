package dev.writ.offboarding;

import dev.writ.claim.TrustEvidence;
import dev.writ.connection.ConnectionService;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.lifecycle.OffboardingEvent;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Certifies what was left as promised, or says that it was not. */
@Component
class Conclusion {
  private final OffboardingRecord record;
  private final Stock stock;
  private final Keyring keys;
  private final SubProcessors subProcessors;
  private final Certificates certificates;
  private final ConnectionService connections;
  private final Findings findings;
  private final TrustEvidence trust;
  private final Clock clock;

  Conclusion(
      OffboardingRecord record,
      Stock stock,
      Keyring keys,
      SubProcessors subProcessors,
      Certificates certificates,
      ConnectionService connections,
      Findings findings,
      TrustEvidence trust,
      Clock clock) {
    this.clock = clock;
    this.record = record;
    this.stock = stock;
    this.keys = keys;
    this.subProcessors = subProcessors;
    this.certificates = certificates;
    this.connections = connections;
    this.findings = findings;
    this.trust = trust;
  }

  /** False while a sub-processor is not confirmed, or a human is at work on what was left. */
  @Transactional
  boolean end(Offboarding now) {
    if (subProcessors.of(now.id()).stream().anyMatch(one -> one.confirmedAt().isEmpty())) {
      return false;
    }
    if (stock.count(now.id(), Stock.Progress.BY_HAND) > 0
        || keys.count(now.id(), Keyring.Progress.BY_HAND) > 0) {
      return false;
    }
    boolean leftBehind =
        stock.count(now.id(), Stock.Progress.STAYS, Stock.Progress.REFUSED) > 0
            || keys.count(now.id(), Keyring.Progress.STAYS, Keyring.Progress.REFUSED) > 0;
    if (leftBehind) {
      breach(now);
      return true;
    }
    var certified = record.move(now, OffboardingEvent.CERTIFY, OffboardingRecord.SYSTEM);
    record.certificate(now.id(), certificates.write(certified));
    connections.left(now.connection());
    trust.rehearsalEnded(now.connection(), now.id(), true, clock.instant());
    findings.over(Probing.key(now, Sights.Kind.ACCESS));
    findings.over("offboarding/" + now.id() + "/BREACHED");
    findings.over("offboarding/" + now.id() + "/LEFT_BEHIND");
    return true;
  }

  @Transactional
  void breach(Offboarding now) {
    record.move(now, OffboardingEvent.BREACH, OffboardingRecord.SYSTEM);
    trust.rehearsalEnded(now.connection(), now.id(), false, clock.instant());
    findings.raise(
        FindingDraft.about(
            now.connection(),
            "OFFBOARDING_BREACHED",
            "offboarding/" + now.id() + "/BREACHED",
            Severity.HIGH,
            "A vendor was left and did not keep what it promised; see the offboarding's looks and"
                + " what was left behind."));
  }
}
