package dev.writ.clock;

import dev.writ.clock.Rule.Effect;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
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

  /**
   * The period begins with the latest answer that begins it anew. Of the other rests each day is
   * counted once, however many of them it lies in, and none before that.
   */
  static Standstill of(LocalDate received, List<Rest> rests) {
    var anew =
        rests.stream()
            .filter(rest -> rest.rule().effect() == Effect.BEGINS_ANEW)
            .map(Rest::answered)
            .max(Comparator.naturalOrder());
    var sum = none(anew.orElse(received));
    // The day of the answer is not counted anyway; the day of receipt can be one of a rest.
    var counted = anew.orElse(received.minusDays(1));
    for (var rest : inOrder(rests)) {
      sum = sum.with(rest, counted);
      counted = rest.answered().isAfter(counted) ? rest.answered() : counted;
    }
    return sum;
  }

  private static List<Rest> inOrder(List<Rest> rests) {
    return rests.stream()
        .filter(rest -> rest.rule().effect() != Effect.BEGINS_ANEW)
        .sorted(Comparator.comparing(Rest::asked).thenComparing(Rest::answered))
        .toList();
  }

  private Standstill with(Rest rest, LocalDate counted) {
    boolean inclusive = rest.rule().effect() == Effect.DAYS_NOT_COUNTED;
    var first = inclusive ? rest.asked() : rest.asked().plusDays(1);
    var from = first.isAfter(counted) ? first : counted.plusDays(1);
    var more = Math.max(0, daysBetween(from, rest.answered()) + 1);
    return new Standstill(
        begins, days + more, countedInclusively + (inclusive && more > 0 ? 1 : 0));
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
