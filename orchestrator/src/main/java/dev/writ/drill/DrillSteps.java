package dev.writ.drill;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Lease;
import dev.writ.leg.LeaseLost;
import dev.writ.leg.Pulse;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.DrillProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Carries a drill on, step by step. Each step can be repeated after a crash at any point: what was
 * done is read from the record. Only one attempt at a time works on a drill.
 */
@Service
public class DrillSteps {
  /** Long enough for most drills' steps, short enough for a stopping service to wait for. */
  private static final Duration TIME = Duration.ofSeconds(60);

  private static final Duration SIMULATED_POLL = Duration.ofSeconds(1);
  private static final long MOMENT_MILLIS = 100;
  private static final long LEASE_MILLIS = 5_000;

  private final DrillRecord drills;
  private final Lease lease;
  private final DrillParts parts;
  private final DrillRecovery recovery;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Clock clock;
  private final WritSettings settings;

  DrillSteps(
      DrillRecord drills,
      DrillParts parts,
      DrillRecovery recovery,
      ConnectionService connections,
      VendorCatalogue vendors,
      Clock clock,
      WritSettings settings,
      JdbcClient sql) {
    this.drills = drills;
    this.lease = new Lease(sql, "drill");
    this.parts = parts;
    this.recovery = recovery;
    this.connections = connections;
    this.vendors = vendors;
    this.clock = clock;
    this.settings = settings;
  }

  /** Drills that have not ended. */
  public List<UUID> unfinished() {
    return drills.unfinished();
  }

  /** The task queue of the drill's connection. */
  public String queueOf(UUID drill) {
    return connections.require(drills.require(drill).connection()).queue();
  }

  /** Does what is due, for a bounded time. */
  public DrillProgress work(UUID drill, Pulse pulse) {
    return work(drill, pulse, TIME);
  }

  /** The same for about so long; at least one step. */
  DrillProgress work(UUID drill, Pulse pulse, Duration time) {
    var holder = UUID.randomUUID();
    var taken = lease.take(drill, holder);
    if (taken.isPresent()) {
      return drills.require(drill).state().ended()
          ? DrillProgress.over()
          : DrillProgress.again(taken.get().toMillis());
    }
    try {
      pulse.start(() -> lease.renew(drill, holder));
      var end = System.nanoTime() + time.toNanos();
      DrillProgress progress;
      do {
        progress = once(drills.require(drill), holder, pulse);
      } while (progress.equals(DrillProgress.again(0)) && System.nanoTime() < end);
      return progress;
    } finally {
      lease.release(drill, holder);
    }
  }

  private DrillProgress once(Drill drill, UUID holder, Pulse pulse) {
    if (drill.state().ended()) {
      return DrillProgress.over();
    }
    var wait = Duration.between(clock.instant(), drill.nextAt());
    if (wait.isPositive()) {
      return DrillProgress.again(wait.toMillis() + 1);
    }
    try {
      workOn(drill, holder, pulse);
      return DrillProgress.again(0);
    } catch (StaleVersion | IllegalMove movedMeanwhile) {
      return DrillProgress.again(MOMENT_MILLIS);
    } catch (LeaseLost taken) {
      return DrillProgress.again(LEASE_MILLIS);
    }
  }

  private void workOn(Drill drill, UUID holder, Pulse pulse) {
    var attempt = attempt(drill, holder, pulse);
    try {
      switch (drill.state()) {
        case OPENED -> drills.move(drill, DrillEvent.PLANT, attempt.now(), DrillRecord.SYSTEM);
        case PLANTING -> parts.planting().work(attempt);
        case FINDING -> parts.proving().work(attempt);
        case ERASING -> parts.erasing().work(attempt);
        case WATCHING -> parts.watching().work(attempt);
        case CLEANING -> parts.cleaning().work(attempt);
        case PASSED, FAILED, STOPPED -> {}
      }
    } catch (VendorFailure failure) {
      recovery.after(failure, drill.id(), attempt.now());
    } catch (Blind blind) {
      recovery.after(blind, drill.id(), attempt.now());
    }
  }

  private DrillAttempt attempt(Drill drill, UUID holder, Pulse pulse) {
    var connection = connections.require(drill.connection());
    var person = new SyntheticPerson(drills.marker(drill.id()), settings.drills().domain());
    return new DrillAttempt(
        drill,
        vendors.require(drill.vendor()),
        connections.open(connection),
        person,
        holder,
        pulse,
        clock,
        longestPoll(connection));
  }

  /** A simulator counts how often it is asked, and not the time. */
  private Duration longestPoll(Connection connection) {
    var longest = settings.calls().longestPoll();
    return connection.simulated() && longest.compareTo(SIMULATED_POLL) > 0
        ? SIMULATED_POLL
        : longest;
  }
}
