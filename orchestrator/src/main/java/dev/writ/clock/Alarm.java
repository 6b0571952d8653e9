package dev.writ.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * When to warn. The period runs from the beginning of the day of receipt to the end of the safe
 * day, both in the controller's zone; 100 is the breach.
 */
public record Alarm(int percent, Instant at) {
  static List<Alarm> of(
      LocalDate received, LocalDate safeDue, ZoneId zone, List<Integer> percents) {
    var from = received.atStartOfDay(zone).toInstant();
    var to = safeDue.plusDays(1).atStartOfDay(zone).toInstant();
    var seconds = Math.max(0, to.getEpochSecond() - from.getEpochSecond());
    return percents.stream()
        .map(percent -> new Alarm(percent, from.plusSeconds(seconds * percent / 100)))
        .toList();
  }
}
