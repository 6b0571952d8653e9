package dev.writ.clock;

import java.time.ZoneId;
import java.util.List;

/**
 * What a date was computed from.
 *
 * @param events in the order in which they became known
 * @param zone the controller's, in which the days of the events are meant and a due day ends
 */
public record ClockInputs(Right right, ZoneId zone, List<ClockEvent> events) {
  public ClockInputs {
    events = List.copyOf(events);
  }
}
