package dev.writ.workflow;

import java.util.List;

/**
 * What is to be looked at.
 *
 * @param looks those whose time has come, whether or not they are under way already
 * @param waitMillis until the next one is due, or 0 when none is due before long
 */
public record RecheckStep(List<LookTicket> looks, long waitMillis) {
  public RecheckStep {
    looks = List.copyOf(looks);
  }

  /** Nothing is due before long. */
  public static RecheckStep over() {
    return new RecheckStep(List.of(), 0);
  }

  /** Whether nothing is left for the engine for the time being. */
  boolean isOver() {
    return looks.isEmpty() && waitMillis <= 0;
  }
}
