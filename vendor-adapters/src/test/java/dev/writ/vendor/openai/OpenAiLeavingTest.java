package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SandboxSettings;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own traps in proof and in leaving. */
class OpenAiLeavingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final SyntheticPerson DRILL =
      new SyntheticPerson("drill0000000000000000001", "example.com");

  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAiAdapter adapter = new OpenAiAdapter();

  @AfterEach
  void stop() {
    server.close();
  }

  private Inventory.Page page(String cursor) {
    return adapter.inventory().orElseThrow().page(server.connection(), cursor);
  }

  // --- inventory

  @Test
  void ten_thousand_objects_are_listed_in_few_calls_and_erased_page_by_page() {
    var many = new SandboxPerson("many", "Many", List.of("many@example.com"), Set.of("*"), 10_000);
    server.simulator.plant(many);
    int pages = 0;
    var cursor = "";
    int calls = 0;
    do {
      int before = server.calls.size();
      var page = page(cursor);
      calls += server.calls.size() - before;
      pages++;
      page.objects().forEach(object -> adapter.erase(server.connection(), object));
      cursor = page.next();
    } while (!cursor.isEmpty());
    assertThat(page("").objects()).isEmpty();
    assertThat(pages).isLessThan(80);
    assertThat(calls).as("calls to list").isLessThan(250);
    long unlisted = server.simulator.held(many);
    assertThat(unlisted).as("conversations, their items and responses").isBetween(4_000L, 4_500L);
  }

  @Test
  void many_stores_with_a_file_each_make_full_pages() {
    var file = server.upload("user_data", "x");
    for (int i = 0; i < 120; i++) {
      server.post("vector_stores", "{\"file_ids\":[\"%s\"]}".formatted(file));
    }
    var first = page("");
    assertThat(first.objects()).hasSize(100).allMatch(o -> o.kind().equals("vector_store_file"));
    assertThat(page(first.next()).objects()).hasSize(20);
  }

  @Test
  void models_of_openai_are_nobodys_data_and_unfinished_work_is_listed() {
    server.post(
        "batches",
        "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/responses\",\"completion_window\":\"24h\"}"
            .formatted(server.upload("batch", "{}\n".repeat(11))));
    assertThat(page("").objects()).extracting(VendorObject::kind).containsExactly("batch");
    server.imposing(
        call ->
            SimulatedResponse.json(
                200,
                Map.of(
                    "object",
                    "list",
                    "data",
                    List.of(Map.of("id", "gpt-5"), Map.of("id", "ft:gpt-5:acme::1")),
                    "has_more",
                    false)));
    assertThat(page("2||").objects())
        .containsExactly(new VendorObject("model", "ft:gpt-5:acme::1"));
  }

  @Test
  void videos_are_listed_in_pages_and_passed_over_where_their_list_does_not_answer() {
    for (int i = 0; i < 120; i++) {
      server.post("videos", "{\"prompt\":\"a calm sea\"}");
    }
    var first = page("");
    assertThat(first.objects()).hasSize(100).allMatch(o -> o.kind().equals("video"));
    var rest = page(first.next());
    assertThat(rest.objects()).hasSize(20).doesNotContainAnyElementsOf(first.objects());
    assertThat(rest.next()).isEmpty();
    for (int refusal : new int[] {404, 403}) {
      server.imposing(
          call -> call.contains(" /v1/videos") ? server.simulator.error(refusal) : null);
      assertThat(page("")).as("%d", refusal).isEqualTo(new Inventory.Page(List.of(), ""));
    }
    assertThat(adapter.inventory().orElseThrow().unlisted())
        .as("a list that may not answer shows nothing for certain")
        .contains("video");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"object\":\"list\"}",
        "{\"object\":\"list\",\"data\":[],\"has_more\":true}",
        "{\"object\":\"list\",\"data\":[{\"id\":\"../x\"}],\"has_more\":false}"
      })
  void a_list_that_is_none_is_no_empty_inventory(String body) {
    server.imposed = new SimulatedResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    assertThat(failure(() -> page("")).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_list_that_is_not_there_is_no_empty_list() {
    server.imposed = server.simulator.error(404);
    assertThat(failure(() -> page("")).kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "99||", "9||../../x", "9|", "3|vs_1|a/b", "-1||"})
  void a_cursor_of_nobody_is_refused(String cursor) {
    assertThat(failure(() -> page(cursor)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(server.calls).noneMatch(call -> call.contains(".."));
  }

  // --- planting

  @Test
  void an_invented_person_is_found_by_its_metadata_and_every_other_trace_by_its_name() {
    var planted = new ArrayList<VendorObject>();
    adapter.planter().orElseThrow().plant(server.connection(), DRILL, planted::add);
    assertThat(planted).hasSize(12);
    assertThat(adapter.locate(server.connection(), DRILL.subject(List.of())).objects())
        .extracting(VendorObject::kind)
        .contains("vector_store", "eval", "chat_completion");
    var bodies =
        server.exchanges.stream()
            .filter(exchange -> exchange.request().method().equals("POST"))
            .map(exchange -> exchange.request().text())
            .filter(body -> !body.contains("file_id"));
    assertThat(bodies).allMatch(body -> body.contains(DRILL.marker()));
  }

  /** Zero data retention: the vendor takes it, and stores nothing of it. */
  @Test
  void what_a_project_does_not_store_is_said_to_be_unplantable_and_told_of_all_the_same() {
    server.imposing(
        call ->
            call.matches("GET /v1/(responses|chat/completions)/[^/]+")
                ? server.simulator.error(404)
                : null);
    var planted = new ArrayList<VendorObject>();
    var unplantable = new ArrayList<String>();
    adapter
        .planter()
        .orElseThrow()
        .plant(
            server.connection(),
            DRILL,
            new Planter.Planted() {
              @Override
              public void accept(VendorObject object) {
                planted.add(object);
              }

              @Override
              public void unplantable(String kind, String reason) {
                unplantable.add(kind);
              }
            });
    assertThat(unplantable).containsExactly("response", "chat_completion");
    assertThat(planted).hasSize(12);
  }

  @Test
  void a_list_that_does_not_say_whether_there_is_more_may_have_been_cut_off() {
    server.imposing(
        call ->
            SimulatedResponse.json(
                200, Map.of("object", "list", "data", List.of(), "first_id", "x")));
    assertThat(failure(() -> page("")).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void the_model_of_a_drill_is_a_setting() {
    adapter
        .planter()
        .orElseThrow()
        .plant(server.connection(Map.of("drillModel", "gpt-small")), DRILL, planted -> {});
    assertThat(server.exchanges.stream().map(exchange -> exchange.request().text()))
        .filteredOn(body -> body.contains("\"model\""))
        .hasSize(2)
        .allMatch(body -> body.contains("gpt-small"));
  }

  @Test
  void a_creation_that_names_nothing_is_malformed_and_not_told() {
    var told = new ArrayList<VendorObject>();
    server.imposed = SimulatedResponse.json(200, Map.of("object", "file"));
    assertThat(
            failure(
                    () ->
                        adapter
                            .planter()
                            .orElseThrow()
                            .plant(server.connection(), DRILL, told::add))
                .kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(told).isEmpty();
  }

  // --- access

  private List<AccessRight> rights() {
    return adapter.access().orElseThrow().list(server.adminConnection());
  }

  @Test
  void rights_go_from_invites_to_our_own_admin_key_and_the_last_owner_is_a_humans() {
    assertThat(rights().stream().map(right -> right.kind() + " " + right.own()))
        .containsExactly(
            "invite false",
            "project_api_key false", // its owner has lost access to the project
            "project_api_key false",
            "service_account false",
            "user false",
            "organization_owner false",
            "admin_api_key false",
            "project_api_key true",
            "admin_api_key true");
    var owner = rights().get(5);
    assertThat(adapter.access().orElseThrow().revoke(server.adminConnection(), owner))
        .isEqualTo(new Revocation.ByHand("OPENAI_LAST_OWNER"));
  }

  @Test
  void a_service_accounts_key_goes_with_its_account() {
    var access = adapter.access().orElseThrow();
    var account =
        rights().stream().filter(r -> r.kind().equals("service_account")).findFirst().orElseThrow();
    var itsKey = new AccessRight("project_api_key", "key_robot", "proj_other", false);
    assertThat(failure(() -> access.revoke(server.adminConnection(), itsKey)).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(access.revoke(server.adminConnection(), account))
        .isEqualTo(new Revocation.Revoked());
    assertThat(access.revoke(server.adminConnection(), itsKey))
        .isEqualTo(new Revocation.AlreadyGone());
  }

  @Test
  void without_an_admin_key_a_human_takes_away_what_nobody_sees_and_the_key_is_still_tried() {
    var access = adapter.access().orElseThrow();
    var unseen = access.list(server.connection());
    assertThat(unseen).singleElement().matches(AccessRight::own);
    assertThat(access.revoke(server.connection(), unseen.getFirst()))
        .isEqualTo(new Revocation.ByHand("OPENAI_KEYS"));
    assertThat(access.probe(server.connection())).containsExactly(Map.entry("apiKey", Probe.OPEN));
  }

  @Test
  void where_no_admin_key_can_be_told_for_ours_all_of_them_come_last() {
    var connection =
        new VendorConnection(
            URI.create(server.baseUrl()),
            Map.of(
                "apiKey", new Secret("sk-quite-another"),
                "adminKey", new Secret("sk-quite-another-admin")),
            Map.of());
    server.imposing(
        call ->
            server.simulator.answer(
                new SimulatedRequest(
                    call.split(" ")[0],
                    call.split(" ")[1],
                    Map.of(),
                    Map.of(
                        "authorization",
                        "Bearer " + server.simulator.credentials().get("adminKey")),
                    new byte[0]),
                Set.of()));
    var rights = adapter.access().orElseThrow().list(connection);
    assertThat(rights.stream().filter(AccessRight::own).map(AccessRight::kind))
        .containsExactly("admin_api_key", "admin_api_key");
    assertThat(rights).anyMatch(right -> right.kind().equals("organization_owner"));
  }

  @Test
  void a_revocation_that_is_not_answered_as_documented_is_no_revocation() {
    server.imposed = SimulatedResponse.json(200, Map.of("id", "invite-pending", "deleted", false));
    var invite = new AccessRight("invite", "invite-pending", "", false);
    assertThat(
            failure(() -> adapter.access().orElseThrow().revoke(server.adminConnection(), invite))
                .kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  // --- claims

  private String ended = "";

  private Observation observed(String code, Duration retention) {
    var promised = new Promised(Optional.ofNullable(retention), Optional.of("eu"), NOW);
    return adapter.claimChecks().orElseThrow().observe(server.adminConnection(), promised).stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private void retain(String path, String type) {
    var answer =
        server.simulator.answer(
            new SimulatedRequest(
                "POST",
                "/v1/" + path + "/data_retention",
                Map.of(),
                Map.of("authorization", "Bearer " + server.simulator.credentials().get("adminKey")),
                "{\"retention_type\":\"%s\"}".formatted(type).getBytes(StandardCharsets.UTF_8)),
            Set.of());
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "zero_data_retention,P1D,AS_PROMISED",
    "enhanced_zero_data_retention,P1D,AS_PROMISED",
    "modified_abuse_monitoring,P1D,NOT_AS_PROMISED",
    "modified_abuse_monitoring,P30D,AS_PROMISED"
  })
  void a_setting_of_the_organization_keeps_a_promise_or_not(
      String type, Duration promised, Standing standing) {
    retain("organization", type);
    var seen = observed("ORGANIZATION_DATA_RETENTION", promised);
    assertThat(seen.standing()).isEqualTo(standing);
    assertThat(seen.value()).isEqualTo(type);
  }

  @Test
  void one_project_without_the_control_breaks_the_promise_and_drifts() {
    retain("organization", "zero_data_retention");
    var before = observed("PROJECT_DATA_RETENTION", Duration.ofDays(1));
    assertThat(before.standing()).isEqualTo(Standing.AS_PROMISED);
    retain("organization/projects/proj_other", "none");
    var after = observed("PROJECT_DATA_RETENTION", Duration.ofDays(1));
    assertThat(after.standing()).isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(after.value())
        .isEqualTo("none: 1; zero_data_retention: 1")
        .isNotEqualTo(before.value());
  }

  @Test
  void a_region_is_compared_with_where_projects_keep_their_data() {
    var seen = observed("PROJECT_RESIDENCY", null);
    assertThat(seen.standing()).isEqualTo(Standing.AS_PROMISED);
    assertThat(seen.value()).isEqualTo("EU_STORAGE_PROCESSING: 2");
  }

  private Standing ends(Duration later) {
    server.now = server.now.plus(later);
    var promised = new Promised(Optional.of(Duration.ofDays(30)), Optional.empty(), server.now);
    return adapter.claimChecks().orElseThrow().observe(server.adminConnection(), promised).stream()
        .filter(one -> one.code().equals("LISTED_PAST_ITS_END"))
        .map(
            one -> {
              ended = one.value();
              return one.standing();
            })
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_honest_account_with_old_objects_that_have_no_end_breaks_nothing() {
    server.upload("user_data", "x");
    server.post("vector_stores", "{\"name\":\"Old\"}");
    assertThat(ends(Duration.ofDays(3_000))).isEqualTo(Standing.UNBROKEN);
    assertThat(ended).isEqualTo("nothing is listed past its end");
  }

  @Test
  void an_honest_vendor_ends_what_has_an_end_of_its_own() {
    var file = server.upload("batch", "x");
    var container = server.post("containers", "{\"name\":\"Own\"}").path("id").asString();
    var store =
        server
            .post(
                "vector_stores",
                "{\"name\":\"Own\",\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":7}}")
            .path("id")
            .asString();
    assertThat(ends(Duration.ZERO)).as("an end to come is not kept").isEqualTo(Standing.UNBROKEN);
    assertThat(ends(Duration.ofDays(33))).isEqualTo(Standing.UNBROKEN);
    assertThat(ended).isEqualTo("nothing is listed past its end");
    assertThat(adapter.read(server.connection(), new VendorObject("file", file)))
        .isEqualTo(Presence.ABSENT);
    assertThat(adapter.read(server.connection(), new VendorObject("container", container)))
        .isEqualTo(Presence.ABSENT);
    assertThat(adapter.read(server.connection(), new VendorObject("vector_store", store)))
        .as("a store calls itself expired and stays listed")
        .isEqualTo(Presence.PRESENT);
  }

  @Test
  void what_is_kept_past_its_own_end_is_found_by_the_name_of_its_list_alone() {
    server.misbehaviours.add(Misbehaviour.KEEPS_PAST_END);
    server.upload("batch", "x");
    server.post(
        "vector_stores",
        "{\"name\":\"Own\",\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":7}}");
    assertThat(ends(Duration.ofDays(8))).as("a day of grace").isEqualTo(Standing.UNBROKEN);
    assertThat(ends(Duration.ofDays(2))).isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(ended).isEqualTo("listed past its end: vector_stores");
    server.post("containers", "{\"name\":\"Own\"}");
    assertThat(ends(Duration.ofDays(23))).isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(ended).isEqualTo("listed past its end: files, vector_stores, containers");
    server.imposing(
        call ->
            SimulatedResponse.json(
                200, Map.of("object", "list", "data", List.of(), "has_more", false)));
    assertThat(ends(Duration.ZERO)).as("all of it is gone").isEqualTo(Standing.UNBROKEN);
    server.imposing(null);
    server.imposed = server.simulator.error(403);
    assertThat(ends(Duration.ZERO)).as("nothing is shown").isEqualTo(Standing.UNCLEAR);
  }

  @Test
  void a_setting_without_a_known_word_or_without_an_answer_is_unclear() {
    server.imposing(
        call ->
            call.endsWith("data_retention")
                ? SimulatedResponse.json(200, Map.of("object", "x", "type", "quite_new"))
                : SimulatedResponse.json(
                    200, Map.of("object", "list", "data", List.of(), "has_more", false)));
    assertThat(observed("ORGANIZATION_DATA_RETENTION", Duration.ofDays(30)).standing())
        .isEqualTo(Standing.UNCLEAR);
    server.imposed = server.simulator.error(400);
    server.imposing(null);
    assertThat(observed("ORGANIZATION_DATA_RETENTION", Duration.ofDays(30)).value())
        .isEqualTo("not shown to this connection");
  }

  @Test
  void what_came_back_from_the_backup_is_listed_again() {
    var sandbox =
        new Sandbox(SandboxSettings.onPort(0), List.of(server.simulator), () -> server.now);
    try (sandbox) {
      var file = new VendorObject("file", server.upload("user_data", "x"));
      sandbox.backup("openai", Duration.ofDays(7));
      server.misbehaviours.add(Misbehaviour.RESTORES_FROM_BACKUP);
      adapter.erase(server.connection(), file);
      assertThat(page("").objects()).isEmpty();
      server.now = server.now.plus(Duration.ofDays(7));
      assertThat(page("").objects()).containsExactly(file);
      assertThat(adapter.read(server.connection(), file)).isEqualTo(Presence.PRESENT);
    }
  }

  private static VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }
}
