package dev.writ.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Locale;

/** Says how a date came about, in words a person can check with a calendar. */
final class Explanation {
  private final Rule rule;
  private final WorkingDays calendar;

  Explanation(Rule rule, WorkingDays calendar) {
    this.rule = rule;
    this.calendar = calendar;
  }

  static String day(LocalDate day) {
    return weekday(day) + " " + day;
  }

  String response(Course course, Term term, LocalDate statutory, LocalDate safe) {
    var standstill = course.standstill();
    var words = new StringBuilder(counted(term, standstill.begins(), "receipt"));
    if (!standstill.begins().equals(course.received())) {
      words.append(", begun anew with the answer of ").append(standstill.begins());
    }
    if (standstill.days() > 0) {
      words.append(", and ").append(standstill.days()).append(" days the clock rested");
    }
    var raw = standstill.raw(term, calendar);
    if (rule.extension() != null
        && rule.extension().further() == null
        && course.findExtension().isPresent()) {
      words.append(", extended to the day the person was told, ").append(day(statutory));
    } else {
      words.append(", ends on ").append(day(raw)).append(rolling(term, raw, statutory));
    }
    words.append('.');
    if (course.findExtension().isPresent()) {
      words.append(" Extended: the person was told on ");
      words.append(course.findExtension().get().on()).append('.');
    }
    if (!course.restsOn().isEmpty()) {
      words.append(" The person has not answered yet; the date is that of a clock that runs.");
    }
    return words.append(careful(safe, statutory)).toString();
  }

  String plain(Term term, LocalDate from, String event, LocalDate statutory, LocalDate safe) {
    var raw = term.length().endsAfter(from, calendar);
    return counted(term, from, event)
        + ", ends on "
        + day(raw)
        + rolling(term, raw, statutory)
        + "."
        + careful(safe, statutory);
  }

  private static String counted(Term term, LocalDate from, String event) {
    return "%s: %s after %s, the day of the %s not counted"
        .formatted(term.article(), term.length().words(), day(from), event);
  }

  private String rolling(Term term, LocalDate raw, LocalDate statutory) {
    if (raw.equals(statutory)) {
      return term.rolls() ? ", a working day" : "";
    }
    var off = new ArrayList<String>();
    for (var day = raw; day.isBefore(statutory); day = day.plusDays(1)) {
      off.add(calendar.findHoliday(day).orElse(weekday(day)));
    }
    return "; day off (%s), so %s, the next working day of %s"
        .formatted(String.join(", ", off), day(statutory), calendar.id());
  }

  private static String careful(LocalDate safe, LocalDate statutory) {
    return safe.equals(statutory) ? "" : " Careful reading: " + day(safe) + ".";
  }

  private static String weekday(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
