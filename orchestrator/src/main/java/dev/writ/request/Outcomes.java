package dev.writ.request;

import dev.writ.leg.Fate;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.lifecycle.LegState;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a request ends that was carried out, judged by its legs. */
final class Outcomes {
  private Outcomes() {}

  /**
   * The outcome of legs that have all ended. An exception is what stays or may stay; that nobody
   * can look whether something is gone is none where a human vouches for it.
   */
  static Outcome of(List<Leg> legs, Map<UUID, Fates> fates) {
    var located = legs.stream().filter(leg -> leg.located() > 0).toList();
    if (located.isEmpty()) {
      return Outcome.NOTHING_FOUND;
    }
    if (located.stream()
        .allMatch(leg -> leg.state() == LegState.HELD && of(leg, fates).count(Fate.LEFT) == 0)) {
      return Outcome.REFUSED;
    }
    return legs.stream().anyMatch(leg -> of(leg, fates).anythingLeft(leg.state()))
        ? Outcome.FULFILLED_WITH_EXCEPTIONS
        : Outcome.FULFILLED;
  }

  private static Fates of(Leg leg, Map<UUID, Fates> fates) {
    return fates.getOrDefault(leg.id(), Fates.NONE);
  }
}
