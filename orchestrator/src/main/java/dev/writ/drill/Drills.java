package dev.writ.drill;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionChanged;
import dev.writ.connection.VendorCatalogue;
import dev.writ.drill.DrillRecord.Opening;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.lifecycle.DrillState;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.web.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people, and the schedule, do with drills. */
@Service
class Drills {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int MARKER_LENGTH = 19;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final DrillRecord drills;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final ClaimedRetention retention;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Drills(
      DrillRecord drills,
      ConnectionService connections,
      VendorCatalogue vendors,
      ClaimedRetention retention,
      Clock clock,
      ApplicationEventPublisher events) {
    this.drills = drills;
    this.connections = connections;
    this.vendors = vendors;
    this.retention = retention;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Opens a drill.
   *
   * @param by a role, or SCHEDULE
   * @throws Problem when one is running there, the connection is not active, or the vendor cannot
   *     be planted at
   */
  @Transactional
  public Drill open(UUID connectionId, String by) {
    // Held: a vendor that is being left waits for the drill that begins here, and stops it.
    connections.require(connectionId);
    var connection = connections.hold(Set.of(connectionId)).getFirst();
    if (connection.state() != Connection.State.ACTIVE) {
      throw Problem.conflict("the connection is not active: no drill starts there");
    }
    if (!canPlant(connection)) {
      throw Problem.invalid(
          "no drill is possible here: this vendor's API, as far as Writ knows it, cannot create an"
              + " invented person's data");
    }
    var id = UUID.randomUUID();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var opening =
        new Opening(
            id, connectionId, connection.vendor(), marker(), retention.at(connection), by, now);
    if (!drills.open(opening)) {
      throw Problem.conflict(
          "a drill is running at this connection: stop it, or wait until it has ended");
    }
    drills.opened(id, by);
    events.publishEvent(new DrillChanged(id));
    return drills.require(id);
  }

  /**
   * Ends a drill early: what it planted is cleaned up. The drill is held meanwhile, because it goes
   * on by itself and whoever stops it has not seen its last move.
   */
  @Transactional
  public Drill stop(UUID id, String actor) {
    var drill = drills.lock(id);
    drills.move(drill, DrillEvent.STOP, clock.instant().truncatedTo(ChronoUnit.MICROS), actor);
    events.publishEvent(new DrillChanged(id));
    return drills.require(id);
  }

  /**
   * A vendor that is being left is not tried any more: what was planted there is cleaned up first.
   */
  @EventListener
  void changed(ConnectionChanged changed) {
    if (!changed.connection().state().leaving()) {
      return;
    }
    drills
        .runningAt(changed.connection().id())
        .filter(drill -> drill.state() != DrillState.CLEANING)
        .ifPresent(drill -> stop(drill.id(), DrillRecord.SYSTEM));
  }

  /** Whether the connection's vendor can be planted at. */
  boolean canPlant(Connection connection) {
    return vendors.find(connection.vendor()).flatMap(VendorAdapter::planter).isPresent();
  }

  private static String marker() {
    var marker = new StringBuilder("drill");
    RANDOM
        .ints(MARKER_LENGTH, 0, ALPHABET.length())
        .forEach(i -> marker.append(ALPHABET.charAt(i)));
    return marker.toString();
  }
}
