package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import java.util.Map;

/** What became of the objects of one leg, counted. */
public record Fates(Map<Fate, Integer> counts) {
  /** Of a leg without objects. */
  public static final Fates NONE = new Fates(Map.of());

  public Fates {
    counts = Map.copyOf(counts);
  }

  /** How many objects had this fate. */
  public int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /**
   * Whether something of a leg in this state stays, or may stay: it is held, nobody could erase it,
   * or only the vendor says that it is gone and no look could show it. What a human vouches for
   * does not stay, though nobody sees it; its level of proof is not raised by that.
   */
  public boolean anythingLeft(LegState state) {
    return count(Fate.HELD) > 0
        || count(Fate.IMPOSSIBLE) > 0
        || (state == LegState.UNVERIFIABLE && count(Fate.CLAIMED) > 0);
  }
}
