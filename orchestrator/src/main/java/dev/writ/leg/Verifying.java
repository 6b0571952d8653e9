package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.lifecycle.LegEvent;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.workflow.LegProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether the data is gone: a positive control first, then every object by its id, then a
 * fresh search. A vendor that shows the data a while longer is waited for; one that keeps showing
 * it has kept it.
 */
@Component
final class Verifying implements LegPart {
  /** A read by id is believed after this many looks in a row that show the object. */
  private static final int LOOKS_AT_READS = 5;

  /** A search may lag far longer than a read; with the usual longest wait this is some two days. */
  private static final int LOOKS_AT_LISTS = 300;

  private final LegRecord legs;
  private final LegObjects objects;
  private final LegSights sights;
  private final TransactionTemplate transaction;
  private final Duration longestWait;

  Verifying(
      LegRecord legs,
      LegObjects objects,
      LegSights sights,
      TransactionTemplate transaction,
      WritSettings settings) {
    this.longestWait = settings.calls().longestRetry();
    this.legs = legs;
    this.objects = objects;
    this.sights = sights;
    this.transaction = transaction;
  }

  @Override
  public LegProgress work(LegAttempt attempt) {
    var leg = attempt.leg();
    return switch (leg.state()) {
      case CONFIRMED_BY_VENDOR -> look(attempt);
      case VERIFIED_ABSENT, UNVERIFIABLE -> LegProgress.done(leg.erased());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress look(LegAttempt attempt) {
    var leg = attempt.leg();
    if (!attempt.adapter().control(attempt.account())) {
      return unverifiable(attempt, "UNVERIFIABLE", "the positive control could not be read");
    }
    int present = 0;
    var waits = new Waits();
    var sealer = attempt.assignment().sealer();
    for (var portion = objects.unseen(leg.id(), -1, sealer); !portion.isEmpty(); ) {
      for (var held : portion) {
        if (attempt.outOfTime()) {
          return LegProgress.again(0, attempt.objects());
        }
        if (waits.due(held)) {
          present += readAgain(attempt, held, waits);
        }
      }
      portion = objects.unseen(leg.id(), portion.getLast().ord(), sealer);
    }
    if (waits.any()) {
      return waits.awaitLook(legs, attempt);
    }
    if (present > 0) {
      return lookAgain(attempt, LOOKS_AT_READS, present + " objects can still be read");
    }
    return searchAgain(attempt);
  }

  /** How many more objects are known to be there: one or none. */
  private int readAgain(LegAttempt attempt, Held held, Waits waits) {
    var adapter = attempt.adapter();
    var presence =
        held.handle().isPresent()
            ? adapter.pollRead(attempt.account(), held.object(), held.handle().get())
            : adapter.read(attempt.account(), held.object());
    attempt.counted();
    switch (presence) {
      case Presence.Absent gone -> sights.seenAbsent(held.id());
      case Presence.Unobservable blind -> sights.unobservable(held.id(), blind.reason());
      case Presence.InProgress slow -> {
        var at = attempt.askAgain(slow.again());
        var sealer = attempt.assignment().sealer();
        sights.looking(held.id(), sealer.seal(slow.handle(), "handle/" + attempt.leg().id()), at);
        waits.until(at, held);
      }
      case Presence.Present there -> {
        sights.looked(held.id());
        if (!held.presentUntil().isAfter(Instant.now())) {
          return 1;
        }
        waits.until(held.presentUntil(), held);
      }
    }
    return 0;
  }

  /** The vendor's own search, afresh; what it shows is read by id, because lists lag. */
  private LegProgress searchAgain(LegAttempt attempt) {
    var leg = attempt.leg();
    var shown =
        attempt.adapter().locate(attempt.account(), attempt.assignment().subject()).objects();
    if (shown.isEmpty()) {
      return absent(attempt);
    }
    var known = objects.all(leg.id(), attempt.assignment().sealer());
    var beyondSight = sights.beyondSight(leg.id());
    var impossible =
        known.stream()
            .filter(held -> beyondSight.contains(held.id()))
            .map(Held::object)
            .collect(Collectors.toSet());
    var present = new ArrayList<VendorObject>();
    int lagging = 0;
    for (var object : shown) {
      if (impossible.contains(object)) {
        continue;
      }
      // Only what is read as absent may be a list that lags; what cannot be looked at is not in the
      // plan, or it would have been passed over above.
      if (attempt.adapter().read(attempt.account(), object) instanceof Presence.Absent) {
        lagging++;
      } else {
        present.add(object);
      }
      attempt.counted();
    }
    if (!present.isEmpty()) {
      return stillThere(attempt, known, present);
    }
    return lagging == 0
        ? absent(attempt)
        : lookAgain(attempt, LOOKS_AT_LISTS, "the vendor's search still shows erased objects");
  }

  private LegProgress stillThere(LegAttempt attempt, List<Held> known, List<VendorObject> present) {
    var leg = attempt.leg();
    var again = new HashSet<>(present);
    var back = known.stream().filter(held -> again.remove(held.object())).map(Held::id).toList();
    transaction.executeWithoutResult(
        tx -> {
          sights.seenPresent(back);
          objects.add(leg.id(), again, attempt.assignment().sealer());
          legs.verdict(leg.id(), null);
          var reason =
              present.size() + " objects are there, " + again.size() + " of them not in the plan";
          legs.move(leg, LegEvent.SEE_PRESENT, reason, LegRecord.SYSTEM);
        });
    return LegProgress.rests(attempt.objects());
  }

  private LegProgress lookAgain(LegAttempt attempt, int most, String reason) {
    var leg = attempt.leg();
    int looks = leg.looks() + 1;
    if (looks >= most) {
      transaction.executeWithoutResult(
          tx -> {
            legs.verdict(leg.id(), null);
            legs.move(leg, LegEvent.SEE_PRESENT, reason, LegRecord.SYSTEM);
          });
      return LegProgress.rests(attempt.objects());
    }
    var first = attempt.adapter().descriptor().settling().plusMillis(500);
    var wait = first.multipliedBy(1L << Math.clamp(looks - LOOKS_AT_READS, 0, 20));
    var bounded = wait.compareTo(longestWait) > 0 ? longestWait : wait;
    legs.lookAgainAt(leg.id(), looks, Instant.now().plus(bounded), reason);
    return LegProgress.again(bounded.toMillis(), attempt.objects());
  }

  private LegProgress absent(LegAttempt attempt) {
    var leg = attempt.leg();
    var open = new ArrayList<>(objects.impossible(leg.id()));
    open.addAll(sights.unobservable(leg.id()));
    if (!open.isEmpty()) {
      return unverifiable(attempt, sights.word(leg.id()), String.join("; ", open));
    }
    transaction.executeWithoutResult(
        tx -> {
          legs.progressed(leg.id());
          legs.verdict(leg.id(), "OBSERVED_ABSENT");
          legs.move(leg, LegEvent.SEE_ABSENT, null, LegRecord.SYSTEM);
        });
    return LegProgress.done(attempt.objects());
  }

  private LegProgress unverifiable(LegAttempt attempt, String verdict, String reason) {
    var leg = attempt.leg();
    transaction.executeWithoutResult(
        tx -> {
          legs.verdict(leg.id(), verdict);
          legs.move(leg, LegEvent.CANNOT_VERIFY, reason, LegRecord.SYSTEM);
        });
    return LegProgress.done(attempt.objects());
  }
}
