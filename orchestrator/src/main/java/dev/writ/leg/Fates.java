package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import java.util.List;
import java.util.Map;

/** What became of the objects of one leg, counted. */
public record Fates(Map<Fate, Integer> counts) {
  private static final List<Fate> LEFT =
      List.of(
          Fate.HELD,
          Fate.IMPOSSIBLE,
          Fate.REFUSED,
          Fate.REFUSED_BY_PERSON,
          Fate.FETCHED_BY_PERSON,
          Fate.LEFT);

  /** Of a leg without objects. */
  public static final Fates NONE = new Fates(Map.of());

  public Fates {
    counts = Map.copyOf(counts);
  }

  /** How many objects had this fate. */
  public int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** How many objects were not there after all, by the word of whoever looked for them. */
  public int notThere() {
    return count(Fate.NOTHING_THERE) + count(Fate.NOTHING_THERE_BY_PERSON);
  }

  /**
   * Whether something of a leg in this state stays, or may stay: it is held, nobody could or wanted
   * to erase it, somebody says that it is another's, or only the vendor says that it is gone and no
   * look could show it. What a human vouches for does not stay, though nobody sees it; its level of
   * proof is not raised by that. Of an access request it is what the package lacks.
   */
  public boolean anythingLeft(LegState state) {
    return LEFT.stream().anyMatch(fate -> count(fate) > 0) || leftByVendor(state);
  }

  /** Whether something stays, or may stay, because the vendor offers no way to do it, or to see. */
  public boolean leftByVendor(LegState state) {
    return count(Fate.IMPOSSIBLE) > 0
        || (state == LegState.UNVERIFIABLE && count(Fate.CLAIMED) > 0);
  }
}
