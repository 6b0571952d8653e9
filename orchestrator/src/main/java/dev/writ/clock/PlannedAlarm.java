package dev.writ.clock;

import dev.writ.clock.ClockHistory.Raised;
import dev.writ.finding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to warn of what, by the dates as they are now.
 *
 * @param law whose date leads
 */
record PlannedAlarm(String law, String what, int percent, LocalDate safeDue, Instant at) {
  private static final int PASSED = 100;
  private static final int SOON = 75;

  /**
   * Of the answer, the acknowledgement, the extension's notice, and a refusal that is due before
   * the answer, as far as they run.
   */
  static List<PlannedAlarm> of(RequestDates dates, ZoneId zone, List<Integer> percents) {
    var received = StatutoryClock.receivedOn(dates.events());
    var stages = new ArrayList<>(percents);
    stages.add(PASSED);
    return Stream.of(
            Optional.of(dates.response()),
            dates.acknowledgement(),
            dates.extensionNotice(),
            dates.refusalBeforeAnswer())
        .flatMap(Optional::stream)
        .flatMap(
            due ->
                Alarm.of(received, due.safeDue(), zone, stages).stream()
                    .map(alarm -> of(dates.lawOf(due), due, alarm)))
        .toList();
  }

  private static PlannedAlarm of(String law, Due due, Alarm alarm) {
    return new PlannedAlarm(law, due.what(), alarm.percent(), due.safeDue(), alarm.at());
  }

  boolean is(Raised raised) {
    return what.equals(raised.what())
        && percent == raised.percent()
        && safeDue.equals(raised.safeDue());
  }

  /**
   * Only a passed day breaks a duty; an extension that can no longer be had breaks none, nor does a
   * refusal that nobody gives.
   */
  Severity severity() {
    boolean mayPass =
        what.equals(RequestDates.EXTENSION_NOTICE) || what.equals(RequestDates.REFUSAL);
    if (percent >= PASSED && !mayPass) {
      return Severity.HIGH;
    }
    return percent >= SOON ? Severity.MEDIUM : Severity.LOW;
  }

  String words() {
    var duty =
        switch (what) {
          case RequestDates.RESPONSE -> "The answer to the person";
          case RequestDates.ACKNOWLEDGEMENT -> "The confirmation of receipt";
          case RequestDates.REFUSAL -> "A refusal, in whole or in part,";
          default -> "The notice of an extension";
        };
    var passed = percent >= PASSED ? "that day has passed" : percent + " % of the time has passed";
    return "%s is due on %s by the careful reading of %s; %s."
        .formatted(duty, safeDue, law, passed);
  }
}
