package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.Specifications;
import dev.writ.vendor.openai.OpenAiSimulatorServer.Exchange;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every request of the adapter and every answer of the simulator against OpenAI's published
 * specification, of which a copy lies beside the repository; skipped, and said so, where it does
 * not.
 */
class OpenAiSpecTest {
  /** Where the specification's schema contradicts its own example, or its own prose. */
  private static final List<Pattern> QUIRKS =
      List.of(
          // Three deletes declare no body; their examples have one.
          Pattern.compile("DELETE /v1/(responses|containers)/[^ ]+: a body where none is declared"),
          // The schema of a stored message is that of an answer; the example is a user's.
          Pattern.compile(
              "GET /v1/chat/completions/[^ ]+/messages: answer /data/0/role is none of .*"),
          // The example of a run has no error.
          Pattern.compile(".* /v1/evals/[^ ]+/runs[^ ]*: answer [^ ]*/error is no \\[object]"),
          // An empty list has no first object.
          Pattern.compile("GET [^ ]+: answer /(first|last)_id is no \\[string]"));

  private static OpenAiSpecification specification;

  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAiAdapter adapter = new OpenAiAdapter();

  @BeforeAll
  static void load() {
    specification = new OpenAiSpecification(Specifications.require("openai/openapi.json"));
  }

  @AfterAll
  static void forget() {
    specification = null;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Locates, exports, reads and erases everything, and reads again. */
  private Set<String> wholeLife(SandboxPerson person, List<VendorObject> more) {
    var ledger = new ArrayList<>(server.simulator.plant(person));
    ledger.addAll(more);
    var subject =
        new Subject(List.of(new Identifier(Identifier.Type.EMAIL, person.email())), ledger);
    adapter.check(server.connection());
    var objects = adapter.locate(server.connection(), subject).objects();
    for (var object : objects) {
      OpenAiExported.of(adapter, server.connection(), object);
      if (adapter.erase(server.connection(), object) instanceof Erasure.InProgress progress) {
        adapter.pollErasure(server.connection(), object, progress.handle());
      }
      adapter.read(server.connection(), object);
    }
    return new TreeSet<>(objects.stream().map(VendorObject::kind).toList());
  }

  private List<String> objections() {
    return server.exchanges.stream()
        .flatMap(exchange -> specification.objections(exchange).stream())
        .distinct()
        .toList();
  }

  private static boolean unexplained(String objection) {
    return QUIRKS.stream().noneMatch(quirk -> quirk.matcher(objection).matches());
  }

  @Test
  void adapter_and_simulator_keep_to_the_specification() {
    String email = SandboxPeople.PROLIFIC.email();
    String batch =
        server
            .post(
                "batches",
                "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/responses\",\"completion_window\":\"24h\",\"metadata\":{\"subject\":\"%s\"}}"
                    .formatted(server.upload("batch", "{}\n".repeat(11)), email))
            .path("id")
            .asString();
    server.post(
        "fine_tuning/jobs",
        "{\"model\":\"gpt-4.1-mini-2025-04-14\",\"training_file\":\"%s\",\"metadata\":{\"subject\":\"%s\"}}"
            .formatted(server.upload("fine-tune", "{}"), email));
    var many =
        new SandboxPerson(SandboxPeople.PROLIFIC.key(), "Petra", List.of(email), Set.of("*"), 120);

    var kinds = wholeLife(many, List.of(new VendorObject("batch", batch)));

    assertThat(kinds).hasSize(adapter.descriptor().surfaces().size());
    assertThat(objections()).noneMatch(OpenAiSpecTest::unexplained);
    assertThat(QUIRKS)
        .allMatch(quirk -> objections().stream().anyMatch(o -> quirk.matcher(o).matches()));
    assertThat(server.exchanges).hasSizeGreaterThan(400);
    assertThat(server.exchanges.stream().map(exchange -> exchange.response().status()).distinct())
        .containsExactlyInAnyOrder(200, 404);
  }

  @Test
  void what_an_app_creates_keeps_to_the_specification() {
    var conversation = server.post("conversations", "{\"metadata\":{\"subject\":\"a\"}}");
    String items = "conversations/" + conversation.path("id").asString() + "/items";
    server.post(items, "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"}]}");
    server.post(
        "responses",
        "{\"model\":\"gpt-5-mini\",\"input\":\"hi\",\"conversation\":\"%s\"}"
            .formatted(conversation.path("id").asString()));
    server.post(
        "chat/completions",
        "{\"model\":\"gpt-5-mini\",\"store\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    var store = server.post("vector_stores", "{\"name\":\"s\"}");
    String file = server.upload("assistants", "text");
    String files = "vector_stores/" + store.path("id").asString();
    server.post(files + "/files", "{\"file_id\":\"%s\"}".formatted(file));
    server.post(files + "/search", "{\"query\":\"text\"}");
    server.post("containers", "{\"name\":\"c\"}");
    server.post("chatkit/sessions", "{\"user\":\"u\",\"workflow\":{\"id\":\"wf_1\"}}");
    var eval =
        server.post(
            "evals",
            """
            {"data_source_config":{"type":"custom","item_schema":{"type":"object"}},
             "testing_criteria":[{"type":"string_check","name":"c","input":"a","reference":"b","operation":"eq"}]}
            """);
    server.post(
        "evals/" + eval.path("id").asString() + "/runs",
        "{\"data_source\":{\"type\":\"jsonl\",\"source\":{\"type\":\"file_id\",\"id\":\"%s\"}}}"
            .formatted(file));
    assertThat(objections()).noneMatch(OpenAiSpecTest::unexplained);
  }

