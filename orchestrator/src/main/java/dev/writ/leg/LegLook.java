package dev.writ.leg;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * A later look at a leg whose data was erased. It reads with the connection's own credentials and
 * changes nothing at the vendor; whoever asked records what it has shown.
 */
@Service
public class LegLook {
  private final LegRecord legs;
  private final LegSights sights;
  private final Lease lease;
  private final Looking looking;
  private final Attempts attempts;
  private final Clock clock;

  LegLook(
      LegRecord legs,
      LegSights sights,
      Lease lease,
      Looking looking,
      Attempts attempts,
      Clock clock) {
    this.legs = legs;
    this.sights = sights;
    this.lease = lease;
    this.looking = looking;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Looks, for about a minute.
   *
   * @param since when this look was begun: what was read as absent after that is not read again
   * @param anew the look begins now; what an earlier one left at the vendor is removed first
   */
  public Sighting look(UUID id, Assignment assignment, Pulse pulse, Instant since, boolean anew) {
    var holder = UUID.randomUUID();
    var taken = lease.take(id, holder);
    if (taken.isPresent()) {
      return new Sighting.Unfinished(clock.instant().plus(taken.get()));
    }
    try {
      pulse.start(() -> lease.renew(id, holder));
      var leg = legs.require(id);
      return leg.watched()
          ? look(attempts.begin(leg, assignment, holder, pulse), since, anew)
          : new Sighting.NotWatched();
    } finally {
      lease.release(id, holder);
    }
  }

  private Sighting look(LegAttempt attempt, Instant since, boolean anew) {
    boolean controlRead = false;
    try {
      if (anew) {
        looking.abandon(attempt);
      }
      controlRead = looking.control(attempt);
      return controlRead
          ? seen(attempt, since)
          : new Sighting.Inconclusive(
              "the positive control could not be read", false, Duration.ZERO);
    } catch (VendorFailure failure) {
      return new Sighting.Inconclusive(
          failure.summary(), controlRead, failure.retryAfter().orElse(Duration.ZERO));
    }
  }

  private Sighting seen(LegAttempt attempt, Instant since) {
    var reads = looking.read(attempt, since);
    if (reads.outOfTime()) {
      return new Sighting.Unfinished(attempt.now());
    }
    if (reads.waits().any()) {
      return new Sighting.Unfinished(reads.waits().first());
    }
    int read = attempt.objects();
    var search = looking.search(attempt);
    var present = new LinkedHashSet<VendorObject>(search.present());
    present.addAll(reads.present());
    if (!present.isEmpty()) {
      return new Sighting.Present(present.stream().toList());
    }
    return search.lagging() == 0
        ? new Sighting.Absent(read, sights.countBeyondSight(attempt.leg().id()))
        : new Sighting.Inconclusive(
            "the vendor's search still shows what a read does not find", true, Duration.ZERO);
  }
}
