package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.request.DataSubjectRequest;
import dev.writ.settings.WritSettings;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Computes a request's dates from its events, under each of its laws by the newest rules. */
@Component
class Reckoning {
  private final RuleBooks books;
  private final ZoneId zone;

  Reckoning(RuleBooks books, WritSettings settings) {
    this.books = books;
    this.zone = settings.clock().zone();
  }

  ZoneId zone() {
    return zone;
  }

  /**
   * Under every law it stands under. A rule that was added and cannot be read any more is left out;
   * where nothing else is left, the shipped one with the earliest answer stands in (CHOICE), so
   * that nobody is told a day that may be too late.
   */
  RequestDates of(DataSubjectRequest request, List<ClockEvent> events) {
    var inputs = new ClockInputs(Right.valueOf(request.kind()), events);
    return of(books.current(), request.laws(), request.jurisdiction(), inputs);
  }

  static RequestDates of(
      RuleBook book, List<String> laws, Optional<String> jurisdiction, ClockInputs inputs) {
    var known =
        laws.stream()
            .flatMap(
                law ->
                    book.find(Law.ruleOf(law)).stream()
                        .map(rule -> of(book, law, rule, jurisdiction, inputs)))
            .toList();
    return new RequestDates(
        known.isEmpty() ? List.of(standIn(book, laws.getFirst(), inputs)) : known,
        inputs.events(),
        book.edition());
  }

  private static LawDates standIn(RuleBook book, String law, ClockInputs inputs) {
    return book.rules().stream()
        .filter(rule -> !Law.nameOf(rule.id()).equals(rule.id()))
        .map(rule -> of(law, rule, WorkingDays.WEEKENDS_ONLY, inputs))
        .min(Comparator.comparing(dates -> dates.computed().response().safeDue()))
        .orElseThrow();
  }

  private static LawDates of(
      RuleBook book, String law, Rule rule, Optional<String> jurisdiction, ClockInputs inputs) {
    var calendar =
        Law.calendar(rule, jurisdiction).map(book::calendar).orElse(WorkingDays.WEEKENDS_ONLY);
    return of(law, rule, calendar, inputs);
  }

  static LawDates of(String law, Rule rule, WorkingDays calendar, ClockInputs inputs) {
    return new LawDates(law, rule, calendar, new StatutoryClock(rule, calendar).replay(inputs));
  }

  /**
   * What stands against the last event: the first law's word, when none of the laws allows it.
   * Where at least one does, it is an event, and the others go on as if it had not been.
   */
  static Optional<Refused> against(RequestDates dates) {
    int last = dates.events().size() - 1;
    var refusals =
        dates.laws().stream()
            .flatMap(law -> law.computed().fallenAway().stream())
            .filter(refused -> refused.event() == last)
            .toList();
    return refusals.size() == dates.laws().size()
        ? Optional.of(refusals.getFirst())
        : Optional.empty();
  }
}