  @Test
  void what_an_app_changes_uploads_and_attaches_in_batches_keeps_to_the_specification() {
    var conversation = server.post("conversations", "{}").path("id").asString();
    server.post("conversations/" + conversation, "{\"metadata\":{\"subject\":\"b\"}}");
    var response = server.post("responses", "{\"model\":\"gpt-5-mini\",\"input\":\"hi\"}");
    server.post("responses/input_tokens", "{\"model\":\"gpt-5-mini\",\"input\":\"hi\"}");
    assertThat(response.path("model").asString("")).isEqualTo("gpt-5-mini");
    var completion =
        server.post(
            "chat/completions",
            "{\"model\":\"gpt-5\",\"store\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    var changed =
        server.post(
            "chat/completions/" + completion.path("id").asString(),
            "{\"metadata\":{\"subject\":\"b\"}}");
    assertThat(changed.path("metadata").path("subject").asString("")).isEqualTo("b");
    var store = "vector_stores/" + server.post("vector_stores", "{}").path("id").asString();
    server.post(store, "{\"name\":\"renamed\"}");
    String file = server.upload("assistants", "text");
    var batch = server.post(store + "/file_batches", "{\"file_ids\":[\"%s\"]}".formatted(file));
    assertThat(batch.path("file_counts").path("completed").asInt(0)).isOne();
    server.post(store + "/files/" + file, "{\"attributes\":{\"n\":2}}");
    server.post(
        store + "/search",
        "{\"query\":[\"text\"],\"filters\":{\"type\":\"gt\",\"key\":\"n\",\"value\":1}}");
    server.post(
        "uploads",
        "{\"filename\":\"u.txt\",\"mime_type\":\"text/plain\",\"bytes\":3,\"purpose\":\"assistants\"}");
    assertThat(objections()).noneMatch(OpenAiSpecTest::unexplained);
  }

  @Test
  void videos_keep_to_the_specification_until_they_are_deleted() {
    var video = server.post("videos", "{\"prompt\":\"a calm sea\",\"seconds\":\"8\"}");
    var path = "videos/" + video.path("id").asString();
    server.post("videos", "{\"prompt\":\"a rough sea\"}");
    var page = asked("GET", "videos", Map.of("limit", List.of("1")));
    assertThat(page.path("has_more").asBoolean(false)).isTrue();
    assertThat(asked("GET", path, Map.of())).isEqualTo(video);
    assertThat(asked("DELETE", path, Map.of()).path("object").asString(""))
        .isEqualTo("video.deleted");
    assertThat(asked("GET", path, Map.of()).path("error").path("type").asString(""))
        .isEqualTo("invalid_request_error");
    assertThat(asked("GET", "videos", Map.of()).path("data")).hasSize(1);
    assertThat(objections()).noneMatch(OpenAiSpecTest::unexplained);
  }

  private JsonNode asked(String method, String path, Map<String, List<String>> query) {
    var headers = Map.of("authorization", "Bearer " + server.simulator.credentials().get("apiKey"));
    var request = new SimulatedRequest(method, "/v1/" + path, query, headers, new byte[0]);
    var answer = server.simulator.answer(request, Set.of());
    server.exchanges.add(new Exchange(request, answer));
    return VendorHttp.JSON.readTree(answer.body());
  }

  @Test
  void what_an_administrator_makes_keeps_to_the_specification() {
    var project = server.administer("POST", "projects", "{\"name\":\"p\"}").path("id").asString();
    server.administer("POST", "invites", "{\"email\":\"n@example.com\",\"role\":\"reader\"}");
    server.administer("POST", "admin_api_keys", "{\"name\":\"k\"}");
    server.administer(
        "POST",
        "projects/" + project + "/users",
        "{\"user_id\":\"user_reader\",\"role\":\"member\"}");
    server.administer("GET", "projects/" + project + "/users", "");
    server.administer("POST", "projects/" + project + "/service_accounts", "{\"name\":\"bot\"}");
    server.administer("GET", "projects/" + project + "/rate_limits", "");
    server.administer("POST", "projects/" + project + "/archive", "");
    server.administer("DELETE", "users/user_reader", "");
    server.administer("GET", "costs?start_time=1780000000", "");
    server.administer("GET", "usage/completions?start_time=1780000000", "");
    var log = server.administer("GET", "audit_logs", "").path("data");
    assertThat(log.path(0).path("type").asString("")).isEqualTo("user.deleted");
    assertThat(log.path(1).path("type").asString("")).isEqualTo("project.archived");
    assertThat(objections()).noneMatch(OpenAiSpecTest::unexplained);
  }

  @Test
  void unknown_paths_methods_and_missing_keys_are_answered_in_the_vendors_words() {
    assertThat(refusal("GET", "/v1/nothing", "x")).isEqualTo("404 Invalid URL (GET /v1/nothing)");
    assertThat(refusal("PUT", "/v1/files", "x")).isEqualTo("405 Not allowed to PUT on /v1/files.");
    var half =
        new SimulatedRequest(
            "GET",
            "/v1/chat/completions",
            Map.of("metadata[", List.of("x")),
            Map.of("authorization", "Bearer " + server.simulator.credentials().get("apiKey")),
            new byte[0]);
    assertThat(server.simulator.answer(half, Set.of()).status()).isEqualTo(200);
    assertThat(refusal("GET", "/v1/files", "")).startsWith("401 You didn't provide an API key.");
  }

  private String refusal(String method, String path, String key) {
    var headers =
        key.isEmpty()
            ? Map.<String, String>of()
            : Map.of("authorization", "Bearer " + server.simulator.credentials().get("apiKey"));
    var request = new SimulatedRequest(method, path, Map.of(), headers, new byte[0]);
    var answer = server.simulator.answer(request, Set.of());
    var error = VendorHttp.JSON.readTree(answer.body()).path("error");
    return answer.status() + " " + error.path("message").asString("");
  }

  @Test
  void every_error_has_the_documented_envelope() {
    for (int status : List.of(400, 401, 403, 404, 405, 429, 500, 503)) {
      var error = VendorHttp.JSON.readTree(server.simulator.error(status).body()).path("error");
      assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
      assertThat(error.path("message").isString() && error.path("type").isString()).isTrue();
    }
  }

  @Test
  void the_judge_rejects_what_is_not_in_the_specification() {
    var headers = Map.of("authorization", "Bearer x");
    var good =
        "{\"object\":\"list\",\"data\":[],\"first_id\":\"a\",\"last_id\":\"a\",\"has_more\":false}";
    assertThat(judged("/v1/files", Map.of("limit", List.of("1")), headers, good)).isEmpty();
    assertThat(judged("/v1/files", Map.of("limit", List.of("x")), headers, good)).isNotEmpty();
    assertThat(judged("/v1/files", Map.of("user", List.of("1")), headers, good)).isNotEmpty();
    assertThat(judged("/v1/batches", Map.of("order", List.of("asc")), headers, good)).isNotEmpty();
    assertThat(judged("/v1/conversations", Map.of(), headers, good)).isNotEmpty();
    assertThat(judged("/v1/files", Map.of(), headers, good.replace("[]", "[{}]"))).isNotEmpty();
    assertThat(judged("/v1/files", Map.of(), headers, "{\"object\":\"list\"}")).isNotEmpty();
  }

  private static List<String> judged(
      String path, Map<String, List<String>> query, Map<String, String> headers, String answer) {
    return specification.objections(
        new Exchange(
            new SimulatedRequest("GET", path, query, headers, new byte[0]),
            new SimulatedResponse(
                200,
                Map.of("Content-Type", "application/json"),
                answer.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void planting_listing_revoking_and_checking_keep_to_the_specification() {
    var connection = server.adminConnection();
    var person = new SyntheticPerson("drill0000000000000000001", "example.com");
    var planter = adapter.planter().orElseThrow();
    planter.plant(connection, person, planted -> {});
    planter.strays(connection, person);
    var inventory = adapter.inventory().orElseThrow();
    server.simulator.plant(SandboxPeople.PROLIFIC);
    var cursor = "";
    do {
      cursor = inventory.page(connection, cursor).next();
    } while (!cursor.isEmpty());
    var promised = new Promised(Optional.empty(), Optional.empty(), Instant.EPOCH);
    adapter.claimChecks().orElseThrow().observe(connection, promised);
    var access = adapter.access().orElseThrow();
    access.probe(connection);
    access.list(connection).forEach(right -> access.revoke(connection, right));
    assertThat(objections()).filteredOn(OpenAiSpecTest::unexplained).isEmpty();
    assertThat(server.exchanges)
        .extracting(exchange -> exchange.request().path())
        .contains("/v1/organization/data_retention", "/v1/skills", "/v1/models");
  }
}
