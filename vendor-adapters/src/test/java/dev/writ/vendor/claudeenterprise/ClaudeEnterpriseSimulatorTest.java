package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The simulator keeps what Anthropic documents, whatever our adapter makes of it. There is no
 * official client for this API: the examples are written down from the documents instead.
 */
class ClaudeEnterpriseSimulatorTest {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final ClaudeEnterpriseSimulator simulator = new ClaudeEnterpriseSimulator(() -> now);
  private final SimulatedTenant tenant = simulator.tenant();

  @BeforeEach
  void plant() {
    simulator.plant(SandboxPeople.ADA);
  }

  private SimulatedResponse ask(String key, String method, String url, Misbehaviour... wrong) {
    var parts = url.split("\\?", 2);
    var query = new LinkedHashMap<String, List<String>>();
    if (parts.length > 1) {
      for (var pair : parts[1].split("&")) {
        var nameAndValue = pair.split("=", 2);
        query.computeIfAbsent(nameAndValue[0], n -> new ArrayList<>()).add(nameAndValue[1]);
      }
    }
    return simulator.answer(
        new SimulatedRequest(
            method,
            ClaudeEnterpriseSimulator.BASE + parts[0],
            query,
            Map.of("x-api-key", key),
            new byte[0]),
        Set.copyOf(Arrays.asList(wrong)));
  }

  private SimulatedResponse get(String url) {
    return ask(simulator.credentials().get("accessKey"), "GET", url);
  }

  private SimulatedResponse delete(String url, Misbehaviour... wrong) {
    return ask(simulator.credentials().get("deleteKey"), "DELETE", url, wrong);
  }

  private static JsonNode json(SimulatedResponse answer) {
    return VendorHttp.JSON.readTree(answer.body());
  }

  private JsonNode read(String url) {
    var answer = get(url);
    assertThat(answer.status()).as(url).isEqualTo(200);
    return json(answer);
  }

  @Test
  void what_was_deleted_is_in_the_activity_feed_newest_first() {
    var file = id("file");
    assertThat(delete("/apps/chats/files/" + file).status()).isEqualTo(200);
    var chat = id("chat");
    assertThat(delete("/apps/chats/" + chat).status()).isEqualTo(200);
    var first = read("/activities?limit=1");
    assertThat(first.path("data").path(0).path("type").asString(""))
        .isEqualTo("claude_chat_deleted");
    assertThat(first.path("data").path(0).path("claude_chat_id").asString("")).isEqualTo(chat);
    var rest = read("/activities?after_id=" + first.path("last_id").asString(""));
    assertThat(rest.path("data")).hasSize(1);
    assertThat(rest.path("data").path(0).path("claude_file_id").asString("")).isEqualTo(file);
    assertThat(read("/activities?activity_types[]=claude_chat_deleted").path("data")).hasSize(1);
    assertThat(ask("sk-ant-admin01-any", "GET", "/activities").status()).isEqualTo(200);
    assertThat(ask("sk-ant-admin01-any", "GET", "/apps/chats").status()).isEqualTo(403);
  }

  private String id(String kind) {
    return tenant.all(kind).getFirst().id;
  }

  private String ada() {
    return tenant.users(SimulatedTenant.ORGANIZATION).getFirst().id();
  }

  // --- recorded examples

  @Test
  void the_directory_is_as_documented() {
    new RecordedExample(
            """
            {"data":[{"id":"user_01","email":"a@example.com","full_name":"A","organization_role":"user",
             "created_at":"2026-01-01T00:00:00Z"}],"has_more":false,"next_page":null}
            """)
        .assertMatchedBy(read("/organizations/" + SimulatedTenant.ORGANIZATION + "/users"));
  }

  @Test
  void the_list_of_chats_is_as_documented() {
    new RecordedExample(
            """
            {"data":[{"id":"claude_chat_01","name":"n","created_at":"2026-04-10T08:09:10Z",
              "updated_at":"2026-04-10T08:09:10Z","deleted_at":null,"href":"https://claude.ai/chat/x",
              "model":"m","organization_uuid":"u","project_id":null,
              "user":{"id":"user_01","email_address":"a@example.com"}}],
             "has_more":false,"first_id":"opaque","last_id":"opaque"}
            """)
        .assertMatchedBy(read("/apps/chats?user_ids[]=" + ada()));
  }

