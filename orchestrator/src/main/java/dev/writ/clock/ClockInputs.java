package dev.writ.clock;

import java.util.List;

/**
 * What a date was computed from.
 *
 * @param events in the order in which they became known; their days are those of the controller's
 *     zone
 */
public record ClockInputs(Right right, List<ClockEvent> events) {
  public ClockInputs {
    events = List.copyOf(events);
  }
}
