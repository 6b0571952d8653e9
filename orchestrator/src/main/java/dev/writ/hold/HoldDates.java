package dev.writ.hold;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Withholding;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.schedule.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends exemptions after their last day, and tells when a hold is to be reviewed. */
@Component
class HoldDates implements RecurringWork {
  private static final String REVIEW_DUE = "HOLD_REVIEW_DUE";
  private final HoldRecord holds;
  private final HoldEnds ends;
  private final Withholding withholding;
  private final Findings findings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  HoldDates(
      HoldRecord holds,
      HoldEnds ends,
      Withholding withholding,
      Findings findings,
      TransactionTemplate transaction,
      Clock clock) {
    this.holds = holds;
    this.ends = ends;
    this.withholding = withholding;
    this.findings = findings;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "hold-dates";
  }

  @Override
  public String purpose() {
    return "Ends exemptions after their last day, and tells when a hold is to be reviewed.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  /** Days are those of UTC. */
  @Override
  public void run() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    holds.expired(today).forEach(this::expire);
    transaction.executeWithoutResult(tx -> remind(today));
  }

  /** One that was changed meanwhile is judged anew in the next turn. */
  private void expire(Hold hold) {
    try {
      transaction.executeWithoutResult(
          tx -> {
            withholding.alone();
            var now = holds.lock(hold.id(), hold.version());
            ends.end(now, HoldEvent.EXPIRE, "its last day has passed", LegRecord.SYSTEM);
          });
    } catch (StaleVersion changed) {
      // the next turn reads it again
    }
  }

  private void remind(LocalDate today) {
    var due = new HashSet<String>();
    for (var hold : holds.reviewDue(today)) {
      due.add(reviewKey(hold.id()));
      if (!findings.unresolved(reviewKey(hold.id()))) {
        findings.raise(reviewDue(hold));
      }
    }
    findings.unresolvedKeys(REVIEW_DUE).stream()
        .filter(key -> !due.contains(key))
        .forEach(findings::over);
  }

  private static FindingDraft reviewDue(Hold hold) {
    return new FindingDraft(
        REVIEW_DUE,
        reviewKey(hold.id()),
        Severity.MEDIUM,
        Optional.ofNullable(hold.cover().connection()),
        Optional.ofNullable(hold.cover().request()),
        Optional.ofNullable(hold.cover().leg()),
        "The hold %s (%s, of %s) is to be reviewed since %s: release it, or set a later day."
            .formatted(hold.id(), hold.sort(), hold.owner(), hold.reviewOn()));
  }

  static String reviewKey(UUID hold) {
    return "hold-review/" + hold;
  }
}
