package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
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
  @MethodSource({"brokenAdapters", "brokenPlanters", "brokenLists", "brokenAccess", "brokenChecks"})
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
            "describes work and asks nobody to do it",
            new BrokenAdapters.NeverAsking(),
            "everything_that_is_done_by_hand_is_asked_for"),
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
            "asks for an address as it was written",
            new BrokenAdapters.ToTheLetter(),
            "an_address_in_other_letters_finds_the_same_person"),
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
        flaw(
            "takes a failure for the end of slow work",
            new BrokenAdapters.Impatient(),
            "a_fault_while_slow_work_is_asked_for_has_its_kind_and_loses_nothing",
            Fault.class),
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
        flaw(
            "believes that what was absent stays absent",
            new BrokenAdapters.Remembering(),
            "what_comes_back_from_a_backup_is_seen_by_a_read_and_a_search"),
        flaw(
            "believes a yes",
            new BrokenAdapters.Remembering(),
            "what_is_purged_late_is_seen_until_it_goes"),
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
            "takes empty lists for a control",
            new BrokenAdapters.Optimist(),
            "credentials_that_list_nothing_and_read_nothing_known_are_no_control"),
        flaw(
            "calls what shows nothing malformed",
            new BrokenAdapters.Fussy(),
            "credentials_that_list_nothing_and_read_nothing_known_are_no_control"),
        flaw(
            "has an unusable control",
            new BrokenAdapters.Pessimist(),
            "the_control_holds_in_an_account_without_any_data"));
  }

  static Stream<Arguments> brokenPlanters() {
    return Stream.of(
        flaw(
            "plants less than it says",
            new BrokenProofs.OneKindOnly(),
            "planting_makes_each_kind_that_it_names"),
        flaw(
            "tells what it planted when it is done",
            new BrokenProofs.TellingLate(),
            "a_planting_that_breaks_off_leaves_nothing_unknown",
            boolean.class),
        flaw(
            "finds no strays",
            new BrokenProofs.BlindToStrays(),
            "strays_alone_lead_to_everything_that_a_list_shows"),
        flaw(
            "does not look for what an answer lost",
            new BrokenProofs.BlindToStrays(),
            "a_planting_that_breaks_off_leaves_nothing_unknown",
            boolean.class),
        flaw(
            "takes everybody's for strays",
            new BrokenProofs.EverybodysStrays(),
            "planted_people_are_never_mixed_with_anybody"),
        flaw(
            "finds strays of nobody",
            new BrokenProofs.EverybodysStrays(),
            "nobody_has_strays_who_was_never_planted"),
        flaw(
            "marks nothing",
            new BrokenProofs.Unmarked(),
            "a_planted_person_is_located_exported_erased_and_then_absent"),
        flaw(
            "gives out a real person's data as planted",
            new BrokenProofs.PlantingUponAda(),
            "planted_people_are_never_mixed_with_anybody"),
        flaw(
            "plants nothing the second time",
            new BrokenProofs.PlantingOnce(),
            "a_planting_that_broke_off_is_done_when_it_is_called_again"));
  }

  static Stream<Arguments> brokenLists() {
    return Stream.of(
        flaw(
            "lists one kind and no other",
            new BrokenProofs.FirstKindOnly(),
            "pages_name_everything_that_is_held_in_erase_order_and_without_repeats"),
        flaw(
            "does not know what it lists",
            new BrokenProofs.UnlistedUnsaid(),
            "every_kind_is_listed_or_said_to_be_unlisted"),
        flaw(
            "erases what it reads",
            new BrokenProofs.ErasingReader(),
            "reading_pages_changes_nothing_and_reads_the_same_again"),
        flaw(
            "passes over what moved up",
            new BrokenProofs.CountingOn(),
            "erasing_page_by_page_while_reading_on_passes_over_nothing"),
        flaw(
            "names nothing",
            new BrokenProofs.SilentLists(),
            "a_walk_that_names_nothing_means_that_no_list_has_anything"),
        flaw(
            "names what is not there",
            new BrokenProofs.Inventing(),
            "a_walk_through_an_account_without_data_names_nothing"),
        flaw(
            "reads on without end",
            new BrokenProofs.WithoutEnd(),
            "a_page_takes_a_bounded_number_of_calls"),
        flaw(
            "reads in circles",
            new BrokenProofs.Circling(),
            "a_list_that_goes_round_in_circles_is_a_failure"));
  }

  static Stream<Arguments> brokenAccess() {
    return Stream.of(
        flaw(
            "gives up its own key first",
            new BrokenProofs.OwnKeyFirst(),
            "rights_are_listed_with_our_own_at_the_end_and_nothing_changes"),
        flaw(
            "says revoked and revokes nothing",
            new BrokenProofs.SayingRevoked(),
            "each_right_is_revoked_once_and_the_rest_stays_in_sight"),
        flaw(
            "keeps its own key",
            new BrokenProofs.SayingRevoked(),
            "after_our_own_rights_are_revoked_every_probe_is_refused"),
        flaw(
            "takes a lost answer for a revocation",
            new BrokenProofs.TakingALostAnswerForRevoked(),
            "a_revocation_whose_answer_is_lost_was_carried_out_and_may_be_repeated"),
        flaw(
            "takes silence for a refusal",
            new BrokenProofs.Probing(Kind.UNAVAILABLE, Probe.REFUSED),
            "a_probe_tells_a_refusal_from_a_vendor_that_does_not_answer",
            Fault.class),
        flaw(
            "takes a refusal for silence",
            new BrokenProofs.Probing(Kind.AUTHENTICATION, Probe.UNCLEAR),
            "after_our_own_rights_are_revoked_every_probe_is_refused"),
        flaw(
            "takes a refusal for an open door",
            new BrokenProofs.Probing(Kind.AUTHENTICATION, Probe.OPEN),
            "a_wrong_credential_is_not_open"),
        flaw(
            "takes a vendor that is down for one without rights",
            new BrokenProofs.NobodyHasRights(),
            "rights_of_a_vendor_that_fails_are_no_empty_list",
            Fault.class),
        flaw(
            "says revoked where the vendor fails",
            new BrokenProofs.TakingALostAnswerForRevoked(),
            "a_right_is_not_said_to_be_revoked_by_a_vendor_that_fails",
            Fault.class),
        flaw(
            "revokes whatever it is given",
            new BrokenProofs.RevokingAnything(),
            "a_right_that_could_not_be_one_is_refused_without_a_call"));
  }

  static Stream<Arguments> brokenChecks() {
    return Stream.of(
        flaw(
            "calls everything as promised",
            new BrokenProofs.Believing(),
            "a_retention_that_is_not_kept_is_seen"),
        flaw(
            "compares with a promise that was not made",
            new BrokenProofs.Believing(),
            "what_is_observed_has_a_code_of_its_own_and_a_source"),
        flaw(
            "gives two checks one code",
            new BrokenProofs.Repeating(),
            "what_is_observed_has_a_code_of_its_own_and_a_source"),
        flaw(
            "erases to see whether it may",
            new BrokenProofs.CheckingByErasing(),
            "looking_changes_nothing_and_sees_the_same_again"),
        flaw(
            "fails where it may not look",
            new BrokenProofs.ThrowingWhatIsNotShown(),
            "what_the_account_does_not_show_is_unclear_and_no_failure"),
        flaw(
            "calls a silent vendor unclear",
            new BrokenProofs.CallingASilentVendorUnclear(),
            "a_vendor_that_does_not_answer_is_a_failure",
            Fault.class));
  }

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise) {
    return Arguments.of(flaw, adapter, promise, "");
  }

  private static Arguments flaw(String flaw, ToyAdapter adapter, String promise, Class<?> given) {
    return Arguments.of(flaw, adapter, promise, given.getName());
  }
}
