package dev.writ.leg;

import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One bounded attempt at one part of a leg, by the holder of its lease. */
final class LegAttempt {
  /** Long enough for most legs in one go, short enough for a stopping service to wait for. */
  private static final Duration TIME = Duration.ofSeconds(60);

  private final Leg leg;
  private final Assignment assignment;
  private final VendorAdapter adapter;
  private final VendorConnection account;
  private final UUID holder;
  private final Pulse pulse;
  private final Duration longestPoll;
  private final Clock clock;
  private final long end = System.nanoTime() + TIME.toNanos();
  private int objects;
  private boolean givenUp;

  LegAttempt(
      Leg leg,
      Assignment assignment,
      VendorAdapter adapter,
      VendorConnection account,
      UUID holder,
      Pulse pulse,
      Duration longestPoll,
      Clock clock) {
    this.clock = clock;
    this.longestPoll = longestPoll;
    this.leg = leg;
    this.assignment = assignment;
    this.adapter = adapter;
    this.account = account;
    this.holder = holder;
    this.pulse = pulse;
  }

  /** Goes on with the leg as it is now. */
  LegAttempt with(Leg now) {
    return new LegAttempt(now, assignment, adapter, account, holder, pulse, longestPoll, clock);
  }

  /** The leg as it was when the attempt began. */
  Leg leg() {
    return leg;
  }

  Assignment assignment() {
    return assignment;
  }

  VendorAdapter adapter() {
    return adapter;
  }

  VendorConnection account() {
    return account;
  }

  UUID holder() {
    return holder;
  }

  /** One more object was dealt with; stops the attempt when it has been given up. */
  void counted() {
    try {
      pulse.beat(++objects);
    } catch (RuntimeException over) {
      givenUp = true;
      throw over;
    }
  }

  /** Whether the engine or the lease has stopped the attempt. */
  boolean givenUp() {
    return givenUp;
  }

  int objects() {
    return objects;
  }

  /** When a vendor that works on something is asked again. */
  Instant askAgain(Duration wish) {
    return now().plus(wish.compareTo(longestPoll) > 0 ? longestPoll : wish);
  }

  boolean outOfTime() {
    return System.nanoTime() - end > 0;
  }

  Instant now() {
    return clock.instant();
  }
}
