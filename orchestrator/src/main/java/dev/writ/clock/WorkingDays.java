package dev.writ.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/** One place's working days: Mondays to Fridays that are no public holiday there. */
interface WorkingDays {

  /** Weekends alone: what every place has in common. */
  WorkingDays WEEKENDS_ONLY =
      new WorkingDays() {
        @Override
        public String id() {
          return "weekends";
        }

        @Override
        public String version() {
          return "1";
        }

        @Override
        public Optional<String> findHoliday(LocalDate day) {
          return Optional.empty();
        }
      };

  /** As a rule names it, e.g. {@code de} or {@code gb-eng}. */
  String id();

  /** What was known of holidays when a date was computed; kept with it. */
  String version();

  /** The holiday's name, if there is one on that day. */
  Optional<String> findHoliday(LocalDate day);

  default boolean isWorkingDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && findHoliday(day).isEmpty();
  }

  /** That day, or the next working day after it. */
  default LocalDate workingDayFrom(LocalDate day) {
    var working = day;
    while (!isWorkingDay(working)) {
      working = working.plusDays(1);
    }
    return working;
  }
}
