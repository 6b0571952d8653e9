package dev.writ.vendor.quay;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Calls nothing: the quay stands in the same process. */
public final class QuayAdapter implements VendorAdapter, Inventory, AccessRights {
  private static final int PAGE = 20;
  private static final String MOVE_STONES = "MOVE_STONES";
  private static final String FOG = "fog";
  private static final String CLEAR_FOG = "CLEAR_FOG";
  private static final String MOORING = "mooring";
  private static final String CAST_OFF = "CAST_OFF";

  @Override
  public VendorDescriptor descriptor() {
    return VendorDescriptor.of("quay", "Quay (tests)", URI.create("https://quay.example.com"))
        .credentials("key")
        .surfaces(
            List.of(
                surface("letter", Way.api("DELETE /letters/{id}")),
                surface("crate", Way.api("DELETE /crates/{id}")),
                surface("stone", Way.hand(MOVE_STONES)),
                surface(MOORING, Way.hand(CAST_OFF)),
                new Surface(
                    FOG,
                    "one per account, whether or not there is any",
                    Way.none("nothing to read"),
                    Way.hand(CLEAR_FOG),
                    Way.none("nobody sees fog"),
                    "")))
        .manual(
            List.of(
                work(MOVE_STONES, "Move the stones"),
                work(CLEAR_FOG, "Wait for the wind"),
                work(CAST_OFF, "Cast off")))
        .exceptions(
            List.of(new OutOfReach("the log of tides", "no API", "invented", Duration.ofDays(730))))
        .pace(1000, 8, Duration.ZERO)
        .read(LocalDate.of(2026, 11, 24), List.of("none: invented for tests"), List.of());
  }

  private static ManualWork work(String code, String title) {
    return new ManualWork(
        code,
        ManualWork.Doer.OFFICER,
        title,
        List.of("Do it."),
        Duration.ZERO,
        "none: invented for tests");
  }

  private static Surface surface(String kind, Way erased) {
    return new Surface(
        kind, "by the ledger", Way.api("GET /" + kind), erased, Way.api("GET /" + kind), "");
  }

  @Override
  public boolean accepts(VendorObject object) {
    return List.of("letter", "crate").contains(object.kind()) && object.id().matches("[a-z0-9-]+");
  }

