package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit, and what is Claude Enterprise's own. */
class ClaudeEnterpriseContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private final ClaudeEnterpriseAdapter adapter = new ClaudeEnterpriseAdapter();
  private final ClaudeEnterpriseSimulator simulator = new ClaudeEnterpriseSimulator();
  private final SimulatedTenant tenant = simulator.tenant();

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  private static Subject subject(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private static Subject mail(String address) {
    return subject(Identifier.Type.EMAIL, address);
  }

  private SimulatedUser ada() {
    bench().plant(ADA);
    return tenant.users(SimulatedTenant.ORGANIZATION).getFirst();
  }

  private SimulatedUser other() {
    return tenant.join("other", "other@example.com", "Otto Other", SimulatedTenant.ORGANIZATION);
  }

  private SimulatedObject first(String kind) {
    return tenant.all(kind).getFirst();
  }

  private List<String> located(String kind, Subject subject) {
    return bench().locate(subject).stream()
        .filter(object -> object.kind().equals(kind))
        .map(VendorObject::id)
        .toList();
  }

  private VendorObject the(String kind) {
    return bench().locate(mail(ADA.email())).stream()
        .filter(object -> object.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private VendorConnection with(Map<String, String> keys) {
    var usual = bench().connection();
    return new VendorConnection(
        usual.baseUrl(),
        keys.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, key -> new Secret(key.getValue()))),
        usual.settings());
  }

  private static SimulatedResponse json(int status, String body) {
    return new SimulatedResponse(
        status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  // --- who the person is

  @Test
  void a_removed_user_is_found_by_the_vendors_own_id_alone() {
    var ada = ada();
    var all = bench().locate(mail("ADA@Example.com"));
    tenant.remove(ada);
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
    assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, ada.id()))).isEqualTo(all);
  }

  @Test
  void an_address_of_two_users_is_ambiguous_and_finds_the_data_of_both() {
    ada();
    var twin = tenant.join("twin", "Ada@example.com", "Ada Example", SimulatedTenant.SUBSIDIARY);
    var chat = tenant.make("chat", twin);
    var location = bench().find(mail(ADA.email()));
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects()).contains(new VendorObject("chat", chat.id));
  }

  @Test
  void one_organization_may_be_set_and_the_others_are_left_out() {
    ada();
    var twin = tenant.join("twin", "ada@example.com", "Ada Example", SimulatedTenant.SUBSIDIARY);
    var chat = tenant.make("chat", twin);
    var there = locate(Map.of(ClaudeEnterpriseSettings.ORGANIZATION, SimulatedTenant.SUBSIDIARY));
    assertThat(there.ambiguous()).isFalse();
    assertThat(there.objects()).containsExactly(new VendorObject("chat", chat.id));
  }

  private Location locate(Map<String, String> settings) {
    return adapter.locate(bench().connection(settings), mail(ADA.email()));
  }

  @Test
  void the_directory_is_read_to_its_last_page() {
    for (int i = 0; i < 2_100; i++) {
      tenant.join("p" + i, "p" + i + "@example.com", "P " + i, SimulatedTenant.ORGANIZATION);
    }
    bench().plant(ADA);
    assertThat(bench().locate(mail(ADA.email()))).hasSize(bench().held(ADA));
    assertThat(
            bench().requests().stream()
                .filter(request -> request.path().endsWith("/users"))
                .count())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"organization=x", "organization=../x", "eraseShared=maybe"})
  void a_setting_without_meaning_is_refused(String setting) {
    var parts = setting.split("=");
    var failure = bench().failure(() -> locate(Map.of(parts[0], parts[1])));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().calls()).isZero();
  }

  // --- lists

  @Test
  void more_than_ten_users_are_asked_for_ten_at_a_time() {
    var identifiers =
        IntStream.range(0, 25)
            .mapToObj(
                i -> {
                  var user =
                      tenant.join(
                          "u" + i, "u" + i + "@example.com", "U", SimulatedTenant.ORGANIZATION);
                  tenant.make("chat", user);
                  return new Identifier(Identifier.Type.VENDOR_USER_ID, user.id());
                })
            .toList();
    assertThat(bench().locate(new Subject(identifiers, List.of()))).hasSize(25);
  }

  @Test
  void an_empty_page_that_names_a_next_one_is_not_the_end() {
    ada();
    assertThat(located("code_artifact", mail(ADA.email()))).hasSize(1);
    assertThat(
            bench().requests().stream()
                .filter(request -> request.path().endsWith("/code/artifacts"))
                .count())
        .isEqualTo(2);
  }

  @Test
  void a_filter_that_is_ignored_is_noticed() {
    var ada = ada();
    var stranger =
        "{\"data\":[{\"id\":\"claude_chat_1\",\"user\":{\"id\":\"user_2\"}}],\"has_more\":false}";
    bench().answer(request -> json(200, stranger));
    assertThat(malformed(subject(Identifier.Type.VENDOR_USER_ID, ada.id()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":[]}",
        "{\"data\":[],\"has_more\":true}",
        "{\"data\":[],\"has_more\":true,\"last_id\":null}",
        "{\"data\":[],\"has_more\":true,\"last_id\":\"again\"}",
        "{\"data\":[{\"id\":\"../x\",\"user\":{\"id\":\"user_1\"}}],\"has_more\":false}"
      })
  void a_list_that_cannot_be_followed_is_malformed(String page) {
    bench().answer(request -> json(200, page));
    assertThat(malformed(subject(Identifier.Type.VENDOR_USER_ID, "user_1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[],\"has_more\":true,\"next_page\":null}",
        "{\"data\":[],\"next_page\":\"again\"}"
      })
  void a_directory_that_cannot_be_followed_is_malformed(String page) {
    bench().answer(request -> json(200, page));
    assertThat(malformed(mail(ADA.email()))).isTrue();
  }

  private boolean malformed(Subject subject) {
    return bench().failure(() -> adapter.locate(bench().connection(), subject)).kind()
        == Kind.MALFORMED_RESPONSE;
  }

  @Test
  void a_ledgered_chat_or_project_leads_on_to_what_is_in_it() {
    ada();
    var all = bench().locate(mail(ADA.email()));
    var ledger = all.stream().filter(o -> List.of("chat", "project").contains(o.kind())).toList();
    assertThat(bench().locate(new Subject(List.of(), ledger)))
        .extracting(VendorObject::kind)
        .containsExactly(
            "chat", "file", "generated_file", "artifact", "project_document", "project");
  }

  // --- soft deletes

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_chat_deleted_by_the_person_is_still_there_and_is_erased_for_good(boolean emptied) {
    ada();
    first("chat").softDeleted = true;
    first("chat").emptied = emptied;
    var chat = the("chat");
    assertThat(bench().read(chat)).isEqualTo(Presence.PRESENT);
    assertThat(located("file", mail(ADA.email()))).hasSize(emptied ? 0 : 1);
    assertThat(bench().erase(chat)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(chat)).isEqualTo(Presence.ABSENT);
    assertThat(tenant.find("file", first("file").id)).isEmpty();
  }

  // --- erase

  @Test
  void what_goes_with_its_chat_is_impossible_before_and_absent_after() {
    ada();
    var generated = the("generated_file");
    var artifact = the("artifact");
    assertThat(bench().erase(generated)).isInstanceOf(Erasure.Impossible.class);
    bench().erase(the("chat"));
    assertThat(bench().erase(generated)).isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(bench().erase(artifact)).isInstanceOf(Erasure.AlreadyAbsent.class);
  }

  @Test
  void a_chat_takes_its_remote_session_with_it_and_others_stay() {
    var ada = ada();
    first("remote_session").chats.add(first("chat").id);
    var ofChat = the("remote_session");
    bench().erase(the("chat"));
    assertThat(bench().erase(ofChat)).isInstanceOf(Erasure.AlreadyAbsent.class);
    tenant.make("remote_session", ada);
    assertThat(bench().erase(the("remote_session")))
        .isEqualTo(new Erasure.Impossible(ComplianceErasing.SESSION));
  }

  @Test
  void an_unconfirmed_deletion_leaves_the_chat_and_is_tried_again() {
    ada();
    var chat = the("chat");
    simulator.chats().unconfirmedOnce(chat.id());
    var failure = bench().failure(() -> adapter.erase(bench().connection(), chat));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.status()).isEqualTo(503);
    assertThat(bench().read(chat)).isEqualTo(Presence.PRESENT);
    assertThat(bench().erase(chat)).isInstanceOf(Erasure.Claimed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude_proj_01shared", "claude_project_01shared", "prj_shared"})
  void a_file_of_a_shared_project_stays_whatever_the_projects_id_begins_with(String id) {
    ada();
    var project = tenant.make("project", id, other());
    project.isPrivate = false;
    var file = tenant.make("file", other());
    file.project = project.id;
    var object = new VendorObject("file", file.id, project.id);
    assertThat(bench().erase(object)).isInstanceOf(Erasure.Partial.class);
    assertThat(bench().read(object)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_handle_is_good_for_its_own_object_alone() {
    ada();
    tenant.make("code_artifact", tenant.users(SimulatedTenant.ORGANIZATION).getFirst());
    var both =
        tenant.all("code_artifact").stream()
            .map(artifact -> new VendorObject("code_artifact", artifact.id))
            .toList();
    var connection = bench().connection();
    var slow = (Erasure.InProgress) adapter.erase(connection, both.getFirst());
    var failure =
        bench().failure(() -> adapter.pollErasure(connection, both.getLast(), slow.handle()));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().read(both.getLast())).isEqualTo(Presence.PRESENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "organizations",
        "apps/chats",
        "apps/projects",
        "apps/code/artifacts",
        "apps/sessions/remote"
      })
  void the_control_fails_where_the_rights_to_one_list_are_lost(String list) {
    bench()
        .answer(
            request ->
                request.path().equals("/v1/compliance/" + list)
                    ? simulator.error(403)
                    : simulator.answer(request, Set.of()));
    var failure = bench().failure(() -> adapter.control(bench().connection()));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void a_project_with_other_peoples_chats_is_partly_left_and_asked_for_once() {
    ada();
    var theirs = tenant.make("chat", other());
    theirs.project = first("project").id;
    var project = the("project");
    var erasure = bench().erase(project);
    assertThat(erasure).isInstanceOf(Erasure.Partial.class);
    assertThat(((Erasure.Partial) erasure).left()).contains("chats");
    assertThat(bench().read(project)).isEqualTo(Presence.PRESENT);
    assertThat(deletes()).isEqualTo(1);
    assertThat(tenant.find("chat", theirs.id)).isPresent();
  }

  private long deletes() {
    return bench().requests().stream().filter(r -> r.method().equals("DELETE")).count();
  }

  @Test
  void a_project_that_waits_for_the_persons_own_chats_is_refused_and_not_settled() {
    ada();
    first("chat").project = first("project").id;
    var project = the("project");
    var failure = bench().failure(() -> bench().erase(project));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.status()).isEqualTo(409);
    bench().erase(the("chat"));
    assertThat(bench().erase(project)).isInstanceOf(Erasure.Claimed.class);
  }

  @Test
  void either_type_of_a_conflict_is_one() {
    ada();
    var project = the("project");
    bench()
        .answer(
            request ->
                switch (request.method() + " " + request.path().replaceAll(".*/", "")) {
                  case "GET collaborators" -> json(200, "{\"data\":[],\"has_more\":false}");
                  case "GET chats" -> json(200, "{\"data\":[],\"has_more\":false}");
                  case String other ->
                      other.startsWith("GET")
                          ? json(200, "{\"id\":\"" + project.id() + "\",\"is_private\":true}")
                          : json(
                              409,
                              "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"\"}}");
                });
    assertThat(bench().erase(project)).isInstanceOf(Erasure.Partial.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_project_that_others_work_with_is_left_whole_unless_the_setting_says_otherwise(
      boolean byCollaborator) {
    ada();
    if (byCollaborator) {
      first("project").collaborators.add("user_other");
    } else {
      first("project").isPrivate = false;
    }
    var file = tenant.make("file", first("project").user);
    file.project = first("project").id;
    var parts =
        bench().locate(mail(ADA.email())).stream()
            .filter(object -> List.of(first("project").id).contains(object.parent()))
            .toList();
    assertThat(parts).extracting(VendorObject::kind).containsExactly("file", "project_document");
    for (var part : parts) {
      assertThat(bench().erase(part)).isInstanceOf(Erasure.Partial.class);
    }
    var project = the("project");
    assertThat(bench().erase(project)).isInstanceOf(Erasure.Partial.class);
    assertThat(deletes()).isZero();
    var bold = bench().connection(Map.of(ClaudeEnterpriseSettings.ERASE_SHARED, "true"));
    for (var part : parts) {
      assertThat(adapter.erase(bold, part)).isInstanceOf(Erasure.Claimed.class);
    }
    assertThat(adapter.erase(bold, project)).isInstanceOf(Erasure.Claimed.class);
  }

  @Test
  void a_file_in_further_chats_is_left_unless_the_setting_says_otherwise() {
    ada();
    var theirs = tenant.make("chat", other());
    first("file").chats.add(theirs.id);
    var file = the("file");
    bench().erase(the("chat"));
    assertThat(bench().read(file)).isEqualTo(Presence.PRESENT);
    assertThat(bench().erase(file)).isInstanceOf(Erasure.Partial.class);
    var bold = bench().connection(Map.of(ClaudeEnterpriseSettings.ERASE_SHARED, "true"));
    assertThat(adapter.erase(bold, file)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(file)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_code_artifact_is_in_progress_until_its_content_is_gone() {
    ada();
    var artifact = the("code_artifact");
    var begun = adapter.erase(bench().connection(), artifact);
    assertThat(begun).isInstanceOf(Erasure.InProgress.class);
    assertThat(located("code_artifact", mail(ADA.email()))).isEmpty();
    var again = adapter.erase(bench().connection(), artifact);
    assertThat(again).as("repeated while the content goes").isInstanceOf(Erasure.InProgress.class);
    var handle = ((Erasure.InProgress) again).handle();
    assertThat(adapter.pollErasure(bench().connection(), artifact, handle))
        .isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().erase(artifact)).isInstanceOf(Erasure.AlreadyAbsent.class);
  }

  @Test
  void a_confirmation_of_something_else_is_no_claim() {
    ada();
    var chat = the("chat");
    for (var body :
        List.of(
            "{\"id\":\"" + chat.id() + "\",\"type\":\"claude_file_deleted\"}",
            "{\"id\":\"claude_chat_2\",\"type\":\"claude_chat_deleted\"}",
            "{}")) {
      bench().answer(request -> json(200, body));
      var failure = bench().failure(() -> adapter.erase(bench().connection(), chat));
      assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  // --- read

  @Test
  void a_pending_remote_session_is_there_although_its_messages_are_not() {
    ada();
    first("remote_session").status = "pending";
    var session = the("remote_session");
    assertThat(bench().read(session)).isEqualTo(Presence.PRESENT);
    assertThat(bench().read(new VendorObject("remote_session", session.id())))
        .isEqualTo(Presence.PRESENT);
    assertThat(bench().export(session)).isEmpty();
  }

  @Test
  void without_local_sessions_the_rest_is_found_and_an_absence_is_not_claimed() {
    ada();
    var session = the("local_session");
    simulator.sessions().withholdLocal();
    assertThat(bench().locate(mail(ADA.email()))).hasSize(bench().held(ADA) - 1);
    assertThat(bench().read(session)).isInstanceOf(Presence.Unobservable.class);
    adapter.check(bench().connection());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/attachments", "/collaborators"})
  void a_list_that_is_missing_from_a_project_that_stands_tells_nothing(String list) {
    ada();
    var project = the("project");
    bench()
        .answer(
            request ->
                request.path().endsWith(list)
                    ? simulator.error(404)
                    : simulator.answer(request, Set.of()));
    var failure =
        bench()
            .failure(
                () -> {
                  bench().locate(mail(ADA.email()));
                  bench().erase(project);
                });
    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(deletes()).isZero();
  }

  @Test
  void a_list_of_local_sessions_that_breaks_off_is_no_short_list() {
    ada();
    var first = "{\"data\":[],\"next_page\":\"more\"}";
    bench()
        .answer(
            request -> {
              if (!request.path().endsWith("/sessions/local")) {
                return simulator.answer(request, Set.of());
              }
              return request.query().containsKey("page") ? simulator.error(404) : json(200, first);
            });
    var failure = bench().failure(() -> bench().locate(mail(ADA.email())));
    assertThat(failure.status()).isEqualTo(404);
  }

  @Test
  void no_organization_at_all_controls_nothing() {
    bench().answer(request -> json(200, "{\"data\":[],\"has_more\":false}"));
    assertThat(adapter.control(bench().connection())).isFalse();
  }

  @Test
  void a_404_of_somebody_else_is_no_absence() {
    ada();
    var objects = bench().locate(mail(ADA.email()));
    bench().answer(request -> json(404, "<html>nginx</html>"));
    for (var object : objects) {
      var failure = bench().failure(() -> adapter.read(bench().connection(), object));
      assertThat(failure.kind()).as("%s", object).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  @Test
  void a_failure_that_must_not_be_retried_is_not() {
    ada();
    var chat = the("chat");
    var calls = bench().calls();
    bench()
        .answer(
            request ->
                new SimulatedResponse(
                    500,
                    Map.of("x-should-retry", "false"),
                    "{\"error\":{\"type\":\"api_error\"}}".getBytes(StandardCharsets.UTF_8)));
    var usual = bench().connection();
    var patient =
        new VendorConnection(
            usual.baseUrl(),
            usual.credentials(),
            usual.settings(),
            Admission.OPEN,
            new Patience(3, Duration.ZERO, Duration.ofSeconds(1)));
    var failure = bench().failure(() -> adapter.read(patient, chat));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().calls()).isEqualTo(calls + 1);
  }

  // --- keys

  @Test
  void the_access_key_reads_and_the_delete_key_deletes() {
    ada();
    bench().erase(the("chat"));
    var keys = simulator.credentials();
    assertThat(bench().requests())
        .allMatch(
            request ->
                Objects.equals(
                    request.headers().get("x-api-key"),
                    keys.get(request.method().equals("DELETE") ? "deleteKey" : "accessKey")));
  }

  @Test
  void one_key_with_both_rights_does_it_alone() {
    ada();
    var chat = the("chat");
    var connection = with(Map.of("accessKey", ClaudeEnterpriseSimulator.ONE_KEY));
    adapter.check(connection);
    assertThat(adapter.erase(connection, chat)).isInstanceOf(Erasure.Claimed.class);
  }

  @Test
  void an_access_key_that_may_not_delete_is_an_authentication_failure() {
    ada();
    var chat = the("chat");
    var connection = with(Map.of("accessKey", simulator.credentials().get("accessKey")));
    var failure = bench().failure(() -> adapter.erase(connection, chat));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(bench().read(chat)).isEqualTo(Presence.PRESENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"revoked", "sk-ant-admin01-key", "line\nbreak"})
  void a_delete_key_that_cannot_delete_fails_the_check(String key) {
    var connection =
        with(Map.of("accessKey", simulator.credentials().get("accessKey"), "deleteKey", key));
    var failure = bench().failure(() -> adapter.check(connection));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void an_admin_key_reaches_nothing_here() {
    var connection = with(Map.of("accessKey", "sk-ant-admin01-key"));
    var failure = bench().failure(() -> adapter.check(connection));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  // --- export

  @Test
  void a_chat_is_exported_with_every_message_and_uncapped_tool_texts() {
    bench().plant(SandboxPeople.PROLIFIC);
    var chat = new VendorObject("chat", first("chat").id);
    assertThat(bench().export(chat)).hasSize(1 + first("chat").messages.size()).hasSize(121);
    assertThat(messages())
        .allMatch(
            request ->
                request.param("tool_result_max_chars").equals(Optional.of("-1"))
                    && request.param("tool_use_input_max_chars").equals(Optional.of("-1")));
  }

  @Test
  void a_page_too_large_for_memory_is_asked_for_with_fewer_rows() {
    bench().plant(SandboxPeople.PROLIFIC);
    var chat = new VendorObject("chat", first("chat").id);
    var large = new SimulatedResponse(200, Map.of(), new byte[VendorHttp.MOST_BYTES + 1]);
    bench()
        .answer(
            request ->
                request.param("limit").filter("100"::equals).isPresent()
                    ? large
                    : simulator.answer(request, Set.of()));
    assertThat(bench().export(chat)).hasSize(121).doesNotHaveDuplicates();
    assertThat(messages())
        .extracting(request -> request.param("limit").orElse(""))
        .startsWith("100", "10")
        .hasSize(13)
        .containsOnlyOnce("100");
    bench().answer(request -> large);
    assertThat(bench().failure(() -> bench().export(chat)).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void the_caps_are_left_alone_where_the_setting_says_so() {
    ada();
    var chat = new VendorObject("chat", first("chat").id);
    var connection = bench().connection(Map.of(ClaudeEnterpriseSettings.UNCAP_TOOL_TEXTS, "false"));
    adapter.export(connection, chat, (kind, json) -> {});
    assertThat(messages())
        .isNotEmpty()
        .allMatch(request -> request.query().keySet().stream().noneMatch(n -> n.contains("max_")));
  }

  private List<SimulatedRequest> messages() {
    return bench().requests().stream().filter(r -> r.path().endsWith("/messages")).toList();
  }

  @Test
  void a_session_is_exported_with_its_whole_transcript() {
    ada();
    for (int i = 0; i < 250; i++) {
      first("local_session").messages.add(new SimulatedMessage("clsm_" + i, "user", "turn " + i));
    }
    assertThat(bench().export(the("local_session")))
        .hasSize(1 + first("local_session").messages.size())
        .first()
        .asString()
        .contains(ADA.email());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "local_session"})
  void a_transcript_is_handed_on_page_by_page(String kind) {
    ada();
    var messages = first(kind).messages;
    messages.clear();
    for (int i = 0; i < 1_000; i++) {
      messages.add(new SimulatedMessage("clsm_" + i, "user", "turn " + i));
    }
    var object = the(kind);
    int before = messages().size();
    var given = new AtomicInteger();
    adapter.export(
        bench().connection(),
        object,
        (word, json) -> {
          if (json.contains("turn ")) {
            assertThat(100L * (messages().size() - before) - given.getAndIncrement())
                .as("what has arrived and is not handed on")
                .isLessThanOrEqualTo(100);
          }
        });
    assertThat(given).hasValue(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "rL0Y20zC+Fzt72VPzMSk2A==, UNAVAILABLE",
    "no digest, MALFORMED_RESPONSE",
    "'', MALFORMED_RESPONSE"
  })
  void a_content_that_does_not_match_its_digest_fails_the_export(String digest, Kind kind) {
    ada();
    for (var object : List.of(the("file"), the("generated_file"))) {
      bench()
          .answer(
              request ->
                  request.path().endsWith("/content")
                      ? new SimulatedResponse(
                          200,
                          digest.isEmpty() ? Map.of() : Map.of("Content-MD5", digest),
                          "hello".getBytes(StandardCharsets.UTF_8))
                      : json(200, "{\"id\":\"" + object.id() + "\"}"));
      assertThat(bench().failure(() -> bench().export(object)).kind()).isEqualTo(kind);
      bench().behave();
    }
  }

  @Test
  void a_file_without_a_content_says_so_in_its_export() {
    ada();
    var file = the("file");
    bench()
        .answer(
            request ->
                request.path().endsWith("/content")
                    ? simulator.error(404)
                    : json(200, "{\"id\":\"" + file.id() + "\"}"));
    assertThat(bench().export(file)).hasSize(2).last().asString().contains("content_available");
  }

  @Test
  void a_page_of_somebody_else_is_no_code_artifact() {
    ada();
    var artifact = the("code_artifact");
    bench().answer(request -> new SimulatedResponse(200, Map.of(), new byte[] {'<'}));
    var failure = bench().failure(() -> adapter.read(bench().connection(), artifact));
    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_rejection_while_exporting_is_handed_on() {
    ada();
    var file = the("file");
    bench().answer(request -> json(400, "{\"error\":{\"type\":\"invalid_request_error\"}}"));
    VendorFailure failure =
        bench().failure(() -> adapter.export(bench().connection(), file, (kind, json) -> {}));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
  }
}
