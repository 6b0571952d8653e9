package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Toy adapters, each of which breaks one promise. */
final class BrokenAdapters {
  private BrokenAdapters() {}

  /** Changes the located list. */
  private abstract static class Relisting extends ToyAdapter {
    abstract List<VendorObject> change(List<VendorObject> objects);

    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return new Location(change(super.locate(connection, subject).objects()), false);
    }
  }

  static final class NeverAsking extends ToyAdapter {
    @Override
    List<ManualWork> work() {
      return List.of(
          new ManualWork(
              "SEAL_BREAK",
              ManualWork.Doer.OFFICER,
              "Break the seal",
              List.of("Break it."),
              Duration.ZERO,
              "the toy's box"));
    }
  }

  static final class FirstPage extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.subList(0, Math.min(100, objects.size()));
    }
  }

  static final class OneMissing extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.isEmpty() ? objects : objects.subList(1, objects.size());
    }
  }

  static final class Repeating extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      var twice = new ArrayList<>(objects);
      objects.stream().findFirst().ifPresent(twice::addFirst);
      return twice;
    }
  }

  static final class Reversed extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.reversed();
    }
  }

  static final class Doubtful extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return new Location(super.locate(connection, subject).objects(), true);
    }
  }

  static final class Eager extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      var location = super.locate(connection, subject);
      location.objects().stream().findFirst().ifPresent(object -> erase(connection, object));
      return location;
    }
  }

  static final class ToTheLetter extends ToyAdapter {
    @Override
    String asked(String email) {
      return email;
    }
  }

  static final class ByName extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      var name = subject.values(Identifier.Type.EMAIL).anyMatch(e -> e.startsWith("sam-lee"));
      return super.locate(
          connection, name ? of("sam-lee@example.com", "sam-lee-other@example.com") : subject);
    }
  }

  static final class Everybody extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return super.locate(
          connection, subject.identifiers().isEmpty() ? of(SandboxPeople.ADA.email()) : subject);
    }
  }

  static final class Wildcard extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      var any = subject.values(Identifier.Type.EMAIL).anyMatch("*"::equals);
      return super.locate(connection, any ? of(SandboxPeople.ADA.email()) : subject);
    }
  }

  private static Subject of(String... emails) {
    return new Subject(
        Stream.of(emails).map(e -> new Identifier(Identifier.Type.EMAIL, e)).toList(), List.of());
  }

  static final class Accepting extends ToyAdapter {
    @Override
    public boolean accepts(VendorObject object) {
      return super.accepts(object) || object.id().matches("[^/]*");
    }
  }

  static final class Pretty extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      return super.export(
          connection, object, (kind, json) -> sink.accept(kind, json.replace(",", ",\n")));
    }
  }

  static final class Silent extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      return super.export(connection, object, (kind, json) -> {});
    }
  }

  static final class Ghost extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      sink.accept(object.kind(), "{}");
      return new Export.Complete();
    }
  }

  static final class Claiming extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      return new Erasure.Claimed();
    }
  }

  static final class Undeclared extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      var erasure = super.erase(connection, object);
      return erasure instanceof Erasure.Impossible ? new Erasure.Claimed() : erasure;
    }
  }

  static final class Listing extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      return super.locate(connection, of(SandboxPeople.ADA.email())).objects().contains(object)
          ? Presence.PRESENT
          : Presence.ABSENT;
    }
  }

  /** Keeps in mind what it erased and does not look again. */
  static final class Remembering extends ToyAdapter {
    private final Set<VendorObject> erased = new HashSet<>();

    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      erased.add(object);
      return super.erase(connection, object);
    }

    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      return erased.contains(object) ? Presence.ABSENT : super.read(connection, object);
    }
  }

  static final class Hopeful extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      try {
        return super.read(connection, object);
      } catch (VendorFailure failure) {
        return Presence.ABSENT;
      }
    }
  }

  static final class Leaking extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      try {
        return super.read(connection, object);
      } catch (VendorFailure failure) {
        throw new IllegalStateException("cannot read " + object.id());
      }
    }
  }

  static final class Strict extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      if (super.erase(connection, object) instanceof Erasure.AlreadyAbsent) {
        throw new VendorFailure(Kind.REJECTED, 404);
      }
      return new Erasure.Claimed();
    }
  }

  static final class Trusting extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      try {
        return super.erase(connection, object);
      } catch (VendorFailure failure) {
        return new Erasure.Claimed();
      }
    }
  }

  static final class Hasty extends ToyAdapter {
    @Override
    public Location locate(VendorConnection c, Subject subject) {
      return super.locate(
          new VendorConnection(
              c.baseUrl(), c.credentials(), c.settings(), c.admission(), Patience.NONE),
          subject);
    }
  }

  static final class Restarting extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      for (int tries = 1; ; tries++) {
        try {
          return new Hasty().locate(connection, subject);
        } catch (VendorFailure failure) {
          if (tries == connection.patience().tries()) {
            throw failure;
          }
        }
      }
    }
  }

  static final class Burglar extends ToyAdapter {
    @Override
    public Presence read(VendorConnection c, VendorObject object) {
      return super.read(
          new VendorConnection(
              c.baseUrl(), c.credentials(), c.settings(), Admission.OPEN, c.patience()),
          object);
    }
  }

  static final class Optimist extends ToyAdapter {
    @Override
    public boolean control(VendorConnection connection) {
      super.control(connection);
      return true;
    }
  }

  static final class Fussy extends ToyAdapter {
    @Override
    public boolean control(VendorConnection connection) {
      if (super.control(connection)) {
        return true;
      }
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 200);
    }
  }

  static final class Pessimist extends ToyAdapter {
    @Override
    public boolean control(VendorConnection connection) {
      return super.control(connection)
          && !super.locate(connection, of(SandboxPeople.ADA.email())).objects().isEmpty();
    }
  }

  static final class Impatient extends ToyAdapter {
    @Override
    public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
      try {
        return super.pollErasure(connection, object, handle);
      } catch (VendorFailure failure) {
        return new Erasure.Claimed();
      }
    }
  }
}
