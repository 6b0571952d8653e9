package dev.writ.clock;

import java.time.LocalDate;
import java.util.UUID;

/**
 * So much of the time has passed, or all of it. Published once, inside the transaction that enters
 * the alarm.
 *
 * @param what RESPONSE, ACKNOWLEDGEMENT, EXTENSION_NOTICE or REFUSAL
 * @param percent of the time from the receipt to the end of the safe day; 100 when that has passed
 */
public record ClockAlarm(UUID request, String what, int percent, LocalDate safeDue) {

  /** Whether the safe day has passed. */
  public boolean breach() {
    return percent >= 100;
  }
}
