package dev.writ.drill;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.schedule.RecurringWork;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens the drills that are due. */
@Component
class DueDrills implements RecurringWork {
  private static final Logger LOG = LoggerFactory.getLogger(DueDrills.class);
  private final Drills drills;
  private final DrillRecord record;
  private final DrillPolicies policies;
  private final ConnectionService connections;
  private final Clock clock;

  DueDrills(
      Drills drills,
      DrillRecord record,
      DrillPolicies policies,
      ConnectionService connections,
      Clock clock) {
    this.drills = drills;
    this.record = record;
    this.policies = policies;
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "drills";
  }

  @Override
  public String purpose() {
    return "Opens a drill at every connection where drills are on and the last one is long enough"
        + " ago.";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    for (var connection : connections.all()) {
      if (due(connection)) {
        try {
          drills.open(connection.id(), "SCHEDULE");
        } catch (Problem openedMeanwhile) {
          LOG.info("a drill that was due was not opened: {}", openedMeanwhile.type());
        }
      }
    }
  }

  private boolean due(Connection connection) {
    if (connection.state() != Connection.State.ACTIVE || !drills.canPlant(connection)) {
      return false;
    }
    var every = policies.every(connection.id());
    var last = record.lastEnd(connection.id()).orElse(Instant.EPOCH);
    return every.isPresent()
        && !last.equals(Instant.MAX)
        && !last.plus(every.get()).isAfter(clock.instant());
  }
}
