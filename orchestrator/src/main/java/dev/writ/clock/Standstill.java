package dev.writ.clock;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What rests of a clock come to: where the period begins, how many days it is longer.
 *
 * @param begins the day of receipt, or of the answer with which the period began anew
 * @param days how many days are added to the end
 * @param countedInclusively how many of the rests were counted with both their ends
 */
record Standstill(LocalDate begins, long days, int countedInclusively) {

  /** A rest that has ended. */
  record Rest(Rule.Pause rule, LocalDate asked, LocalDate answered) {}

  static Standstill none(LocalDate received) {
    return new Standstill(received, 0, 0);
  }

  /** Rests follow each other and do not overlap by more than the day they share. */
  static Standstill of(LocalDate received, List<Rest> rests) {
    var sum = none(received);
    var counted = received.minusDays(1);
    for (var rest : rests) {
      sum = sum.with(rest, counted);
      counted = rest.answered();
    }
    return sum;
  }

  private Standstill with(Rest rest, LocalDate counted) {
    return switch (rest.rule().effect()) {
      case BEGINS_ANEW -> none(rest.answered());
      case MOVED ->
          new Standstill(
              begins, days + daysBetween(rest.asked(), rest.answered()), countedInclusively);
      case DAYS_NOT_COUNTED -> {
        var first = rest.asked().isAfter(counted) ? rest.asked() : counted.plusDays(1);
        var more = Math.max(0, daysBetween(first, rest.answered()) + 1);
        yield new Standstill(begins, days + more, countedInclusively + (more > 0 ? 1 : 0));
      }
    };
  }

  LocalDate statutory(Term term, WorkingDays calendar) {
    return term.rolled(raw(term, calendar), calendar);
  }

  LocalDate raw(Term term, WorkingDays calendar) {
    return term.length().endsAfter(begins, calendar).plusDays(days);
  }

  /**
   * The careful day: unrolled, and as many days earlier as the term says. A rest counted with both
   * its ends may be one day shorter; that and the term's own care are not added up.
   */
  LocalDate safe(Term term) {
    return term.length()
        .endsAfter(begins, WorkingDays.WEEKENDS_ONLY)
        .plusDays(days)
        .minusDays(Math.max(term.daysSafer(), countedInclusively));
  }

  private static long daysBetween(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }
}
