package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void objects_that_outlive_the_promised_retention_are_noticed_in_every_list() {
    bench.simulator.plant(SandboxPeople.ADA);
    assertThat(retention(observed(Optional.of(MONTH), NEXT_DAY)))
        .hasSize(5)
        .containsOnlyKeys(
            "FILES_LISTED_AGE",
            "MESSAGE_BATCH_CONTENT_AGE",
            "SESSIONS_LISTED_AGE",
            "MEMORY_STORES_LISTED_AGE",
            "USER_PROFILES_LISTED_AGE")
        .doesNotContainValue(Standing.NOT_AS_PROMISED)
        .doesNotContainValue(Standing.UNCLEAR);
    assertThat(retention(observed(Optional.of(MONTH), NEXT_DAY.plus(Duration.ofDays(40)))))
        .containsEntry("FILES_LISTED_AGE", Standing.NOT_AS_PROMISED)
        .containsEntry("SESSIONS_LISTED_AGE", Standing.NOT_AS_PROMISED);
  }

  @Test
  void where_no_retention_is_promised_nothing_is_held_against_it() {
    assertThat(retention(observed(Optional.empty(), NEXT_DAY)).values())
        .containsOnly(Standing.UNCLEAR);
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