  @Test
  void the_messages_of_a_chat_are_as_documented() {
    var answer = read("/apps/chats/" + id("chat") + "/messages");
    new RecordedExample(
            """
            {"id":"claude_chat_01","name":"n","deleted_at":null,"user":{"id":"u","email_address":"e"},
             "chat_messages":[{"id":"m","role":"user","created_at":"2026-04-10T08:09:10Z",
               "content":[{"type":"text","text":"t"}],"files":null,"generated_files":null,
               "artifacts":null}],
             "has_more":false,"first_id":"opaque","last_id":"opaque"}
            """)
        .assertMatchedBy(answer);
    new RecordedExample(
            """
            {"files":[{"id":"claude_file_01","filename":"f","mime_type":"text/plain"}],
             "generated_files":[{"id":"claude_gen_file_01","filename":"f","mime_type":"text/csv"}],
             "artifacts":[{"id":"claude_artifact_01","version_id":"claude_artifact_version_01",
               "title":"t","artifact_type":"text/markdown"}]}
            """)
        .assertMatchedBy(answer.path("chat_messages").path(1));
  }

  @Test
  void descriptions_of_files_and_artifacts_are_as_documented() {
    new RecordedExample(
            """
            {"id":"claude_file_01","claude_chat_ids":["claude_chat_01"],"message_ids":["m"],
             "created_at":"2026-04-10T08:09:10Z","filename":"f","md5":"00","mime_type":"text/plain",
             "size_bytes":1}
            """)
        .assertMatchedBy(read("/apps/chats/files/" + id("file")));
    new RecordedExample(
            """
            {"id":"claude_gen_file_01","claude_chat_id":"claude_chat_01","created_at":null,
             "filename":"f","md5":null,"mime_type":null,"size_bytes":1}
            """)
        .assertMatchedBy(read("/apps/chats/generated-files/" + id("generated_file")));
    new RecordedExample(
            """
            {"id":"claude_artifact_01","artifact_type":"a","claude_chat_id":"claude_chat_01",
             "created_at":"2026-04-10T08:09:10Z","md5":"00","size_bytes":1,"title":null,
             "version_id":"claude_artifact_version_01"}
            """)
        .assertMatchedBy(read("/apps/artifacts/" + id("artifact")));
  }

  @Test
  void projects_and_what_is_in_them_are_as_documented() {
    new RecordedExample(
            """
            {"data":[{"id":"claude_proj_01","created_at":"2026-04-10T08:09:10Z","deleted_at":null,
              "is_private":true,"user":{"id":"user_01","email_address":"e"}}],
             "has_more":false,"next_page":null}
            """)
        .assertMatchedBy(read("/apps/projects?user_ids[]=" + ada()));
    new RecordedExample(
            """
            {"id":"claude_proj_01","chats_count":0,"attachments_count":1,"instructions":"i"}
            """)
        .assertMatchedBy(read("/apps/projects/" + id("project")));
    new RecordedExample(
            """
            {"data":[{"id":"claude_proj_doc_01","created_at":"2026-04-10T08:09:11Z","filename":"f",
              "mime_type":"text/plain","type":"project_doc"}],"has_more":false,"next_page":null}
            """)
        .assertMatchedBy(read("/apps/projects/" + id("project") + "/attachments"));
    new RecordedExample(
            """
            {"data":[{"granted_at":"2026-04-10T08:09:11Z","role":"owner","type":"user",
              "user_id":"user_01"}],"has_more":false}
            """)
        .assertMatchedBy(read("/apps/projects/" + id("project") + "/collaborators"));
    new RecordedExample(
            """
            {"id":"claude_proj_doc_01","content":"c","created_at":"2026-04-10T08:09:11Z",
             "filename":"f","user":{"id":"u","email_address":"e"}}
            """)
        .assertMatchedBy(read("/apps/projects/documents/" + id("project_document")));
    new RecordedExample(
            """
            {"id":"claude_proj_doc_01","claude_project_id":"claude_proj_01",
             "created_at":"2026-04-10T08:09:11Z","filename":"f","mime_type":"text/plain",
             "size_bytes":1,"user":null}
            """)
        .assertMatchedBy(read("/apps/projects/documents/" + id("project_document") + "/metadata"));
  }

