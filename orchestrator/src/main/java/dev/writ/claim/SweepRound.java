package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Rest;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Presence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a round over all that was erased at a connection has come. Only a whole round that has
 * read all of it says that nothing is there; until it ends, what the last whole one said holds, and
 * what can be read counts at once.
 *
 * @param begunAt when this round was begun, or the last one, where none is under way
 * @param terms the promise that it is held against
 * @param gap something in question could not be read in it
 * @param unnamed it came upon something of which the promise does not speak
 * @param unnamedLast so did the last whole one
 * @param late what is kept for longer than promised
 * @param again what is there again
 * @param wholeAt when the last whole round ended
 */
record SweepRound(
    Instant begunAt,
    String terms,
    Rest rest,
    boolean gap,
    boolean unnamed,
    boolean unnamedLast,
    Tally late,
    Tally again,
    @Nullable Instant wholeAt) {

  /** Of a connection at which no round was begun. */
  static SweepRound first(String terms, Instant now) {
    return new SweepRound(now, terms, Rest.ALL, false, false, false, Tally.NONE, Tally.NONE, null);
  }

  boolean underWay() {
    return !rest.equals(Rest.ALL);
  }

  /**
   * The round that the next turn belongs to. One that was held against another promise is begun
   * anew, and what was said of that promise is not said of this one; what is there again is so
   * whatever was promised.
   */
  SweepRound next(String promised, Instant now) {
    if (promised.equals(terms)) {
      return underWay() ? this : begun(promised, unnamedLast, late.begun(), now);
    }
    return begun(promised, false, late.doubted(), now);
  }

  private SweepRound begun(String promised, boolean unnamedBefore, Tally ofLate, Instant now) {
    return new SweepRound(
        now, promised, Rest.ALL, false, false, unnamedBefore, ofLate, again.begun(), wholeAt);
  }

  /** Whether something is there of which the promise does not speak, as far as is known. */
  boolean comesUponUnnamed(boolean whole) {
    return unnamed || (!whole && unnamedLast);
  }

  /** Its end: what it has shown is what the last whole round says from now on. */
  SweepRound ended(Instant now) {
    return new SweepRound(
        begunAt, terms, Rest.ALL, false, false, unnamed, late.ended(gap), again.ended(gap), now);
  }

  /**
   * What a round's reads of one question have shown so far.
   *
   * @param last what the last whole round says; null when it came upon nothing to ask about
   */
  record Tally(int asked, int absent, int present, @Nullable Standing last) {
    static final Tally NONE = new Tally(0, 0, 0, null);

    Tally ask() {
      return new Tally(asked + 1, absent, present, last);
    }

    Tally count(Presence presence) {
      return switch (presence) {
        case Presence.Absent nothing -> new Tally(asked, absent + 1, present, last);
        case Presence.Present there -> new Tally(asked, absent, present + 1, last);
        case Presence.Unobservable blind -> this;
        case Presence.InProgress slow -> this;
      };
    }

    int read() {
      return absent + present;
    }

    /** What was there in a round that was not read to its end is there until a whole one ends. */
    private Tally begun() {
      return new Tally(0, 0, 0, present > 0 ? Standing.NOT_AS_PROMISED : last);
    }

    private Tally doubted() {
      return new Tally(0, 0, 0, last == null && asked == 0 ? null : Standing.UNCLEAR);
    }

    private Tally ended(boolean gap) {
      return new Tally(0, 0, 0, whole(gap));
    }

    /** What a whole round says; null when it came upon nothing to ask about. */
    @Nullable Standing whole(boolean gap) {
      if (asked == 0) {
        return null;
      }
      if (present > 0) {
        return Standing.NOT_AS_PROMISED;
      }
      return gap || absent < asked ? Standing.UNCLEAR : Standing.UNBROKEN;
    }

    /** What is said while the round is under way: never more than the last whole one said. */
    @Nullable Standing meanwhile(boolean gap) {
      if (present > 0 || last == Standing.NOT_AS_PROMISED) {
        return Standing.NOT_AS_PROMISED;
      }
      if (last == null) {
        return asked == 0 ? null : Standing.UNCLEAR;
      }
      return gap || absent < asked ? Standing.UNCLEAR : last;
    }
  }
}
