package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.Specifications;
import dev.writ.vendor.microsoftcopilot.CopilotTenant.Exchange;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.VendorHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every request of the adapter and every answer of the simulator against Graph's metadata and the
 * addresses of the official client, of which a copy lies beside the repository; skipped, and said
 * so, where it does not.
 */
class MicrosoftCopilotSpecTest {
  private static final String SECURITY = "microsoft.graph.security.";

  private static GraphSchema schema;

  private final CopilotTenant tenant = new CopilotTenant(true);

  @BeforeAll
  static void load() {
    schema = new GraphSchema(Specifications.require("microsoft"));
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  @Test
  void adapter_and_simulator_keep_to_the_metadata() {
    tenant.history(SandboxPeople.ADA);
    tenant.adapter.check(tenant.connection());
    var objects = tenant.locate(Type.EMAIL, SandboxPeople.ADA.email(), "eraseAccount", "true");
    assertThat(objects).hasSize(tenant.adapter.descriptor().surfaces().size());
    assertThat(tenant.adapter.descriptor().documents())
        .as("what its claims rest on was read")
        .containsAll(
            tenant.adapter.descriptor().claims().stream().map(DocumentedClaim::source).toList());
    for (var object : objects) {
      if (tenant.adapter.descriptor().namedUnseen(object.kind())) {
        continue; // a human's: no request is made
      }
      tenant.export(object);
      assertThat(tenant.erase(object)).isEqualTo(new Erasure.Claimed());
      tenant.adapter.read(tenant.connection(), object);
    }
    assertThat(tenant.exchanges).hasSizeGreaterThan(30);
    assertThat(tenant.exchanges.stream().flatMap(exchange -> objections(exchange).stream()))
        .isEmpty();
    assertThat(tenant.exchanges.stream().map(e -> e.answer().status()).distinct())
        .contains(200, 201, 202, 204, 404);
  }

  @Test
  void the_judge_rejects_what_is_not_in_the_metadata() {
    assertThat(schema.size()).isGreaterThan(100);
    assertThat(schema.knows("/security/cases/ediscoveryCases/1/legalHolds", Set.of())).isFalse();
    assertThat(schema.knows("/security/cases/ediscoveryCases", Set.of("$sort"))).isFalse();
    assertThat(schema.knows("/security/cases/ediscoveryCases", Set.of("$top"))).isTrue();
    assertThat(judged("{\"displayName\":1}", "ediscoveryCase")).hasSize(1);
    assertThat(judged("{\"colour\":\"red\"}", "ediscoveryCase")).hasSize(1);
    assertThat(judged("{\"status\":\"complete\"}", "caseOperation")).hasSize(1);
    assertThat(judged("{\"indexedItemCount\":\"9\"}", "ediscoveryEstimateOperation")).hasSize(1);
    assertThat(judged("{\"includedSources\":\"mailbox, site\"}", "userSource")).isEmpty();
    assertThat(
            schema.parameters(
                "",
                VendorHttp.JSON.readTree("{\"purgeType\":\"permanentlydeleted\"}"),
                SECURITY + "purgeData"))
        .hasSize(1);
  }

  private static List<String> judged(String json, String type) {
    return schema.objections("", VendorHttp.JSON.readTree(json), SECURITY + type);
  }

  private static List<String> objections(Exchange exchange) {
    var request = exchange.request();
    if (request.path().endsWith("/oauth2/v2.0/token")) {
      return List.of(); // the identity platform is not Graph
    }
    var path = qualified(request.path().substring("/v1.0".length()));
    var at = request.method() + " " + path;
    var all = new ArrayList<String>();
    var query = new java.util.TreeSet<>(request.query().keySet());
    if (query.remove("$skiptoken") && !path.contains("/copilot/")) {
      all.add(at + ": an undeclared link");
    }
    if (!documentedOnPagesAlone(path) && !schema.knows(path, query)) {
      all.add(at + ": no such address");
    }
    if (request.body().length > 0) {
      all.addAll(body(at, path, VendorHttp.JSON.readTree(request.body())));
    }
    if (exchange.answer().status() < 300 && exchange.answer().body().length > 0) {
      all.addAll(answer(at, path, VendorHttp.JSON.readTree(exchange.answer().body())));
    }
    return all;
  }

  /** As the official client spells it. */
  private static String qualified(String path) {
    var plain =
        path.replaceAll("\\('([^']*)'\\)", "/$1")
            .replace("/ediscoverycases", "/ediscoveryCases")
            .replace("/microsoft.graph.user", "/graph.user");
    var last = plain.substring(plain.lastIndexOf('/') + 1);
    return schema.isAction(SECURITY + last) || last.equals("close")
        ? plain.substring(0, plain.length() - last.length()) + SECURITY + last
        : plain;
  }

  /** "List users" is no part of the copied addresses, and the client has no copilot builder. */
  private static boolean documentedOnPagesAlone(String path) {
    return path.equals("/users")
        || (path.matches("/copilot/users/[^/]+/interactionHistory/getAllEnterpriseInteractions")
            && schema.isAction("microsoft.graph.getAllEnterpriseInteractions"));
  }

  private static List<String> body(String at, String path, JsonNode body) {
    var last = path.substring(path.lastIndexOf('/') + 1);
    return schema.isAction(last)
        ? schema.parameters(at, body, last)
        : schema.objections(at, body, type(path));
  }

  private static List<String> answer(String at, String path, JsonNode answer) {
    if (path.startsWith("/users") || path.startsWith("/directory")) {
      return List.of(); // the user is left out of the copied metadata
    }
    return answer.has("value")
        ? schema.objections(at, answer.path("value"), "Collection(" + type(path) + ")")
        : schema.objections(at, answer, type(path));
  }

  private static String type(String path) {
    return path.startsWith("/copilot/")
        ? "microsoft.graph.aiInteraction"
        : path.endsWith("/additionalSources")
            ? SECURITY + "dataSource"
            : path.contains("/operations") || path.endsWith("Operation")
                ? SECURITY + "caseOperation"
                : path.contains("/searches")
                    ? SECURITY + "ediscoverySearch"
                    : SECURITY + "ediscoveryCase";
  }
}
