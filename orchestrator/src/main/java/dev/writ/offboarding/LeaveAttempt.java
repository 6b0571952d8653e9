package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.leg.Pulse;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.util.UUID;

/** One bounded attempt at one part of an offboarding, by the holder of its lease. */
final class LeaveAttempt {
  private static final Duration TIME = Duration.ofSeconds(60);

  /** A portion is what fits into about this time at the connection's pace. */
  private static final double SECONDS_A_PORTION = 15;

  private static final int LARGEST_PORTION = 200;
  private final Offboarding offboarding;
  private final Connection connection;
  private final VendorAdapter adapter;
  private final VendorConnection account;
  private final Sealer sealer;
  private final UUID holder;
  private final Pulse pulse;
  private final long end = System.nanoTime() + TIME.toNanos();
  private int done;

  LeaveAttempt(
      Offboarding offboarding,
      Connection connection,
      VendorAdapter adapter,
      VendorConnection account,
      Sealer sealer,
      UUID holder,
      Pulse pulse) {
    this.offboarding = offboarding;
    this.connection = connection;
    this.adapter = adapter;
    this.account = account;
    this.sealer = sealer;
    this.holder = holder;
    this.pulse = pulse;
  }

  UUID id() {
    return offboarding.id();
  }

  /** As it was when the attempt began. */
  Offboarding offboarding() {
    return offboarding;
  }

  /** The connection that is left. */
  Connection connection() {
    return connection;
  }

  VendorAdapter adapter() {
    return adapter;
  }

  VendorConnection account() {
    return account;
  }

  Sealer sealer() {
    return sealer;
  }

  UUID holder() {
    return holder;
  }

  int portion() {
    int paced = (int) (connection.callsPerSecond() * SECONDS_A_PORTION);
    return Math.clamp(paced, connection.concurrency(), LARGEST_PORTION);
  }

  /** So many things more were dealt with; stops the attempt when it has been given up. */
  void counted(int more) {
    done += more;
    pulse.beat(done);
  }

  int done() {
    return done;
  }

  boolean outOfTime() {
    return System.nanoTime() - end > 0;
  }
}
