package dev.writ.subject;

import dev.writ.clock.RequestClocks;
import dev.writ.evidence.EvidenceLog;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.letter.LongerAppeals;
import dev.writ.request.Correspondence;
import dev.writ.subject.Appeal.OrderedExtension;
import dev.writ.subject.Appeal.State;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of the notices that the decision on an appeal takes longer. It does so from the day
 * on which its notice has gone out; before that, and when that is too late, nothing has changed.
 */
@Component
class AppealNotices implements LongerAppeals {
  private final AppealRecord record;
  private final AppealDates dates;
  private final Correspondence requests;
  private final RequestClocks clocks;
  private final Findings findings;
  private final EvidenceLog evidence;
  private final Clock clock;

  AppealNotices(
      AppealRecord record,
      AppealDates dates,
      Correspondence requests,
      RequestClocks clocks,
      Findings findings,
      EvidenceLog evidence,
      Clock clock) {
    this.record = record;
    this.dates = dates;
    this.requests = requests;
    this.clocks = clocks;
    this.findings = findings;
    this.evidence = evidence;
    this.clock = clock;
  }

  @Override
  public boolean awaited(UUID request, UUID id) {
    var appeal = record.require(request, id);
    return appeal.state() == State.OPEN && appeal.ordered().isPresent();
  }

  @Override
  public boolean decided(UUID request, UUID id) {
    return record.require(request, id).state() != State.OPEN;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void sent(UUID request, UUID id, UUID letter, LocalDate day) {
    var appeal = record.lock(request, id);
    if (appeal.state() != State.OPEN || appeal.ordered().isEmpty()) {
      return;
    }
    var order = appeal.ordered().get();
    var extension = new Appeal.Extension(order.reason(), day, Optional.of(letter));
    var objection = clocks.againstLongerAppeal(request, appeal.receivedOn(), extension.longer());
    if (objection.isPresent()) {
      record.unordered(appeal);
      tooLate(appeal, day, objection.get());
      return;
    }
    record.extended(appeal, extension);
    note(request, "APPEAL_EXTENDED", order.by());
    findings.over(appeal.findingKey());
    findings.over(appeal.voidKey());
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<LocalDate> returned(UUID request, UUID id, UUID letter, String actor) {
    var appeal = record.lock(request, id);
    var told = appeal.extension().filter(one -> one.letter().filter(letter::equals).isPresent());
    if (told.isEmpty() || appeal.state() != State.OPEN) {
      return Optional.empty();
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    record.ordered(
        appeal, new OrderedExtension(told.get().reason(), dates.lastDay(appeal), at, actor));
    note(request, "APPEAL_NOTICE_RETURNED", actor);
    return Optional.of(dates.lastDay(record.require(request, id)));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancelled(UUID request, UUID id, String actor) {
    var appeal = record.lock(request, id);
    if (appeal.ordered().isPresent()) {
      record.unordered(appeal);
      note(request, "APPEAL_EXTENSION_CANCELLED", actor);
    }
  }

  private void tooLate(Appeal appeal, LocalDate day, String objection) {
    findings.raise(
        new FindingDraft(
            "APPEAL_EXTENSION_VOID",
            appeal.voidKey(),
            Severity.HIGH,
            Optional.empty(),
            Optional.of(appeal.request()),
            Optional.empty(),
            "The notice that the decision on the appeal received on %s takes longer went out on %s and counts for nothing, %s. The decision stays due by %s."
                .formatted(appeal.receivedOn(), day, objection, dates.lastDay(appeal))));
  }

  private void note(UUID request, String what, String actor) {
    var state = requests.require(request).state().name();
    evidence.append(request, null, what, state, state, actor);
  }
}
