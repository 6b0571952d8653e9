package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The simulator keeps what OpenAI documents, whatever our adapter makes of it. */
class OpenAiSimulatorTest {
  private final OpenAiSimulator simulator = new OpenAiSimulator();

  private SimulatedResponse ask(
      String method, String path, Map<String, String> query, String body) {
    var parameters = new LinkedHashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    return simulator.answer(
        new SimulatedRequest(
            method,
            "/v1/" + path,
            parameters,
            Map.of("authorization", "Bearer " + simulator.credentials().get("apiKey")),
            body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private String made(String path, String body) {
    var answer = ask("POST", path, Map.of(), body);
    assertThat(answer.status()).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body()).path("id").asString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "[]", "{\"key\":1}", "{\"key\":{}}"})
  void metadata_is_pairs_of_texts(String metadata) {
    var id = made("conversations", "{\"metadata\":{\"subject\":\"u-1\"}}");
    for (var path : List.of("conversations", "conversations/" + id, "vector_stores")) {
      var refused = ask("POST", path, Map.of(), "{\"metadata\":" + metadata + "}");
      assertThat(refused.status()).as(path).isEqualTo(400);
      assertThat(VendorHttp.JSON.readTree(refused.body()).path("error").path("param").asString(""))
          .isEqualTo("metadata");
    }
    assertThat(
            VendorHttp.JSON
                .readTree(ask("GET", "conversations/" + id, Map.of(), "").body())
                .path("metadata")
                .path("subject")
                .asString(""))
        .isEqualTo("u-1");
  }

  @Test
  void metadata_has_sixteen_pairs_short_keys_and_short_values() {
    var pairs = new LinkedHashMap<String, String>();
    for (int i = 0; i < 16; i++) {
      pairs.put("k" + "x".repeat(i < 10 ? 62 : 61) + i, "v".repeat(512));
    }
    made("conversations", VendorHttp.JSON.writeValueAsString(Map.of("metadata", pairs)));
    pairs.put("one too many", "v");
    assertThat(status(pairs)).isEqualTo(400);
    assertThat(status(Map.of("k".repeat(65), "v"))).isEqualTo(400);
    assertThat(status(Map.of("k", "v".repeat(513)))).isEqualTo(400);
    assertThat(ask("POST", "conversations", Map.of(), "{\"metadata\":null}").status())
        .isEqualTo(200);
  }

  private int status(Map<String, String> metadata) {
    return ask(
            "POST",
            "conversations",
            Map.of(),
            VendorHttp.JSON.writeValueAsString(Map.of("metadata", metadata)))
        .status();
  }

  @Test
  void only_a_response_of_the_background_comes_as_a_stream_again() {
    var plain = made("responses", "{\"model\":\"gpt-5\",\"input\":\"Hi\"}");
    assertThat(ask("GET", "responses/" + plain, Map.of("stream", "true"), "").status())
        .isEqualTo(400);
    var id = made("responses", "{\"model\":\"gpt-5\",\"input\":\"Hi\",\"background\":true}");
    var stream = ask("GET", "responses/" + id, Map.of("stream", "true"), "");
    assertThat(stream.headers().get("Content-Type")).startsWith("text/event-stream");
    assertThat(stream.body()).asString(StandardCharsets.UTF_8).contains("response.completed", id);
  }

  @Test
  void every_answer_has_an_id_of_its_own() {
    var first = ask("GET", "files", Map.of(), "").headers().get("x-request-id");
    var second = ask("GET", "files/none", Map.of(), "").headers().get("x-request-id");
    assertThat(first).isNotBlank().isNotEqualTo(second);
    assertThat(second).isNotBlank();
  }

  @Test
  void a_word_that_a_filter_does_not_know_is_a_400_and_a_known_one_filters() {
    var store = made("vector_stores", "{}");
    var files = "vector_stores/" + store + "/files";
    assertThat(ask("GET", files, Map.of("filter", "nonsense"), "").status()).isEqualTo(400);
    assertThat(ask("GET", files, Map.of("filter", "failed"), "").status()).isEqualTo(200);
    var keys = "organization/projects/proj_sandbox/api_keys";
    assertThat(administered(keys, Map.of("owner_project_access", "any"))).hasSize(2);
    assertThat(administered(keys, Map.of("owner_project_access", "active"))).hasSize(2);
    assertThat(administered(keys, Map.of("owner_project_access", "inactive"))).isEmpty();
    var others = "organization/projects/proj_other/api_keys";
    assertThat(administered(others, Map.of("owner_project_access", "any"))).hasSize(2);
    assertThat(administered(others, Map.of("owner_project_access", "inactive"))).hasSize(1);
    assertThat(administered(others, Map.of())).hasSize(1);
  }

  @Test
  void what_an_admin_key_does_counts_as_done_in_the_default_project() {
    administer("POST", "organization/projects", Map.of(), "{\"name\":\"p\"}");
    var log = "organization/audit_logs";
    assertThat(administered(log, Map.of("project_ids[]", "proj_sandbox"))).hasSize(1);
    assertThat(administered(log, Map.of("project_ids[]", "proj_other"))).isEmpty();
  }

  private SimulatedResponse administer(
      String method, String path, Map<String, String> query, String body) {
    var parameters = new LinkedHashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    return simulator.answer(
        new SimulatedRequest(
            method,
            "/v1/" + path,
            parameters,
            Map.of("authorization", "Bearer " + simulator.credentials().get("adminKey")),
            body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private List<JsonNode> administered(String path, Map<String, String> query) {
    var answer = administer("GET", path, query, "");
    assertThat(answer.status()).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body()).path("data").valueStream().toList();
  }

  @Test
  void a_call_of_a_model_tells_of_its_limits() {
    var body = "{\"model\":\"gpt-5\",\"input\":\"Hi\"}";
    assertThat(ask("POST", "responses", Map.of(), body).headers())
        .containsKeys("x-ratelimit-limit-requests", "x-ratelimit-remaining-tokens")
        .hasEntrySatisfying(
            "x-ratelimit-reset-requests", reset -> assertThat(reset).matches("\\d+ms"));
    assertThat(ask("GET", "files", Map.of(), "").headers())
        .doesNotContainKey("x-ratelimit-limit-requests");
  }

  @Test
  void a_store_ends_so_many_days_after_it_was_last_active() {
    var body = "{\"expires_after\":{\"anchor\":\"last_active_at\",\"days\":7}}";
    var store = VendorHttp.JSON.readTree(ask("POST", "vector_stores", Map.of(), body).body());
    assertThat(store.path("expires_at").asLong(0) - store.path("last_active_at").asLong(0))
        .isEqualTo(7 * 86_400);
  }

  @Test
  void an_empty_list_of_batches_has_no_cursors() {
    var answer = VendorHttp.JSON.readTree(ask("GET", "batches", Map.of(), "").body());
    assertThat(answer.propertyNames()).containsExactly("object", "data", "has_more");
  }
}
