package dev.writ.manualtask;

import dev.writ.claim.PromisedRetention;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionChanged;
import dev.writ.connection.VendorCatalogue;
import dev.writ.schedule.RecurringWork;
import dev.writ.vendor.spi.ManualWork;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks once in a while what an account is set to where no API shows it, such as how long it keeps
 * what was deleted: an erasure there is worth no more than that setting. One task per account and
 * period, however many people ask.
 */
@Component
class SettingLookUps implements RecurringWork {
  /** For how long what somebody saw is taken to be so. CHOICE: four times a year. */
  private static final Duration HOLDS = Duration.ofDays(90);

  private final TaskRecord tasks;
  private final TaskDesk desk;
  private final TaskOwners owners;
  private final ManualTasks service;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final PromisedRetention promised;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SettingLookUps(
      TaskRecord tasks,
      TaskDesk desk,
      TaskOwners owners,
      ManualTasks service,
      ConnectionService connections,
      VendorCatalogue vendors,
      PromisedRetention promised,
      TransactionTemplate transaction,
      Clock clock) {
    this.tasks = tasks;
    this.desk = desk;
    this.owners = owners;
    this.service = service;
    this.connections = connections;
    this.vendors = vendors;
    this.promised = promised;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "setting-look-ups";
  }

  @Override
  public String purpose() {
    return "Opens a manual task where an account has a setting that no API shows and nobody has"
        + " looked at it for long.";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    for (var connection : connections.all()) {
      if (connection.state() == Connection.State.ACTIVE) {
        vendors
            .find(connection.vendor())
            .ifPresent(
                vendor -> vendor.descriptor().lookUps().forEach(work -> ask(connection, work)));
      }
    }
  }

  /** What an account is set to that was left is nobody's business any more. */
  @EventListener
  void changed(ConnectionChanged event) {
    if (event.connection().state() == Connection.State.LEFT) {
      service.endLookUps(event.connection().id());
    }
  }

  private void ask(Connection connection, ManualWork work) {
    transaction.executeWithoutResult(
        tx -> {
          // It may have been left since.
          boolean active = connections.hold(connection.id()).state() == Connection.State.ACTIVE;
          if (active
              && tasks.lookUpDue(connection.id(), work.code(), clock.instant().minus(HOLDS))) {
            desk.lookUp(connection, withTheHouses(work, connection), owners.accounts());
          }
        });
  }

  /** The vendor's steps, and what every look-up needs besides. */
  private ManualWork withTheHouses(ManualWork work, Connection connection) {
    var steps = new ArrayList<>(work.steps());
    steps.add(
        promised
            .at(connection)
            .map(
                days ->
                    "This connection's claim RETENTION says "
                        + days.toDays()
                        + " days: where the setting says otherwise, enter what it says as"
                        + " ATTESTED.")
            .orElse("Enter the period as this connection's claim RETENTION, ATTESTED."));
    steps.add(
        "Attach what shows the setting and the day, such as a screenshot, with nobody in it.");
    steps.add(
        "Close this as DONE where it is as it should be; as REFUSED, with the reason, where it is"
            + " not and cannot be changed, or could not be looked up.");
    return new ManualWork(
        work.code(),
        work.doer(),
        work.title(),
        List.copyOf(steps),
        work.vendorTime(),
        work.source());
  }
}
