package dev.writ.workflow;

import java.util.List;

/**
 * What the record wants next for a request.
 *
 * @param seconds for SLEEP
 * @param legs for RUN_LEGS
 */
public record RequestStep(Action action, long seconds, List<LegTicket> legs) {

  /** What the workflow does. */
  public enum Action {
    RUN_LEGS,
    SLEEP,
    AWAIT_WAKE,
    DONE
  }

  public static RequestStep of(Action action) {
    return new RequestStep(action, 0, List.of());
  }

  public static RequestStep run(List<LegTicket> legs) {
    return new RequestStep(Action.RUN_LEGS, 0, legs);
  }

  public static RequestStep sleep(long seconds) {
    return new RequestStep(Action.SLEEP, seconds, List.of());
  }
}
