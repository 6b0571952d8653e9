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
   * Reads until the vendor does not answer. What it has not answered for is passed by: it must not
   * hold up the round, which shows less by that.
   */
  void read(VendorAdapter adapter, VendorConnection account) {
    boolean answers = true;
    for (var erased : turn.objects()) {
      if (!answers) {
        return;
      }
      answers = ask(adapter, account, erased);
      rest = rest.behind(erased.place());
      passed++;
    }
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
        late,
        again,
        round.wholeAt());
  }

  /** False when the vendor does not answer. */
  private boolean ask(VendorAdapter adapter, VendorConnection account, Erased erased) {
    boolean named = terms.retained().contains(erased.object().kind());
    boolean overdue = terms.overdue(erased);
    unnamed |= overdue && !named;
    boolean asksLate = overdue && named;
    if (asksLate) {
      late = late.ask();
    }
    if (erased.seenGone()) {
      again = again.ask();
    }
    try {
      if (asksLate || erased.seenGone()) {
        count(erased, presence(adapter, account, erased), asksLate);
      }
      return true;
    } catch (VendorFailure failure) {
      if (failure.kind() != VendorFailure.Kind.REJECTED && !failure.kind().retryable()) {
        throw failure;
      }
      return failure.kind() == VendorFailure.Kind.REJECTED;
    }
  }

  private void count(Erased erased, Presence presence, boolean asksLate) {
    if (asksLate) {
      late = late.count(presence);
    }
    if (erased.seenGone()) {
      again = again.count(presence);
    }
    if (presence instanceof Presence.Present && looked.add(erased.leg())) {
      objects.lookAgain(erased.leg());
    }
  }

  private static Presence presence(VendorAdapter adapter, VendorConnection account, Erased erased) {
    var presence = adapter.read(account, erased.object());
    if (presence instanceof Presence.InProgress slow) {
      adapter.abandon(account, erased.object(), slow.handle());
    }
    return presence;
  }
}
