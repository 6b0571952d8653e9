package dev.writ.vendor.chatgptenterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed;
import dev.writ.vendor.spi.LedgerFeed.EntrySink;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The workspace's log files as the ledger's source. */
class ChatGptEnterpriseFeedTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private final ChatGptEnterpriseSimulator simulator = new ChatGptEnterpriseSimulator();
  private final LedgerFeed feed = new ChatGptEnterpriseAdapter().feed().orElseThrow();
  private final List<SimulatedRequest> requests = new ArrayList<>();
  private BiFunction<SimulatedRequest, SimulatedResponse, SimulatedResponse> changed =
      (request, answer) -> answer;
  private Sandbox sandbox;

  private record Entry(String event, Identifier owner, VendorObject object) {}

  private record Taken(List<Entry> entries, String cursor, int portions) {
    Set<VendorObject> objects() {
      return entries.stream().map(Entry::object).collect(Collectors.toSet());
    }
  }

  /** The simulator, overheard and now and then interrupted. */
  private final class Wire implements VendorSimulator {
    @Override
    public String vendor() {
      return simulator.vendor();
    }

    @Override
    public String basePath() {
      return simulator.basePath();
    }

    @Override
    public Map<String, String> credentials() {
      return simulator.credentials();
    }

    @Override
    public void reset() {
      simulator.reset();
    }

    @Override
    public List<VendorObject> plant(SandboxPerson person) {
      return simulator.plant(person);
    }

    @Override
    public int held(SandboxPerson person) {
      return simulator.held(person);
    }

    @Override
    public synchronized SimulatedResponse answer(
        SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
      requests.add(request);
      return changed.apply(request, simulator.answer(request, misbehaviours));
    }

    @Override
    public SimulatedResponse error(int status) {
      return simulator.error(status);
    }
  }

  @BeforeEach
  void open() {
    sandbox = SharedServer.host(new Wire());
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private VendorConnection connection(Map<String, String> more) {
    var settings = new HashMap<>(simulator.settings());
    settings.putAll(more);
    return new VendorConnection(
        sandbox.baseUrl(simulator.vendor()),
        Map.of("apiKey", new Secret(simulator.credentials().get("apiKey"))),
        settings);
  }

  /** Portions until there is no more. */
  private Taken takeAll(String cursor) {
    var entries = new ArrayList<Entry>();
    var at = cursor;
    for (int portions = 1; ; portions++) {
      var portion = feed.read(connection(Map.of()), at, sink(entries));
      assertThat(portion.cursor().length()).isLessThanOrEqualTo(2_000);
      if (!portion.more()) {
        return new Taken(entries, portion.cursor(), portions);
      }
      assertThat(portion.cursor()).as("a portion leads on").isNotEqualTo(at);
      at = portion.cursor();
    }
  }

  private static EntrySink sink(List<Entry> entries) {
    return (event, owner, object) -> entries.add(new Entry(event, owner, object));
  }

  private VendorFailure failure(List<Entry> entries, Map<String, String> settings, String cursor) {
    return catchThrowableOfType(
        VendorFailure.class, () -> feed.read(connection(settings), cursor, sink(entries)));
  }

  private static Map<String, Object> event(String user, String conversation) {
    return Map.of("user_id", user, "conversation_id", conversation);
  }

  private static boolean isList(SimulatedRequest request) {
    return request.path().endsWith("/logs");
  }

  private static boolean isStore(SimulatedRequest request) {
    return request.path().startsWith(SimulatedLogs.STORE);
  }

  private long downloads() {
    return requests.stream().filter(ChatGptEnterpriseFeedTest::isStore).count();
  }

  private void list(UnaryOperator<ObjectNode> change) {
    changed =
        (request, answer) ->
            isList(request)
                ? SimulatedResponse.json(
                    200, change.apply((ObjectNode) VendorHttp.JSON.readTree(answer.body())))
                : answer;
  }

  @Test
  void the_feed_tells_what_the_ledger_should_know_by_address_and_by_user_id() {
    var ledger = simulator.plant(ADA);
    var taken = takeAll("");
    assertThat(taken.objects()).containsExactlyInAnyOrderElementsOf(ledger);
    assertThat(taken.entries().stream().map(Entry::owner).distinct())
        .containsExactly(
            new Identifier(Identifier.Type.EMAIL, ADA.email()),
            new Identifier(Identifier.Type.VENDOR_USER_ID, ledger.getFirst().parent()));
    assertThat(taken.entries()).allMatch(e -> new ChatGptEnterpriseAdapter().accepts(e.object()));
    assertThat(taken.entries().stream().map(Entry::event)).allMatch(e -> e.startsWith("evt-"));
  }

  /** Whether a line bears the address is not documented. */
  @Test
  void events_without_an_address_are_entered_under_the_user_id() {
    simulator.logWithoutAddresses();
    var ledger = simulator.plant(ADA);
    var taken = takeAll("");
    assertThat(taken.objects()).containsExactlyInAnyOrderElementsOf(ledger);
    assertThat(taken.entries().stream().map(Entry::owner).distinct())
        .containsExactly(
            new Identifier(Identifier.Type.VENDOR_USER_ID, ledger.getFirst().parent()));
  }

  @Test
  void an_account_without_logs_has_an_empty_portion_and_a_cursor_to_go_on_from() {
    var taken = takeAll("");
    assertThat(taken.entries()).isEmpty();
    simulator.plant(ADA);
    assertThat(takeAll(taken.cursor()).entries()).isNotEmpty();
  }

  @Test
  void an_event_that_comes_twice_has_one_id_and_says_the_same() {
    simulator.plant(ADA);
    simulator.plant(SandboxPeople.PROLIFIC);
    var entries = takeAll("").entries();
    var different = new LinkedHashSet<>(entries);
    assertThat(entries.size()).isGreaterThan(different.size());
    assertThat(different.stream().map(e -> e.event() + e.owner().type()).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_portion_that_is_read_again_gives_the_same() {
    simulator.plant(ADA);
    simulator.plant(SandboxPeople.PROLIFIC);
    var once = new ArrayList<Entry>();
    var again = new ArrayList<Entry>();
    var portion = feed.read(connection(Map.of()), "", sink(once));
    assertThat(portion.more()).isTrue();
    assertThat(feed.read(connection(Map.of()), "", sink(again))).isEqualTo(portion);
    assertThat(again).isEqualTo(once).isNotEmpty();
    assertThat(takeAll("")).isEqualTo(takeAll(""));
  }

  @Test
  void files_are_read_page_by_page_and_none_is_lost_between_two_pages() {
    var expected = new LinkedHashSet<VendorObject>();
    for (int i = 0; i < 230; i++) {
      simulator.log(List.of(event("user-1", "c" + i)));
      expected.add(new VendorObject("conversation", "c" + i, "user-1"));
    }
    var taken = takeAll("");
    assertThat(taken.objects()).isEqualTo(expected);
    assertThat(taken.portions()).isBetween(230, 240);
  }

  @Test
  void after_the_end_only_what_is_new_is_fetched() {
    for (int i = 0; i < 30; i++) {
      simulator.log(List.of(event("user-1", "c" + i)));
    }
    var first = takeAll("");
    requests.clear();
    var second = takeAll(first.cursor());
    assertThat(second.entries()).isEmpty();
    assertThat(second.cursor()).isEqualTo(first.cursor());
    assertThat(downloads()).isZero();
    simulator.log(List.of(event("user-1", "new")));
    var third = takeAll(second.cursor());
    assertThat(downloads()).isEqualTo(1);
    assertThat(third.objects()).contains(new VendorObject("conversation", "new", "user-1"));
  }

  @Test
  void a_file_that_is_listed_late_is_read_although_its_end_lies_before_what_was_read() {
    for (int i = 0; i < 5; i++) {
      simulator.log(List.of(event("user-1", "c" + i), event("user-1", "l" + i)));
    }
    list(
        json -> {
          ((ArrayNode) json.path("data")).remove(3);
          return json;
        });
    var before = takeAll("");
    assertThat(before.objects())
        .contains(new VendorObject("conversation", "c4", "user-1"))
        .doesNotContain(new VendorObject("conversation", "c3", "user-1"));
    changed = (request, answer) -> answer;
    assertThat(takeAll(before.cursor()).objects())
        .contains(new VendorObject("conversation", "c3", "user-1"));
  }

  @Test
  void the_admin_key_is_not_sent_to_the_store() {
    simulator.plant(ADA);
    takeAll("");
    assertThat(downloads()).isPositive();
    assertThat(requests)
        .allSatisfy(
            r -> assertThat(r.headers().containsKey("authorization")).isNotEqualTo(isStore(r)));
  }

  @Test
  void the_audit_log_is_left_alone() {
    var ledger = simulator.plant(ADA);
    new ChatGptEnterpriseAdapter().erase(connection(Map.of()), ledger.getFirst());
    assertThat(takeAll("").entries()).isNotEmpty().allMatch(e -> ledger.contains(e.object()));
    assertThat(requests.stream().filter(ChatGptEnterpriseFeedTest::isList))
        .allMatch(r -> r.query().get("event_type").equals(List.of("CONVERSATION_MESSAGE")));
  }

  @Test
  void nothing_of_a_file_with_another_checksum_is_handed_on_and_nothing_is_left_on_disk()
      throws IOException {
    simulator.plant(ADA);
    var before = spools();
    var entries = new ArrayList<Entry>();
    changed =
        (request, answer) -> {
          if (!isStore(request)) {
            return answer;
          }
          var bytes = answer.body().clone();
          bytes[bytes.length - 3] = (byte) (bytes[bytes.length - 3] ^ 1);
          return new SimulatedResponse(200, answer.headers(), bytes);
        };
    assertThat(failure(entries, Map.of(), "").kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(entries).isEmpty();
    changed = (request, answer) -> answer;
    takeAll("");
    assertThat(spools()).isEqualTo(before);
  }

  /** A system that cannot take the name of an open file away would show it here. */
  @Test
  void while_a_file_is_read_its_copy_on_disk_has_no_name_that_anybody_could_open()
      throws IOException {
    simulator.plant(ADA);
    var before = spools();
    var during = new ArrayList<Set<Path>>();
    feed.read(
        connection(Map.of()),
        "",
        (event, owner, object) -> {
          try {
            during.add(spools());
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
    assertThat(during).isNotEmpty().allMatch(before::equals);
  }

  private static Set<Path> spools() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(".spool"))
          .collect(Collectors.toSet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file_sha256", "end_time", "id"})
  void a_listed_file_that_cannot_be_checked_is_malformed_and_not_fetched(String field) {
    simulator.plant(ADA);
    list(
        json -> {
          ((ObjectNode) json.path("data").path(0)).remove(field);
          return json;
        });
    assertThat(failure(new ArrayList<>(), Map.of(), "").kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(downloads()).isZero();
  }

  @Test
  void a_longer_or_shorter_file_than_listed_is_malformed() {
    simulator.plant(ADA);
    for (int more : List.of(-1, 1)) {
      list(
          json -> {
            var row = (ObjectNode) json.path("data").path(0);
            row.put("file_size", row.path("file_size").asLong(0) + more);
            return json;
          });
      assertThat(failure(new ArrayList<>(), Map.of(), "").kind())
          .isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://logs.example.net/x?sig=1",
        "http://127.0.0.1:1/x",
        "https://user@localhost/x",
        "not a link",
        ""
      })
  void a_link_to_a_host_that_is_not_allowed_is_not_followed(String link) {
    simulator.plant(ADA);
    changed =
        (request, answer) ->
            answer.status() == 307
                ? new SimulatedResponse(307, Map.of("Location", link), new byte[0])
                : answer;
    assertThat(failure(new ArrayList<>(), Map.of("logHosts", "*.logs.example.org"), "").kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(downloads()).isZero();
  }

  @Test
  void the_setting_allows_hosts_and_nothing_else_of_the_description_changes() {
    var allowing = ChatGptDescriptor.with(List.of("logs.example.org", "*.store.example.org"));
    assertThat(allowing.hosts()).containsExactly("logs.example.org", "*.store.example.org");
    assertThat(ChatGptDescriptor.VALUE.hosts()).isEmpty();
    assertThat(allowing.surfaces()).isEqualTo(ChatGptDescriptor.VALUE.surfaces());
  }

  @ParameterizedTest
  @CsvSource({
    "200,MALFORMED_RESPONSE",
    "302,MALFORMED_RESPONSE",
    "401,AUTHENTICATION",
    "404,REJECTED",
    "429,RATE_LIMITED",
    "503,UNAVAILABLE"
  })
  void a_download_that_is_no_redirect_has_its_kind(int status, Kind kind) {
    simulator.plant(ADA);
    changed = (request, answer) -> answer.status() == 307 ? simulator.error(status) : answer;
    assertThat(failure(new ArrayList<>(), Map.of(), "").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "403,UNAVAILABLE",
    "404,UNAVAILABLE",
    "307,MALFORMED_RESPONSE",
    "206,MALFORMED_RESPONSE",
    "500,UNAVAILABLE"
  })
  void a_link_that_has_run_out_is_fetched_anew_the_next_time(int status, Kind kind) {
    simulator.plant(ADA);
    changed = (request, answer) -> isStore(request) ? simulator.error(status) : answer;
    var entries = new ArrayList<Entry>();
    var failure = failure(entries, Map.of(), "");
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(entries).isEmpty();
    changed = (request, answer) -> answer;
    assertThat(takeAll("").entries()).isNotEmpty();
  }

  @Test
  void a_line_that_says_no_owner_or_conversation_is_passed_over() {
    simulator.log(
        List.of(
            Map.of("conversation_id", "c1"),
            Map.of("user_id", "user-1"),
            Map.of("user_id", "../x", "conversation_id", "c1"),
            Map.of("user_id", "user-1", "conversation_id", "../../x"),
            event("user-1", "c2")));
    assertThat(takeAll("").objects())
        .containsExactly(new VendorObject("conversation", "c2", "user-1"));
  }

  @Test
  void a_file_that_nobody_understands_is_a_failure_and_not_an_empty_one() {
    simulator.log(List.of(Map.of("who", "user-1", "where", "c1")));
    assertThat(failure(new ArrayList<>(), Map.of(), "").kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void the_names_of_the_older_api_and_nested_ones_are_read_too() {
    simulator.log(
        List.of(
            Map.of(
                "object", "compliance.workspace.conversation",
                "id", "old",
                "user_email", "ada@example.com"),
            Map.of("conversation", Map.of("id", "nested"), "user", Map.of("id", "user-2"))));
    assertThat(takeAll("").objects())
        .containsExactlyInAnyOrder(
            new VendorObject("conversation", "old"),
            new VendorObject("conversation", "nested", "user-2"));
  }

  @Test
  void a_line_that_is_no_json_is_malformed() {
    simulator.log(List.of(event("user-1", "c1")));
    var broken = "{\"event_id\":\"e\"\n".getBytes(StandardCharsets.UTF_8);
    list(
        json -> {
          var row = (ObjectNode) json.path("data").path(0);
          row.put("file_size", broken.length);
          row.put("file_sha256", HexFormat.of().formatHex(ChatGptLogPage.digest().digest(broken)));
          return json;
        });
    var lists = changed;
    changed =
        (request, answer) ->
            isStore(request)
                ? new SimulatedResponse(200, Map.of(), broken)
                : lists.apply(request, answer);
    assertThat(failure(new ArrayList<>(), Map.of(), "").kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_list_that_leads_nowhere_is_malformed() {
    simulator.plant(ADA);
    list(json -> json.put("has_more", true).put("last_end_time", "1970-01-01T00:00:00Z"));
    assertThat(failure(new ArrayList<>(), Map.of(), "").kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_cursor_of_somebody_else_is_rejected_without_a_call() {
    assertThat(failure(new ArrayList<>(), Map.of(), "page 7").kind()).isEqualTo(Kind.REJECTED);
    assertThat(requests).isEmpty();
  }

  @Test
  void the_first_reading_begins_where_the_setting_says() {
    simulator.plant(ADA);
    var entries = new ArrayList<Entry>();
    var since = Map.of("logsSince", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    assertThat(feed.read(connection(since), "", sink(entries)).more()).isFalse();
    assertThat(entries).isEmpty();
  }

  @Test
  void what_the_sink_throws_is_not_taken_for_the_vendors_and_the_spool_is_gone()
      throws IOException {
    simulator.plant(ADA);
    var before = spools();
    var thrown =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                feed.read(
                    connection(Map.of()),
                    "",
                    (event, owner, object) -> {
                      throw new IllegalStateException("full");
                    }));
    assertThat(thrown).hasMessage("full");
    assertThat(spools()).isEqualTo(before);
  }
}
