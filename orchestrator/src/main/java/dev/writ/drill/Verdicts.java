package dev.writ.drill;

import dev.writ.claim.TrustEvidence;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.lifecycle.DrillEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a drill comes to, and who hears of it: the officer by a finding, and the vendor's trust. */
@Component
class Verdicts {
  private final DrillRecord drills;
  private final Findings findings;
  private final TrustEvidence trust;
  private final MeterRegistry metrics;

  Verdicts(DrillRecord drills, Findings findings, TrustEvidence trust, MeterRegistry metrics) {
    this.drills = drills;
    this.findings = findings;
    this.trust = trust;
    this.metrics = metrics;
  }

  /** The drill cannot pass any more, and goes on; what is known of the vendor is told at once. */
  @Transactional
  public void fail(Drill drill, DrillFailure failure, String reason, Instant now) {
    drills.fail(drill.id(), failure, reason);
    findings.raise(
        FindingDraft.about(
            drill.connection(),
            failure.code(),
            key(drill.connection(), failure.code()),
            failure.severity(),
            "Drill " + drill.id() + ": " + reason));
    if (failure.judges()) {
      trust.drillEnded(drill.connection(), drill.id(), false, now);
    }
  }

  /** The drill has failed: what is still there is cleaned up. */
  @Transactional
  public void giveUp(Drill drill, DrillFailure failure, String reason, Instant now) {
    fail(drill, failure, reason, now);
    drills.move(drill, DrillEvent.GIVE_UP, now, DrillRecord.SYSTEM);
  }

  /** All of it is gone, so long after the first erase. */
  @Transactional
  public void absent(Drill drill, Instant now, Duration absence) {
    drills.absent(drill, now, absence);
    metrics.timer("writ.drill.absence", "vendor", drill.vendor()).record(absence);
  }

  /**
   * The drill is over.
   *
   * @param leftovers how many of its objects are not known to be gone
   * @param looked whether the last look for strays could be taken
   */
  @Transactional
  public void end(Drill drill, int leftovers, boolean looked, Instant now) {
    if (leftovers > 0 || !looked) {
      drills.leftovers(drill.id(), leftovers);
      findings.raise(
          FindingDraft.about(
              drill.connection(),
              "DRILL_LEFTOVER",
              "drill-leftover/" + drill.id(),
              Severity.MEDIUM,
              "Drill "
                  + drill.id()
                  + " could not clean up: "
                  + leftovers
                  + " of its invented objects are not known to be gone"
                  + (looked ? "." : ", and whether there are more could not be looked at.")));
    }
    boolean unproven = leftovers > 0 && !drill.stopped() && drill.failure().isEmpty();
    if (unproven) {
      var failure = looked ? DrillFailure.NOT_ERASABLE : DrillFailure.UNREACHABLE;
      fail(drill, failure, leftovers + " of its objects are not known to be gone", now);
    }
    if (drill.failure().isPresent() || unproven) {
      drills.move(drill, DrillEvent.FAIL, now, DrillRecord.SYSTEM);
    } else if (drill.stopped()) {
      drills.move(drill, DrillEvent.END_STOPPED, now, DrillRecord.SYSTEM);
    } else {
      pass(drill, now);
    }
  }

  /** A broken promise stays for an officer to judge; that a drill could not be held is over. */
  private void pass(Drill drill, Instant now) {
    drills.move(drill, DrillEvent.PASS, now, DrillRecord.SYSTEM);
    trust.drillEnded(drill.connection(), drill.id(), true, now);
    for (var failure : DrillFailure.values()) {
      if (failure.severity() != Severity.HIGH) {
        findings.over(key(drill.connection(), failure.code()));
      }
    }
  }

  private static String key(UUID connection, String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', '-') + "/" + connection;
  }
}
