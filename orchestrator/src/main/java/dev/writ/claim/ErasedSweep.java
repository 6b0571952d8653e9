package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads once more what the vendor says it has erased: whether something stays readable for longer
 * than was promised, or is readable again after it was seen to be gone. What one read by id cannot
 * show, and what fills again by further use, is left to the looks of its request.
 */
@Component
class ErasedSweep {
  /** How long past the promise something may be readable; as a drill's margin is by default. */
  static final Duration TOLERANCE = Duration.ofDays(1);

  private static final int MOST = 200;
  private static final String SOURCE = "reads by id of what was erased";
  private final ErasedObjects objects;

  ErasedSweep(ErasedObjects objects) {
    this.objects = objects;
  }

  /** Nothing where nothing was erased that would say anything. */
  List<Observation> observe(
      UUID connection, VendorAdapter adapter, VendorConnection account, Promised promised) {
    var late = new Tally();
    var gone = new Tally();
    for (var erased : objects.at(connection, adapter.descriptor().refilling(), MOST)) {
      boolean overdue = overdue(erased, promised);
      if (overdue || erased.seenGone()) {
        var presence = read(adapter, account, erased);
        if (overdue) {
          late.count(presence);
        }
        if (erased.seenGone()) {
          gone.count(presence);
        }
      }
    }
    var seen = new ArrayList<Observation>();
    if (late.any()) {
      seen.add(
          late.observed(
              Promise.RETENTION,
              "ERASED_PAST_RETENTION",
              "what was erased longer ago than promised can be read",
              "nothing that was erased longer ago than promised can be read"));
    }
    if (gone.any()) {
      seen.add(
          gone.observed(
              Promise.DELETION_ON_REQUEST,
              "ERASED_THERE_AGAIN",
              "what was erased and seen to be gone can be read again",
              "nothing that was erased and seen to be gone can be read"));
    }
    return List.copyOf(seen);
  }

  private static boolean overdue(Erased erased, Promised promised) {
    return promised
        .retention()
        .filter(kept -> erased.confirmedAt().plus(kept).plus(TOLERANCE).isBefore(promised.now()))
        .isPresent();
  }

  private static Presence read(VendorAdapter adapter, VendorConnection account, Erased erased) {
    var presence = adapter.read(account, erased.object());
    if (presence instanceof Presence.InProgress slow) {
      adapter.abandon(account, erased.object(), slow.handle());
    }
    return presence;
  }

  /** What the reads of one question have shown. */
  private static final class Tally {
    private int absent;
    private int present;

    void count(Presence presence) {
      switch (presence) {
        case Presence.Absent nothing -> absent++;
        case Presence.Present there -> present++;
        case Presence.Unobservable blind -> {}
        case Presence.InProgress slow -> {}
      }
    }

    boolean any() {
      return absent + present > 0;
    }

    Observation observed(Promise promise, String code, String broken, String kept) {
      return present > 0
          ? new Observation(promise, code, Standing.NOT_AS_PROMISED, broken, SOURCE)
          : new Observation(promise, code, Standing.AS_PROMISED, kept, SOURCE);
    }
  }
}