  @Test
  void sessions_are_as_documented_and_have_no_has_more() {
    var local = read("/apps/sessions/local");
    new RecordedExample(
            """
            {"data":[{"type":"compliance_local_session","id":"clls_01","organization_uuid":"u",
              "workspace_id":null,"user":{"id":"user_01","email_address":"e"},
              "product_surface":"cowork","created_at":"2026-07-09T14:02:11Z"}],"next_page":null}
            """)
        .assertMatchedBy(local);
    var remote = read("/apps/sessions/remote?user_ids[]=" + ada());
    new RecordedExample(
            """
            {"data":[{"id":"cse_01","organization_uuid":"u","user":{"id":"u","email_address":"e"},
              "agent_id":null,"started_by_user":null,"status":"active",
              "created_at":"2026-07-01T17:04:05Z","updated_at":"2026-07-01T17:04:05Z",
              "product_surface":"cowork_remote"}],"next_page":null}
            """)
        .assertMatchedBy(remote);
    assertThat(local.has("has_more")).isFalse();
    assertThat(remote.has("has_more")).isFalse();
    var messages = read("/apps/sessions/remote/" + id("remote_session") + "/messages");
    new RecordedExample(
            """
            {"session":{"id":"cse_01","user":{"id":"u"},"status":"active"},
             "data":[{"id":"m","role":"user","content":[{"type":"text","text":"t",
               "truncated":false}]}],"next_page":null}
            """)
        .assertMatchedBy(messages);
    assertThat(messages.path("session").path("user").path("email_address").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "chat, /apps/chats/, claude_chat_deleted",
    "file, /apps/chats/files/, claude_file_deleted",
    "project_document, /apps/projects/documents/, claude_project_document_deleted",
    "project, /apps/projects/, claude_project_deleted",
    "code_artifact, /apps/code/artifacts/, code_artifact_deleted"
  })
  void a_deletion_is_confirmed_by_id_and_type_and_a_repeated_one_is_a_404(
      String kind, String path, String type) {
    var id = id(kind);
    var answer = delete(path + id);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("id").asString("")).isEqualTo(id);
    assertThat(json(answer).path("type").asString("")).isEqualTo(type);
    assertThat(json(answer).size()).isEqualTo(2);
    var again = delete(path + id);
    assertThat(again.status()).isEqualTo(404);
    assertThat(json(again).path("error").path("type").asString("")).isEqualTo("not_found_error");
  }

  @Test
  void the_documented_messages_of_a_404() {
    assertThat(message(get("/apps/chats/claude_chat_9/messages")))
        .isEqualTo("Chat claude_chat_9 not found.");
    assertThat(message(delete("/apps/chats/files/claude_file_9")))
        .isEqualTo("No file found with provided id, or it has already been deleted.");
    assertThat(message(get("/apps/projects/claude_proj_9")))
        .isEqualTo("No project is found with the provided id.");
  }

  private static String message(SimulatedResponse answer) {
    return json(answer).path("error").path("message").asString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/apps/generated-files/x",
        "/apps/sessions/local/x",
        "/apps/sessions/remote/x",
        "/apps/artifacts/x",
        "/apps/chats"
      })
  void what_has_no_documented_deletion_has_none(String path) {
    var answer = delete(path.replace("/x", "/" + id("chat")));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(simulator.held(SandboxPeople.ADA)).isEqualTo(9);
  }

  // --- contents

  @ParameterizedTest
  @ValueSource(strings = {"/apps/chats/files/", "/apps/chats/generated-files/"})
  void a_content_carries_its_digest_in_base64_and_its_name_by_rfc_5987(String path) {
    var id = id(path.contains("generated") ? "generated_file" : "file");
    var answer = get(path + id + "/content");
    assertThat(answer.headers().get("Content-MD5")).matches("[A-Za-z0-9+/]{22}==");
    assertThat(answer.headers().get("Content-Disposition"))
        .startsWith("attachment; filename*=utf-8''%C3%BCber%20A%20");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Ada Example");
  }

  // --- parameters

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/apps/chats?user_ids[]=user_1&order_by=updated_at",
        "/apps/chats?user_ids[]=user_1&updated_at.gte=2026-01-01T00:00:00Z",
        "/apps/chats?project_ids[]=claude_proj_1",
        "/apps/chats?before_id=x",
        "/apps/chats?created_at.gte=2026-01-01",
        "/apps/chats?limit=1001",
        "/apps/chats?limit=0",
        "/apps/chats?after_id=claude_chat_1",
        "/apps/projects?limit=101",
        "/apps/projects?page=page_1",
        "/apps/code/artifacts?limit=101",
        "/apps/sessions/local?limit=501",
        "/apps/sessions/local?user_ids[]=user_1",
        "/apps/sessions/remote?created_at.gte=2026-01-01"
      })
  void a_parameter_out_of_its_bounds_is_a_400(String url) {
    var answer = get(url);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(json(answer).path("error").path("type").asString(""))
        .isEqualTo("invalid_request_error");
  }

  @Test
  void more_than_ten_users_are_a_400_but_for_code_artifacts() {
    var eleven = "?user_ids[]=u" + "&user_ids[]=u".repeat(10);
    assertThat(get("/apps/chats" + eleven).status()).isEqualTo(400);
    assertThat(get("/apps/sessions/remote" + eleven).status()).isEqualTo(400);
    assertThat(get("/apps/code/artifacts" + eleven).status()).isEqualTo(200);
  }

  @Test
  void a_cursor_is_bound_to_its_order() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var cursor = read("/apps/chats?limit=1").path("last_id").asString("");
    assertThat(get("/apps/chats?limit=1&after_id=" + cursor).status()).isEqualTo(200);
    assertThat(get("/apps/chats?limit=1&order_by=updated_at&after_id=" + cursor).status())
        .isEqualTo(400);
  }

  // --- paging

  @Test
  void chats_are_paged_by_cursor_forwards_and_backwards_oldest_first() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var user = tenant.all("chat").getLast().user.id();
    var first = read("/apps/chats?limit=3&user_ids[]=" + user);
    assertThat(first.path("has_more").asBoolean(false)).isTrue();
    var second =
        read(
            "/apps/chats?limit=3&user_ids[]="
                + user
                + "&after_id="
                + first.path("last_id").asString(""));
    assertThat(created(first)).isSorted();
    assertThat(created(second).getFirst()).isGreaterThan(created(first).getLast());
    var back =
        read(
            "/apps/chats?limit=3&user_ids[]="
                + user
                + "&before_id="
                + second.path("first_id").asString(""));
    assertThat(created(back)).isEqualTo(created(first));
  }

  private static List<String> created(JsonNode page) {
    var created = new ArrayList<String>();
    page.path("data").forEach(row -> created.add(row.path("created_at").asString("")));
    return created;
  }

  @Test
  void a_list_may_be_walked_while_its_rows_are_deleted() {
    simulator.plant(SandboxPeople.PROLIFIC);
    var page = read("/apps/projects?limit=2");
    var next = page.path("next_page").asString("");
    var rest = read("/apps/projects?limit=100&page=" + next).path("data").size();
    delete("/apps/projects/" + page.path("data").path(0).path("id").asString(""));
    assertThat(read("/apps/projects?limit=100&page=" + next).path("data").size()).isEqualTo(rest);
  }

  @Test
  void sessions_are_newest_first() {
    simulator.plant(SandboxPeople.PROLIFIC);
    assertThat(created(read("/apps/sessions/local?limit=10")).reversed()).isSorted();
  }

  @Test
  void code_artifacts_begin_with_an_empty_page_and_end_without_a_token() {
    var first = read("/apps/code/artifacts");
    assertThat(first.path("data").isEmpty()).isTrue();
    var second = read("/apps/code/artifacts?page=" + first.path("next_page").asString(""));
    assertThat(second.path("data").size()).isEqualTo(1);
    assertThat(second.has("next_page")).isFalse();
  }

  // --- keys and errors

  @Test
  void a_key_without_the_scope_is_told_which_it_has_and_which_it_needs() {
    var answer = ask(simulator.credentials().get("deleteKey"), "GET", "/apps/chats");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(message(answer))
        .isEqualTo(
            "Missing required scopes. Got: [delete:compliance_user_data] Needed:"
                + " [read:compliance_user_data]");
    assertThat(ask("sk-ant-admin01-x", "GET", "/apps/chats").status()).isEqualTo(403);
    assertThat(ask("sk-ant-api01-unknown", "GET", "/apps/chats").status()).isEqualTo(401);
  }

  @Test
  void errors_come_in_both_envelopes_and_with_a_request_id() {
    assertThat(json(simulator.error(401)).has("type")).isFalse();
    assertThat(json(simulator.error(429)).path("type").asString("")).isEqualTo("error");
    for (int status : new int[] {401, 403, 429, 503}) {
      var error = simulator.error(status);
      assertThat(error.status()).isEqualTo(status);
      assertThat(error.headers()).containsKey("request-id");
      assertThat(json(error).path("error").path("type").asString("")).isNotBlank();
    }
    assertThat(simulator.error(429).headers()).containsEntry("retry-after", "1");
  }

  // --- what goes with what

  @Test
  void a_chat_takes_its_own_parts_and_leaves_a_file_of_another_chat() {
    var shared = tenant.all("file").getFirst();
    var other = tenant.make("chat", shared.user);
    shared.chats.add(other.id);
    delete("/apps/chats/" + id("chat"));
    assertThat(read("/apps/chats/files/" + shared.id).path("claude_chat_ids").size()).isEqualTo(1);
    assertThat(get("/apps/chats/generated-files/" + id("generated_file")).status()).isEqualTo(404);
    delete("/apps/chats/" + other.id);
    assertThat(get("/apps/chats/files/" + shared.id).status()).isEqualTo(404);
  }

  @Test
  void a_project_with_a_chat_is_a_409_and_goes_after_it_with_its_documents() {
    tenant.all("chat").getFirst().project = id("project");
    var refused = delete("/apps/projects/" + id("project"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(json(refused).path("error").path("type").asString("")).isEqualTo("conflict_error");
    delete("/apps/chats/" + id("chat"));
    assertThat(delete("/apps/projects/" + id("project")).status()).isEqualTo(200);
    assertThat(get("/apps/projects/documents/" + id("project_document")).status()).isEqualTo(404);
  }

  @Test
  void a_code_artifact_leaves_the_list_at_once_and_its_content_later() {
    var content = "/apps/code/artifacts/" + id("code_artifact") + "/content";
    delete("/apps/code/artifacts/" + id("code_artifact"));
    assertThat(read("/apps/code/artifacts").path("data").isEmpty()).isTrue();
    assertThat(simulator.held(SandboxPeople.ADA)).isEqualTo(9);
    assertThat(get(content).status()).isEqualTo(200);
    assertThat(get(content).status()).isEqualTo(404);
    assertThat(simulator.held(SandboxPeople.ADA)).isEqualTo(8);
  }

  @Test
  void a_list_that_lags_shows_the_deleted_for_two_seconds() {
    delete("/apps/chats/" + id("chat"), Misbehaviour.SEARCH_LAGS);
    assertThat(read("/apps/chats").path("data").size()).isEqualTo(1);
    assertThat(get("/apps/chats/" + id("chat") + "/messages").status()).isEqualTo(404);
    now = now.plusSeconds(2);
    assertThat(read("/apps/chats").path("data").isEmpty()).isTrue();
  }

  @Test
  void a_removed_member_is_out_of_the_directory_and_owns_as_before() {
    var user = tenant.users(SimulatedTenant.ORGANIZATION).getFirst();
    tenant.remove(user);
    var users = read("/organizations/" + SimulatedTenant.ORGANIZATION + "/users");
    assertThat(users.path("data").isEmpty()).isTrue();
    assertThat(read("/apps/chats?user_ids[]=" + user.id()).path("data").size()).isEqualTo(1);
    var project = read("/apps/projects?user_ids[]=" + user.id()).path("data").path(0);
    assertThat(project.path("user").isNull()).isTrue();
    var session = read("/apps/sessions/local").path("data").path(0);
    assertThat(session.path("user").path("id").asString("")).isEqualTo(user.id());
    assertThat(session.path("user").path("email_address").isNull()).isTrue();
  }

  @Test
  void a_person_planted_again_has_the_same_objects_once() {
    var before = tenant.all().map(object -> object.id).toList();
    delete("/apps/chats/" + id("chat"));
    simulator.plant(SandboxPeople.ADA);
    assertThat(tenant.all().map(object -> object.id).toList())
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(simulator.held(SandboxPeople.ADA)).isEqualTo(9);
  }

  @Test
  void a_read_and_an_erase_speak_of_one_object() {
    for (var pair :
        List.of(
            List.of("/apps/chats/claude_chat_1", "/apps/chats/claude_chat_1/messages"),
            List.of("/apps/code/artifacts/cart_1", "/apps/code/artifacts/cart_1/content"),
            List.of(
                "/apps/projects/documents/claude_proj_doc_1",
                "/apps/projects/documents/claude_proj_doc_1/metadata"))) {
      assertThat(object(pair.getFirst())).isPresent().isEqualTo(object(pair.getLast()));
    }
    assertThat(object("/apps/chats")).isEmpty();
    assertThat(object("/organizations")).isEmpty();
  }

  private Optional<String> object(String path) {
    return simulator.objectOf(
        new SimulatedRequest(
            "GET", ClaudeEnterpriseSimulator.BASE + path, Map.of(), Map.of(), new byte[0]));
  }
}
