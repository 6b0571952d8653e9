package dev.writ.leg;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * A later look at a leg whose data was erased. It reads with the connection's own credentials and
 * changes nothing at the vendor. From its beginning until what it has shown stands in the record
 * nobody else works on the leg, so that no answer is entered that another look or erasure has
 * overtaken.
 */
@Service
public class LegLook {
  private static final Logger LOG = LoggerFactory.getLogger(LegLook.class);
  private final LegRecord legs;
  private final LegSights sights;
  private final Lease lease;
  private final Looking looking;
  private final Attempts attempts;
  private final Clock clock;

  LegLook(
      LegRecord legs,
      LegSights sights,
      Looking looking,
      Attempts attempts,
      Clock clock,
      JdbcClient sql) {
    this.legs = legs;
    this.sights = sights;
    this.lease = new Lease(sql, "leg");
    this.looking = looking;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * One try of a look.
   *
   * @param since when it was begun: what was read as absent after that is not read again
   * @param anew it begins now; what an earlier one left at the vendor is removed first
   */
  public record Try(Assignment assignment, Instant since, boolean anew) {}

  /** Whoever wants the look: what its own row says before and after. */
  public interface Course {

    /** The leg is held: begins the try, or goes on with it; empty when there is none to make. */
    Optional<Try> begin();

    /**
     * Records what the look has shown, in one transaction.
     *
     * @param held to be called in it; throws when the leg is not held any more
     */
    void end(Sighting sighting, Runnable held);

    /** Somebody else works on the leg: try again then. */
    void busy(Instant until);
  }

  /** Looks, for about a minute. */
  public void look(UUID id, Pulse pulse, Course course) {
    var holder = UUID.randomUUID();
    var taken = lease.take(id, holder);
    if (taken.isPresent()) {
      course.busy(clock.instant().plus(taken.get()));
      return;
    }
    try {
      pulse.start(() -> lease.renew(id, holder));
      var begun = course.begin();
      if (begun.isPresent()) {
        var of = begun.get();
        var attempt = attempts.begin(legs.require(id), of.assignment(), holder, pulse);
        course.end(look(attempt, of.since(), of.anew()), () -> held(id, holder));
      }
    } finally {
      lease.release(id, holder);
    }
  }

  /**
   * Removes what looks have left at the vendor that nobody will ask about again.
   *
   * @return false when it is to be tried once more
   */
  public boolean clear(UUID id, Assignment assignment, Pulse pulse) {
    var holder = UUID.randomUUID();
    if (lease.take(id, holder).isPresent()) {
      return false;
    }
    try {
      pulse.start(() -> lease.renew(id, holder));
      looking.abandon(attempts.begin(legs.require(id), assignment, holder, pulse));
      return true;
    } catch (VendorFailure failure) {
      return false;
    } finally {
      lease.release(id, holder);
    }
  }

  /** Holds the leg's row, and so the lease, until the caller's transaction ends. */
  private void held(UUID leg, UUID holder) {
    if (!lease.renew(leg, holder)) {
      throw new LeaseLost();
    }
  }

  private Sighting look(LegAttempt attempt, Instant since, boolean anew) {
    boolean controlRead = false;
    try {
      if (anew) {
        looking.abandon(attempt);
      }
      controlRead = looking.control(attempt);
      return controlRead ? seen(attempt, since) : uncontrolled();
    } catch (VendorFailure failure) {
      return new Sighting.Inconclusive(
          failure.summary(), controlRead, failure.retryAfter().orElse(Duration.ZERO));
    } catch (RuntimeException broken) {
      if (attempt.givenUp()) {
        throw broken;
      }
      LOG.warn("a look broke: {}", broken.getClass().getName());
      return new Sighting.Inconclusive(
          "the look broke: " + broken.getClass().getSimpleName(), controlRead, Duration.ZERO);
    }
  }

  private static Sighting uncontrolled() {
    return new Sighting.Inconclusive(
        "the positive control could not be read", false, Duration.ZERO);
  }

  private Sighting seen(LegAttempt attempt, Instant since) {
    var reads = looking.read(attempt, since);
    if (reads.outOfTime()) {
      return new Sighting.Unfinished(attempt.now());
    }
    if (reads.waits().any()) {
      return new Sighting.Unfinished(reads.waits().first());
    }
    var search = looking.search(attempt);
    var present = new LinkedHashSet<VendorObject>(search.present());
    present.addAll(reads.present());
    if (!present.isEmpty()) {
      return new Sighting.Present(present.stream().toList(), search.ambiguous());
    }
    if (reads.blinded() > 0) {
      return new Sighting.Inconclusive(
          reads.blinded() + " objects that a look has shown before are hidden from it now",
          true,
          Duration.ZERO);
    }
    if (legs.require(attempt.leg().id()).unplanned() > attempt.leg().unplanned()) {
      return new Sighting.Inconclusive(
          "a hold ended while the vendor was searched", true, Duration.ZERO);
    }
    return search.lagging() == 0
        ? absent(attempt, since)
        : new Sighting.Inconclusive(
            "the vendor's search still shows what a read does not find", true, Duration.ZERO);
  }

  /** Rights that were lost on the way make everything absent: the control is read at both ends. */
  private Sighting absent(LegAttempt attempt, Instant since) {
    var leg = attempt.leg().id();
    return looking.control(attempt)
        ? new Sighting.Absent(sights.countAbsent(leg, since), sights.countBeyondSight(leg))
        : uncontrolled();
  }
}