  @Override
  public void check(VendorConnection connection) {
    open(connection);
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var quay = open(connection);
    var found =
        subject.ledgered().stream().filter(letter -> quay.letters.contains(letter.id())).toList();
    return new Location(found, false);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var quay = open(connection);
    sink.accept(object.kind(), "{\"id\":\"" + object.id() + "\"}");
    if (quay.illegible.contains(object.id())) {
      throw new VendorFailure(Kind.REJECTED, 200);
    }
    if (object.id().endsWith("7")) {
      try {
        sink.file(object.kind(), "../x", "text/plain", new ByteArrayInputStream(new byte[] {65}));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var quay = open(connection);
    quay.mostAtOnce.accumulateAndGet(quay.atOnce.incrementAndGet(), Math::max);
    try {
      // An erase takes a moment, so that several can be seen at once.
      LockSupport.parkNanos(3_000_000);
      int times = quay.erases.merge(object, 1, Integer::sum);
      if (object.kind().equals("stone")) {
        return new Erasure.ByHand(MOVE_STONES);
      }
      if (object.kind().equals(FOG)) {
        return new Erasure.ByHand(CLEAR_FOG);
      }
      if (object.kind().equals(MOORING)) {
        return new Erasure.ByHand(CAST_OFF);
      }
      if (quay.faults.contains(Quay.Fault.KEEPS_CRATES) && object.kind().equals("crate")) {
        return new Erasure.Claimed();
      }
      boolean there = shelf(quay, object.kind()).remove(object.id());
      if (times == 1 && quay.faults.contains(Quay.Fault.LOSES_ANSWERS)) {
        throw new VendorFailure(Kind.UNAVAILABLE, 0);
      }
      return there ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
    } finally {
      quay.atOnce.decrementAndGet();
    }
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var quay = open(connection);
    quay.lookedAt(object, connection.require("key"));
    if (quay.faults.contains(Quay.Fault.HIDES_LETTERS) && object.kind().equals("letter")) {
      return new Presence.Unobservable("letters are not shown");
    }
    if (object.kind().equals(FOG)) {
      return new Presence.Unobservable("nobody sees fog");
    }
    if (object.kind().equals(MOORING)) {
      return new Presence.InProgress(MOORING, Duration.ofMillis(1));
    }
    return shelf(quay, object.kind()).contains(object.id()) ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public Presence pollRead(VendorConnection connection, VendorObject object, String handle) {
    return open(connection).moored.contains(object.id()) ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public boolean control(VendorConnection connection) {
    return !open(connection).faults.contains(Quay.Fault.SHOWS_NOTHING);
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(this);
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(this);
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var quay = open(connection);
    if (quay.faults.contains(Quay.Fault.GOES_IN_CIRCLES)) {
      quay.pagesOfCircle.incrementAndGet();
      var first = quay.crates.iterator().next();
      return new Page(List.of(new VendorObject("crate", first)), cursor.equals("a") ? "b" : "a");
    }
    var all =
        Stream.of(
                quay.faults.contains(Quay.Fault.HIDES_CRATES)
                    ? Stream.<VendorObject>empty()
                    : quay.crates.stream().map(id -> new VendorObject("crate", id)),
                quay.foggy.stream().sorted().map(id -> new VendorObject(FOG, id)),
                quay.berths.stream().sorted().map(id -> new VendorObject(MOORING, id)),
                quay.stones.stream().sorted().map(id -> new VendorObject("stone", id)))
            .flatMap(objects -> objects)
            .filter(o -> (o.kind() + o.id()).compareTo(cursor) > 0)
            .limit(PAGE)
            .toList();
    var last = all.isEmpty() ? null : all.getLast();
    return new Page(all, all.size() < PAGE ? "" : last.kind() + last.id());
  }

  @Override
  public List<String> unlisted() {
    return List.of("letter");
  }

  @Override
  public List<String> seenById() {
    return List.of(FOG, MOORING);
  }

  @Override
  public List<AccessRight> list(VendorConnection connection) {
    var rights = new ArrayList<AccessRight>();
    var quay = open(connection);
    var used = connection.require("key");
    for (var key : quay.keys) {
      rights.add(new AccessRight("key", key, "", key.equals(used)));
    }
    if (!quay.keys.contains(used)) {
      rights.add(new AccessRight("own_key", "own", "", true));
      if (quay.faults.contains(Quay.Fault.HAS_TWO_OWN_KEYS)) {
        rights.add(new AccessRight("own_key", "second", "", true));
      }
    }
    return rights;
  }

  @Override
  public Revocation revoke(VendorConnection connection, AccessRight right) {
    var quay = open(connection);
    if (right.own()) {
      quay.lock(true);
      return new Revocation.Revoked();
    }
    return quay.keys.remove(right.id()) ? new Revocation.Revoked() : new Revocation.AlreadyGone();
  }

  @Override
  public Map<String, Probe> probe(VendorConnection connection) {
    var key = connection.require("key");
    return Map.of("key", Quay.of(key).refuses(key) ? Probe.REFUSED : Probe.OPEN);
  }

  private static Set<String> shelf(Quay quay, String kind) {
    return switch (kind) {
      case "crate" -> quay.crates;
      case "letter" -> quay.letters;
      case "stone" -> quay.stones;
      default -> throw new VendorFailure(Kind.REJECTED, 404);
    };
  }

  private static Quay open(VendorConnection connection) {
    var key = connection.require("key");
    var quay = Quay.of(key);
    if (quay.refuses(key)) {
      quay.whenRefusing.run();
      boolean asked = !quay.faults.contains(Quay.Fault.IS_NOT_ASKED);
      throw new VendorFailure(Kind.AUTHENTICATION, asked ? 401 : 0);
    }
    return quay;
  }
}
