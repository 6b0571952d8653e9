package dev.writ.vendor.mirage;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cards with notes on them; a card can be erased only when its notes are gone. */
public final class MirageAdapter implements VendorAdapter {
  private static final LocalDate READ = LocalDate.of(2026, 11, 24);
  private static final List<String> ORDER = List.of("note", "card");

  @Override
  public VendorDescriptor descriptor() {
    return VendorDescriptor.of("mirage", "Mirage (tests)", URI.create("https://mirage.example.com"))
        .credentials("key")
        .surfaces(ORDER.stream().map(MirageAdapter::surface).toList())
        .claims(
            List.of(
                new DocumentedClaim(
                    Promise.RETENTION,
                    "all",
                    "P30D",
                    "Deleted data is gone after 30 days.",
                    "none: invented for tests",
                    READ)))
        .pace(500, 4, Duration.ZERO)
        .read(READ, List.of("none: invented for tests"), List.of());
  }

  private static Surface surface(String kind) {
    var path = " /" + kind + "s/{id}";
    return new Surface(
        kind,
        "by search",
        Way.none("nothing to read"),
        Way.api("DELETE" + path),
        Way.api("GET" + path),
        "");
  }

  @Override
  public boolean accepts(VendorObject object) {
    return ORDER.contains(object.kind()) && object.id().matches(object.kind() + "_[a-z0-9]+");
  }

  @Override
  public void check(VendorConnection connection) {
    store(connection);
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var store = store(connection);
    return store.call(
        () -> {
          var found = new ArrayList<>(store.strangers);
          for (var identifier : subject.identifiers()) {
            if (identifier.type() == Identifier.Type.EXTERNAL_ID) {
              found.addAll(inOrder(store.of(identifier.value(), true)));
            }
          }
          return new Location(found, false);
        });
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var store = store(connection);
    return store.call(
        () -> {
          store.eraseCalls.add(object);
          if (object.kind().equals(store.impossible)) {
            return new Erasure.Impossible("no API erases it");
          }
          if (store.slow) {
            return new Erasure.InProgress("rope", Duration.ofHours(1));
          }
          return erased(store, object);
        });
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var store = store(connection);
    return store.call(() -> erased(store, object));
  }

  /** Refused while something hangs on it, as a vendor with an erase order does. */
  private static Erasure erased(MirageStore store, VendorObject object) {
    boolean bare =
        store.keeps.isPositive()
            || store.made().stream()
                .noneMatch(o -> o.parent().equals(object.id()) && store.shows(o));
    if (!bare) {
      throw new VendorFailure(VendorFailure.Kind.REJECTED, 409);
    }
    store.erase(object);
    return new Erasure.Claimed();
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var store = store(connection);
    return store.call(() -> store.shows(object) ? Presence.PRESENT : Presence.ABSENT);
  }

  @Override
  public boolean control(VendorConnection connection) {
    return store(connection).call(() -> true);
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new MiragePlanter());
  }

  /** Its own list says when each object was deleted, as real ones do. */
  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(
        (connection, promised) -> {
          var store = store(connection);
          var older =
              promised.retention().map(time -> store.call(() -> store.keptLongerThan(time)));
          return List.of(
              new Observation(
                  Promise.RETENTION,
                  "DELETED_OBJECTS_LISTED",
                  older
                      .map(n -> n == 0 ? Standing.AS_PROMISED : Standing.NOT_AS_PROMISED)
                      .orElse(Standing.UNCLEAR),
                  older
                      .map(n -> n == 0 ? "none is older" : "older than promised")
                      .orElse("nothing is promised"),
                  "GET /deleted"));
        });
  }

  private static List<VendorObject> inOrder(List<VendorObject> objects) {
    return objects.stream().sorted(Comparator.comparing(o -> ORDER.indexOf(o.kind()))).toList();
  }

  private static MirageStore store(VendorConnection connection) {
    return MirageStore.of(connection.require("key"));
  }

  private static final class MiragePlanter implements Planter {
    @Override
    public Set<String> kinds() {
      return Set.copyOf(ORDER);
    }

    @Override
    public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
      var store = store(connection);
      if (store.failsPlanting) {
        throw new VendorFailure(VendorFailure.Kind.REJECTED, 400);
      }
      var card = store.call(() -> store.make("card", "", person.marker()));
      planted.accept(card);
      store.storesNot.forEach(kind -> planted.unplantable(kind, "it is not stored"));
      if (store.storesNot.contains("note")) {
        planted.accept(new VendorObject("note", "note_x", card.id()));
        return;
      }
      planted.accept(store.call(() -> store.make("note", card.id(), person.marker())));
      planted.accept(store.call(() -> store.make("note", card.id(), person.marker())));
    }

    @Override
    public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
      var store = store(connection);
      return store.call(() -> inOrder(store.of(person.marker(), false)));
    }
  }
}
