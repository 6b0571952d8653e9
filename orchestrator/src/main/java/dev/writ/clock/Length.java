package dev.writ.clock;

import java.time.LocalDate;
import java.util.Locale;

/**
 * How long a period is. The day of the event is never counted (Regulation 1182/71 Article 3(1), and
 * the same elsewhere by choice).
 */
record Length(int count, Unit unit) {
  private static final int LONGEST = 3_660;
  private static final int SHORTEST_MONTH = 28;

  Length {
    if (count < 1) {
      throw new IllegalArgumentException("a length is at least 1");
    }
    if (count > LONGEST) {
      throw new IllegalArgumentException("a length is at most " + LONGEST);
    }
  }

  /** What a period is counted in. */
  enum Unit {
    /**
     * The same date so many months later, or that month's last day: Regulation 1182/71 Article
     * 3(2)(c), C-171/03 Toeters.
     */
    MONTHS,
    /** Every day counts. */
    CALENDAR_DAYS,
    /** Mondays to Fridays that are no holiday count. */
    BUSINESS_DAYS
  }

  /** The last day of the period, not rolled. */
  LocalDate endsAfter(LocalDate day, WorkingDays calendar) {
    return switch (unit) {
      case MONTHS -> day.plusMonths(count);
      case CALENDAR_DAYS -> day.plusDays(count);
      case BUSINESS_DAYS -> businessDayAfter(day, calendar);
    };
  }

  /** A number of days that it never undercuts, whenever it begins. */
  int fewestDays() {
    return switch (unit) {
      case MONTHS -> count * SHORTEST_MONTH;
      case CALENDAR_DAYS, BUSINESS_DAYS -> count;
    };
  }

  /** This and a further period as one: two further months after one are three of the beginning. */
  Length and(Length further) {
    if (further.unit != unit) {
      throw new IllegalArgumentException("a period is extended in its own unit");
    }
    return new Length(count + further.count, unit);
  }

  String words() {
    var word = unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return count + " " + (count == 1 ? word.substring(0, word.length() - 1) : word);
  }

  private LocalDate businessDayAfter(LocalDate day, WorkingDays calendar) {
    var end = day;
    for (int left = count; left > 0; ) {
      end = end.plusDays(1);
      if (calendar.isWorkingDay(end)) {
        left--;
      }
    }
    return end;
  }
}
