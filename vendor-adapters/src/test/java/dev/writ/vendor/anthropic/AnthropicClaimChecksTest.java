package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The platform's promises, as far as its API shows them. */
class AnthropicClaimChecksTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant NEXT_DAY = Instant.parse("2026-11-02T08:00:00Z");

  private final AnthropicBench bench = new AnthropicBench();
  private final ClaimChecks checks = new AnthropicClaimChecks();
  private String file = "";

  @AfterEach
  void stop() {
    bench.close();
  }

  private Map<String, Observation> observed(VendorConnection connection, Promised promised) {
    return checks.observe(connection, promised).stream()
        .collect(Collectors.toMap(Observation::code, Function.identity()));
  }

  private Map<String, Observation> observed(Optional<Duration> retention, Instant now) {
    return observed(bench.connection(), new Promised(retention, Optional.of("us"), now));
  }

  private static Map<String, Standing> retention(Map<String, Observation> observed) {
    return observed.values().stream()
        .filter(one -> one.promise() == Promise.RETENTION)
        .collect(Collectors.toMap(Observation::code, Observation::standing));
  }

  /** An app uploads a file that expires after an hour, and asks a batch. */
  private void use(AnthropicSimulator simulator) {
    var key =
        Map.of(
            "x-api-key", simulator.credentials().get("apiKey"), "anthropic-version", "2023-06-01");
    var form =
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n\r\n"
            + "x\r\n"
            + "--b\r\n"
            + "Content-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n"
            + "3600\r\n"
            + "--b--\r\n";
    var headers = new HashMap<>(key);
    headers.put("content-type", "multipart/form-data; boundary=b");
    file =
        VendorHttp.JSON
            .readTree(post(simulator, "/v1/files", headers, form).body())
            .path("id")
            .asString();
    var batch = "{\"requests\":[{\"custom_id\":\"one\",\"params\":{}}]}";
    post(simulator, "/v1/messages/batches", key, batch);
  }

  private static SimulatedResponse post(
      AnthropicSimulator simulator, String path, Map<String, String> headers, String body) {
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST", path, Map.of(), headers, body.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  @Test
  void an_honest_account_with_old_objects_that_have_no_end_breaks_nothing() {
    bench.simulator.plant(SandboxPeople.ADA);
    assertThat(retention(observed(Optional.of(MONTH), bench.later(Duration.ofDays(3_000)))))
        .containsOnlyKeys("FILES_LISTED_PAST_END", "MESSAGE_BATCH_CONTENT_PAST_END")
        .doesNotContainValue(Standing.NOT_AS_PROMISED)
        .doesNotContainValue(Standing.AS_PROMISED);
  }

  @Test
  void an_honest_vendor_ends_what_has_an_end_of_its_own() {
    use(bench.simulator);
    assertThat(retention(observed(Optional.of(MONTH), bench.later(Duration.ZERO))))
        .containsEntry("FILES_LISTED_PAST_END", Standing.UNBROKEN)
        .containsEntry("MESSAGE_BATCH_CONTENT_PAST_END", Standing.UNBROKEN);
    assertThat(retention(observed(Optional.of(MONTH), bench.later(Duration.ofDays(29)))))
        .as("an expired file can still be read about")
        .containsEntry("FILES_LISTED_PAST_END", Standing.UNBROKEN);
    assertThat(retention(observed(Optional.of(MONTH), bench.later(Duration.ofDays(4)))))
        .containsEntry("FILES_LISTED_PAST_END", Standing.UNBROKEN)
        .containsEntry("MESSAGE_BATCH_CONTENT_PAST_END", Standing.UNBROKEN);
    assertThat(bench.adapter.read(bench.connection(), new VendorObject("file", file)))
        .isEqualTo(Presence.ABSENT);
  }

  @Test
  void what_is_kept_past_its_own_end_is_noticed() {
    bench.sandbox.misbehave("anthropic", Set.of(Misbehaviour.KEEPS_PAST_END));
    use(bench.simulator);
    assertThat(retention(observed(Optional.of(MONTH), bench.later(Duration.ofDays(30)))))
        .as("with some days' grace")
        .doesNotContainValue(Standing.NOT_AS_PROMISED);
    assertThat(retention(observed(Optional.empty(), bench.later(Duration.ofDays(3)))))
        .containsEntry("FILES_LISTED_PAST_END", Standing.NOT_AS_PROMISED)
        .containsEntry("MESSAGE_BATCH_CONTENT_PAST_END", Standing.NOT_AS_PROMISED);
  }

  @Test
  void empty_lists_break_nothing_and_measure_nothing_whatever_is_promised() {
    for (var promised : List.of(Optional.<Duration>empty(), Optional.of(MONTH))) {
      assertThat(retention(observed(promised, NEXT_DAY)).values()).containsOnly(Standing.UNBROKEN);
    }
  }

  @Test
  void the_place_of_the_workspaces_is_told_and_held_against_the_promise() {
    assertThat(observed(Optional.empty(), NEXT_DAY).get("WORKSPACE_GEO"))
        .extracting(Observation::standing, Observation::value)
        .containsExactly(Standing.AS_PROMISED, "us");
    bench.simulator.planting().rights().addWorkspace("wrkspc_far", "far");
    assertThat(observed(Optional.empty(), NEXT_DAY).get("WORKSPACE_GEO"))
        .extracting(Observation::standing, Observation::value)
        .containsExactly(Standing.NOT_AS_PROMISED, "far, us");
  }

  @Test
  void without_an_admin_key_the_place_is_unclear() {
    var seen =
        observed(
            bench.workspaceOnly(), new Promised(Optional.empty(), Optional.of("us"), NEXT_DAY));
    assertThat(seen.get("WORKSPACE_GEO").standing()).isEqualTo(Standing.UNCLEAR);
  }

  @Test
  void what_is_documented_can_be_compared() {
    var claims = bench.adapter.descriptor().claims();
    assertThat(claims).extracting(DocumentedClaim::promise).doesNotHaveDuplicates();
    assertThat(claims)
        .filteredOn(claim -> claim.promise() == Promise.RETENTION)
        .allSatisfy(claim -> assertThat(Period.parse(claim.value()).getDays()).isEqualTo(30));
    assertThat(bench.adapter.descriptor().looks()).containsExactly(Duration.ofDays(32));
  }
}
