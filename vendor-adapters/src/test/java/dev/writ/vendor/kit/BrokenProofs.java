package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Toy adapters, each of which breaks one promise of proof or of leaving. */
final class BrokenProofs {
  private BrokenProofs() {}

  // --- planting

  private abstract static class Planting extends ToyAdapter {
    abstract Planter broken();

    @Override
    public Optional<Planter> planter() {
      return Optional.of(broken());
    }
  }

  static final class OneKindOnly extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public void plant(VendorConnection c, SyntheticPerson person, Planted told) {
          told.accept(make(c, person, "letter"));
        }
      };
    }
  }

  static final class TellingLate extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public void plant(VendorConnection c, SyntheticPerson person, Planted told) {
          var planted = new ArrayList<VendorObject>();
          super.plant(c, person, planted::add);
          planted.forEach(told);
        }
      };
    }
  }

  static final class BlindToStrays extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
          return List.of();
        }
      };
    }
  }

  static final class EverybodysStrays extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
          return new ToyInventory().page(connection, "").objects();
        }
      };
    }
  }

  static final class Unmarked extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        VendorObject make(VendorConnection c, SyntheticPerson person, String kind) {
          var thing = new ToyApi.Creation(kind, person.email(), "Somebody");
          var id = ToyAdapter.api(c).create(thing).path("id").asString("");
          return new VendorObject(kind, id);
        }
      };
    }
  }

  static final class PlantingUponAda extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public void plant(VendorConnection c, SyntheticPerson person, Planted told) {
          new ToyAdapter()
              .locate(c, ada()).objects().stream()
                  .filter(object -> kinds().contains(object.kind()))
                  .findFirst()
                  .ifPresent(told);
          super.plant(c, person, told);
        }
      };
    }
  }

  private static Subject ada() {
    return new Subject(
        List.of(new Identifier(Identifier.Type.EMAIL, SandboxPeople.ADA.email())), List.of());
  }

  static final class PlantingOnce extends Planting {
    @Override
    Planter broken() {
      return new ToyPlanter() {
        @Override
        public void plant(VendorConnection c, SyntheticPerson person, Planted told) {
          if (strays(c, person).isEmpty()) {
            super.plant(c, person, told);
          }
        }
      };
    }
  }

  // --- inventory

  private abstract static class Listing extends ToyAdapter {
    abstract Inventory broken();

    @Override
    public Optional<Inventory> inventory() {
      return Optional.of(broken());
    }
  }

  static final class FirstKindOnly extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          var page = super.page(connection, cursor);
          return new Page(page.objects(), page.next().startsWith("1") ? "" : page.next());
        }
      };
    }
  }

  static final class UnlistedUnsaid extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public List<String> unlisted() {
          return List.of("vault");
        }
      };
    }
  }

  /** Its cursor counts what it has read, which is not there any more. */
  static final class CountingOn extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
          var all = new ArrayList<VendorObject>();
          for (var next = "x"; !next.isEmpty(); ) {
            var page = super.page(connection, next.equals("x") ? "" : next);
            all.addAll(page.objects());
            next = page.next();
          }
          int to = Math.min(all.size(), from + 100);
          return new Page(
              from >= to ? List.of() : all.subList(from, to), to < all.size() ? "" + to : "");
        }
      };
    }
  }

  static final class SilentLists extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          return new Page(List.of(), "");
        }
      };
    }
  }

  static final class WithoutEnd extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          for (int i = 0; i < InventoryPromises.MOST_CALLS_A_PAGE; i++) {
            super.page(connection, cursor);
          }
          return super.page(connection, cursor);
        }
      };
    }
  }

  static final class Inventing extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          var page = super.page(connection, cursor);
          return page.objects().isEmpty()
              ? new Page(
                  List.of(new VendorObject(ToyAdapter.KINDS.getFirst(), "none")), page.next())
              : page;
        }
      };
    }
  }

  static final class Circling extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        int next(int next, int after) {
          return next;
        }
      };
    }
  }

  static final class ErasingReader extends Listing {
    @Override
    Inventory broken() {
      return new ToyInventory() {
        @Override
        public Page page(VendorConnection connection, String cursor) {
          var page = super.page(connection, cursor);
          page.objects().stream()
              .filter(object -> object.kind().equals("letter"))
              .findFirst()
              .ifPresent(letter -> new ToyAdapter().erase(connection, letter));
          return page;
        }
      };
    }
  }

  // --- access

  private abstract static class Revoking extends ToyAdapter {
    abstract AccessRights broken();

    @Override
    public Optional<AccessRights> access() {
      return Optional.of(broken());
    }
  }

  static final class OwnKeyFirst extends Revoking {
    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        public List<AccessRight> list(VendorConnection connection) {
          return super.list(connection).reversed();
        }
      };
    }
  }

  static final class SayingRevoked extends Revoking {
    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        public Revocation revoke(VendorConnection connection, AccessRight right) {
          return new Revocation.Revoked();
        }
      };
    }
  }

  static final class TakingALostAnswerForRevoked extends Revoking {
    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        public Revocation revoke(VendorConnection connection, AccessRight right) {
          try {
            return super.revoke(connection, right);
          } catch (VendorFailure failure) {
            return new Revocation.Revoked();
          }
        }
      };
    }
  }

  static final class Probing extends Revoking {
    private final Kind taken;
    private final AccessRights.Probe as;

    Probing(Kind taken, AccessRights.Probe as) {
      this.taken = taken;
      this.as = as;
    }

    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        Probe seen(VendorConnection connection) {
          try {
            ToyAdapter.api(connection).promises();
            return Probe.OPEN;
          } catch (VendorFailure failure) {
            return failure.kind() == taken ? as : super.seen(connection);
          }
        }
      };
    }
  }

  static final class NobodyHasRights extends Revoking {
    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        public List<AccessRight> list(VendorConnection connection) {
          try {
            return super.list(connection);
          } catch (VendorFailure failure) {
            return List.of();
          }
        }
      };
    }
  }

  static final class RevokingAnything extends Revoking {
    @Override
    AccessRights broken() {
      return new ToyAccess() {
        @Override
        public Revocation revoke(VendorConnection connection, AccessRight right) {
          Answers.unlessGone(
              () -> ToyAdapter.object(ToyAdapter.api(connection).revoke(right.id())));
          return new Revocation.AlreadyGone();
        }
      };
    }
  }

  // --- claims

  private abstract static class Checking extends ToyAdapter {
    abstract ClaimChecks broken();

    @Override
    public Optional<ClaimChecks> claimChecks() {
      return Optional.of(broken());
    }
  }

  static final class Believing extends Checking {
    @Override
    ClaimChecks broken() {
      return (connection, promised) ->
          new ToyClaimChecks()
              .observe(connection, promised).stream()
                  .map(one -> ToyClaimChecks.observation(ClaimChecks.Standing.AS_PROMISED, "P30D"))
                  .toList();
    }
  }

  static final class Repeating extends Checking {
    @Override
    ClaimChecks broken() {
      return (connection, promised) -> {
        var twice = new ArrayList<>(new ToyClaimChecks().observe(connection, promised));
        twice.addAll(List.copyOf(twice));
        return twice;
      };
    }
  }

  static final class CheckingByErasing extends Checking {
    @Override
    ClaimChecks broken() {
      return (connection, promised) -> {
        new ToyAdapter()
            .locate(connection, ada()).objects().stream()
                .findFirst()
                .ifPresent(letter -> new ToyAdapter().erase(connection, letter));
        return new ToyClaimChecks().observe(connection, promised);
      };
    }
  }

  static final class ThrowingWhatIsNotShown extends Checking {
    @Override
    ClaimChecks broken() {
      return (connection, promised) -> {
        ToyAdapter.api(connection).promises();
        return new ToyClaimChecks().observe(connection, promised);
      };
    }
  }

  static final class CallingASilentVendorUnclear extends Checking {
    @Override
    ClaimChecks broken() {
      return (connection, promised) -> {
        try {
          return new ToyClaimChecks().observe(connection, promised);
        } catch (VendorFailure failure) {
          return List.of(ToyClaimChecks.observation(ClaimChecks.Standing.UNCLEAR, "silent"));
        }
      };
    }
  }
}
