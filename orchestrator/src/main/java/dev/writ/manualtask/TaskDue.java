package dev.writ.manualtask;

import java.time.Duration;
import java.time.LocalDate;

/**
 * When a manual task is due: so early that the vendor's own time and a few days for the answer fit
 * before the day on which the person must have it.
 */
final class TaskDue {
  /** For writing the answer and for whoever is on leave. */
  private static final int DAYS_FOR_THE_ANSWER = 3;

  private TaskDue() {}

  /**
   * The due day, and tomorrow at the earliest.
   *
   * @param answer the earliest day on which the law may mean the answer to be due
   * @param vendorTime what the vendor takes after the last step
   */
  static LocalDate of(LocalDate answer, Duration vendorTime, LocalDate today) {
    var vendorDays = vendorTime.plusDays(1).minusNanos(1).toDays();
    var due = answer.minusDays(vendorDays + DAYS_FOR_THE_ANSWER);
    var tomorrow = today.plusDays(1);
    return due.isBefore(tomorrow) ? tomorrow : due;
  }
}
