package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit rejects an adapter for each promise it breaks. */
class AdapterContractTest {
  private static volatile ToyAdapter broken = new ToyAdapter();

  /** Run by this test alone: surefire leaves nested classes out. */
  static class BrokenContract extends AdapterContract {
    @Override
    protected VendorAdapter adapter() {
      return broken;
    }

    @Override
    protected VendorSimulator simulator() {
      return new ToySimulator();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenAdapters")
  void rejects_an_adapter_that(String flaw, ToyAdapter adapter, String promise, String parameter) {
    broken = adapter;
    var results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(BrokenContract.class, promise, parameter))
            .execute()
            .testEvents()
            .failed()
            .stream()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .toList();
    assertThat(results)
        .as("failures of %s", promise)
        .isNotEmpty()
        .allSatisfy(
            result ->
                assertThat(result.getThrowable().orElseThrow())
                    .isInstanceOfAny(AssertionError.class, VendorFailure.class));
  }

  static Stream<Arguments> brokenAdapters() {
    return Stream.of(
        flaw(
            "stops after the first page", new FirstPage(), "locate_follows_every_page_to_the_last"),
        flaw("misses an object", new OneMissing(), "locate_finds_as_many_objects_as_are_held"),
        flaw("repeats an object", new Repeating(), EVERY_OBJECT),
        flaw("ignores the erase order", new Reversed(), EVERY_OBJECT),
        flaw("calls every subject ambiguous", new Doubtful(), EVERY_OBJECT),
        flaw(
            "erases while it locates",
            new Eager(),
            "locate_changes_nothing_and_answers_the_same_again"),
        flaw("searches by name", new ByName(), "locate_keeps_people_of_the_same_name_apart"),
        flaw(
            "finds everybody for nobody",
            new Everybody(),
            "locate_finds_nothing_for_a_stranger_or_a_subject_without_identifiers"),
        flaw(
            "finds somebody by a wildcard",
            new Wildcard(),
            "an_identifier_that_cannot_be_one_of_this_vendors_matches_nothing"),
        flaw(
            "accepts any id",
            new Accepting(),
            "accepts_what_it_locates_and_refuses_what_could_not_exist"),
        flaw(
            "calls with a bent id",
            new Accepting(),
            "an_id_that_could_bend_a_path_is_refused_without_a_call"),
        flaw("exports in several lines", new Pretty(), EXPORTS),
        flaw("exports nothing", new Silent(), EXPORTS),
        flaw("exports what has vanished", new Ghost(), "a_vanished_object_yields_no_record"),
        flaw("claims without erasing", new Claiming(), ERASES),
        flaw(
            "erases what it declared it cannot",
            new Undeclared(),
            "a_surface_declared_without_erase_is_refused_and_left_alone"),
        flaw(
            "believes the list",
            new Listing(),
            "data_kept_behind_a_yes_is_seen_by_a_read",
            Misbehaviour.class),
        flaw("takes a failure for absence", new Hopeful(), FAULTS, Fault.class),
        flaw("throws what it likes", new Leaking(), FAULTS, Fault.class),
        flaw(
            "takes what has vanished for a failure",
            new Strict(),
            "erasing_what_has_vanished_is_safe"),
        flaw(
            "takes a lost answer for a yes",
            new Trusting(),
            "a_fault_has_its_kind_at_every_operation",
            Fault.class),
        flaw(
            "has no patience",
            new Hasty(),
            "with_patience_one_lost_page_does_not_restart_a_search"),
        flaw(
            "starts a search over",
            new Restarting(),
            "with_patience_one_lost_page_does_not_restart_a_search"),
        flaw("goes around the door", new Burglar(), "every_call_enters_and_leaves_once"),
        flaw(
            "has an unusable control",
            new Pessimist(),
            "the_control_holds_in_an_account_without_any_data"));
  }

