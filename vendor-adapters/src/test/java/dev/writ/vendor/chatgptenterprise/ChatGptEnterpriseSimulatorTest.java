package dev.writ.vendor.chatgptenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * No SDK exists for this API: the simulator is held against the shapes that were recorded in the
 * reference, whatever our adapter makes of them.
 */
class ChatGptEnterpriseSimulatorTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final String USER = SimulatedPlanting.user(ADA);
  private static final String WORKSPACE =
      "/v1/compliance/workspaces/" + ChatGptEnterpriseSimulator.WORKSPACE;
  private static final String MEMBER =
      "/v1/manage/workspaces/" + ChatGptEnterpriseSimulator.WORKSPACE + "/users/" + USER;

  private final ChatGptEnterpriseSimulator simulator = new ChatGptEnterpriseSimulator();

  private SimulatedResponse ask(String method, String url, Map<String, String> headers) {
    var query = new HashMap<String, List<String>>();
    var parts = url.split("\\?", 2);
    if (parts.length > 1) {
      for (var pair : parts[1].split("&")) {
        var words = pair.split("=", 2);
        query.put(words[0], List.of(words[1]));
      }
    }
    return simulator.answer(
        new SimulatedRequest(method, parts[0], query, headers, new byte[0]), Set.of());
  }

  private SimulatedResponse ask(String method, String url) {
    var key = "Bearer " + simulator.credentials().get("apiKey");
    return ask(method, url, Map.of("authorization", key, "host", "localhost:1"));
  }

  private JsonNode get(String url) {
    var answer = ask("GET", url);
    assertThat(answer.status()).as(url).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body());
  }

  private static List<String> fields(JsonNode json) {
    return json.properties().stream().map(Map.Entry::getKey).toList();
  }

  private String idOf(String list) {
    return get(WORKSPACE + list).path("data").path(0).path("id").asString("");
  }

  @Test
  void members_are_listed_as_older_clients_saw_them() {
    simulator.plant(ADA);
    var page = get(WORKSPACE + "/users?limit=200");
    assertThat(fields(page)).containsExactlyInAnyOrder("object", "data", "last_id", "has_more");
    var row = page.path("data").path(0);
    assertThat(fields(row))
        .containsExactlyInAnyOrder("object", "id", "email", "name", "role", "status", "created_at");
    assertThat(row.path("object").asString("")).isEqualTo("compliance.workspace.user");
    assertThat(row.path("created_at").isNumber()).isTrue();
    assertThat(page.path("last_id").asString("")).isEqualTo(USER);
  }

  @Test
  void memories_lie_in_contexts_and_no_parameter_pages_them() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var url = WORKSPACE + "/users/" + SimulatedPlanting.user(SandboxPeople.PROLIFIC) + "/memories";
    var page = get(url);
    assertThat(fields(page)).containsExactlyInAnyOrder("data", "has_more", "last_id");
    assertThat(page.path("has_more").asBoolean(false)).isTrue();
    var entry =
        page.path("data").path(0).path("memory_contexts").path(0).path("memory_entries").path(0);
    assertThat(fields(entry)).contains("id", "content");
    var last = page.path("last_id").asString("");
    assertThat(get(url + "?after=" + last + "&limit=500&cursor=" + last)).isEqualTo(page);
  }

  @Test
  void delete_and_disable_says_completed_and_deletes_no_memory() {
    simulator.plant(ADA);
    var before = get(WORKSPACE + "/users/" + USER + "/memories");
    var answer = ask("POST", WORKSPACE + "/users/" + USER + "/memory/delete_and_disable");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(fields(VendorHttp.JSON.readTree(answer.body())))
        .containsExactlyInAnyOrder("id", "object", "status");
    assertThat(ask("POST", WORKSPACE + "/memory/delete_and_disable").status()).isEqualTo(202);
    assertThat(get(WORKSPACE + "/users/" + USER + "/memories")).isEqualTo(before);
    assertThat(simulator.withoutMemory()).containsExactly(USER, "");
  }

  @Test
  void two_dots_make_of_a_members_route_the_whole_workspaces() {
    simulator.plant(ADA);
    simulator.plant(SandboxPeople.PROLIFIC);
    assertThat(get(WORKSPACE + "/users/../memories").path("data").size()).isEqualTo(2);
  }

  @Test
  void conversations_can_be_deleted_and_neither_listed_nor_read() {
    var conversation = simulator.plant(ADA).getFirst().id();
    assertThat(ask("GET", WORKSPACE + "/conversations").status()).isEqualTo(404);
    assertThat(ask("GET", WORKSPACE + "/conversations/" + conversation).status()).isEqualTo(404);
    var one = WORKSPACE + "/users/" + USER + "/conversations/" + conversation;
    assertThat(ask("GET", one).status()).isEqualTo(404);
    assertThat(ask("DELETE", one).status()).isEqualTo(204);
    assertThat(ask("DELETE", one).status()).isEqualTo(404);
    assertThat(ask("DELETE", WORKSPACE + "/conversations/" + conversation).status()).isEqualTo(404);
  }

  @Test
  void library_files_and_codex_tasks_have_their_documented_rows_and_cursors() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var user = SimulatedPlanting.user(SandboxPeople.PROLIFIC);
    var files = get(WORKSPACE + "/users/" + user + "/library_files");
    assertThat(files.path("data").size()).isEqualTo(200);
    assertThat(fields(files)).containsExactlyInAnyOrder("data", "has_more", "cursor");
    assertThat(fields(files.path("data").path(0)))
        .containsExactlyInAnyOrder(
            "id", "name", "mime_type", "state", "created_at", "trashed_at", "is_project");
    var tasks = get(WORKSPACE + "/codex_tasks");
    assertThat(tasks.path("data").size()).isEqualTo(30);
    assertThat(fields(tasks.path("data").path(0))).contains("id", "title", "created_by_id");
    var next = get(WORKSPACE + "/codex_tasks?cursor=" + tasks.path("cursor").asString(""));
    assertThat(next.path("data").path(0)).isNotEqualTo(tasks.path("data").path(0));
  }

  @Test
  void a_cursor_passes_over_nothing_while_rows_are_deleted() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var cursor = "";
    int deleted = 0;
    do {
      var page = get(WORKSPACE + "/codex_tasks?limit=30&cursor=" + cursor);
      for (var task : page.path("data")) {
        ask("DELETE", WORKSPACE + "/codex_tasks/" + task.path("id").asString(""));
        deleted++;
      }
      cursor = page.path("cursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(deleted).isGreaterThan(60);
    assertThat(get(WORKSPACE + "/codex_tasks").path("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/codex_tasks?limit=31",
        "/codex_tasks?cursor=x",
        "/users?limit=201",
        "/users?after=nobody",
        "/logs?after=2026-11-01T00:00:00Z",
        "/logs?event_type=CONVERSATION_MESSAGE",
        "/logs?event_type=CONVERSATION_MESSAGE&after=2026-11-01T00:00:00Z&limit=101"
      })
  void what_is_out_of_bounds_is_a_400(String url) {
    assertThat(ask("GET", WORKSPACE + url).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"projects,owner_id", "gpts,owner_id", "codex_tasks,created_by_id"})
  void what_belongs_to_the_workspace_names_its_owner_and_is_read_and_deleted_by_id(
      String list, String owner) {
    simulator.plant(ADA);
    assertThat(get(WORKSPACE + "/" + list).path("data").path(0).path(owner).asString(""))
        .isEqualTo(USER);
    var one = WORKSPACE + "/" + list + "/" + idOf("/" + list);
    get(one);
    assertThat(ask("DELETE", one).status()).isIn(200, 204);
    assertThat(ask("GET", one).status()).isEqualTo(404);
  }

  @Test
  void the_singular_is_the_canvas_path_and_the_plural_its_list() {
    simulator.plant(ADA);
    var id = idOf("/users/" + USER + "/canvases");
    get(WORKSPACE + "/users/" + USER + "/canvas/" + id);
    assertThat(ask("GET", WORKSPACE + "/users/" + USER + "/canvases/" + id).status())
        .isEqualTo(404);
  }

  @Test
  void logs_are_listed_strictly_later_and_lead_to_a_signed_link() {
    simulator.plant(ADA);
    simulator.plant(SandboxPeople.PROLIFIC);
    var first = "2026-10-31T00:00:00Z";
    var url = WORKSPACE + "/logs?event_type=CONVERSATION_MESSAGE&limit=1&after=";
    var page = get(url + first);
    assertThat(fields(page)).containsExactlyInAnyOrder("data", "has_more", "last_end_time");
    var row = page.path("data").path(0);
    assertThat(fields(row))
        .containsExactlyInAnyOrder(
            "id", "event_type", "end_time", "file_name", "file_size", "file_sha256");
    assertThat(page.path("has_more").asBoolean(false)).isTrue();
    var end = page.path("last_end_time").asString("");
    assertThat(end).isEqualTo(row.path("end_time").asString(""));
    assertThat(get(url + end).path("data").path(0).path("id")).isNotEqualTo(row.path("id"));
    var answer = ask("GET", WORKSPACE + "/logs/" + row.path("id").asString(""));
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.headers().get("Location")).startsWith("http://").contains("sig=");
    var key = "Bearer " + simulator.credentials().get("apiKey");
    var behindTls =
        ask(
            "GET",
            WORKSPACE + "/logs/" + row.path("id").asString(""),
            Map.of("authorization", key, "host", "h:1", "x-forwarded-proto", "https"));
    assertThat(behindTls.headers().get("Location")).startsWith("https://h:1/");
  }

  @Test
  void the_store_takes_the_signature_and_no_key() {
    simulator.plant(ADA);
    var location =
        ask("GET", WORKSPACE + "/logs/log-000001").headers().getOrDefault("Location", "");
    var link = location.substring(location.indexOf(SimulatedLogs.STORE));
    assertThat(ask("GET", link).status()).isEqualTo(400);
    assertThat(ask("GET", link + "0", Map.of()).status()).isEqualTo(403);
    var file = ask("GET", link, Map.of());
    assertThat(file.status()).isEqualTo(200);
    var lines = new String(file.body(), StandardCharsets.UTF_8).lines();
    var line = VendorHttp.JSON.readTree(lines.findFirst().orElseThrow());
    assertThat(fields(line)).contains("event_id", "user_id", "user_email");
  }

  @Test
  void a_deletion_is_written_to_the_audit_log() {
    simulator.plant(ADA);
    ask("DELETE", WORKSPACE + "/gpts/" + idOf("/gpts"));
    var logs = get(WORKSPACE + "/logs?event_type=AUDIT_LOG&after=2026-01-01T00:00:00Z");
    assertThat(logs.path("data").size()).isEqualTo(1);
  }

  @Test
  void removing_a_member_leaves_the_content() {
    simulator.plant(ADA);
    int held = simulator.held(ADA);
    assertThat(ask("DELETE", MEMBER).status()).isEqualTo(204);
    assertThat(get(WORKSPACE + "/users").path("data").size()).as("the owner").isEqualTo(1);
    assertThat(simulator.held(ADA)).isEqualTo(held - 1);
    assertThat(get(WORKSPACE + "/users/" + USER + "/canvases").path("data").size()).isEqualTo(1);
    simulator.admitAgain(ADA);
    assertThat(simulator.held(ADA)).isEqualTo(held);
  }

  @Test
  void keys_and_workspaces_are_told_apart() {
    assertThat(ask("GET", WORKSPACE + "/users", Map.of()).status()).isEqualTo(401);
    var other = WORKSPACE.replace("1111-", "9999-");
    assertThat(ask("GET", other + "/users").status()).isEqualTo(403);
    assertThat(ask("GET", "/v1/models").status()).isEqualTo(404);
  }
}
