package dev.writ.clock;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What a rule and a request's events come to. */
public sealed interface ClockAnswer {

  /**
   * The dates.
   *
   * @param response when the answer to the person is due
   * @param further what else is due
   * @param extendableUntil the last day on which the person can be told of an extension; the day of
   *     the response where there is none to be had
   * @param restsOn what the person has been asked for and has not answered yet; until then the
   *     dates are those of a clock that runs
   * @param extended whether the person was told that it takes longer, and that counts
   * @param fallenAway events without effect: the rule does not allow them, or not any more by what
   *     became known later
   */
  record Computed(
      Due response,
      List<Due> further,
      LocalDate extendableUntil,
      Set<PauseGround> restsOn,
      boolean extended,
      List<Refused> fallenAway)
      implements ClockAnswer {
    public Computed {
      further = List.copyOf(further);
      restsOn = Set.copyOf(restsOn);
      fallenAway = List.copyOf(fallenAway);
    }

    /** Whether the clock rests. */
    boolean paused() {
      return !restsOn.isEmpty();
    }
  }

  /**
   * An event the regime does not allow.
   *
   * @param event its place among the events, from 0
   * @param article the provision that stands against it
   */
  record Refused(int event, String article, String reason) implements ClockAnswer {}
}
