package dev.writ.vendor.chatgptenterprise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.chatgptenterprise.ChatGptLogPage.LogFile;
import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in a workspace, what it promises, and leaving it. */
class ChatGptEnterpriseProofTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SandboxPerson CROWDED =
      new SandboxPerson("crowded", "Carla Crowd", List.of("carla@example.com"), Set.of("*"), 620);

  private final ChatGptEnterpriseAdapter adapter = new ChatGptEnterpriseAdapter();
  private ChatGptEnterpriseSimulator simulator =
      new ChatGptEnterpriseSimulator(InstantSource.fixed(NOW), SimulatedPages.Dialect.AFTER);
  private final List<SimulatedRequest> requests = new ArrayList<>();
  private Function<SimulatedRequest, Optional<SimulatedResponse>> instead =
      request -> Optional.empty();
  private final Sandbox sandbox = SharedServer.host(new Wire());

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
      return instead.apply(request).orElseGet(() -> simulator.answer(request, misbehaviours));
    }

    @Override
    public SimulatedResponse error(int status) {
      return simulator.error(status);
    }
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private VendorConnection connection() {
    var settings = new HashMap<>(simulator.settings());
    settings.put("ownedObjects", "erase");
    return new VendorConnection(
        sandbox.baseUrl(simulator.vendor()),
        Map.of("apiKey", new Secret(simulator.credentials().get("apiKey"))),
        settings);
  }

  /** Every page to the last, each handed on before the next is asked for. */
  private List<VendorObject> inventory(Consumer<List<VendorObject>> each) {
    var inventory = adapter.inventory().orElseThrow();
    var all = new ArrayList<VendorObject>();
    var cursor = "";
    int pages = 0;
    do {
      assertThat(++pages).as("pages").isLessThan(3_000);
      var page = inventory.page(connection(), cursor);
      each.accept(page.objects());
      all.addAll(page.objects());
      cursor = page.next();
      assertThat(cursor.length()).isLessThanOrEqualTo(2_000);
    } while (!cursor.isEmpty());
    return all;
  }

  private List<VendorObject> located(SandboxPerson person) {
    var mail = new Identifier(Identifier.Type.EMAIL, person.email());
    return adapter.locate(connection(), new Subject(List.of(mail), List.of())).objects();
  }

  private void erase(List<VendorObject> objects) {
    objects.forEach(object -> assertThat(adapter.erase(connection(), object)).isNotNull());
  }

  @ParameterizedTest
  @EnumSource
  void an_inventory_names_everything_once_and_in_erase_order(SimulatedPages.Dialect dialect) {
    simulator = new ChatGptEnterpriseSimulator(InstantSource.system(), dialect);
    SandboxPeople.all().forEach(simulator::plant);
    simulator.plant(CROWDED);
    var all = inventory(page -> {});
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all).isSortedAccordingTo((a, b) -> kind(a).compareTo(kind(b)));
    assertThat(all).containsAll(located(CROWDED)).containsAll(located(ADA));
    assertThat(all.stream().map(VendorObject::kind).distinct())
        .containsExactlyInAnyOrderElementsOf(
            adapter.descriptor().surfaces().stream()
                .map(surface -> surface.kind())
                .filter(kind -> !adapter.inventory().orElseThrow().unlisted().contains(kind))
                .toList());
  }

  private static ChatGptKind kind(VendorObject object) {
    return ChatGptKind.of(object.kind()).orElseThrow();
  }

  /** Positions are offsets in one dialect, and ids that vanish in the other. */
  @ParameterizedTest
  @EnumSource
  void what_is_erased_page_by_page_makes_nothing_be_passed_over(SimulatedPages.Dialect dialect) {
    simulator = new ChatGptEnterpriseSimulator(InstantSource.system(), dialect);
    simulator.plant(ADA);
    simulator.plant(CROWDED);
    inventory(this::erase);
    assertThat(inventory(page -> {}))
        .as("members go by hand")
        .allMatch(o -> o.kind().equals("member"));
    assertThat(located(CROWDED)).singleElement().matches(o -> o.kind().equals("member"));
  }

  @Test
  void what_stays_does_not_hide_what_follows() {
    simulator.plant(CROWDED);
    var projects = new ArrayList<VendorObject>();
    inventory(
        page -> {
          var some = page.stream().filter(object -> object.id().hashCode() % 2 == 0).toList();
          erase(some);
          page.stream().filter(o -> o.kind().equals("project")).forEach(projects::add);
        });
    assertThat(projects)
        .containsAll(located(CROWDED).stream().filter(o -> o.kind().equals("project")).toList());
    assertThat(projects.stream().distinct()).hasSize(69);
  }

  @Test
  void a_list_whose_position_stands_still_is_a_failure() {
    simulator.plant(CROWDED);
    instead =
        request ->
            request.path().endsWith("/codex_tasks")
                ? Optional.of(
                    SimulatedResponse.json(
                        200,
                        Map.of(
                            "data", List.of(Map.of("id", "t")), "has_more", true, "cursor", "c")))
                : Optional.empty();
    assertThat(failure(() -> inventory(page -> {})).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "[]", "[[\"FILE\",\"\"]]", "[[\"CANVAS\",\"../x\"],[{},\"\"],[{},\"\"]]"})
  void a_cursor_that_is_none_of_ours_is_refused_without_a_call(String cursor) {
    var inventory = adapter.inventory().orElseThrow();
    assertThat(failure(() -> inventory.page(connection(), cursor)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(requests).isEmpty();
  }

  @Test
  void many_members_without_anything_do_not_hold_one_call_up() {
    SandboxPeople.all().forEach(simulator::plant);
    IntStream.range(0, 30).mapToObj(i -> person("empty-" + i)).forEach(simulator::plant);
    var inventory = adapter.inventory().orElseThrow();
    var cursor = "";
    do {
      requests.clear();
      cursor = inventory.page(connection(), cursor).next();
      assertThat(requests).hasSizeLessThan(80);
    } while (!cursor.isEmpty());
  }

  private static SandboxPerson person(String key) {
    return new SandboxPerson(key, "Erna Empty", List.of(key + "@example.com"), Set.of("*"), 0);
  }

  private static VendorFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  // --- leaving

  @Test
  void the_api_shows_no_keys_and_a_human_takes_them_away() {
    var access = adapter.access().orElseThrow();
    var keys = access.list(connection());
    assertThat(keys).singleElement().matches(AccessRight::own);
    assertThat(access.revoke(connection(), keys.getFirst()))
        .isEqualTo(new Revocation.ByHand(ChatGptDescriptor.REVOKE_ADMIN_KEY));
    assertThat(access.probe(connection())).isEqualTo(Map.of("apiKey", Probe.OPEN));
    simulator.deleteKey();
    assertThat(access.probe(connection())).isEqualTo(Map.of("apiKey", Probe.REFUSED));
    assertThat(failure(() -> adapter.control(connection())).status()).isEqualTo(401);
    simulator.reset();
    assertThat(access.probe(connection())).isEqualTo(Map.of("apiKey", Probe.OPEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 429, 503})
  void an_answer_that_is_about_no_key_leaves_it_open_whether_it_opens(int status) {
    instead = request -> Optional.of(simulator.error(status));
    assertThat(adapter.access().orElseThrow().probe(connection()))
        .isEqualTo(Map.of("apiKey", Probe.UNCLEAR));
  }

  // --- promises

  private Map<String, Observation> observed(Optional<Duration> retention) {
    return observed(retention, NOW);
  }

  private Map<String, Observation> observed(Optional<Duration> retention, Instant now) {
    return adapter
        .claimChecks()
        .orElseThrow()
        .observe(connection(), new Promised(retention, Optional.empty(), now))
        .stream()
        .collect(Collectors.toMap(Observation::code, observation -> observation));
  }

  private static List<Standing> standings(Map<String, Observation> observed) {
    return observed.values().stream().map(Observation::standing).distinct().toList();
  }

  @Test
  void a_log_file_that_is_listed_past_its_end_is_told_and_nothing_else_is_by_its_age() {
    simulator.plant(ADA);
    var month = Optional.of(Duration.ofDays(30));
    var within = observed(month);
    assertThat(within.remove("WORKSPACE_RETENTION_SETTING").value()).contains("No route");
    assertThat(standings(within)).containsExactly(Standing.UNBROKEN);
    var past = observed(month, NOW.plus(Duration.ofDays(30)));
    assertThat(past.remove("WORKSPACE_RETENTION_SETTING").standing()).isEqualTo(Standing.UNCLEAR);
    assertThat(past).containsOnlyKeys("CONVERSATION_LOG_PAST_END");
    assertThat(standings(past)).containsExactly(Standing.NOT_AS_PROMISED);
    var unpromised = observed(Optional.empty(), NOW.plus(Duration.ofDays(30)));
    assertThat(unpromised.get("CONVERSATION_LOG_PAST_END").standing())
        .isEqualTo(Standing.NOT_AS_PROMISED);
    var none = SimulatedResponse.json(200, Map.of("data", List.of(), "has_more", false));
    instead = request -> request.path().endsWith("/logs") ? Optional.of(none) : Optional.empty();
    assertThat(observed(month).get("CONVERSATION_LOG_PAST_END").standing())
        .as("nothing is listed any more")
        .isEqualTo(Standing.UNBROKEN);
  }

  @Test
  void what_an_honest_sandbox_is_planted_with_is_within_its_period_whenever_it_starts() {
    var later = Instant.parse("2031-07-01T12:00:00Z");
    simulator =
        new ChatGptEnterpriseSimulator(InstantSource.fixed(later), SimulatedPages.Dialect.AFTER);
    simulator.plant(ADA);
    var seen = observed(Optional.of(Duration.ofDays(30)), later).get("CONVERSATION_LOG_PAST_END");
    assertThat(seen.standing()).isEqualTo(Standing.UNBROKEN);
  }

  @Test
  void without_rights_or_dates_nothing_is_concluded() {
    simulator.plant(ADA);
    for (var answer :
        List.of(
            simulator.error(403),
            SimulatedResponse.json(
                200, Map.of("data", List.of(Map.of("id", "f")), "has_more", false)))) {
      instead =
          request -> request.path().endsWith("/logs") ? Optional.of(answer) : Optional.empty();
      assertThat(standings(observed(Optional.of(Duration.ofDays(300)))))
          .containsExactly(Standing.UNCLEAR);
    }
  }

  @Test
  void a_refused_key_is_no_observation() {
    simulator.deleteKey();
    assertThat(failure(() -> observed(Optional.of(Duration.ofDays(30)))).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void what_the_documents_promise_has_a_source_and_a_form_to_compare() {
    var claims = adapter.descriptor().claims();
    assertThat(claims).extracting(claim -> claim.promise()).contains(Promise.RETENTION);
    assertThat(claims)
        .filteredOn(claim -> claim.promise() == Promise.RETENTION)
        .allMatch(claim -> claim.value().matches("P[0-9]+D"));
    assertThat(adapter.descriptor().documents())
        .anyMatch(document -> document.contains("sub-processor-list"));
    assertThat(adapter.descriptor().looks()).containsExactly(Duration.ofDays(32));
  }

  // --- the feed

  @Test
  void a_feeds_cursor_stays_short_however_many_files_end_together() {
    var before = page(0);
    var cursor = new ChatGptLogCursor(NOW, Set.of());
    for (var file : before.files()) {
      cursor = cursor.withDone(file, before);
    }
    var after = page(1_000);
    for (var file : after.files()) {
      cursor = cursor.withDone(file, after);
      assertThat(cursor.text().length()).isLessThanOrEqualTo(2_000);
    }
    assertThat(after.files()).allMatch(cursor::isDone);
  }

  private static ChatGptLogPage page(int first) {
    var files =
        IntStream.range(first, first + 100)
            .mapToObj(i -> new LogFile("log-" + i, NOW.plusSeconds(1), "0".repeat(64), 1))
            .toList();
    return new ChatGptLogPage(files, true, NOW.plusSeconds(1));
  }
}
