package dev.writ.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.web.RunningWrit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Drills at the sandbox's vendors, whose packages plant by their own API, in the running service.
 */
class SandboxDrillIT {

  @AfterEach
  void behave() {
    RunningWrit.sandbox().vendors().forEach(v -> RunningWrit.sandbox().misbehave(v, Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "hubspot", "salesforce"})
  void a_well_behaved_vendor_passes(String vendor) {
    var drill = run(vendor);
    assertThat(drill.path("state").asString()).as(drill.toString()).isEqualTo("PASSED");
    assertThat(drill.path("leftovers").asInt()).isZero();
    assertThat(drill.path("objects")).isNotEmpty();
    assertThat(drill.path("looks").valueStream().mapToInt(l -> l.path("strangers").asInt()))
        .as("what a search shows and the drill did not plant")
        .containsOnly(0);
  }

  @Test
  void a_vendor_that_restores_from_its_backup_is_caught_and_erased_again() {
    RunningWrit.sandbox().backup("openai", Duration.ofSeconds(1));
    RunningWrit.sandbox().misbehave("openai", Set.of(Misbehaviour.RESTORES_FROM_BACKUP));
    var path = open("openai");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shown(path).path("failure").asString("").equals("RESURRECTED"));
    behave();
    var drill = ended(path);
    assertThat(drill.path("state").asString()).isEqualTo("FAILED");
    assertThat(drill.path("resurrections").asInt()).isPositive();
    assertThat(drill.path("leftovers").asInt()).isZero();
  }

  @Test
  void a_vendor_that_purges_late_is_measured() {
    RunningWrit.sandbox().backup("openai", Duration.ofSeconds(3));
    RunningWrit.sandbox().misbehave("openai", Set.of(Misbehaviour.PURGES_LATE));
    var drill = ended(open("openai"));
    assertThat(drill.path("state").asString()).as(drill.toString()).isEqualTo("PASSED");
    assertThat(Duration.parse(drill.path("absence").asString()))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }

  private static JsonNode run(String vendor) {
    return ended(open(vendor));
  }

  private static String open(String vendor) {
    var path = "/v1/connections/" + RunningWrit.connection(vendor) + "/drills";
    var opened = RunningWrit.json("POST", path, "officer", null);
    assertThat(opened.statusCode())
        .as(new String(opened.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    return "/v1/drills/" + RunningWrit.read(opened).path("id").asString();
  }

  private static JsonNode shown(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  private static JsonNode ended(String path) {
    return await().atMost(Duration.ofSeconds(60)).until(() -> shown(path), d -> d.has("endedAt"));
  }
}
