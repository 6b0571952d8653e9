package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.googleworkspace.SimulatedSearches.Quirk;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gemini's conversations: read out and looked for by Vault, deleted by hand. */
class GoogleWorkspaceGeminiTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private final GoogleBench bench = new GoogleBench();
  private VendorObject chats;

  @BeforeEach
  void plant() {
    bench.plant(ADA);
    chats = bench.chats(ADA);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  private void assertNothingLeftInVault() {
    assertThat(bench.simulator.vault().leftovers()).as("copies and matters in Vault").isZero();
  }

  // --- export

  @Test
  void an_export_gives_both_formats_and_leaves_no_copy_in_vault() {
    var taken = bench.export(chats);
    assertThat(taken.records)
        .extracting(r -> r.path("format").asString(""))
        .containsExactly("XML", "JSON");
    assertThat(taken.records)
        .extracting(r -> r.path("totalArtifactCount").asString(""))
        .containsExactly("3", "1");
    assertThat(taken.files).hasSize(4);
    assertThat(taken.files.values())
        .anyMatch(text -> text.contains("Conversation 1 of Ada Example"));
    assertNothingLeftInVault();
  }

  @Test
  void exports_that_others_spawned_are_removed_as_well() {
    bench.quirks(Quirk.SPAWNS_CHILDREN);
    bench.export(chats);
    assertThat(bench.calls()).filteredOn(call -> call.matches("DELETE .*/exports/.*")).hasSize(4);
    assertNothingLeftInVault();
  }

  @Test
  void a_tenant_without_the_second_format_gets_the_first_and_a_record_that_says_so() {
    bench.quirks(Quirk.NO_JSON);
    var taken = bench.export(chats);
    assertThat(taken.records.getLast().path("status").asString("")).isEqualTo("NOT_OFFERED");
    assertThat(taken.files).hasSize(2);
    assertNothingLeftInVault();
  }

  @Test
  void exports_are_asked_for_one_after_the_other_to_spare_the_quota() {
    assertThat(bench.adapter.export(bench.connection(), chats, new GoogleBench.Taken()))
        .isInstanceOf(Export.InProgress.class);
    assertThat(bench.calls()).filteredOn(call -> call.matches("POST .*/exports")).hasSize(1);
  }

  @Test
  void names_and_descriptions_in_vault_say_nothing_about_the_person_and_break_no_download() {
    bench.export(chats);
    var bodies =
        bench.exchanges.stream()
            .filter(e -> e.request().method().equals("POST"))
            .filter(e -> e.request().path().matches("/v1/matters(/[^/]+/exports)?"))
            .map(e -> VendorHttp.JSON.readTree(e.request().body()))
            .toList();
    assertThat(bodies).hasSize(3);
    assertThat(bodies)
        .allSatisfy(
            body -> {
              assertThat(body.path("name").asString("")).matches("[A-Za-z -]+");
              assertThat(body.path("description").asString("")).doesNotContain("ada", "@");
            });
  }

  @Test
  void a_file_that_is_not_the_announced_one_is_not_taken() {
    var taken = new GoogleBench.Taken();
    var handle = ready(taken);
    bench.simulator.vault().searches().corruptFiles();
    var failure = failure(() -> bench.adapter.pollExport(bench.connection(), chats, handle, taken));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(taken.files).isEmpty();
  }

  /** The handle of an export of which everything lies ready. */
  private String ready(GoogleBench.Taken taken) {
    var handle = handle(bench.adapter.export(bench.connection(), chats, taken));
    while (!handle.contains(".exports.")) {
      handle = handle(bench.adapter.pollExport(bench.connection(), chats, handle, taken));
    }
    for (var export : bench.simulator.vault().searches().all()) {
      while (!export.done()) {
        export.poll();
      }
    }
    return handle;
  }

  private static String handle(Export export) {
    return ((Export.InProgress) export).handle();
  }

  @Test
  void files_that_have_expired_are_prepared_anew() {
    var taken = new GoogleBench.Taken();
    var handle = ready(taken);
    bench.simulator.vault().searches().expireFiles();
    assertThat(
            failure(() -> bench.adapter.pollExport(bench.connection(), chats, handle, taken))
                .kind())
        .isEqualTo(Kind.UNAVAILABLE);
    assertNothingLeftInVault();
    var again =
        bench.adapter.pollExport(bench.connection(), chats, handle, new GoogleBench.Taken());
    assertThat(again).isInstanceOf(Export.InProgress.class);
    assertThat(handle(again)).isNotEqualTo(handle);
  }

  @Test
  void an_export_that_failed_is_removed_and_begun_anew() {
    bench.quirks(Quirk.EXPORTS_FAIL);
    var taken = new GoogleBench.Taken();
    var handle = handle(bench.adapter.export(bench.connection(), chats, taken));
    assertThat(
            failure(() -> bench.adapter.pollExport(bench.connection(), chats, handle, taken))
                .kind())
        .isEqualTo(Kind.UNAVAILABLE);
    assertNothingLeftInVault();
    bench.quirks();
    assertThat(bench.adapter.pollExport(bench.connection(), chats, handle, taken))
        .isInstanceOf(Export.InProgress.class);
  }

  @Test
  void a_matter_whose_work_could_not_start_goes_again() {
    bench.instead =
        request ->
            request.path().endsWith("/exports") && request.method().equals("POST")
                ? Optional.of(bench.simulator.error(429))
                : Optional.empty();
    var failure =
        failure(() -> bench.adapter.export(bench.connection(), chats, new GoogleBench.Taken()));
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertNothingLeftInVault();
  }

  @Test
  void what_nobody_wants_any_more_is_removed_and_that_may_be_repeated() {
    var handle = handle(bench.adapter.export(bench.connection(), chats, new GoogleBench.Taken()));
    bench.adapter.abandon(bench.connection(), chats, handle);
    bench.adapter.abandon(bench.connection(), chats, handle);
    assertNothingLeftInVault();
  }

  @Test
  void a_matter_that_looks_gone_because_rights_were_lost_is_not_taken_for_removed() {
    var handle = handle(bench.adapter.export(bench.connection(), chats, new GoogleBench.Taken()));
    bench.quirks(Quirk.NO_PRIVILEGES);
    assertThat(failure(() -> bench.adapter.abandon(bench.connection(), chats, handle)).kind())
        .isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure(() -> bench.look(chats)).kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void an_account_deleted_meanwhile_ends_the_export_and_leaves_nothing() {
    var taken = new GoogleBench.Taken();
    var handle = handle(bench.adapter.export(bench.connection(), chats, taken));
    bench.simulator.byHand(new VendorObject("account", chats.id()));
    var hidden = failure(() -> bench.adapter.pollExport(bench.connection(), chats, handle, taken));
    assertThat(hidden.kind()).as("there, and not to be had").isEqualTo(Kind.REJECTED);
    assertNothingLeftInVault();
    bench.pass(GooglePeople.RESTORABLE);
    assertThat(bench.adapter.pollExport(bench.connection(), chats, handle, taken))
        .isInstanceOf(Export.Complete.class);
  }

  // --- erase

  @Test
  void chats_are_deleted_by_hand_and_a_new_look_shows_it() {
    assertThat(bench.erase(chats)).isEqualTo(new Erasure.ByHand("GEMINI_CHAT_DELETE"));
    assertThat(bench.look(chats)).isEqualTo(Presence.PRESENT);
    bench.simulator.byHand(chats);
    assertThat(bench.look(chats)).isEqualTo(Presence.ABSENT);
    assertNothingLeftInVault();
  }

  @Test
  void a_hold_on_the_account_is_somebodys_decision_first() {
    bench.hold(Map.of("corpus", "GEMINI", "accounts", List.of(Map.of("accountId", chats.id()))));
    assertThat(bench.erase(chats)).isEqualTo(new Erasure.ByHand("HOLD_CONFLICT"));
  }

  /** The time in which an account can be restored is waited out by its own look, not by theirs. */
  @Test
  void chats_that_were_deleted_after_a_hold_are_looked_at_at_once() {
    var work = bench.adapter.descriptor().findManual("HOLD_CONFLICT").orElseThrow();
    assertThat(work.vendorTime()).isZero();
    bench.simulator.byHand(chats);
    assertThat(bench.look(chats)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_hold_on_a_unit_may_cover_anybody() {
    bench.hold(Map.of("corpus", "GEMINI", "orgUnit", Map.of("orgUnitId", "id:03x")));
    assertThat(bench.erase(chats)).isEqualTo(new Erasure.ByHand("HOLD_CONFLICT"));
  }

  @Test
  void a_hold_on_another_account_or_of_another_corpus_is_no_conflict() {
    bench.hold(Map.of("corpus", "GEMINI", "accounts", List.of(Map.of("accountId", "1"))));
    bench.hold(Map.of("corpus", "MAIL", "accounts", List.of(Map.of("accountId", chats.id()))));
    assertThat(bench.erase(chats)).isEqualTo(new Erasure.ByHand("GEMINI_CHAT_DELETE"));
  }

  @Test
  void a_hold_behind_a_hundred_matters_is_found() {
    for (int i = 0; i < 120; i++) {
      bench.ask(
          SimulatedTenant.ADMIN,
          GoogleScope.VAULT.url(),
          "POST",
          "/v1/matters",
          Map.of("name", "Case"));
    }
    bench.hold(Map.of("corpus", "GEMINI", "accounts", List.of(Map.of("accountId", chats.id()))));
    assertThat(bench.erase(chats)).isEqualTo(new Erasure.ByHand("HOLD_CONFLICT"));
  }

  @Test
  void holds_that_cannot_be_read_are_not_taken_for_none() {
    bench.hold(Map.of("corpus", "GEMINI", "accounts", List.of(Map.of("accountId", chats.id()))));
    bench.instead =
        request ->
            request.path().endsWith("/holds")
                ? Optional.of(bench.simulator.error(404))
                : Optional.empty();
    assertThat(failure(() -> bench.erase(chats)).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  // --- look

  @Test
  void where_vault_counts_gemini_no_export_is_made() {
    bench.quirks(Quirk.COUNTS_GEMINI);
    assertThat(bench.look(chats)).isEqualTo(Presence.PRESENT);
    bench.simulator.byHand(chats);
    bench.simulator.byHand(new VendorObject("gemini_workspace_history", chats.id()));
    assertThat(bench.look(chats)).isEqualTo(Presence.ABSENT);
    assertThat(bench.calls()).noneMatch(call -> call.matches("POST .*/exports"));
    assertNothingLeftInVault();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COUNTS_WITH_ERRORS", "COUNT_FAILS"})
  void a_count_that_did_not_look_everywhere_is_no_proof_of_absence(String quirk) {
    bench.quirks(Quirk.COUNTS_GEMINI, Quirk.valueOf(quirk));
    assertThat(bench.look(chats)).isEqualTo(Presence.PRESENT);
    assertThat(bench.calls()).anyMatch(call -> call.matches("POST .*/exports"));
    assertNothingLeftInVault();
  }

  @Test
  void a_number_that_is_left_out_proves_nothing_unless_the_setting_says_so() {
    bench.simulator.byHand(chats);
    bench.quirks(Quirk.LEAVES_ZEROS_OUT);
    assertThat(failure(() -> bench.look(chats)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    bench.settings.put("missingCountIsZero", "true");
    assertThat(bench.look(chats)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_look_that_was_removed_meanwhile_is_begun_anew() {
    var first = (Presence.InProgress) bench.adapter.read(bench.connection(), chats);
    bench.adapter.abandon(bench.connection(), chats, first.handle());
    var again = bench.adapter.pollRead(bench.connection(), chats, first.handle());
    assertThat(again).isInstanceOf(Presence.InProgress.class);
    assertThat(((Presence.InProgress) again).handle()).isNotEqualTo(first.handle());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no-handle", "export.m", "count.m.../x", "look.m.e?x=y", "export.a.b.c"})
  void a_handle_that_is_none_of_ours_is_refused_without_a_call(String handle) {
    for (var call :
        List.<ThrowingCallable>of(
            () -> bench.adapter.pollRead(bench.connection(), chats, handle),
            () ->
                bench.adapter.pollExport(
                    bench.connection(), chats, handle, new GoogleBench.Taken()),
            () -> bench.adapter.abandon(bench.connection(), chats, handle))) {
      assertThat(failure(call).kind()).isEqualTo(Kind.REJECTED);
    }
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void the_history_of_the_side_panel_is_deleted_by_hand_and_seen_by_nobody() {
    var history = new VendorObject("gemini_workspace_history", chats.id());
    assertThat(bench.erase(history)).isEqualTo(new Erasure.ByHand("GEMINI_WS_HISTORY_DELETE"));
    bench.simulator.byHand(history);
    assertThat(bench.look(history)).isInstanceOf(Presence.Unobservable.class);
  }
}
