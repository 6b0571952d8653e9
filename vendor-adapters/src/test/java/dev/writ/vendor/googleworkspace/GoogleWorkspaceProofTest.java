package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promises, drills and leaving, and answers that are about somebody else. */
class GoogleWorkspaceProofTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SyntheticPerson DRILL =
      new SyntheticPerson("drill" + "0".repeat(19), "example.com");

  private final GoogleBench bench = new GoogleBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  // --- mixed up

  @Test
  void a_handle_answers_for_no_other_object() {
    bench.plant(ADA);
    bench.plant(SandboxPeople.PROLIFIC);
    var ada = bench.chats(ADA);
    var other = bench.chats(SandboxPeople.PROLIFIC);
    var look = (Presence.InProgress) bench.adapter.read(bench.connection(), ada);
    var export = (Export.InProgress) bench.adapter.export(bench.connection(), ada, (k, j) -> {});
    int calls = bench.exchanges.size();
    assertThat(
            failure(() -> bench.adapter.pollRead(bench.connection(), other, look.handle())).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(
            failure(
                    () ->
                        bench.adapter.pollExport(
                            bench.connection(), other, export.handle(), (k, j) -> {}))
                .kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(
            failure(() -> bench.adapter.abandon(bench.connection(), other, look.handle())).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(bench.exchanges).hasSize(calls);
    assertThat(look.handle()).doesNotContain(ada.id());
  }

  @Test
  void an_answer_about_another_object_is_malformed() {
    bench.erasingEverything();
    var objects = bench.locate(bench.plant(ADA)).objects();
    bench.instead =
        request ->
            request.path().matches(".*/(messages|files|tokens)/[^/]+")
                ? Optional.of(
                    SimulatedResponse.json(
                        200, Map.of("id", "another", "clientId", "another", "ownedByMe", true)))
                : Optional.empty();
    for (var kind : List.of("mail", "drive_file", "token")) {
      var object = objects.stream().filter(o -> o.kind().equals(kind)).findFirst().orElseThrow();
      assertThat(failure(() -> bench.look(object)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
      assertThat(failure(() -> bench.export(object)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
    bench.instead =
        request ->
            request.path().matches("/admin/directory/v1/users/[0-9]+")
                ? Optional.of(
                    SimulatedResponse.json(
                        200, Map.of("id", "5", "primaryEmail", "somebody@example.com")))
                : Optional.empty();
    var account = objects.getLast();
    assertThat(failure(() -> bench.look(account)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(failure(() -> bench.erase(account)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  // --- drills

  @Test
  void a_drill_erases_again_what_the_settings_leave_alone_and_no_more() {
    bench.settings.put("drillUser", SimulatedTenant.DRILLS);
    bench.plant(ADA);
    var planted = new java.util.ArrayList<VendorObject>();
    bench.adapter.planter().orElseThrow().plant(bench.connection(), DRILL, planted::add);
    assertThat(bench.locate(DRILL.subject(planted)).objects()).containsExactlyElementsOf(planted);
    planted.forEach(bench::erase);
    assertThat(bench.locate(DRILL.subject(planted)).objects()).isEmpty();
    var adas = new VendorObject("mail", "mada-1", bench.user(ADA).account.id);
    assertThat(bench.erase(adas)).isInstanceOf(dev.writ.vendor.spi.Erasure.Impossible.class);
  }

  @Test
  void without_an_account_for_drills_nothing_is_planted() {
    var planter = bench.adapter.planter().orElseThrow();
    assertThat(failure(() -> planter.plant(bench.connection(), DRILL, object -> {})).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(bench.calls()).noneMatch(call -> call.startsWith("POST /gmail"));
  }

  // --- leaving

  @Test
  void leaving_concerns_gemini_alone_unless_the_settings_say_everything() {
    bench.erasingEverything();
    bench.plant(ADA);
    var page = bench.adapter.inventory().orElseThrow().page(bench.connection(), "");
    assertThat(page.objects().stream().map(VendorObject::kind).distinct())
        .containsExactly("gemini_conversations", "gemini_workspace_history");
    assertThat(bench.adapter.access().orElseThrow().list(bench.connection()))
        .singleElement()
        .matches(right -> right.own());
  }

  @Test
  void a_delegation_that_was_removed_opens_nothing_although_a_token_is_at_hand() {
    var access = bench.adapter.access().orElseThrow();
    bench.adapter.control(bench.connection());
    assertThat(access.probe(bench.connection())).containsEntry("serviceAccountKey", Probe.OPEN);
    bench.simulator.identity().withdrawAll();
    assertThat(access.probe(bench.connection())).containsEntry("serviceAccountKey", Probe.REFUSED);
    assertThat(failure(() -> bench.adapter.control(bench.connection())).kind())
        .isEqualTo(Kind.AUTHENTICATION);
    bench.simulator.reset();
    assertThat(access.probe(bench.connection())).containsEntry("serviceAccountKey", Probe.OPEN);
  }

  // --- promises

  private Map<String, String> observed() {
    return bench
        .adapter
        .claimChecks()
        .orElseThrow()
        .observe(
            bench.connection(),
            new Promised(Optional.empty(), Optional.empty(), Instant.parse("2026-11-24T10:00:00Z")))
        .stream()
        .collect(Collectors.toMap(Observation::code, Observation::value));
  }

  @Test
  void another_policy_and_another_change_are_another_value() {
    var before = observed();
    assertThat(observed()).isEqualTo(before);
    bench.simulator.adminSettings().set("ADMIN", "DISABLED");
    bench
        .simulator
        .adminSettings()
        .change("Gemini app", "history_retention", "2026-11-20T08:00:00Z");
    bench.simulator.adminSettings().change("Gmail", "spam", "2026-11-21T08:00:00Z");
    var after = observed();
    assertThat(after.get("GEMINI_SERVICE_STATUS"))
        .contains("DISABLED by an administrator")
        .contains("ENABLED by Google");
    assertThat(after.get("GEMINI_SETTING_CHANGES"))
        .contains("history_retention, 2026-11-20")
        .isNotEqualTo(before.get("GEMINI_SETTING_CHANGES"));
  }

  @Test
  void a_scope_that_is_not_delegated_shows_nothing_and_is_no_failure() {
    bench.simulator.identity().withdraw(GoogleScope.POLICIES.url());
    assertThat(observed().get("GEMINI_SERVICE_STATUS")).contains("rights");
    bench.simulator.identity().withdrawAll();
    assertThat(failure(this::observed).kind()).isEqualTo(Kind.AUTHENTICATION);
  }
}
