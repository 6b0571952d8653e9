package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The simulator keeps what Anthropic documents, whatever our adapter makes of it. */
class AnthropicSimulatorTest {
  private static final String LEGACY = "user-profiles-2026-08-18";

  private final AnthropicSimulator simulator = new AnthropicSimulator();

  private SimulatedResponse ask(
      String method, String path, Map<String, String> query, String body, String... headers) {
    var all = new HashMap<String, String>();
    all.put("x-api-key", simulator.credentials().getOrDefault("apiKey", ""));
    all.put("anthropic-version", "2026-10-21");
    all.put("host", "h:1");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    var parameters = new HashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    return simulator.answer(
        new SimulatedRequest(
            method, "/v1/" + path, parameters, all, body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private static JsonNode json(SimulatedResponse answer) {
    return VendorHttp.JSON.readTree(answer.body());
  }

  @Test
  void a_key_opens_as_x_api_key_and_as_a_bearer_token() {
    var bearer = "Bearer " + simulator.credentials().get("apiKey");
    assertThat(ask("GET", "files", Map.of(), "").status()).isEqualTo(200);
    assertThat(ask("GET", "files", Map.of(), "", "x-api-key", "", "authorization", bearer).status())
        .isEqualTo(200);
    assertThat(ask("GET", "files", Map.of(), "", "x-api-key", "other").status()).isEqualTo(401);
    var none = ask("GET", "files", Map.of(), "", "x-api-key", "");
    assertThat(none.status()).isEqualTo(401);
    assertThat(json(none).path("error").path("message").asString(""))
        .isEqualTo("x-api-key header is required");
  }

  @Test
  void results_lie_where_the_caller_reached_the_vendor() {
    var body = "{\"requests\":[{\"custom_id\":\"a\"}]}";
    var batch = json(ask("POST", "messages/batches", Map.of(), body)).path("id").asString("");
    assertThat(
            json(ask("GET", "messages/batches/" + batch, Map.of(), ""))
                .path("results_url")
                .asString(""))
        .isEqualTo("http://h:1/anthropic/v1/messages/batches/" + batch + "/results");
    assertThat(
            json(ask(
                    "GET", "messages/batches/" + batch, Map.of(), "", "x-forwarded-proto", "https"))
                .path("results_url")
                .asString(""))
        .startsWith("https://h:1/");
    var twice = "{\"requests\":[{\"custom_id\":\"a\"},{\"custom_id\":\"a\"}]}";
    assertThat(ask("POST", "messages/batches", Map.of(), twice).status()).isEqualTo(400);
  }

  @Test
  void beta_files_are_paged_by_id_and_by_token() {
    for (int i = 0; i < 3; i++) {
      var form = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n";
      ask("POST", "files", Map.of(), form, "content-type", "multipart/form-data; boundary=b");
    }
    var first = json(beta(Map.of("limit", "2")));
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var byId = json(beta(Map.of("after_id", first.path("last_id").asString(""))));
    var byToken = json(beta(Map.of("page", first.path("next_page").asString(""))));
    assertThat(byToken.path("data")).isEqualTo(byId.path("data")).hasSize(1);
  }

  private SimulatedResponse beta(Map<String, String> query) {
    return ask("GET", "files", query, "", "anthropic-beta", "files-api-2025-04-14");
  }

  @Test
  void a_profile_has_the_form_of_its_header_and_can_be_deleted() {
    var body = "{\"name\":\"Iris\",\"external_user_details\":{\"reference_id\":\"r-1\"}}";
    var made = json(ask("POST", "user_profiles", Map.of(), body));
    var path = "user_profiles/" + made.path("id").asString("");
    assertThat(made.path("external_user_details").path("reference_id").asString(""))
        .isEqualTo("r-1");
    assertThat(made.has("external_id")).isFalse();
    var legacy = json(ask("GET", path, Map.of(), "", "anthropic-beta", LEGACY));
    assertThat(legacy.path("external_id").asString("")).isEqualTo("r-1");
    assertThat(legacy.has("external_user_details")).isFalse();
    assertThat(json(ask("DELETE", path, Map.of(), "")).path("type").asString(""))
        .isEqualTo("user_profile_deleted");
    assertThat(ask("DELETE", path, Map.of(), "").status()).isEqualTo(404);
  }

  @Test
  void an_archived_store_takes_no_more_writes_and_can_be_erased() {
    var beta = new String[] {"anthropic-beta", "agent-memory-2026-07-22"};
    var made = json(ask("POST", "memory_stores", Map.of(), "{\"name\":\"s\"}", beta));
    var path = "memory_stores/" + made.path("id").asString("");
    var memory = "{\"path\":\"/a\",\"content\":\"x\"}";
    assertThat(ask("POST", path + "/memories", Map.of(), memory, beta).status()).isEqualTo(200);
    ask("POST", path + "/archive", Map.of(), "", beta);
    assertThat(ask("POST", path + "/memories", Map.of(), memory, beta).status()).isEqualTo(400);
    assertThat(ask("POST", path, Map.of(), "{\"name\":\"t\"}", beta).status()).isEqualTo(400);
    assertThat(ask("DELETE", path, Map.of(), "", beta).status()).isEqualTo(200);
  }

  @Test
  void another_method_is_405_and_another_path_404() {
    assertThat(ask("PUT", "files", Map.of(), "").status()).isEqualTo(405);
    assertThat(ask("GET", "nothing", Map.of(), "").status()).isEqualTo(404);
  }

  @Test
  void a_list_shows_what_its_filters_let_through() {
    var beta = new String[] {"anthropic-beta", "managed-agents-2026-04-01"};
    var made = "{\"agent\":\"agent_a\",\"environment_id\":\"env_a\",\"title\":\"t\"}";
    var first = json(ask("POST", "sessions", Map.of(), made, beta));
    assertThat(first.at("/agent/id").asString("")).isEqualTo("agent_a");
    assertThat(first.path("environment_id").asString("")).isEqualTo("env_a");
    var second = json(ask("POST", "sessions", Map.of(), made.replace("_a", "_b"), beta));
    assertThat(sessions(Map.of("agent_id", "agent_a"))).containsExactly(id(first));
    assertThat(sessions(Map.of("order", "asc"))).containsExactly(id(first), id(second));
    assertThat(sessions(Map.of("statuses[]", "running"))).isEmpty();
    assertThat(sessions(Map.of("memory_store_id", "memstore_1"))).isEmpty();
    assertThat(sessions(Map.of("created_at[gt]", first.path("created_at").asString(""))))
        .containsExactly(id(second));
    assertThat(sessions(Map.of("created_at[lte]", first.path("created_at").asString(""))))
        .containsExactly(id(first));
    assertThat(ask("GET", "sessions", Map.of("created_at[gt]", "x"), "", beta).status())
        .isEqualTo(400);
    assertThat(ask("GET", "sessions", Map.of("order", "x"), "", beta).status()).isEqualTo(400);
  }

  private static String id(JsonNode made) {
    return made.path("id").asString("");
  }

  private List<String> sessions(Map<String, String> query) {
    var answer = ask("GET", "sessions", query, "", "anthropic-beta", "managed-agents-2026-04-01");
    return json(answer).path("data").valueStream().map(AnthropicSimulatorTest::id).toList();
  }

  @Test
  void memories_are_listed_below_a_prefix_and_folder_by_folder() {
    var beta = new String[] {"anthropic-beta", "agent-memory-2026-07-22"};
    var store = id(json(ask("POST", "memory_stores", Map.of(), "{\"name\":\"s\"}", beta)));
    var memories = "memory_stores/" + store + "/memories";
    for (var path : List.of("/top.md", "/a/one.md", "/a/two.md", "/a-b/three.md")) {
      ask("POST", memories, Map.of(), "{\"path\":\"" + path + "\",\"content\":\"x\"}", beta);
    }
    var below = json(ask("GET", memories, Map.of("path_prefix", "/a/"), "", beta)).path("data");
    assertThat(below).hasSize(2).allMatch(row -> row.path("path").asString("").startsWith("/a/"));
    var first = json(ask("GET", memories, Map.of("depth", "1", "limit", "2"), "", beta));
    assertThat(first.at("/data/0").toString())
        .isEqualTo("{\"type\":\"memory_prefix\",\"path\":\"/a-b/\"}");
    var page = first.path("next_page").asString("");
    var rest = json(ask("GET", memories, Map.of("depth", "1", "page", page), "", beta));
    assertThat(rest.path("data").valueStream().map(row -> row.path("path").asString("")))
        .containsExactly("/top.md");
    var versions = "memory_stores/" + store + "/memory_versions";
    assertThat(json(ask("GET", versions, Map.of("operation", "deleted"), "", beta)).path("data"))
        .isEmpty();
    assertThat(json(ask("GET", versions, Map.of("api_key_id", "other"), "", beta)).path("data"))
        .isEmpty();
  }

  @Test
  void a_message_comes_as_a_stream_to_who_asks_for_one() {
    var body = "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[],\"stream\":true}";
    var stream = ask("POST", "messages", Map.of(), body);
    assertThat(stream.headers()).containsEntry("Content-Type", "text/event-stream");
    assertThat(new String(stream.body(), StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("event: "))
        .containsExactly(
            "event: message_start",
            "event: content_block_start",
            "event: content_block_delta",
            "event: content_block_stop",
            "event: message_delta",
            "event: message_stop");
  }

  @Test
  void a_write_of_a_memory_shows_its_content_to_who_asks_for_it() {
    var beta = new String[] {"anthropic-beta", "agent-memory-2026-07-22"};
    var store = id(json(ask("POST", "memory_stores", Map.of(), "{\"name\":\"s\"}", beta)));
    var memories = "memory_stores/" + store + "/memories";
    var body = "{\"path\":\"/a\",\"content\":\"x\"}";
    var made = json(ask("POST", memories, Map.of(), body, beta));
    assertThat(made.path("content").isNull()).isTrue();
    var path = memories + "/" + id(made);
    assertThat(json(ask("GET", path, Map.of(), "", beta)).path("content").asString(""))
        .isEqualTo("x");
    assertThat(json(ask("GET", path, Map.of("view", "basic"), "", beta)).path("content").isNull())
        .isTrue();
    var full = json(ask("POST", path, Map.of("view", "full"), "{\"content\":\"y\"}", beta));
    assertThat(full.path("content").asString("")).isEqualTo("y");
  }
}
