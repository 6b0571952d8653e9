package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How one looks whether a leg's data is gone, right after its erasure and ever after: a positive
 * control first, then every object by its id, then a fresh search. What it sees stands in the
 * record object by object, so that a look goes on where it was left.
 */
@Component
final class Looking {
  private final LegRecord legs;
  private final LegObjects objects;
  private final LegSights sights;
  private final Searching searching;
  private final Withholding withholding;

  Looking(
      LegRecord legs,
      LegObjects objects,
      LegSights sights,
      Searching searching,
      Withholding withholding) {
    this.searching = searching;
    this.withholding = withholding;
    this.legs = legs;
    this.objects = objects;
    this.sights = sights;
  }

  /**
   * What reads by id have shown.
   *
   * @param present objects that can still be read
   * @param waits objects that are not decided yet
   * @param blinded objects that were seen absent before and cannot be looked at any more
   * @param outOfTime the attempt is over before the reads are
   */
  record Reads(List<VendorObject> present, Waits waits, int blinded, boolean outOfTime) {}

  /**
   * What a fresh search has shown.
   *
   * @param known the leg's objects
   * @param present what it shows and a read by id does not refute
   * @param lagging what it shows and a read by id does not find
   * @param ambiguous it may show somebody else's as well
   */
  record Search(List<Held> known, List<VendorObject> present, int lagging, boolean ambiguous) {
    /** The leg's own among those present, and those it did not know. */
    Split split() {
      var unknown = new LinkedHashSet<>(present);
      var back =
          known.stream().filter(held -> unknown.remove(held.object())).map(Held::id).toList();
      return new Split(back, List.copyOf(unknown));
    }
  }

  record Split(List<Long> back, List<VendorObject> unknown) {}

  /** Whether an absence would mean absence. */
  boolean control(LegAttempt attempt) {
    return attempt.adapter().control(attempt.account());
  }

  /** Reads every object that was not read as absent since then. */
  Reads read(LegAttempt attempt, Instant since) {
    var present = new ArrayList<VendorObject>();
    var leg = attempt.leg().id();
    var waits = new Waits(attempt);
    int blinded = 0;
    var sealer = attempt.assignment().sealer();
    for (var portion = objects.unseen(leg, since, sealer); !portion.isEmpty(); ) {
      for (var held : portion) {
        if (attempt.outOfTime()) {
          return new Reads(present, waits, blinded, true);
        }
        if (waits.due(held) && !readAgain(attempt, held, waits, present)) {
          blinded++;
        }
      }
      portion = objects.unseenAfter(portion, leg, since, sealer);
    }
    return new Reads(present, waits, blinded, false);
  }

  /** False when the object was seen before and is hidden now. */
  private boolean readAgain(
      LegAttempt attempt, Held held, Waits waits, List<VendorObject> present) {
    var adapter = attempt.adapter();
    var presence =
        held.handle().isPresent()
            ? adapter.pollRead(attempt.account(), held.object(), held.handle().get())
            : adapter.read(attempt.account(), held.object());
    attempt.counted();
    switch (presence) {
      case Presence.Absent gone -> sights.seenAbsent(held.id(), attempt.now());
      case Presence.Unobservable blind -> {
        return sights.unobservable(held.id(), blind.reason());
      }
      case Presence.InProgress slow -> {
        var at = attempt.askAgain(slow.again());
        var sealer = attempt.assignment().sealer();
        sights.looking(held.id(), sealer.seal(slow.handle(), "handle/" + attempt.leg().id()), at);
        waits.until(at, held);
      }
      case Presence.Present there -> {
        sights.looked(held.id());
        sights.seenPresent(List.of(held.id()));
        if (held.presentUntil().isAfter(attempt.now())) {
          waits.until(held.presentUntil(), held);
        } else {
          present.add(held.object());
        }
      }
    }
    return true;
  }

  /**
   * The vendor's own search, afresh; what it shows is read by id, because lists lag. What it names
   * for each person, without a sign that there is any, is no sight of one.
   */
  Search search(LegAttempt attempt) {
    var leg = attempt.leg().id();
    var location = searching.again(attempt);
    var shown = location.objects();
    if (shown.isEmpty()) {
      return new Search(List.of(), List.of(), 0, false);
    }
    var known = objects.all(leg, attempt.assignment().sealer());
    var beyondSight = sights.beyondSight(leg);
    var passedOver =
        known.stream()
            .filter(held -> beyondSight.contains(held.id()))
            .map(Held::object)
            .collect(Collectors.toSet());
    var mine = known.stream().map(Held::object).collect(Collectors.toSet());
    var held = new ArrayList<VendorObject>();
    var present = new ArrayList<VendorObject>();
    int lagging = 0;
    for (var object : shown) {
      if (passedOver.contains(object)) {
        continue;
      }
      if (!mine.contains(object) && attempt.adapter().descriptor().namedUnseen(object.kind())) {
        continue;
      }
      if (!mine.contains(object) && withholding.covers(leg, object.kind())) {
        held.add(object);
        continue;
      }
      // Only what is read as absent may be a list that lags.
      if (attempt.adapter().read(attempt.account(), object) instanceof Presence.Absent) {
        lagging++;
      } else {
        present.add(object);
      }
      attempt.counted();
    }
    if (location.ambiguous() && !(held.isEmpty() && mine.containsAll(present))) {
      legs.ambiguous(leg, true);
    }
    withholding.adopt(leg, held, attempt.assignment().sealer());
    return new Search(known, present, lagging, location.ambiguous());
  }

  /** Looks that a vendor was asked for and nobody will ask about again. */
  void abandon(LegAttempt attempt) {
    for (var held : objects.lookedFor(attempt.leg().id(), attempt.assignment().sealer())) {
      held.handle()
          .ifPresent(handle -> attempt.adapter().abandon(attempt.account(), held.object(), handle));
      sights.looked(held.id());
    }
  }
}
