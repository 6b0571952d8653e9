package dev.writ.clock;

import java.time.LocalDate;

/**
 * One period of a rule.
 *
 * @param rolls whether an end on a day off moves to the next working day
 * @param daysSafer how many days before the unrolled end the safe date lies
 */
record Term(String article, Length length, boolean rolls, int daysSafer) {
  private static final int MOST_DAYS_SAFER = 31;

  Term {
    if (daysSafer < 0) {
      throw new IllegalArgumentException("a safe date lies not after the statutory one");
    }
    if (daysSafer > MOST_DAYS_SAFER) {
      throw new IllegalArgumentException(
          "a safe date lies at most " + MOST_DAYS_SAFER + " days before the end");
    }
  }

  Term lengthenedBy(Length further) {
    return new Term(article, length.and(further), rolls, daysSafer);
  }

  LocalDate statutory(LocalDate from, WorkingDays calendar) {
    return rolled(length.endsAfter(from, calendar), calendar);
  }

  LocalDate rolled(LocalDate raw, WorkingDays calendar) {
    return rolls ? calendar.workingDayFrom(raw) : raw;
  }

  /** Counted without holidays and without rolling. */
  LocalDate safe(LocalDate from) {
    return length.endsAfter(from, WorkingDays.WEEKENDS_ONLY).minusDays(daysSafer);
  }
}
