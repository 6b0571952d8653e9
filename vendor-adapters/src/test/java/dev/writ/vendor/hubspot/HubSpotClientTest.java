package dev.writ.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * HubSpot's own client, {@code @hubspot/api-client} for Node, against the simulator: evidence that
 * it speaks HubSpot's dialect, from people who do not know our adapter.
 */
class HubSpotClientTest {

  @Test
  void the_official_client_works_the_simulator() throws Exception {
    var seen = seen();
    assertThat(seen.path("createdIsDate").asBoolean()).isTrue();
    assertThat(seen.path("twice").toString()).isEqualTo("{\"code\":409,\"category\":\"CONFLICT\"}");
    assertThat(seen.path("read").asBoolean()).isTrue();
    assertThat(seen.path("changed").asString()).isEqualTo("Iris B.");
    assertThat(seen.path("found").asInt()).isOne();
    assertThat(seen.path("batch").toString()).isEqualTo("[\"june@example.com\"]");
    assertThat(seen.path("all").asInt()).isEqualTo(2);
    assertThat(seen.path("defined").toString()).contains("\"email\"", "\"lastmodifieddate\"");
    assertThat(seen.path("mail").toString())
        .isEqualTo("[\"string\",\"text\",\"contactinformation\",false]");
    assertThat(seen.path("undefined").path("code").asInt()).isEqualTo(404);
    assertThat(seen.path("exported").toString()).isEqualTo("[\"COMPLETE\",true]");
    assertThat(seen.path("noteRead").asString()).isEqualTo("called back");
    assertThat(seen.path("associated").asInt()).isOne();
    assertThat(seen.path("noteGone").path("code").asInt()).isEqualTo(404);
    assertThat(seen.path("noteArchived").asBoolean()).isTrue();
    assertThat(seen.path("gone").path("code").asInt()).isEqualTo(404);
    assertThat(seen.path("goneFromArchive").path("code").asInt()).isEqualTo(404);
    assertThat(seen.path("foundAfter").asInt()).isZero();
    assertThat(seen.path("stranger").path("code").asInt()).isEqualTo(401);
  }

  private static JsonNode seen() throws Exception {
    var client = client();
    var simulator = new HubSpotSimulator();
    try (var sandbox = new Sandbox(0, List.of(simulator)).start()) {
      var script =
          new ProcessBuilder(
              "node",
              Path.of("src", "test", "node", "hubspot.cjs").toString(),
              sandbox.baseUrl("hubspot").toString(),
              simulator.credentials().get("accessToken"));
      script.environment().put("WRIT_HUBSPOT_CLIENT", client);
      script.redirectError(ProcessBuilder.Redirect.INHERIT);
      var process = script.start();
      var said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      return VendorHttp.JSON.readTree(said);
    }
  }

  private static String client() {
    var folder = System.getenv("WRIT_HUBSPOT_CLIENT");
    if (folder == null || folder.isBlank()) {
      System.err.println(
          "!!! HUBSPOT'S OWN CLIENT NOT TRIED: WRIT_HUBSPOT_CLIENT names no folder with it !!!");
      Assumptions.abort("WRIT_HUBSPOT_CLIENT is not set");
    }
    return folder;
  }
}
