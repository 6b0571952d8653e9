package dev.writ.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSpotContractTest {
  private static final SandboxPerson ADA =
      new SandboxPerson(
          "ada",
          "Ada Example",
          List.of("ada@example.com", "ada.second@example.com"),
          Set.of("*"),
          12);
  private static final SandboxPerson NAMESAKE =
      new SandboxPerson("ada2", "Ada Example", List.of("other.ada@example.com"), Set.of("*"), 9);

  private final HubSpotAdapter adapter = new HubSpotAdapter();
  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final HubSpotSimulator simulator = new HubSpotSimulator(() -> now);
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Set<Misbehaviour> misbehaviours = Set.of();
  private volatile Function<SimulatedRequest, SimulatedResponse> answers =
      request -> simulator.answer(request, misbehaviours);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/hubspot", this::handle);
    server.start();
    simulator.plant(ADA);
    simulator.plant(NAMESAKE);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var query = new TreeMap<String, List<String>>();
      var raw = exchange.getRequestURI().getRawQuery();
      if (raw != null) {
        for (var pair : raw.split("&")) {
          var parts = pair.split("=", 2);
          query
              .computeIfAbsent(decoded(parts[0]), k -> new ArrayList<>())
              .add(parts.length > 1 ? decoded(parts[1]) : "");
        }
      }
      var headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      h -> h.getKey().toLowerCase(Locale.ROOT), h -> h.getValue().getFirst()));
      var path = exchange.getRequestURI().getPath().substring("/hubspot".length());
      var request =
          new SimulatedRequest(
              exchange.getRequestMethod(),
              path,
              query,
              headers,
              exchange.getRequestBody().readAllBytes());
      calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      var answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private VendorConnection connection() {
    return connection(Map.of());
  }

  private VendorConnection connection(Map<String, String> settings) {
    var secrets =
        simulator.credentials().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    return new VendorConnection(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hubspot"),
        secrets,
        settings);
  }

  private static Subject subject(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private Location locate(String email) {
    return adapter.locate(connection(), subject(Identifier.Type.EMAIL, email));
  }

  private VendorObject contact() {
    return locate(ADA.email()).objects().getLast();
  }

  private static SimulatedResponse text(int status, String body, Map<String, String> headers) {
    return new SimulatedResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private String create(String type, Object body) {
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST",
                "/crm/v3/objects/" + type,
                Map.of(),
                Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
                VendorHttp.JSON.writeValueAsBytes(body)),
            Set.of());
    assertThat(answer.status()).isEqualTo(201);
    return VendorHttp.JSON.readTree(answer.body()).path("id").asString("");
  }

  private SimulatedResponse ask(String method, String path, Object body) {
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
            VendorHttp.JSON.writeValueAsBytes(body)),
        misbehaviours);
  }

  private VendorFailure failure(Runnable call) {
    return catchThrowableOfType(VendorFailure.class, call::run);
  }

  @Test
  void locate_finds_every_object_with_the_contact_last() {
    var location = locate("ADA@example.com");
    assertThat(location.ambiguous()).isFalse();
    assertThat(location.objects()).hasSize(12).doesNotHaveDuplicates();
    var order = adapter.descriptor().surfaces().stream().map(s -> s.kind()).toList();
    var kinds = location.objects().stream().map(VendorObject::kind).toList();
    assertThat(kinds.stream().map(order::indexOf).toList()).isSorted();
    assertThat(kinds).contains(order.toArray(String[]::new)).endsWith("contact");
    assertThat(location.objects().getFirst().parent()).isEqualTo(location.objects().getLast().id());
  }

  @Test
  void locate_finds_the_contact_by_a_second_email() {
    assertThat(locate("ada.second@example.com").objects()).isEqualTo(locate(ADA.email()).objects());
  }

  @Test
  void locate_keeps_people_of_the_same_name_apart() {
    assertThat(locate(NAMESAKE.email()).objects())
        .hasSize(9)
        .doesNotContainAnyElementsOf(locate(ADA.email()).objects());
    assertThat(locate("nobody@example.com").objects()).isEmpty();
  }

  @Test
  void locate_never_puts_an_email_into_a_url_and_changes_nothing() {
    locate(ADA.email());
    assertThat(calls)
        .isNotEmpty()
        .noneMatch(call -> call.contains("example.com") || call.startsWith("DELETE"));
    assertThat(calls.stream().filter(call -> call.startsWith("POST")))
        .allMatch(call -> call.endsWith("/search"));
    assertThat(simulator.held(ADA)).isEqualTo(12);
    assertThat(simulator.blocklist()).isEmpty();
  }

  @Test
  void locate_reads_contact_ids_phones_and_the_external_id_property() {
    var id =
        create("contacts", Map.of("properties", Map.of("phone", "+49301234", "crm_key", "K-7")));
    var settings = Map.of("externalIdProperty", "crm_key");
    var expected = List.of(new VendorObject("contact", id));
    assertThat(adapter.locate(connection(), subject(Identifier.Type.VENDOR_USER_ID, id)).objects())
        .isEqualTo(expected);
    assertThat(adapter.locate(connection(), subject(Identifier.Type.PHONE, "+49301234")).objects())
        .isEqualTo(expected);
    assertThat(
            adapter
                .locate(connection(settings), subject(Identifier.Type.EXTERNAL_ID, "k-7"))
                .objects())
        .isEqualTo(expected);
    assertThat(adapter.locate(connection(), subject(Identifier.Type.EXTERNAL_ID, "K-7")).objects())
        .isEmpty();
  }

  @Test
  void locate_reads_ledgered_objects_by_id() {
    var ids = locate(ADA.email()).objects();
    var gone = new VendorObject("note", "404");
    var found = adapter.locate(connection(), new Subject(List.of(), List.of(ids.getFirst(), gone)));
    assertThat(found.objects()).containsExactly(ids.getFirst());
    var all = adapter.locate(connection(), new Subject(List.of(), List.of(ids.getLast())));
    assertThat(all.objects()).isEqualTo(ids);
  }

  @Test
  void locate_is_ambiguous_when_one_identifier_matches_two_contacts() {
    create("contacts", Map.of("properties", Map.of("phone", "+49301234")));
    create("contacts", Map.of("properties", Map.of("phone", "+49301234")));
    var location = adapter.locate(connection(), subject(Identifier.Type.PHONE, "+49301234"));
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects()).hasSize(2);
  }

  @Test
  void locate_rechecks_equality_on_what_the_search_returns() {
    answers =
        request ->
            request.path().endsWith("/search")
                ? SimulatedResponse.json(
                    200,
                    Map.of(
                        "results",
                        List.of(Map.of("id", "1", "properties", Map.of("email", "x@example.com")))))
                : simulator.answer(request, Set.of());
    assertThat(locate(ADA.email()).objects()).isEmpty();
  }

  @Test
  void locate_follows_every_page() {
    var contact = contact().id();
    for (int i = 0; i < 1_100; i++) {
      create(
          "notes",
          Map.of(
              "properties", Map.of("hs_note_body", "n" + i),
              "associations", List.of(Map.of("to", Map.of("id", contact)))));
    }
    for (int i = 0; i < 250; i++) {
      create("contacts", Map.of("properties", Map.of("phone", "+4977")));
    }
    assertThat(locate(ADA.email()).objects()).hasSize(1_112);
    var many = adapter.locate(connection(), subject(Identifier.Type.PHONE, "+4977")).objects();
    assertThat(many).hasSize(250);
  }

  @Test
  void a_cursor_that_repeats_is_a_malformed_response() {
    answers =
        request ->
            SimulatedResponse.json(
                200, Map.of("results", List.of(), "paging", Map.of("next", Map.of("after", "1"))));
    assertThat(failure(() -> locate(ADA.email())).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void export_gives_one_line_per_object_and_a_thread_with_its_messages() {
    var lines = new ArrayList<String>();
    for (var object : locate(ADA.email()).objects()) {
      adapter.export(
          connection(),
          object,
          (kind, json) -> {
            assertThat(kind).isEqualTo(object.kind());
            assertThat(VendorHttp.JSON.readTree(json).isObject()).isTrue();
            lines.add(json);
          });
    }
    assertThat(lines).noneMatch(line -> line.contains("\n"));
    assertThat(lines)
        .anyMatch(line -> line.contains("ada.second@example.com") && line.contains("\"Ada\""));
    assertThat(lines)
        .anyMatch(line -> line.contains("hs_note_body") && line.contains("About Ada Example"));
    assertThat(lines.stream().filter(line -> line.contains("\"message\":{"))).isNotEmpty();
    assertThat(lines)
        .anyMatch(line -> line.contains("originalContent") && line.contains("(in full)"));
  }

  @Test
  void export_of_a_vanished_object_yields_no_record() {
    var lines = new ArrayList<String>();
    for (var kind : adapter.descriptor().surfaces()) {
      adapter.export(
          connection(), new VendorObject(kind.kind(), "404"), (k, json) -> lines.add(json));
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void erase_in_the_located_order_leaves_nothing_and_can_be_repeated() {
    var objects = locate(ADA.email()).objects();
    for (var object : objects) {
      assertThat(adapter.read(connection(), object)).isEqualTo(Presence.PRESENT);
      assertThat(adapter.erase(connection(), object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(connection(), object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(simulator.held(ADA)).isZero();
    assertThat(simulator.held(NAMESAKE)).isEqualTo(9);
    assertThat(locate(ADA.email()).objects()).isEmpty();
    assertThat(adapter.erase(connection(), objects.getLast()))
        .isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(adapter.erase(connection(), objects.getFirst()))
        .isInstanceOfAny(Erasure.AlreadyAbsent.class, Erasure.Claimed.class);
  }

  @Test
  void satellites_outlive_a_contact_that_is_erased_first() {
    adapter.erase(connection(), contact());
    assertThat(simulator.held(ADA)).isEqualTo(11);
    assertThat(locate(ADA.email()).objects()).isEmpty();
  }

  @Test
  void an_archived_contact_still_counts_as_present() {
    var contact = contact();
    assertThat(ask("DELETE", "/crm/v3/objects/contacts/" + contact.id(), Map.of()).status())
        .isEqualTo(204);
    assertThat(locate(ADA.email()).objects()).isEmpty();
    assertThat(adapter.read(connection(), contact)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void data_kept_behind_a_yes_is_seen_by_a_read() {
    var objects = locate(ADA.email()).objects();
    misbehaviours = Set.of(Misbehaviour.KEEPS_DATA);
    for (var object : objects) {
      assertThat(adapter.erase(connection(), object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(connection(), object)).isEqualTo(Presence.PRESENT);
    }
    assertThat(simulator.held(ADA)).isEqualTo(12);
  }

  @Test
  void data_hidden_from_searches_is_seen_by_a_read() {
    var objects = locate(ADA.email()).objects();
    misbehaviours = Set.of(Misbehaviour.HIDES_FROM_LIST);
    for (var object : objects) {
      assertThat(adapter.erase(connection(), object)).isInstanceOf(Erasure.Claimed.class);
    }
    assertThat(locate(ADA.email()).objects()).isEmpty();
    assertThat(objects).allMatch(object -> adapter.read(connection(), object) == Presence.PRESENT);
    assertThat(simulator.held(ADA)).isEqualTo(12);
  }

  @Test
  void a_search_that_lags_shows_the_contact_until_it_settles_while_a_read_does_not() {
    var contact = contact();
    misbehaviours = Set.of(Misbehaviour.SEARCH_LAGS);
    adapter.erase(connection(), contact);
    assertThat(adapter.read(connection(), contact)).isEqualTo(Presence.ABSENT);
    assertThat(locate(ADA.email()).objects()).containsExactly(contact);
    now = now.plus(adapter.descriptor().settling());
    assertThat(locate(ADA.email()).objects()).isEmpty();
  }

  @Test
  void check_and_control_pass_with_good_credentials() {
    adapter.check(connection());
    assertThat(adapter.control(connection())).isTrue();
  }

  @Test
  void a_wrong_or_missing_token_is_an_authentication_failure() {
    var url = connection().baseUrl();
    for (var secret : List.of("wrong", "line\nbreak")) {
      var wrong = new VendorConnection(url, Map.of("accessToken", new Secret(secret)), Map.of());
      assertThat(failure(() -> adapter.check(wrong)).kind()).isEqualTo(Kind.AUTHENTICATION);
      assertThat(failure(() -> adapter.control(wrong)).kind()).isEqualTo(Kind.AUTHENTICATION);
    }
    var none = new VendorConnection(url, Map.of(), Map.of());
    assertThat(failure(() -> adapter.check(none)).kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @CsvSource({
    "400,REJECTED",
    "401,AUTHENTICATION",
    "403,AUTHENTICATION",
    "409,REJECTED",
    "302,REJECTED",
    "423,RATE_LIMITED",
    "429,RATE_LIMITED",
    "477,UNAVAILABLE",
    "500,UNAVAILABLE",
    "502,UNAVAILABLE",
    "503,UNAVAILABLE",
    "504,UNAVAILABLE",
    "521,UNAVAILABLE",
    "523,UNAVAILABLE",
    "524,UNAVAILABLE"
  })
  void every_error_status_has_its_kind(int status, Kind kind) {
    answers = request -> simulator.error(status);
    var object = new VendorObject("note", "1");
    for (Runnable call :
        List.<Runnable>of(
            () -> locate(ADA.email()),
            () -> adapter.read(connection(), object),
            () -> adapter.erase(connection(), object),
            () -> adapter.export(connection(), object, (k, json) -> {}),
            () -> adapter.control(connection()))) {
      var failure = failure(call);
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.getMessage()).doesNotContain("example.com").doesNotContain("http://");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429,'',{\"policyName\":\"DAILY\"},3600",
    "429,'',{\"policyName\":\"TEN_SECONDLY_ROLLING\"},10",
    "429,'',{\"policyName\":\"SECONDLY\"},1",
    "429,'',{\"message\":\"You have reached your secondly limit.\"},1",
    "429,7,{\"policyName\":\"DAILY\"},7",
    "423,'',{},2",
    "477,86400,{},86400"
  })
  void the_wait_follows_the_header_or_the_policy(
      int status, String header, String body, long seconds) {
    var headers = header.isEmpty() ? Map.<String, String>of() : Map.of("Retry-After", header);
    answers = request -> text(status, body, headers);
    assertThat(failure(() -> adapter.control(connection())).retryAfter())
        .contains(Duration.ofSeconds(seconds));
  }

  @Test
  void a_bare_429_names_no_wait() {
    answers = request -> text(429, "<html>", Map.of());
    var failure = failure(() -> adapter.control(connection()));
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>maintenance</html>", "{}", "[]", "", "null"})
  void an_answer_that_is_not_what_the_documents_say_is_malformed(String body) {
    answers = request -> text(200, body, Map.of("Content-Type", "application/json"));
    assertThat(failure(() -> locate(ADA.email())).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(failure(() -> adapter.read(connection(), new VendorObject("note", "1"))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(failure(() -> adapter.read(connection(), new VendorObject("thread", "1"))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(failure(() -> adapter.control(connection())).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_lost_connection_is_unavailable() {
    var connection = connection();
    server.stop(0);
    assertThat(failure(() -> adapter.control(connection)).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../contacts", "a b", "x@example.com", "1?archived=true", "gdpr/1", "%2e"})
  void an_id_that_could_bend_the_path_is_rejected_without_a_call(String id) {
    var object = new VendorObject("note", id);
    Stream.<Runnable>of(
            () -> adapter.read(connection(), object),
            () -> adapter.erase(connection(), object),
            () -> adapter.erase(connection(), new VendorObject("contact", id)),
            () -> adapter.export(connection(), object, (k, json) -> {}),
            () -> adapter.locate(connection(), subject(Identifier.Type.VENDOR_USER_ID, id)),
            () -> adapter.read(connection(), new VendorObject("unknown", "1")))
        .forEach(call -> assertThat(failure(call).kind()).isEqualTo(Kind.REJECTED));
    assertThat(calls).isEmpty();
  }

  @Test
  void the_simulator_keeps_the_documented_limits_of_search() {
    var path = "/crm/v3/objects/contacts/search";
    assertThat(ask("POST", path, Map.of("limit", 201)).status()).isEqualTo(400);
    assertThat(ask("POST", path, Map.of("limit", 200, "after", "9900")).status()).isEqualTo(400);
    var bad = Map.of("property", "email", "operator", "EQ", "value", "x");
    assertThat(
            ask("POST", path, Map.of("filterGroups", List.of(Map.of("filters", List.of(bad)))))
                .status())
        .isEqualTo(400);
  }

  @Test
  void the_simulator_blocklists_an_unknown_email_and_still_lets_it_be_created() {
    var path = "/crm/v3/objects/contacts/gdpr-delete";
    var body = Map.of("idProperty", "email", "objectId", "new@example.com");
    assertThat(ask("POST", path, body).status()).isEqualTo(204);
    assertThat(simulator.blocklist()).containsExactly("new@example.com");
    create("contacts", Map.of("properties", Map.of("email", "new@example.com")));
    assertThat(locate("new@example.com").objects()).hasSize(1);
  }

  @Test
  void the_simulator_answers_207_for_a_batch_with_missing_ids() {
    var path = "/crm/v3/objects/contacts/batch/read";
    var known = Map.of("id", contact().id());
    assertThat(ask("POST", path, Map.of("inputs", List.of(known))).status()).isEqualTo(200);
    var mixed = ask("POST", path, Map.of("inputs", Arrays.asList(known, Map.of("id", "404"))));
    assertThat(mixed.status()).isEqualTo(207);
    assertThat(VendorHttp.JSON.readTree(mixed.body()).path("numErrors").asInt(0)).isEqualTo(1);
  }
}
