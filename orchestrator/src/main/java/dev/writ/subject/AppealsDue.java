package dev.writ.subject;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in time that an appeal or a complaint has to be answered: two weeks before, and when late.
 */
@Component
class AppealsDue implements RecurringWork {
  private static final int DAYS_BEFORE = 14;

  private final AppealRecord record;
  private final AppealDates dates;
  private final Findings findings;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ZoneId zone;

  AppealsDue(
      AppealRecord record,
      AppealDates dates,
      Findings findings,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.record = record;
    this.dates = dates;
    this.findings = findings;
    this.transaction = transaction;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  @Override
  public String name() {
    return "appeals-due";
  }

  @Override
  public String purpose() {
    return "Raises a finding for each appeal or complaint that must be answered before long.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    var today = LocalDate.now(clock.withZone(zone));
    for (var appeal : record.undecided()) {
      dates
          .next(appeal)
          .filter(due -> !today.isBefore(due.minusDays(DAYS_BEFORE)))
          .ifPresent(due -> transaction.executeWithoutResult(tx -> raise(appeal, due, today)));
    }
  }

  /** It may have been decided since it was read. */
  private void raise(Appeal read, LocalDate due, LocalDate today) {
    var appeal = record.lock(read.request(), read.id());
    if (appeal.version() != read.version()) {
      return;
    }
    boolean late = today.isAfter(due);
    findings.raise(
        new FindingDraft(
            "APPEAL_DUE",
            appeal.findingKey(),
            late ? Severity.HIGH : Severity.MEDIUM,
            Optional.empty(),
            Optional.of(appeal.request()),
            Optional.empty(),
            "The %s received on %s %s on %s."
                .formatted(
                    appeal.kind() == Appeal.Kind.APPEAL ? "appeal" : "complaint",
                    appeal.receivedOn(),
                    late
                        ? "had to be answered or acknowledged"
                        : "is to be answered or acknowledged",
                    due)));
  }
}
