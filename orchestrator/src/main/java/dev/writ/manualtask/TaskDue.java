package dev.writ.manualtask;

import java.time.Duration;
import java.time.LocalDate;

/**
 * When a manual task is due: so early that the vendor's own time and a few days for the answer fit
 * before the law's last day. The law's day is counted the careful way: the earliest one an
 * authority could mean, and never moved past a weekend.
 */
final class TaskDue {
  /** For writing the answer and for whoever is on leave. */
  private static final int DAYS_FOR_THE_ANSWER = 3;

  private TaskDue() {}

  /**
   * The due day, and tomorrow at the earliest.
   *
   * @param regime GDPR (Art. 12(3): one month), UK_GDPR (the same, less the day a strict reading
   *     takes) or CCPA (Cal. Civ. Code 1798.130(a)(2): 45 days)
   * @param vendorTime what the vendor takes after the last step
   */
  static LocalDate of(String regime, LocalDate receivedOn, Duration vendorTime, LocalDate today) {
    var lawful =
        switch (regime) {
          case "GDPR" -> receivedOn.plusMonths(1);
          case "UK_GDPR" -> receivedOn.plusMonths(1).minusDays(1);
          case "CCPA" -> receivedOn.plusDays(45);
          default -> throw new IllegalArgumentException("no due day is known for " + regime);
        };
    var vendorDays = vendorTime.plusDays(1).minusNanos(1).toDays();
    var due = lawful.minusDays(vendorDays + DAYS_FOR_THE_ANSWER);
    var tomorrow = today.plusDays(1);
    return due.isBefore(tomorrow) ? tomorrow : due;
  }
}
