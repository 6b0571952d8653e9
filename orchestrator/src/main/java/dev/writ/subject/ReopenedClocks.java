package dev.writ.subject;

import dev.writ.clock.Due;
import dev.writ.clock.Reopenings;
import dev.writ.finding.Findings;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.RequestMoved;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** By when what an appeal had taken up again is to be answered, and that it was. */
@Component
class ReopenedClocks implements Reopenings {
  private final AppealRecord record;
  private final AppealDates dates;
  private final Findings findings;
  private final Clock clock;

  ReopenedClocks(AppealRecord record, AppealDates dates, Findings findings, Clock clock) {
    this.record = record;
    this.dates = dates;
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public Optional<Reopened> find(UUID request) {
    return record
        .findReopening(request)
        .map(
            appeal ->
                new Reopened(
                    appeal.id(),
                    appeal.reopenedAt().orElseThrow(),
                    dates.redress(appeal).map(Due::statutoryDue),
                    appeal.answeredAgainAt(),
                    words(appeal)));
  }

  private String words(Appeal appeal) {
    var ended = "The request's own clock ended with the answer and stays ended. ";
    return dates
        .redress(appeal)
        .map(
            due ->
                ended
                    + "No law names a day for what an appeal orders; it is to be done by the day on"
                    + " which the person must be told of the action taken on the appeal (CHOICE). "
                    + due.explanation())
        .orElse(ended + "No law names a day for it: it is to be done without undue delay.");
  }

  /** In the transaction of the answer, whatever it is. */
  @EventListener
  void moved(RequestMoved move) {
    if (move.to() == RequestState.RESPONDED || move.to().ended()) {
      record
          .answeredAgain(move.request(), clock.instant())
          .forEach(appeal -> findings.over(appeal.reopenedKey()));
    }
  }
}
