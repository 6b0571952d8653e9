package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit rejects an adapter for each promise it breaks. */
class AdapterContractTest {
  private static final String EVERY_OBJECT =
      "locate_finds_every_object_in_erase_order_and_without_repeats";
  private static final String EXPORTS =
      "export_yields_records_for_every_exportable_surface_and_changes_nothing";
  private static final String ERASES =
      "erasing_in_the_located_order_leaves_nothing_and_nobody_else_is_touched";
  private static final String FAULTS = "a_fault_has_its_kind_at_every_operation";

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
            "stops after the first page",
            new BrokenAdapters.FirstPage(),
            "locate_follows_every_page_to_the_last"),
        flaw(
            "misses an object",
            new BrokenAdapters.OneMissing(),
            "locate_finds_as_many_objects_as_are_held"),
        flaw("repeats an object", new BrokenAdapters.Repeating(), EVERY_OBJECT),
        flaw("ignores the erase order", new BrokenAdapters.Reversed(), EVERY_OBJECT),
        flaw("calls every subject ambiguous", new BrokenAdapters.Doubtful(), EVERY_OBJECT),
        flaw(
            "erases while it locates",
            new BrokenAdapters.Eager(),
            "locate_changes_nothing_and_answers_the_same_again"),
        flaw(
            "searches by name",
            new BrokenAdapters.ByName(),
            "locate_keeps_people_of_the_same_name_apart"),
        flaw(
            "finds everybody for nobody",
            new BrokenAdapters.Everybody(),
            "locate_finds_nothing_for_a_stranger_or_a_subject_without_identifiers"),
        flaw(
            "finds somebody by a wildcard",
            new BrokenAdapters.Wildcard(),
            "an_identifier_that_cannot_be_one_of_this_vendors_matches_nothing"),
        flaw(
            "accepts any id",
            new BrokenAdapters.Accepting(),
            "accepts_what_it_locates_and_refuses_what_could_not_exist"),
        flaw(
            "calls with a bent id",
            new BrokenAdapters.Accepting(),
            "an_id_that_could_bend_a_path_is_refused_without_a_call"),
        flaw("exports in several lines", new BrokenAdapters.Pretty(), EXPORTS),
        flaw("exports nothing", new BrokenAdapters.Silent(), EXPORTS),
        flaw(
            "exports what has vanished",
            new BrokenAdapters.Ghost(),
            "a_vanished_object_yields_no_record"),
        flaw("claims without erasing", new BrokenAdapters.Claiming(), ERASES),
        flaw(
            "erases what it declared it cannot",
            new BrokenAdapters.Undeclared(),
            "a_surface_declared_without_erase_is_refused_and_left_alone"),
        flaw(
            "believes the list",
            new BrokenAdapters.Listing(),
            "data_kept_behind_a_yes_is_seen_by_a_read",
            Misbehaviour.class),
        flaw("takes a failure for absence", new BrokenAdapters.Hopeful(), FAULTS, Fault.class),
        flaw("throws what it likes", new BrokenAdapters.Leaking(), FAULTS, Fault.class),
        flaw(
            "takes what has vanished for a failure",
            new BrokenAdapters.Strict(),
            "erasing_what_has_vanished_is_safe"),
        flaw(
            "takes a lost answer for a yes",
            new BrokenAdapters.Trusting(),
            "a_fault_has_its_kind_at_every_operation",
            Fault.class),
        flaw(
            "has no patience",
            new BrokenAdapters.Hasty(),
            "with_patience_one_lost_page_does_not_restart_a_search"),
        flaw(
            "starts a search over",
            new BrokenAdapters.Restarting(),
            "with_patience_one_lost_page_does_not_restart_a_search"),
        flaw(
            "goes around the door",
            new BrokenAdapters.Burglar(),
            "every_call_enters_and_leaves_once"),
        flaw(
            "has an unusable control",
            new BrokenAdapters.Pessimist(),
            "the_control_holds_in_an_account_without_any_data"));
  }

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise) {
    return Arguments.of(flaw, adapter, promise, "");
  }

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise, Class<?> given) {
    return Arguments.of(flaw, adapter, promise, given.getName());
  }
}
