package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The kit, and what is Anthropic's own. */
class AnthropicContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final String BETAS =
      "managed-agents-2026-04-01,agent-memory-2026-07-22,user-profiles-2026-08-18";

  private final AnthropicAdapter adapter = new AnthropicAdapter();
  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final AnthropicSimulator simulator = new AnthropicSimulator(() -> now);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  /** Every sixth is a memory store, of which a page has a hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 700;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("removeMembers", "true");
  }

  @Override
  protected Set<String> askFor(String code) {
    return switch (code) {
      case "REVOKE_API_KEY" ->
          bench().askedInLeaving(bench().connectionWithoutOptionalCredentials());
      case "SHARED_BATCH" -> bench().asked(batch(3));
      case "REMOVE_MEMBER" -> bench().asked(member("user_1", "root@example.com", "admin"));
      default -> Set.of();
    };
  }

  /** A batch that has ended, whose results are a file, and a file that a session made. */
  @Override
  protected List<VendorObject> plantMore(SandboxPerson person, List<VendorObject> ledger) {
    sessionFile("file_made", "sesn_" + person.key() + "_1");
    return List.of(batch(1));
  }

  /**
   * Members and invites are found by the filter {@code email} of a GET, and by nothing else (Admin
   * API, list users, list invites).
   */
  @Override
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return request.method().equals("GET")
        && Set.of("/v1/organizations/users", "/v1/organizations/invites").contains(request.path());
  }

  // --- what an app of the company does

  private JsonNode post(String path, String body) {
    var headers =
        Map.of(
            "x-api-key",
            simulator.credentials().get("apiKey"),
            "anthropic-version",
            "2023-06-01",
            "anthropic-beta",
            BETAS);
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST", "/v1/" + path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    assertThat(answer.status()).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body());
  }

  private VendorObject made(AnthropicKind kind) {
    return switch (kind) {
      case SESSION -> session("");
      case FILE -> file("file_1");
      case MESSAGE_BATCH -> batch(1);
      case MEMORY -> memory("Met Ada");
      case MEMORY_STORE -> store("{}");
      case USER_PROFILE -> profile("x-1");
      case INVITE -> invite("pending");
      case USER -> member("user_1", ADA.email(), "developer");
    };
  }

  private VendorObject session(String more) {
    return kind("sessions", "{\"agent\":\"a\",\"environment_id\":\"e\"" + more + "}", "session");
  }

  private VendorObject store(String metadata) {
    return kind("memory_stores", "{\"name\":\"n\",\"metadata\":" + metadata + "}", "memory_store");
  }

  private VendorObject kind(String path, String body, String kind) {
    return new VendorObject(kind, post(path, body).path("id").asString());
  }

  private VendorObject profile(String externalId) {
    return kind("user_profiles", "{\"external_id\":\"" + externalId + "\"}", "user_profile");
  }

  private VendorObject batch(int requests) {
    var all =
        IntStream.range(0, requests).mapToObj(i -> "{\"custom_id\":\"r-" + i + "\"}").toList();
    return kind("messages/batches", "{\"requests\":" + all + "}", "message_batch");
  }

  private VendorObject memory(String content) {
    var store = store("{}").id();
    var memory =
        post(
            "memory_stores/" + store + "/memories",
            "{\"path\":\"/ada.md\",\"content\":\"" + content + "\"}");
    return new VendorObject("memory", memory.path("id").asString(), store);
  }

  private VendorObject file(String id) {
    simulator.planting().files().add(id, "cv.txt", "text/plain", new byte[0], null, "ada");
    return AnthropicKind.FILE.object(id);
  }

  private VendorObject sessionFile(String id, String session) {
    var bytes = "chart".getBytes(StandardCharsets.UTF_8);
    simulator.planting().files().add(id, "chart.png", "image/png", bytes, session, null);
    return AnthropicKind.FILE.object(id);
  }

  private VendorObject member(String id, String email, String role) {
    simulator.planting().organization().addUser(id, email, "Ada", role, "ada");
    return AnthropicKind.USER.object(id);
  }

  private VendorObject invite(String status) {
    simulator.planting().organization().addInvite("invite_1", ADA.email(), status, "ada");
    return AnthropicKind.INVITE.object("invite_1");
  }

  // --- what Writ does

  private static Subject mail(String address) {
    return new Subject(List.of(new Identifier(Identifier.Type.EMAIL, address)), List.of());
  }

  private static Subject ledger(VendorObject... objects) {
    return new Subject(List.of(), List.of(objects));
  }

  private VendorConnection workspaceOnly() {
    var both = bench().connection();
    return new VendorConnection(
        both.baseUrl(),
        Map.of("apiKey", new Secret(simulator.credentials().get("apiKey"))),
        Map.of());
  }

  private Stream<String> lines() {
    return bench().requests().stream().map(request -> request.method() + " " + request.path());
  }

  /** Records, and files by their names. */
  private Map<String, String> exported(VendorConnection connection, VendorObject object) {
    var all = new LinkedHashMap<String, String>();
    adapter.export(
        connection,
        object,
        new RecordSink() {
          @Override
          public void accept(String kind, String json) {
            all.put("record " + all.size(), json);
          }

          @Override
          public void file(String kind, String name, String mediaType, InputStream content)
              throws IOException {
            all.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
    return all;
  }

  private static SimulatedResponse text(int status, String body) {
    return new SimulatedResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  // --- locate

  @Test
  void metadata_and_outer_ids_find_a_person_whatever_the_case_of_an_address() {
    var session = session(",\"metadata\":{\"subject\":\"ADA@example.com\"}");
    post("sessions/" + session.id() + "/archive", "{}");
    var store = store("{\"subject\":\"K-7\"}");
    post("memory_stores/" + store.id() + "/archive", "{}");
    var profile = profile("K-7");
    session(",\"metadata\":{\"person\":\"ada@example.com\"}");
    var subject =
        new Subject(
            List.of(
                new Identifier(Identifier.Type.EMAIL, "ada@example.com"),
                new Identifier(Identifier.Type.CUSTOMER_ID, "K-7")),
            List.of());
    assertThat(bench().locate(subject)).containsExactly(session, store, profile);
    var renamed = bench().connection(Map.of("metadataKey", "person"));
    assertThat(adapter.locate(renamed, subject).objects()).hasSize(2).doesNotContain(session);
  }

  @Test
  void without_walking_lists_the_ledger_alone_leads_anywhere_and_no_beta_is_checked() {
    var found = session(",\"metadata\":{\"subject\":\"ada@example.com\"}");
    var connection = bench().connection(Map.of("walkLists", "false"));
    adapter.check(connection);
    assertThat(adapter.locate(connection, mail("ada@example.com")).objects()).isEmpty();
    assertThat(lines()).noneMatch(line -> line.matches("GET /v1/(sess|mem|user_).*"));
    assertThat(adapter.locate(connection, ledger(found)).objects()).containsExactly(found);
  }

  @Test
  void ledgered_files_are_asked_for_in_hundreds() {
    var files = IntStream.range(0, 250).mapToObj(i -> file("file_" + i)).toList();
    var subject = new Subject(List.of(), files);
    assertThat(bench().locate(subject)).containsExactlyInAnyOrderElementsOf(files);
    assertThat(lines()).hasSize(3).containsOnly("GET /v1/files");
    assertThat(bench().requests())
        .allMatch(request -> request.query().keySet().equals(Set.of("ids[]")));
  }

  @Test
  void a_sessions_files_are_found_through_it_over_several_pages_and_outlive_it() {
    var session = session("");
    var files =
        IntStream.range(0, 1_005).mapToObj(i -> sessionFile("file_" + i, session.id())).toList();
    file("file_other");
    sessionFile("file_others", "sesn_other");
    assertThat(bench().locate(ledger(session)))
        .startsWith(session)
        .hasSize(1_006)
        .containsAll(files);
    bench().erase(session);
    assertThat(bench().locate(ledger(session))).hasSize(1_005).containsAll(files);
  }

  @Test
  void an_address_that_only_resembles_a_members_is_not_that_member() {
    var hiring = member("user_1", "ada+hiring@example.com", "developer");
    var plain = member("user_2", "Ada@example.com", "developer");
    assertThat(bench().locate(mail("ada@example.com"))).containsExactly(plain);
    assertThat(bench().locate(mail("ada+hiring@example.com"))).containsExactly(hiring);
    assertThat(bench().find(mail("ada@example.com")).ambiguous()).isFalse();
  }

  @Test
  void two_members_of_one_address_are_ambiguous() {
    member("user_1", "ada@example.com", "developer");
    member("user_2", "ada@example.com", "developer");
    assertThat(bench().find(mail("ada@example.com")).ambiguous()).isTrue();
  }

  @Test
  void without_an_admin_key_the_organization_is_not_searched_and_a_ledgered_member_is_a_failure() {
    var member = member("user_1", "ada@example.com", "developer");
    var connection = workspaceOnly();
    adapter.check(connection);
    assertThat(adapter.control(connection)).isTrue();
    assertThat(adapter.locate(connection, mail("ada@example.com")).objects()).isEmpty();
    assertThat(lines()).noneMatch(line -> line.contains("organizations"));
    for (var kind :
        List.of(
            bench().failure(() -> adapter.locate(connection, ledger(member))).kind(),
            bench().failure(() -> adapter.read(connection, member)).kind(),
            bench().failure(() -> adapter.erase(connection, member)).kind())) {
      assertThat(kind).isEqualTo(Kind.AUTHENTICATION);
    }
  }

  @Test
  void each_call_carries_its_version_its_key_and_its_beta() {
    var subject = bench().plantAll(ADA);
    adapter.check(bench().connection());
    bench().locate(subject);
    assertThat(bench().requests())
        .allSatisfy(
            request -> {
              assertThat(request.headers()).containsEntry("anthropic-version", "2023-06-01");
              assertThat(request.headers().get("x-api-key"))
                  .isEqualTo(
                      simulator
                          .credentials()
                          .get(request.path().contains("organizations") ? "adminKey" : "apiKey"));
              assertThat(request.headers().getOrDefault("anthropic-beta", ""))
                  .isEqualTo(beta(request));
            });
  }

  private static String beta(SimulatedRequest request) {
    return switch (request.path().split("/")[2]) {
      case "sessions" -> "managed-agents-2026-04-01";
      case "memory_stores" -> "agent-memory-2026-07-22";
      case "user_profiles" -> "user-profiles-2026-08-18";
      default -> request.query().containsKey("scope_id") ? "files-api-2025-04-14" : "";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"data\":null,\"next_page\":null}",
        "{\"data\":[{\"id\":\"../x\"}],\"next_page\":null}",
        "{\"data\":[],\"next_page\":\"page_1\"}",
        "{\"data\":[],\"next_page\":\"\"}"
      })
  void a_list_without_its_form_or_its_end_is_malformed(String body) {
    bench().answer(request -> text(200, body));
    assertThat(bench().failure(() -> bench().locate(mail("ada@example.com"))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[]}",
        "{\"data\":[],\"has_more\":true}",
        "{\"data\":[],\"has_more\":true,\"last_id\":\"user_1\"}"
      })
  void a_list_of_members_that_does_not_end_is_malformed(String body) {
    bench()
        .answer(
            request ->
                text(
                    200,
                    request.path().contains("organizations")
                        ? body
                        : "{\"data\":[],\"next_page\":null}"));
    assertThat(bench().failure(() -> bench().locate(mail("ada@example.com"))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_list_that_the_account_does_not_have_is_no_empty_list() {
    bench().answer(request -> simulator.error(404));
    var failure = bench().failure(() -> bench().locate(mail("ada@example.com")));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.status()).isEqualTo(404);
  }

  @Test
  void a_filter_that_is_ignored_is_noticed() {
    var strangers =
        "{\"data\":[{\"id\":\"file_x\",\"memory_id\":\"mem_x\",\"created_by\":{\"id\":\"user_x\"}}],"
            + "\"next_page\":null,\"has_more\":false}";
    bench()
        .answer(
            request ->
                switch (request.path()) {
                  case "/v1/files",
                      "/v1/organizations/api_keys",
                      "/v1/memory_stores/memstore_1/memory_versions" ->
                      text(200, strangers);
                  case "/v1/organizations/users/user_1" ->
                      text(200, "{\"id\":\"user_1\",\"type\":\"user\"}");
                  default -> simulator.error(404);
                });
    var memory = new VendorObject("memory", "mem_1", "memstore_1");
    var file = AnthropicKind.FILE.object("file_1");
    var session = AnthropicKind.SESSION.object("sesn_1");
    var user = AnthropicKind.USER.object("user_1");
    for (var kind :
        List.of(
            bench().failure(() -> bench().locate(ledger(file))).kind(),
            bench().failure(() -> bench().locate(ledger(session))).kind(),
            bench().failure(() -> bench().read(memory)).kind(),
            bench().failure(() -> bench().export(user)).kind(),
            bench().failure(() -> bench().erase(user)).kind())) {
      assertThat(kind).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  @Test
  void a_list_that_is_missing_from_an_object_that_stands_is_no_empty_list() {
    var session = session("");
    var memory = memory("Met Ada");
    bench()
        .answer(
            request ->
                request
                            .path()
                            .matches(".*/(events|memory_versions)|/v1/memory_stores/.*/memories/.*")
                        || request.query().containsKey("scope_id")
                    ? simulator.error(404)
                    : simulator.answer(request, Set.of()));
    for (var kind :
        List.of(
            bench().failure(() -> bench().export(session)).kind(),
            bench().failure(() -> bench().locate(ledger(session))).kind(),
            bench().failure(() -> bench().read(memory)).kind())) {
      assertThat(kind).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  // --- export

  @Test
  void an_uploaded_file_is_exported_by_its_description_and_the_export_says_so() {
    assertThat(exported(bench().connection(), file("file_1")).values())
        .singleElement()
        .asString()
        .contains("cv.txt", "content_withheld");
    assertThat(lines()).containsExactly("GET /v1/files/file_1");
  }

  @Test
  void a_file_that_a_session_made_is_exported_with_its_content() {
    var files = exported(bench().connection(), sessionFile("file_1", "sesn_1"));
    assertThat(files).containsEntry("chart.png", "chart").hasSize(2);
  }

  @Test
  void a_download_that_is_refused_or_fails_is_told_apart() {
    var description = "{\"id\":\"file_1\",\"type\":\"file\",\"downloadable\":true}";
    for (int status : List.of(400, 429, 529)) {
      bench()
          .answer(
              request ->
                  request.path().endsWith("/content")
                      ? simulator.error(status)
                      : text(200, description));
      var file = AnthropicKind.FILE.object("file_1");
      if (status == 400) {
        assertThat(bench().export(file)).singleElement().asString().contains("content_withheld");
      } else {
        assertThat(bench().failure(() -> bench().export(file)).status()).isEqualTo(status);
      }
    }
  }

  @Test
  void the_results_of_a_batch_of_one_request_are_exported_and_those_of_a_shared_one_are_not() {
    var own = batch(1);
    var shared = batch(3);
    var careful = bench().connection();
    assertThat(exported(careful, own).get(own.id() + ".jsonl")).contains("\"custom_id\":\"r-0\"");
    assertThat(exported(careful, shared).values())
        .singleElement()
        .asString()
        .contains("results_withheld");
    var ledgered = bench().connection(Map.of("batchesOfOnePerson", "true"));
    assertThat(exported(ledgered, shared).get(shared.id() + ".jsonl").lines()).hasSize(3);
  }

  @Test
  void results_that_the_vendor_no_longer_has_are_not_asked_for() {
    var archived =
        "{\"id\":\"msgbatch_1\",\"type\":\"message_batch\",\"processing_status\":\"ended\","
            + "\"archived_at\":\"2026-11-01T00:00:00Z\",\"request_counts\":{\"succeeded\":1}}";
    bench().answer(request -> text(200, archived));
    assertThat(bench().export(AnthropicKind.MESSAGE_BATCH.object("msgbatch_1")))
        .singleElement()
        .asString()
        .contains("results_withheld");
    assertThat(bench().calls()).isEqualTo(1);
  }

  @Test
  void results_that_are_gone_when_asked_for_are_told_as_withheld() {
    var own = batch(1);
    bench()
        .answer(
            request ->
                request.path().endsWith("/results")
                    ? simulator.error(404)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().export(own)).singleElement().asString().contains("results_withheld");
  }

  @Test
  void a_session_is_exported_with_its_events_and_a_store_with_its_memories_and_their_history() {
    var session = session("");
    var store = store("{}");
    for (int i = 0; i < 45; i++) {
      post(
          "sessions/" + session.id() + "/events",
          "{\"events\":[{\"type\":\"user.message\",\"content\":[{\"text\":\"t" + i + "\"}]}]}");
      post(
          "memory_stores/" + store.id() + "/memories",
          "{\"path\":\"/" + i + "\",\"content\":\"c" + i + "\"}");
    }
    assertThat(bench().export(session)).hasSize(46).last().asString().contains("\"t44\"");
    assertThat(bench().export(store))
        .hasSize(91)
        .anyMatch(line -> line.contains("\"memory\":") && line.contains("\"c0\""))
        .anyMatch(line -> line.contains("\"memory_version\":") && line.contains("\"c44\""));
  }

  @Test
  void a_member_is_exported_with_the_keys_that_outlive_the_membership() {
    var member = member("user_1", ADA.email(), "developer");
    simulator.planting().rights().addKey("apikey_1", "user_1", "inactive");
    simulator.planting().rights().addKey("apikey_2", "user_2", "active");
    assertThat(bench().export(member)).hasSize(2).last().asString().contains("apikey_1");
  }

  // --- erase

  @Test
  void a_memory_is_deleted_and_then_each_version_of_it_is_redacted() {
    var memory = memory("Met Ada");
    post("memory_stores/" + memory.parent() + "/memories/" + memory.id(), "{\"content\":\"2\"}");
    assertThat(bench().export(memory)).hasSize(3);
    assertThat(bench().erase(memory)).isInstanceOf(Erasure.Claimed.class);
    assertThat(lines().filter(line -> line.startsWith("POST")))
        .as("what was written, changed and deleted")
        .hasSize(3)
        .allMatch(line -> line.endsWith("/redact"));
    assertThat(bench().read(memory)).isEqualTo(Presence.ABSENT);
    assertThat(bench().export(memory)).isEmpty();
    assertThat(bench().locate(ledger(memory))).isEmpty();
  }

  @Test
  void a_memory_whose_history_is_still_legible_is_present_and_is_erased_to_the_end() {
    var memory = memory("Met Ada");
    bench()
        .answer(
            request ->
                request.path().endsWith("/redact")
                    ? simulator.error(529)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> bench().erase(memory)).kind()).isEqualTo(Kind.UNAVAILABLE);
    bench().behave();
    assertThat(bench().read(memory)).isEqualTo(Presence.PRESENT);
    assertThat(bench().locate(ledger(memory))).containsExactly(memory);
    assertThat(bench().erase(memory)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().erase(memory)).isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(lines().filter(line -> line.startsWith("DELETE")))
        .as("what was deleted is not deleted again")
        .hasSize(1);
  }

  @Test
  void a_deletion_whose_record_cannot_be_redacted_is_partial_and_its_content_is_gone() {
    var memory = memory("Met Ada");
    bench()
        .answer(
            request ->
                request.path().endsWith("/redact") && redactsDeletion(request)
                    ? simulator.error(400)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().erase(memory)).isInstanceOf(Erasure.Partial.class);
    assertThat(bench().export(memory))
        .singleElement()
        .asString()
        .contains("\"operation\":\"deleted\"")
        .doesNotContain("Met Ada");
  }

  private boolean redactsDeletion(SimulatedRequest redaction) {
    var version =
        simulator.answer(
            new SimulatedRequest(
                "GET",
                redaction.path().replaceFirst("/redact$", ""),
                Map.of(),
                redaction.headers(),
                new byte[0]),
            Set.of());
    var operation = VendorHttp.JSON.readTree(version.body()).path("operation");
    return operation.asString("").equals("deleted");
  }

  @Test
  void a_version_that_is_refused_although_it_has_content_fails_the_erase() {
    var memory = memory("Met Ada");
    bench()
        .answer(
            request ->
                request.path().endsWith("/redact")
                    ? simulator.error(400)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> bench().erase(memory)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().read(memory)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_store_goes_with_all_of_its_memories_and_their_history() {
    var memory = memory("Met Ada");
    var store = AnthropicKind.MEMORY_STORE.object(memory.parent());
    assertThat(bench().erase(store)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(store)).isEqualTo(Presence.ABSENT);
    assertThat(bench().read(memory)).isEqualTo(Presence.ABSENT);
    assertThat(bench().erase(memory)).isInstanceOf(Erasure.AlreadyAbsent.class);
  }

  @Test
  void a_batch_at_work_is_cancelled_once_and_deleted_when_it_has_ended() {
    var connection = bench().connection(Map.of("batchesOfOnePerson", "true"));
    var batch = batch(50);
    var erasure = adapter.erase(connection, batch);
    assertThat(adapter.erase(connection, batch)).isInstanceOf(Erasure.InProgress.class);
    int polls = 0;
    while (erasure instanceof Erasure.InProgress slow) {
      assertThat(polls++).isLessThan(5);
      erasure = adapter.pollErasure(connection, batch, slow.handle());
    }
    assertThat(erasure).isInstanceOf(Erasure.Claimed.class);
    assertThat(lines().filter(line -> line.endsWith("/cancel"))).hasSize(1);
    assertThat(bench().read(batch)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_handle_is_good_for_its_own_object_alone() {
    var connection = bench().connection(Map.of("batchesOfOnePerson", "true"));
    var slow = (Erasure.InProgress) adapter.erase(connection, batch(50));
    var other = batch(1);
    var failure = bench().failure(() -> adapter.pollErasure(connection, other, slow.handle()));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().read(other)).isEqualTo(Presence.PRESENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files",
        "messages/batches",
        "sessions",
        "memory_stores",
        "user_profiles",
        "organizations/users",
        "organizations/invites"
      })
  void the_control_fails_where_the_rights_to_one_kind_are_lost(String list) {
    bench()
        .answer(
            request ->
                request.path().equals("/v1/" + list)
                    ? simulator.error(403)
                    : simulator.answer(request, Set.of()));
    var failure = bench().failure(() -> adapter.control(bench().connection()));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void without_walking_lists_a_kind_whose_beta_is_not_open_is_not_seen_to_be_gone() {
    var connection = bench().connection(Map.of("walkLists", "false"));
    var session = session("");
    assertThat(adapter.read(connection, session)).isEqualTo(Presence.PRESENT);
    bench().erase(session);
    assertThat(adapter.read(connection, session)).isEqualTo(Presence.ABSENT);
    bench()
        .answer(
            request ->
                request.path().startsWith("/v1/sessions")
                    ? simulator.error(404)
                    : simulator.answer(request, Set.of()));
    assertThat(adapter.control(connection)).isTrue();
    assertThat(adapter.read(connection, session)).isInstanceOf(Presence.Unobservable.class);
  }

  @Test
  void a_session_at_work_is_interrupted_and_deleted_when_it_has_stopped() {
    var session =
        session(
            ",\"initial_events\":[{\"type\":\"user.message\",\"content\":[{\"text\":\"Hi\"}]}]");
    assertThat(bench().erase(session)).isInstanceOf(Erasure.Claimed.class);
    assertThat(lines().filter(line -> line.endsWith("/events"))).hasSize(1);
    assertThat(bench().read(session)).isEqualTo(Presence.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409})
  void a_deletion_refused_because_work_has_begun_again_is_waited_for(int status) {
    var looks = new ArrayList<String>(List.of("idle", "running"));
    bench()
        .answer(
            request ->
                request.method().equals("DELETE")
                    ? simulator.error(status)
                    : text(
                        200,
                        "{\"id\":\"sesn_1\",\"type\":\"session\",\"status\":\""
                            + looks.removeFirst()
                            + "\"}"));
    assertThat(adapter.erase(bench().connection(), AnthropicKind.SESSION.object("sesn_1")))
        .isInstanceOf(Erasure.InProgress.class);
  }

  @Test
  void a_batch_of_several_requests_is_left_to_a_human() {
    var batch = batch(3);
    assertThat(bench().erase(batch)).isEqualTo(new Erasure.ByHand("SHARED_BATCH"));
    assertThat(bench().read(batch)).isEqualTo(Presence.PRESENT);
    simulator.byHand(batch);
    assertThat(bench().read(batch)).isEqualTo(Presence.ABSENT);
    assertThat(bench().locate(ledger(batch))).isEmpty();
  }

  @Test
  void a_member_is_removed_by_a_human_unless_the_setting_says_otherwise() {
    var member = member("user_1", ADA.email(), "developer");
    var careful = bench().connection(Map.of());
    assertThat(adapter.erase(careful, member)).isEqualTo(new Erasure.ByHand("REMOVE_MEMBER"));
    assertThat(bench().read(member)).isEqualTo(Presence.PRESENT);
    simulator.byHand(member);
    assertThat(bench().read(member)).isEqualTo(Presence.ABSENT);
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
    assertThat(adapter.erase(careful, member)).isInstanceOf(Erasure.AlreadyAbsent.class);
  }

  @Test
  void admins_and_members_of_an_identity_provider_are_removed_by_a_human() {
    var admin = member("user_1", "root@example.com", "admin");
    assertThat(bench().erase(admin)).isEqualTo(new Erasure.ByHand("REMOVE_MEMBER"));
    simulator.planting().organization().provisioned = true;
    var member = member("user_2", ADA.email(), "developer");
    assertThat(bench().erase(member)).isEqualTo(new Erasure.ByHand("REMOVE_MEMBER"));
    assertThat(bench().read(member)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void keys_that_stay_usable_make_a_removal_partial() {
    var member = member("user_1", ADA.email(), "developer");
    simulator.planting().rights().addKey("apikey_1", "user_1", "active");
    simulator.planting().rights().addKey("apikey_2", "user_1", "inactive");
    assertThat(bench().erase(member)).isInstanceOf(Erasure.Partial.class);
    assertThat(bench().read(member)).isEqualTo(Presence.ABSENT);
  }

  @ParameterizedTest
  @CsvSource({"accepted,Impossible", "expired,Impossible", "deleted,AlreadyAbsent"})
  void an_invite_that_is_not_pending_is_left_alone(String status, String erasure) {
    var invite = invite(status);
    assertThat(bench().erase(invite).getClass().getSimpleName()).isEqualTo(erasure);
    assertThat(lines()).noneMatch(line -> line.startsWith("DELETE"));
    assertThat(bench().locate(mail(ADA.email()))).hasSize(status.equals("deleted") ? 0 : 1);
  }

  @Test
  void only_the_documented_answer_to_a_deletion_is_a_claim() {
    for (var wrong : List.of("{}", "null", "{\"id\":\"x\",\"type\":\"file\"}")) {
      for (var kind : AnthropicKind.values()) {
        if (kind == AnthropicKind.USER_PROFILE) {
          continue;
        }
        simulator.reset();
        var object = made(kind);
        bench()
            .answer(
                request ->
                    request.method().equals("DELETE")
                        ? text(200, wrong)
                        : simulator.answer(request, Set.of()));
        assertThat(bench().failure(() -> bench().erase(object)).kind())
            .as("%s %s", kind, wrong)
            .isEqualTo(Kind.MALFORMED_RESPONSE);
      }
    }
  }

  // --- settings and statuses

  @ParameterizedTest
  @CsvSource({"metadataKey,' '", "walkLists,perhaps", "batchesOfOnePerson,''", "removeMembers,yes"})
  void a_setting_that_means_nothing_is_rejected_without_a_call(String name, String value) {
    var connection = bench().connection(Map.of(name, value));
    assertThat(bench().failure(() -> adapter.check(connection)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "302,REJECTED",
    "400,REJECTED",
    "402,REJECTED",
    "409,REJECTED",
    "413,REJECTED",
    "500,UNAVAILABLE",
    "504,UNAVAILABLE",
    "529,UNAVAILABLE"
  })
  void every_further_status_has_its_kind_at_every_operation(int status, Kind kind) {
    bench().answer(request -> simulator.error(status));
    var connection = bench().connection();
    for (var object :
        List.of(
            AnthropicKind.FILE.object("file_1"),
            AnthropicKind.MESSAGE_BATCH.object("msgbatch_1"),
            AnthropicKind.INVITE.object("invite_1"),
            new VendorObject("memory", "mem_1", "memstore_1"))) {
      assertThat(bench().failure(() -> adapter.read(connection, object)).kind()).isEqualTo(kind);
      assertThat(bench().failure(() -> adapter.erase(connection, object)).kind()).isEqualTo(kind);
      assertThat(bench().failure(() -> adapter.export(connection, object, (k, j) -> {})).status())
          .isEqualTo(status);
    }
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind()).isEqualTo(kind);
    assertThat(bench().failure(() -> adapter.control(connection)).kind()).isEqualTo(kind);
  }
}
