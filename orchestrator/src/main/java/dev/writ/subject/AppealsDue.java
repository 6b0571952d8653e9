package dev.writ.subject;

import dev.writ.clock.Due;
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
 * Says in time that an appeal or a complaint has to be answered, and what an appeal had taken up
 * again: two weeks before, and when late.
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
    return "raises a finding for what must be answered before long: appeals, complaints, and what"
        + " they had taken up again";
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
    for (var appeal : record.reopened()) {
      dates
          .redress(appeal)
          .filter(due -> !today.isBefore(due.safeDue().minusDays(DAYS_BEFORE)))
          .ifPresent(due -> transaction.executeWithoutResult(tx -> tell(appeal, due, today)));
    }
  }

  /** Its request may have been answered since it was read. */
  private void tell(Appeal read, Due due, LocalDate today) {
    var appeal = record.lock(read.request(), read.id());
    if (appeal.answeredAgainAt().isPresent()) {
      return;
    }
    boolean late = today.isAfter(due.safeDue());
    findings.raise(
        new FindingDraft(
            "REOPENED_DUE",
            appeal.reopenedKey(),
            late ? Severity.HIGH : Severity.MEDIUM,
            Optional.empty(),
            Optional.of(appeal.request()),
            Optional.empty(),
            "The request was taken up again by an appeal received on %s and %s by %s."
                .formatted(
                    appeal.receivedOn(),
                    late ? "had to be answered" : "is to be answered",
                    due.safeDue())));
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
