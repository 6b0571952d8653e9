package dev.writ.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A day that a caller names, who may be anywhere on earth. */
public final class NamedDay {
  /** Where a day begins first. */
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  private NamedDay() {}

  /** Whether the day has not begun anywhere on earth yet. */
  public static boolean inTheFuture(LocalDate day, Instant now) {
    return day.isAfter(LocalDate.ofInstant(now, FIRST));
  }
}
