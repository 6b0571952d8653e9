package dev.writ.vendor.bell;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.LedgerFeed;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Erases so slowly that it says to ask again in an hour, and calls back when it is done. What hangs
 * on a rope is untied by hand first.
 */
public final class BellAdapter implements VendorAdapter {
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final String ROPE = "rope";
  private static final String ECHO = "echo";
  private static final String UNTIE = "BELL_UNTIE";

  @Override
  public VendorDescriptor descriptor() {
    return VendorDescriptor.of("bell", "Bell (tests)", URI.create("https://bell.example.com"))
        .credentials("key")
        .surfaces(
            List.of(
                new Surface(
                    ROPE,
                    "by the ledger",
                    Way.none("nothing to read"),
                    Way.hand(UNTIE),
                    Way.api("GET /ropes/{id}"),
                    ""),
                new Surface(
                    ECHO,
                    "one per person, whether or not there is any",
                    Way.none("nothing to read"),
                    Way.hand(UNTIE),
                    Way.none("nobody sees an echo"),
                    ""),
                new Surface(
                        "chime",
                        "by the ledger",
                        Way.none("nothing to read"),
                        Way.api("DELETE /chimes/{id}"),
                        Way.api("GET /chimes/{id}"),
                        "")
                    .waitingForHands()))
        .manual(
            List.of(
                new ManualWork(
                    UNTIE,
                    ManualWork.Doer.OFFICER,
                    "Untie the rope",
                    List.of("Hold the bell, and untie the rope."),
                    Duration.ZERO,
                    "invented"),
                new ManualWork(
                    "BELL_RETENTION",
                    ManualWork.Doer.OFFICER,
                    "Look up how long the echo is kept",
                    List.of("Read the plate at the foot of the tower."),
                    Duration.ZERO,
                    "invented")))
        .lookedUp("BELL_RETENTION")
        .exceptions(
            List.of(
                new OutOfReach("echoes in the tower", "no API", "invented", Duration.ofDays(30))))
        .looks(Duration.ofDays(30), Duration.ofDays(60))
        .claims(
            List.of(
                claim(Promise.RETENTION, "Loud", "P30D"),
                claim(Promise.NO_TRAINING, "Loud", "yes"),
                claim(Promise.REGION, "Loud", "eu"),
                claim(Promise.RETENTION, "Quiet", "P90D")))
        .pace(500, 4, Duration.ZERO)
        .read(LocalDate.of(2026, 11, 24), List.of("none: invented for tests"), List.of());
  }

  @Override
  public boolean accepts(VendorObject object) {
    return List.of(ROPE, ECHO, "chime").contains(object.kind())
        && object.id().matches(object.kind() + "_[a-z0-9]+");
  }

  @Override
  public void check(VendorConnection connection) {
    tower(connection);
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var tower = tower(connection);
    var found = subject.ledgered().stream().filter(tower.held::contains);
    return new Location(
        Stream.concat(
                found.sorted(Comparator.comparing(VendorObject::kind).reversed()),
                tower.named.stream())
            .toList(),
        tower.ambiguous,
        tower.learnt);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var tower = tower(connection);
    tower.asked.add(object);
    awaitGate(tower);
    tower.failing.ifPresent(
        kind -> {
          throw new VendorFailure(kind, 0);
        });
    tower.erasing.accept(object);
    if (object.kind().equals(ROPE) || object.kind().equals(ECHO)) {
      return new Erasure.ByHand(UNTIE);
    }
    return new Erasure.InProgress("rope", AGAIN);
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var tower = tower(connection);
    tower.polls.incrementAndGet();
    if (!tower.finished.contains(object)) {
      return new Erasure.InProgress(handle, AGAIN);
    }
    tower.held.remove(object);
    return new Erasure.Claimed();
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var tower = tower(connection);
    tower.onRead.run();
    if (tower.blind || object.kind().equals(ECHO)) {
      return new Presence.Unobservable("nothing shows it");
    }
    if (tower.slow) {
      return new Presence.InProgress("ladder", AGAIN);
    }
    return tower.held.contains(object) ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public Presence pollRead(VendorConnection connection, VendorObject object, String handle) {
    return read(connection, object);
  }

  @Override
  public void abandon(VendorConnection connection, VendorObject object, String handle) {
    tower(connection).abandoned.incrementAndGet();
  }

  @Override
  public boolean control(VendorConnection connection) {
    var tower = tower(connection);
    return tower.controlled && tower.controls.getAndDecrement() > 0;
  }

  @Override
  public Optional<VendorHooks> hooks() {
    return Optional.of(new BellHooks());
  }

  @Override
  public Optional<LedgerFeed> feed() {
    return Optional.of((connection, cursor, sink) -> tower(connection).feed.read(cursor, sink));
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of((connection, promised) -> tower(connection).promises.look(promised));
  }

  private static DocumentedClaim claim(Promise promise, String plan, String value) {
    return new DocumentedClaim(
        promise,
        plan,
        value,
        "Said of " + plan,
        "bell.example.com/promises",
        LocalDate.now(ZoneOffset.UTC).minusDays(20));
  }

  private static void awaitGate(BellTower tower) {
    try {
      tower.gate.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static BellTower tower(VendorConnection connection) {
    return BellTower.of(connection.require("key"));
  }
}