  private static final String EVERY_OBJECT =
      "locate_finds_every_object_in_erase_order_and_without_repeats";
  private static final String EXPORTS =
      "export_yields_records_for_every_exportable_surface_and_changes_nothing";
  private static final String ERASES =
      "erasing_in_the_located_order_leaves_nothing_and_nobody_else_is_touched";
  private static final String FAULTS = "a_fault_has_its_kind_at_every_operation";

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise) {
    return Arguments.of(flaw, adapter, promise, "");
  }

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise, Class<?> given) {
    return Arguments.of(flaw, adapter, promise, given.getName());
  }

  /** Changes the located list. */
  private abstract static class Relisting extends ToyAdapter {
    abstract List<VendorObject> change(List<VendorObject> objects);

    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return new Location(change(super.locate(connection, subject).objects()), false);
    }
  }

  private static final class FirstPage extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.subList(0, Math.min(100, objects.size()));
    }
  }

  private static final class OneMissing extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.isEmpty() ? objects : objects.subList(1, objects.size());
    }
  }

  private static final class Repeating extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      var twice = new ArrayList<>(objects);
      objects.stream().findFirst().ifPresent(twice::addFirst);
      return twice;
    }
  }

  private static final class Reversed extends Relisting {
    @Override
    List<VendorObject> change(List<VendorObject> objects) {
      return objects.reversed();
    }
  }

  private static final class Doubtful extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return new Location(super.locate(connection, subject).objects(), true);
    }
  }

  private static final class Eager extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      var location = super.locate(connection, subject);
      location.objects().stream().findFirst().ifPresent(object -> erase(connection, object));
      return location;
    }
  }

  private static final class ByName extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      var name = subject.values(Identifier.Type.EMAIL).anyMatch(e -> e.startsWith("sam-lee"));
      return super.locate(
          connection, name ? of("sam-lee@example.com", "sam-lee-other@example.com") : subject);
    }
  }

  private static final class Everybody extends ToyAdapter {
    @Override
    public Location locate(VendorConnection connection, Subject subject) {
      return super.locate(
          connection, subject.identifiers().isEmpty() ? of(SandboxPeople.ADA.email()) : subject);
    }
  }

  private static final class Wildcard extends ToyAdapter {
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

  private static final class Accepting extends ToyAdapter {
    @Override
    public boolean accepts(VendorObject object) {
      return super.accepts(object) || object.id().matches("[^/]*");
    }
  }

  private static final class Pretty extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      return super.export(
          connection, object, (kind, json) -> sink.accept(kind, json.replace(",", ",\n")));
    }
  }

  private static final class Silent extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      return super.export(connection, object, (kind, json) -> {});
    }
  }

  private static final class Ghost extends ToyAdapter {
    @Override
    public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
      sink.accept(object.kind(), "{}");
      return new Export.Complete();
    }
  }

  private static final class Claiming extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      return new Erasure.Claimed();
    }
  }

  private static final class Undeclared extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      var erasure = super.erase(connection, object);
      return erasure instanceof Erasure.Impossible ? new Erasure.Claimed() : erasure;
    }
  }

  private static final class Listing extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      return super.locate(connection, of(SandboxPeople.ADA.email())).objects().contains(object)
          ? Presence.PRESENT
          : Presence.ABSENT;
    }
  }

  private static final class Hopeful extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      try {
        return super.read(connection, object);
      } catch (VendorFailure failure) {
        return Presence.ABSENT;
      }
    }
  }

  private static final class Leaking extends ToyAdapter {
    @Override
    public Presence read(VendorConnection connection, VendorObject object) {
      try {
        return super.read(connection, object);
      } catch (VendorFailure failure) {
        throw new IllegalStateException("cannot read " + object.id());
      }
    }
  }

  private static final class Strict extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      if (super.erase(connection, object) instanceof Erasure.AlreadyAbsent) {
        throw new VendorFailure(Kind.REJECTED, 404);
      }
      return new Erasure.Claimed();
    }
  }

  private static final class Trusting extends ToyAdapter {
    @Override
    public Erasure erase(VendorConnection connection, VendorObject object) {
      try {
        return super.erase(connection, object);
      } catch (VendorFailure failure) {
        return new Erasure.Claimed();
      }
    }
  }

  private static final class Hasty extends ToyAdapter {
    @Override
    public Location locate(VendorConnection c, Subject subject) {
      return super.locate(
          new VendorConnection(
              c.baseUrl(), c.credentials(), c.settings(), c.admission(), Patience.NONE),
          subject);
    }
  }

  private static final class Restarting extends ToyAdapter {
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

  private static final class Burglar extends ToyAdapter {
    @Override
    public Presence read(VendorConnection c, VendorObject object) {
      return super.read(
          new VendorConnection(
              c.baseUrl(), c.credentials(), c.settings(), Admission.OPEN, c.patience()),
          object);
    }
  }

  private static final class Pessimist extends ToyAdapter {
    @Override
    public boolean control(VendorConnection connection) {
      return super.control(connection)
          && !super.locate(connection, of(SandboxPeople.ADA.email())).objects().isEmpty();
    }
  }
}
