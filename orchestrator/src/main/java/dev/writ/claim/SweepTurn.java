package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.claim.ErasedObjects.Rest;
import dev.writ.claim.ErasedObjects.Turn;
import dev.writ.claim.ErasedSweep.Terms;
import dev.writ.claim.SweepRound.Tally;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What one look reads of a round over erased objects. */
final class SweepTurn {
  private final ErasedObjects objects;
  private final Terms terms;
  private final SweepRound round;
  private final Turn turn;
  private final Set<UUID> looked = new HashSet<>();
  private Rest rest;
  private Tally late;
  private Tally again;
  private boolean unnamed;
  private int passed;

  SweepTurn(ErasedObjects objects, Terms terms, SweepRound round, Turn turn) {
    this.objects = objects;
    this.terms = terms;
    this.round = round;
    this.turn = turn;
    this.rest = new Rest(round.rest().after(), turn.until());
    this.late = round.late();
    this.again = round.again();
    this.unnamed = round.unnamed();
  }

  /**
   * Reads until the vendor does not answer. What it has not answered for is the next look's first;
   * only where a look begins with it is it passed by: it must not hold up the round, which shows
   * less by that.
   */
  void read(VendorAdapter adapter, VendorConnection account) {
    boolean answered = false;
    for (var erased : turn.objects()) {
      boolean asksLate = overdue(erased) && named(erased);
      var answer =
          asksLate || erased.seenGone()
              ? Answer.to(adapter, account, erased.object())
              : new Answer.NotAsked();
      if (answer instanceof Answer.Silence && answered) {
        return;
      }
      passed(erased, asksLate, answer);
      if (answer instanceof Answer.Silence) {
        return;
      }
      answered |= !(answer instanceof Answer.NotAsked);
    }
  }

  private void passed(Erased erased, boolean asksLate, Answer answer) {
    unnamed |= overdue(erased) && !named(erased);
    if (asksLate) {
      late = answer.countedBy(late.ask());
    }
    if (erased.seenGone()) {
      again = answer.countedBy(again.ask());
    }
    if (answer.there() && looked.add(erased.leg())) {
      objects.lookAgain(erased.leg());
    }
    rest = rest.behind(erased.place());
    passed++;
  }

  private boolean overdue(Erased erased) {
    return terms.overdue(erased);
  }

  private boolean named(Erased erased) {
    return terms.retained().contains(erased.object().kind());
  }

  /** How many of the round come after what was read. */
  int left() {
    return turn.objects().size() - passed + turn.left();
  }

  /** Whether this was the round's last one. */
  boolean whole() {
    return left() == 0;
  }

  int unread() {
    return turn.unread();
  }

  /** The round as it is now. */
  SweepRound made() {
    return new SweepRound(
        round.begunAt(),
        round.terms(),
        rest,
        round.gap() || turn.unread() > 0,
        unnamed,
        round.unnamedLast(),
        late,
        again,
        round.wholeAt());
  }

  /** What the vendor says of one object. */
  private sealed interface Answer {
    /** There is no question about it. */
    record NotAsked() implements Answer {}

    record Shown(Presence presence) implements Answer {}

    /** It does not show this object, whatever else it shows. */
    record Refusal() implements Answer {}

    /** It does not answer now. */
    record Silence() implements Answer {}

    /**
     * An object may be closed to credentials that open the others (403).
     *
     * @throws VendorFailure when the credentials open nothing
     */
    static Answer to(VendorAdapter adapter, VendorConnection account, VendorObject object) {
      try {
        var presence = adapter.read(account, object);
        if (presence instanceof Presence.InProgress slow) {
          adapter.abandon(account, object, slow.handle());
        }
        return new Shown(presence);
      } catch (VendorFailure failure) {
        if (failure.kind().retryable()) {
          return new Silence();
        }
        if (failure.kind() == VendorFailure.Kind.AUTHENTICATION && failure.status() != 403) {
          throw failure;
        }
        return new Refusal();
      }
    }

    default Tally countedBy(Tally tally) {
      return this instanceof Shown shown ? tally.count(shown.presence()) : tally;
    }

    default boolean there() {
      return this instanceof Shown shown && shown.presence() instanceof Presence.Present;
    }
  }
}
