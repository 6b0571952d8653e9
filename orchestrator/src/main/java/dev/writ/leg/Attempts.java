package dev.writ.leg;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Begins attempts at a leg: its vendor, its account, its limits. */
@Component
final class Attempts {
  private static final Duration SIMULATED_POLL = Duration.ofSeconds(1);
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Duration longestPoll;
  private final Clock clock;

  Attempts(
      ConnectionService connections, VendorCatalogue vendors, WritSettings settings, Clock clock) {
    this.connections = connections;
    this.vendors = vendors;
    this.longestPoll = settings.calls().longestPoll();
    this.clock = clock;
  }

  /** An attempt by the holder of the leg's lease; calls nothing. */
  LegAttempt begin(Leg leg, Assignment assignment, UUID holder, Pulse pulse) {
    var connection = connections.require(leg.connection());
    return new LegAttempt(
        leg,
        assignment,
        vendors.require(leg.vendor()),
        connections.open(connection),
        holder,
        pulse,
        longestPoll(connection),
        clock);
  }

  /** A simulator counts how often it is asked, and not the time. */
  private Duration longestPoll(Connection connection) {
    return connection.simulated() && longestPoll.compareTo(SIMULATED_POLL) > 0
        ? SIMULATED_POLL
        : longestPoll;
  }
}
