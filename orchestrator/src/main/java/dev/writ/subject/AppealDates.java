package dev.writ.subject;

import dev.writ.clock.Due;
import dev.writ.clock.RequestClocks;
import dev.writ.clock.RequestClocks.Acknowledging;
import dev.writ.clock.RequestClocks.LongerAppeal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** By when appeals and complaints must be answered, computed anew each time. */
@Component
class AppealDates {
  private final RequestClocks clocks;

  AppealDates(RequestClocks clocks) {
    this.clocks = clocks;
  }

  /** By when it must be decided, under each law that says so. */
  List<Due> decision(Appeal appeal) {
    return decision(appeal, appeal.extension().map(Appeal.Extension::longer));
  }

  /** The same, were that the extension of it. */
  List<Due> decision(Appeal appeal, Appeal.Extension extension) {
    return decision(appeal, Optional.of(extension.longer()));
  }

  /** The same, had the person been told on the first day that it takes longer. */
  List<Due> longest(Appeal appeal) {
    return decision(appeal, Optional.of(new LongerAppeal(appeal.receivedOn(), Optional.empty())));
  }

  /** The last lawful day of the decision, were that the extension of it: the first of all laws'. */
  LocalDate lastDay(Appeal appeal, Appeal.Extension extension) {
    return lastDay(decision(appeal, extension));
  }

  /** The last lawful day of the decision, as it stands. */
  LocalDate lastDay(Appeal appeal) {
    return lastDay(decision(appeal));
  }

  private static LocalDate lastDay(List<Due> decision) {
    return decision.stream().map(Due::statutoryDue).min(LocalDate::compareTo).orElseThrow();
  }

  private List<Due> decision(Appeal appeal, Optional<LongerAppeal> longer) {
    return appeal.kind() == Appeal.Kind.APPEAL
        ? clocks.appeal(appeal.request(), appeal.receivedOn(), longer)
        : List.of();
  }

  /** Until when its receipt must be acknowledged, where a law says so. */
  Optional<Acknowledging> acknowledgement(Appeal appeal) {
    return appeal.kind() == Appeal.Kind.COMPLAINT
        ? clocks.complaint(appeal.request(), appeal.receivedOn())
        : Optional.empty();
  }

  /**
   * By when the request that an appeal had taken up again is to be answered: the law names no day
   * of its own, and wants the person told of the action taken by that of the decision (CHOICE).
   */
  Optional<Due> redress(Appeal appeal) {
    return decision(appeal).stream().min(Comparator.comparing(Due::safeDue));
  }

  /** The earliest safe day on which something about an open one is still due. */
  Optional<LocalDate> next(Appeal appeal) {
    var decisions = decision(appeal).stream().map(Due::safeDue);
    var acknowledgement =
        acknowledgement(appeal)
            .filter(due -> appeal.acknowledgedAt().isEmpty())
            .map(Acknowledging::safeDue)
            .stream();
    return Stream.concat(decisions, acknowledgement).min(LocalDate::compareTo);
  }
}
