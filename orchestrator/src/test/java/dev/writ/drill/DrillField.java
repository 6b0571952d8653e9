package dev.writ.drill;

import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Pulse;
import dev.writ.lifecycle.DrillState;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.mirage.MirageAccount;
import dev.writ.vendor.mirage.MirageStore;
import dev.writ.web.RunningWrit;
import dev.writ.workflow.DrillProgress.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A drill at a mirage account in moved time: every wait is over at once. Its time lies so far ahead
 * that the running service's own engine finds nothing due.
 */
final class DrillField implements AutoCloseable {
  static final List<Duration> WATCH =
      List.of(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(7));
  private static final int MOST_STEPS = 2_000;
  final MirageAccount account = MirageAccount.open();
  final MirageStore vendor = account.store();
  final MovedClock clock = new MovedClock();
  final DrillRecord record = RunningWrit.bean(DrillRecord.class);
  final DrillObjects objects = RunningWrit.bean(DrillObjects.class);
  final DrillLooks looks = RunningWrit.bean(DrillLooks.class);
  final Drills drills;
  private final DrillSteps steps;

  /** Where the drills of all fields begin. */
  static final class MovedClock extends Clock {
    private volatile Instant now = Instant.parse("2040-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final class Still implements Pulse {
    @Override
    public void start(BooleanSupplier alive) {}

    @Override
    public void beat(int objects) {}
  }

  DrillField() {
    this(WATCH);
  }

  DrillField(List<Duration> watch) {
    vendor.clock = clock;
    var settings = settings(watch);
    var verdicts = RunningWrit.bean(Verdicts.class);
    var sights = RunningWrit.bean(Sighting.class);
    var eraser = RunningWrit.bean(Eraser.class);
    var tx = RunningWrit.bean(TransactionTemplate.class);
    var connections = RunningWrit.bean(ConnectionService.class);
    var vendors = RunningWrit.bean(VendorCatalogue.class);
    var parts =
        new DrillParts(
            new Planting(record, objects, sights, verdicts),
            new Proving(record, sights, verdicts, tx, settings),
            new PlantedErasing(record, objects, eraser, verdicts, tx),
            new DrillWatching(record, sights, verdicts, tx, settings),
            new Cleaning(record, objects, sights, eraser, verdicts, tx, settings));
    steps =
        new DrillSteps(
            record,
            parts,
            new DrillRecovery(record, objects, verdicts, settings),
            connections,
            vendors,
            clock,
            settings,
            RunningWrit.bean(JdbcClient.class));
    drills =
        new Drills(
            record,
            connections,
            vendors,
            RunningWrit.bean(ClaimedRetention.class),
            clock,
            event -> {});
  }

  Drill open() {
    return drills.open(account.connection(), "OFFICER");
  }

  Drill stop(Drill drill) {
    return drills.stop(drill.id(), "OFFICER");
  }

  /** Works on the drill until it has ended. */
  Drill toTheEnd(Drill drill) {
    return until(drill, DrillState::ended);
  }

  Drill until(Drill drill, DrillState state) {
    return until(drill, now -> now == state);
  }

  private Drill until(Drill drill, Predicate<DrillState> reached) {
    for (int n = 0; n < MOST_STEPS; n++) {
      var now = record.require(drill.id());
      if (reached.test(now.state())) {
        return now;
      }
      step(drill);
    }
    throw new AssertionError("still " + record.require(drill.id()).state());
  }

  /** One step, and its wait. */
  void step(Drill drill) {
    try {
      var progress = steps.work(drill.id(), new Still(), Duration.ZERO);
      if (progress.next() == Next.AGAIN) {
        clock.pass(Duration.ofMillis(progress.waitMillis()));
      }
    } catch (MirageStore.Killed killed) {
      vendor.killAt = 0;
    }
  }

  List<DrillObjects.Held> planted(Drill drill) {
    return objects.all(drill.id());
  }

  UUID connection() {
    return account.connection();
  }

  @Override
  public void close() {
    account.close();
  }

  private static WritSettings settings(List<Duration> watch) {
    var s = RunningWrit.bean(WritSettings.class);
    var drills =
        new WritSettings.Drills(
            Duration.ofDays(30),
            "example.com",
            watch,
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(30),
            Duration.ofDays(3),
            Duration.ofDays(14));
    return new WritSettings(
        s.home(),
        s.roles(),
        s.temporal(),
        s.database(),
        s.sandbox(),
        s.approval(),
        s.calls(),
        s.sweep(),
        s.undoWindow(),
        s.blastRadius(),
        s.publicUrl(),
        s.feeds(),
        s.looks(),
        s.clock(),
        s.suppression(),
        drills,
        s.offboarding(),
        s.claims(),
        s.identity(),
        s.subject(),
        s.webhooks());
  }
}
