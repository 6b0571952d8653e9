package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiContractTest {
  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAiAdapter adapter = new OpenAiAdapter();
  private final SandboxPerson ada =
      new SandboxPerson(
          "ada", "Ada", List.of("ada+x@example.com", "a.l@example.com"), Set.of("*"), 14);
  private final SandboxPerson bob =
      new SandboxPerson("bob", "Bob", List.of("bob@example.com"), Set.of("*"), 7);

  @AfterEach
  void stop() {
    server.close();
  }

  private Subject planted(SandboxPerson person) {
    var ledger = server.simulator.plant(person);
    return new Subject(
        person.emails().stream()
            .map(email -> new Identifier(Identifier.Type.EMAIL, email))
            .toList(),
        ledger);
  }

  private List<VendorObject> locate(Subject subject) {
    return adapter.locate(server.connection(), subject).objects();
  }

  private List<String> export(VendorObject object) {
    return OpenAiExported.of(adapter, server.connection(), object).lines();
  }

  private VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }

  @Test
  void locates_everything_of_the_person_and_nothing_of_another_in_erase_order() {
    planted(bob);
    var objects = locate(planted(ada));

    assertThat(objects).hasSize(14).doesNotHaveDuplicates();
    assertThat(objects).allMatch(object -> object.id().contains("ada"));
    assertThat(objects.stream().map(VendorObject::kind).distinct())
        .containsExactly(
            "vector_store_file",
            "file",
            "conversation_item",
            "conversation",
            "response",
            "chat_completion",
            "chatkit_thread");
  }

  @Test
  void erases_everything_and_sees_it_gone_while_others_keep_theirs() {
    planted(bob);
    var subject = planted(ada);
    var objects = locate(subject);
    for (var object : objects) {
      assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.PRESENT);
      assertThat(adapter.erase(server.connection(), object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.ABSENT);
      assertThat(adapter.erase(server.connection(), object))
          .isInstanceOf(Erasure.AlreadyAbsent.class);
      assertThat(export(object)).isEmpty();
    }
    assertThat(locate(subject)).isEmpty();
    assertThat(server.simulator.held(ada)).isZero();
    assertThat(server.simulator.held(bob)).isEqualTo(7);
  }

  @Test
  void exports_every_object_as_a_line_with_its_rows_after_it_and_files_with_their_bytes() {
    for (var object : locate(planted(ada))) {
      var exported = OpenAiExported.of(adapter, server.connection(), object);
      assertThat(exported.lines()).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
      assertThat(exported.object().path("id").asString()).isEqualTo(object.id());
      switch (object.kind()) {
        case "file" ->
            assertThat(exported.files())
                .singleElement()
                .satisfies(
                    file -> {
                      assertThat(file.getKey())
                          .isEqualTo(exported.object().path("filename").asString());
                      assertThat(file.getValue()).startsWith("Ada\n");
                    });
        case "response" -> assertThat(exported.rows("input_item")).hasSize(1);
        case "chat_completion" -> assertThat(exported.rows("message")).hasSize(1);
        case "chatkit_thread" -> assertThat(exported.rows("item")).hasSize(1);
        case "vector_store_file" -> assertThat(exported.rows("parsed_content")).hasSize(1);
        default -> assertThat(exported.lines()).hasSize(1);
      }
    }
  }

  @Test
  void follows_pages_to_the_end() {
    var many = new SandboxPerson("many", "Many", List.of("many@example.com"), Set.of("*"), 7 * 230);
    assertThat(locate(planted(many))).hasSize(7 * 230);
  }

  @Test
  void finds_all_items_of_a_long_conversation() {
    var items = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      items
          .append(i == 0 ? "" : ",")
          .append("{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"}");
    }
    var made =
        server.post(
            "conversations", "{\"metadata\":{\"subject\":\"x\"},\"items\":[" + items + "]}");
    var id = made.path("id").asString();
    assertThat(locate(new Subject(List.of(), List.of(new VendorObject("conversation", id)))))
        .hasSize(251);
  }

  @Test
  void an_address_that_an_app_wrote_in_capitals_is_found_in_a_list_and_not_by_a_filter() {
    var marked = "{\"metadata\":{\"subject\":\"Ada@Example.com\"}%s}";
    server.post("vector_stores", marked.formatted(""));
    server.post(
        "chat/completions",
        marked.formatted(
            ",\"model\":\"gpt-5\",\"store\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"));
    assertThat(locate(known(Identifier.Type.EMAIL, "ada@example.com")))
        .extracting(VendorObject::kind)
        .containsExactly("vector_store");
    assertThat(locate(known(Identifier.Type.EMAIL, "Ada@Example.com")))
        .extracting(VendorObject::kind)
        .containsExactly("vector_store", "chat_completion");
    assertThat(locate(known(Identifier.Type.CUSTOMER_ID, "ada@example.com")))
        .as("only addresses are the same in other letters")
        .isEmpty();
  }

  private static Subject known(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  @Test
  void a_ledgered_object_that_is_gone_is_not_located() {
    var gone =
        List.of(
            new VendorObject("response", "resp_none"),
            new VendorObject("conversation", "conv_none"));
    assertThat(locate(new Subject(List.of(), gone))).isEmpty();
  }

  @Test
  void erasing_a_file_takes_it_out_of_the_vector_stores() {
    var objects = locate(planted(bob));
    var file =
        objects.stream().filter(object -> object.kind().equals("file")).findFirst().orElseThrow();
    var attached = objects.getFirst();
    adapter.erase(server.connection(), file);
    assertThat(adapter.read(server.connection(), attached)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_conversation_erased_before_its_items_leaves_them_behind() {
    var objects = locate(planted(bob));
    var conversation =
        objects.stream().filter(o -> o.kind().equals("conversation")).findFirst().orElseThrow();
    var item =
        objects.stream()
            .filter(o -> o.kind().equals("conversation_item"))
            .findFirst()
            .orElseThrow();
    adapter.erase(server.connection(), conversation);
    assertThat(adapter.read(server.connection(), item)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_kept_object_is_claimed_erased_but_read_as_present() {
    server.misbehaviours.add(Misbehaviour.KEEPS_DATA);
    var subject = planted(ada);
    for (var object : locate(subject)) {
      assertThat(adapter.erase(server.connection(), object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.PRESENT);
    }
    assertThat(locate(subject)).hasSize(14);
    assertThat(server.simulator.held(ada)).isEqualTo(14);
  }

  @Test
  void an_object_hidden_from_lists_is_still_read_as_present() {
    server.misbehaviours.add(Misbehaviour.HIDES_FROM_LIST);
    var subject = new Subject(planted(ada).identifiers(), List.of());
    var objects = locate(subject);
    assertThat(objects).isNotEmpty();
    for (var object : objects) {
      adapter.erase(server.connection(), object);
      assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.PRESENT);
    }
    assertThat(locate(subject)).isEmpty();
    assertThat(server.simulator.held(ada)).isEqualTo(14);
  }

  @Test
  void a_lagging_list_still_shows_what_a_read_by_id_no_longer_finds() {
    server.misbehaviours.add(Misbehaviour.SEARCH_LAGS);
    var subject = new Subject(planted(ada).identifiers(), List.of());
    var objects = locate(subject);
    for (var object : objects) {
      adapter.erase(server.connection(), object);
      assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(locate(subject)).isNotEmpty();
    server.now = server.now.plus(adapter.descriptor().settling());
    assertThat(locate(subject)).isEmpty();
  }

  @Test
  void what_outlived_a_false_yes_is_erased_before_its_conversation_in_the_next_round() {
    var conversation = conversation();
    server.misbehaviours.add(Misbehaviour.KEEPS_DATA);
    locate(conversation).forEach(object -> adapter.erase(server.connection(), object));
    server.misbehaviours.clear();

    var again = locate(conversation);
    assertThat(again.stream().map(VendorObject::kind))
        .containsExactly("conversation_item", "conversation");
    assertThat(again)
        .allSatisfy(
            object ->
                assertThat(adapter.erase(server.connection(), object))
                    .isInstanceOf(Erasure.Claimed.class))
        .allSatisfy(
            object ->
                assertThat(adapter.read(server.connection(), object)).isEqualTo(Presence.ABSENT));
  }

  @Test
  void an_item_that_outlived_its_conversation_cannot_be_erased_and_is_said_so_each_time() {
    var objects = locate(conversation());
    var item = objects.getFirst();
    server.misbehaviours.add(Misbehaviour.KEEPS_DATA);
    assertThat(adapter.erase(server.connection(), item)).isInstanceOf(Erasure.Claimed.class);
    server.misbehaviours.clear();
    assertThat(adapter.erase(server.connection(), objects.getLast()))
        .isInstanceOf(Erasure.Claimed.class);

    for (int round = 1; round <= 2; round++) {
      assertThat(adapter.read(server.connection(), item)).isEqualTo(Presence.PRESENT);
      assertThat(adapter.erase(server.connection(), item))
          .isInstanceOfSatisfying(
              Erasure.Impossible.class,
              no -> assertThat(no.reason()).contains("conversation").doesNotContain(item.id()));
    }
  }

  private Subject conversation() {
    var made =
        server.post(
            "conversations",
            """
            {"items": [{"type": "message", "role": "user", "content": "hi"}]}
            """);
    var id = made.path("id").asString();
    return new Subject(List.of(), List.of(new VendorObject("conversation", id)));
  }

  @Test
  void good_credentials_pass_the_control_and_bad_ones_are_an_authentication_failure() {
    adapter.check(server.connection());
    assertThat(adapter.control(server.connection())).isTrue();
    assertThat(failure(() -> adapter.control(server.connection("sk-wrong"))).kind())
        .isEqualTo(VendorFailure.Kind.AUTHENTICATION);
  }

  @Test
  void a_key_that_may_not_read_models_passes_the_check_and_controls_an_empty_project_by_nothing() {
    var refused = server.simulator.error(403);
    server.imposing(
        call ->
            call.contains("models")
                ? refused
                : SimulatedResponse.json(
                    200, Map.of("object", "list", "data", List.of(), "has_more", false)));
    adapter.check(server.connection());
    assertThat(adapter.control(server.connection())).isFalse();
    server.imposing(null);
    server.imposed = refused;
    assertThat(failure(() -> adapter.check(server.connection())).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "401,AUTHENTICATION",
    "403,AUTHENTICATION",
    "400,REJECTED",
    "302,REJECTED",
    "429,RATE_LIMITED",
    "500,UNAVAILABLE",
    "503,UNAVAILABLE"
  })
  void an_error_status_has_its_kind(int status, VendorFailure.Kind kind) {
    server.imposed = server.simulator.error(status);
    var failure =
        failure(() -> adapter.read(server.connection(), new VendorObject("file", "file-1")));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure.getMessage()).doesNotContain("file-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 409, 410, 422})
  void only_a_404_is_an_absence(int status) {
    server.imposed = new SimulatedResponse(status, Map.of(), server.simulator.error(400).body());
    var file = new VendorObject("file", "file-1");
    assertThat(failure(() -> adapter.read(server.connection(), file)).status()).isEqualTo(status);
    assertThat(failure(() -> adapter.erase(server.connection(), file)).status()).isEqualTo(status);
  }

  @Test
  void retry_after_is_honoured() {
    var error = server.simulator.error(429);
    server.imposed = new SimulatedResponse(429, Map.of("Retry-After", "7"), error.body());
    assertThat(failure(() -> adapter.check(server.connection())).retryAfter())
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void a_404_on_a_list_of_the_project_is_a_failure_and_not_an_empty_list() {
    server.imposed = server.simulator.error(404);
    var subject =
        new Subject(List.of(new Identifier(Identifier.Type.EMAIL, "x@example.com")), List.of());
    assertThat(failure(() -> locate(subject)).kind()).isEqualTo(VendorFailure.Kind.REJECTED);
    assertThat(failure(() -> adapter.control(server.connection())).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded"
      })
  void a_spent_budget_is_rejected_and_not_waited_for(String code) {
    server.imposed =
        SimulatedResponse.json(429, Map.of("error", Map.of("message", "no", "code", code)));
    assertThat(failure(() -> adapter.check(server.connection())).kind())
        .isEqualTo(VendorFailure.Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":\"file-1\",\"object\":\"file\",\"deleted\":false}",
        "{\"id\":\"file-1\",\"object\":\"file.deleted\",\"deleted\":true}",
        "{\"id\":\"file-2\",\"object\":\"file\",\"deleted\":true}"
      })
  void an_undocumented_answer_to_an_erase_is_no_claim(String body) {
    server.imposed =
        new SimulatedResponse(
            200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    assertThat(
            failure(() -> adapter.erase(server.connection(), new VendorObject("file", "file-1")))
                .kind())
        .isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_list_that_ignores_the_filter_or_never_ends_is_malformed() {
    var subject =
        new Subject(List.of(new Identifier(Identifier.Type.EMAIL, "x@example.com")), List.of());
    for (String body :
        List.of(
            "{\"object\":\"list\",\"data\":[{\"id\":\"chatcmpl-1\",\"metadata\":{\"subject\":\"y\"}}],"
                + "\"has_more\":false}",
            "{\"object\":\"list\",\"data\":[{\"id\":\"chatcmpl-1\",\"metadata\":{\"subject\":\"x@example.com\"}}],"
                + "\"last_id\":\"chatcmpl-1\",\"has_more\":true}",
            "{\"object\":\"list\",\"data\":[]}")) {
      server.imposed = new SimulatedResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
      assertThat(failure(() -> locate(subject)).kind())
          .isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../files", "a/b", "a?b", "a%2fb", "{id}", "a b"})
  void an_id_that_could_leave_its_path_is_rejected_before_any_call(String id) {
    for (String kind :
        adapter.descriptor().surfaces().stream().map(surface -> surface.kind()).toList()) {
      assertThatThrownBy(() -> adapter.read(server.connection(), new VendorObject(kind, id, "p")))
          .isInstanceOfSatisfying(
              VendorFailure.class,
              f -> assertThat(f.kind()).isEqualTo(VendorFailure.Kind.REJECTED));
      assertThatThrownBy(() -> adapter.erase(server.connection(), new VendorObject(kind, id, "p")))
          .isInstanceOf(VendorFailure.class);
    }
    assertThat(server.calls).isEmpty();
  }
}
