package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.googleworkspace.GoogleBench.Exchange;
import dev.writ.vendor.googleworkspace.SimulatedSearches.Quirk;
import dev.writ.vendor.kit.Specifications;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every request of the adapter and every answer of the simulator against Google's discovery
 * documents, of which copies lie beside the repository; skipped, and said so, where they do not.
 * For Vault, whose client cannot be resolved, nothing else vouches.
 */
class GoogleWorkspaceSpecTest {
  private static GoogleDiscovery discovery;

  private final GoogleBench bench = new GoogleBench().erasingEverything();

  @BeforeAll
  static void load() {
    discovery =
        new GoogleDiscovery(
            Specifications.require("google"),
            List.of(
                "vault.v1.json",
                "admin.directory_v1.json",
                "gmail.v1.json",
                "drive.v3.json",
                "storage.v1.json",
                "cloudidentity.v1.json",
                "admin.reports_v1.json"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void wholeLife() {
    var subject = bench.plant(SandboxPeople.ADA);
    bench.adapter.check(bench.connection());
    var objects = bench.locate(subject).objects();
    for (var object : objects) {
      bench.look(object);
      if (!object.kind().equals("gemini_workspace_history")) {
        bench.export(object);
      }
    }
    for (var object : objects) {
      bench.erase(object);
      bench.look(object);
    }
  }

  private List<Exchange> documented() {
    return bench.exchanges.stream().filter(e -> !e.request().path().equals("/token")).toList();
  }

  private List<String> objections(Exchange exchange) {
    var caller = bench.simulator.identity().caller(exchange.request());
    return discovery.objections(
        exchange, caller.map(SimulatedIdentity.Caller::scopes).orElse(Set.of()));
  }

  @Test
  void every_exchange_of_a_whole_life_is_as_documented() {
    wholeLife();
    bench.quirks(Quirk.COUNTS_GEMINI, Quirk.SPAWNS_CHILDREN);
    bench.hold(
        Map.of("name", "h", "corpus", "GEMINI", "accounts", List.of(Map.of("accountId", "1"))));
    wholeLife();
    assertThat(documented().stream().flatMap(e -> objections(e).stream()).distinct()).isEmpty();
  }

  @Test
  void the_whole_life_calls_every_method_that_the_package_knows() {
    bench.quirks(Quirk.COUNTS_GEMINI);
    bench.hold(
        Map.of("name", "h", "corpus", "GEMINI", "accounts", List.of(Map.of("accountId", "1"))));
    wholeLife();
    bench.quirks();
    wholeLife();
    var called = new TreeSet<String>();
    documented().forEach(e -> discovery.method(e).ifPresent(called::add));
    assertThat(called)
        .containsExactly(
            "directory.tokens.delete",
            "directory.tokens.get",
            "directory.tokens.list",
            "directory.users.delete",
            "directory.users.get",
            "directory.users.list",
            "drive.files.delete",
            "drive.files.get",
            "drive.files.list",
            "gmail.users.messages.delete",
            "gmail.users.messages.get",
            "gmail.users.messages.list",
            "storage.objects.get",
            "vault.matters.close",
            "vault.matters.count",
            "vault.matters.create",
            "vault.matters.delete",
            "vault.matters.exports.create",
            "vault.matters.exports.delete",
            "vault.matters.exports.get",
            "vault.matters.exports.list",
            "vault.matters.get",
            "vault.matters.holds.list",
            "vault.matters.list",
            "vault.operations.get");
  }

  @Test
  void how_gemini_is_set_is_told_as_documented() {
    bench.simulator.adminSettings().set("ADMIN", "DISABLED");
    bench.simulator.adminSettings().change("Gemini app", "history", "2026-11-20T08:00:00Z");
    var promised =
        new Promised(Optional.empty(), Optional.empty(), Instant.parse("2026-11-24T10:00:00Z"));
    bench.adapter.claimChecks().orElseThrow().observe(bench.connection(), promised);
    assertThat(documented().stream().flatMap(e -> discovery.method(e).stream()))
        .contains("cloudidentity.policies.list", "reports.activities.list");
    assertThat(documented().stream().flatMap(e -> objections(e).stream())).isEmpty();
  }

  private static Exchange exchange(
      String method, String path, Map<String, List<String>> query, String body) {
    return new Exchange(
        new SimulatedRequest(method, path, query, Map.of(), body.getBytes(StandardCharsets.UTF_8)),
        SimulatedResponse.json(500, Map.of()));
  }

  /** The judge is tried against what it must reject. */
  @Test
  void the_documents_object_to_what_is_wrong() {
    var vault = Set.of(GoogleScope.VAULT.url());
    assertThat(discovery.objections(exchange("POST", "/v1/matter", Map.of(), "{}"), vault))
        .singleElement()
        .asString()
        .endsWith("no such method");
    assertThat(
            discovery.objections(
                exchange("GET", "/v1/matters", Map.of("pagesize", List.of("1")), ""), vault))
        .singleElement()
        .asString()
        .endsWith("no parameter pagesize");
    assertThat(
            discovery.objections(
                exchange(
                    "POST",
                    "/v1/matters/m/exports",
                    Map.of(),
                    "{\"query\":{\"corpus\":\"CHATS\",\"x\":1}}"),
                vault))
        .hasSize(2);
    assertThat(discovery.objections(exchange("GET", "/v1/matters", Map.of(), ""), Set.of("other")))
        .hasSize(1);
  }

  @Test
  void a_number_of_64_bits_is_text_in_every_answer() {
    bench.export(bench.locate(bench.plant(SandboxPeople.ADA)).objects().getFirst());
    var sizes =
        bench.exchanges.stream()
            .filter(e -> e.request().path().matches("/v1/matters/[^/]+/exports/[^/]+"))
            .map(
                e ->
                    VendorHttp.JSON.readTree(e.response().body()).path("stats").path("sizeInBytes"))
            .filter(size -> !size.isMissingNode());
    assertThat(sizes).isNotEmpty().allMatch(size -> size.isString());
  }
}
