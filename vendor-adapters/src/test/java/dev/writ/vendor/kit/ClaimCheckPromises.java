package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A look at a vendor's promises changes nothing, and tells what is unknown from what is untrue. */
interface ClaimCheckPromises extends Promises {
  Instant NOW = Instant.parse("2100-01-01T00:00:00Z");
  Promised NOTHING = new Promised(Optional.empty(), Optional.empty(), NOW);

  @Test
  default void what_is_observed_has_a_code_of_its_own_and_a_source() {
    var checks = checks();
    bench().plantAll(SandboxPeople.ADA);
    var observed = observe(checks, bench().connection(), NOTHING);
    assertThat(observed).isNotEmpty();
    assertThat(observed.stream().map(Observation::code)).doesNotHaveDuplicates();
    for (var one : observed) {
      assertThat(one.source()).as(one.code()).isNotBlank();
      // An object's own end needs no promise to be broken; not to be broken is not to be kept.
      if (one.promise() == Promise.RETENTION || one.promise() == Promise.REGION) {
        assertThat(one.standing())
            .as("%s, of which nothing was promised", one.code())
            .isIn(
                one.promise() == Promise.RETENTION
                    ? List.of(Standing.UNCLEAR, Standing.UNBROKEN, Standing.NOT_AS_PROMISED)
                    : List.of(Standing.UNCLEAR));
      }
    }
  }

  @Test
  default void looking_changes_nothing_and_sees_the_same_again() {
    var checks = checks();
    bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var once = observe(checks, bench().connection(), NOTHING);
    bench().simulator().forgetExchanges();
    assertThat(observe(checks, bench().connection(), NOTHING)).isEqualTo(once);
    assertThat(bench().simulator().exchanges())
        .isNotEmpty()
        .noneMatch(WatchedSimulator.Exchange::changes);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
  }

  /** What holds for a century does not hold for a millisecond. */
  @Test
  default void a_retention_that_is_not_kept_is_seen() {
    var checks = checks();
    bench().plantAll(SandboxPeople.ADA);
    var kept =
        observe(checks, bench().connection(), retention(Duration.ofDays(36_500))).stream()
            .filter(one -> one.promise() == Promise.RETENTION)
            .filter(
                one ->
                    one.standing() == Standing.AS_PROMISED || one.standing() == Standing.UNBROKEN)
            .map(Observation::code)
            .toList();
    assumeThat(kept).as("checks of the retention").isNotEmpty();
    assertThat(observe(checks, bench().connection(), retention(Duration.ofMillis(1))))
        .anySatisfy(
            one -> {
              assertThat(one.promise()).isEqualTo(Promise.RETENTION);
              assertThat(one.standing()).isEqualTo(Standing.NOT_AS_PROMISED);
            });
  }

  private static Promised retention(Duration promised) {
    var contract = new Contract(promised, true);
    return new Promised(Optional.of(promised), Optional.of(contract), Optional.empty(), NOW);
  }

  @Test
  default void what_the_account_does_not_show_is_unclear_and_no_failure() {
    var checks = checks();
    var codes =
        observe(checks, bench().connection(), NOTHING).stream().map(Observation::code).toList();
    Fault.FORBIDDEN.strike(bench());
    var observed =
        observe(
            checks,
            bench().connection(),
            new Promised(Optional.of(Duration.ofDays(30)), Optional.of("eu"), NOW));
    assertThat(observed.stream().map(Observation::code)).containsExactlyElementsOf(codes);
    assertThat(observed).allMatch(one -> one.standing() == Standing.UNCLEAR);
  }

  @Test
  default void without_the_optional_credentials_the_checks_still_answer() {
    var checks = checks();
    var codes =
        observe(checks, bench().connection(), NOTHING).stream().map(Observation::code).toList();
    var observed = observe(checks, bench().connectionWithoutOptionalCredentials(), NOTHING);
    assertThat(observed.stream().map(Observation::code)).containsExactlyElementsOf(codes);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FORBIDDEN"},
      mode = EnumSource.Mode.EXCLUDE)
  default void a_vendor_that_does_not_answer_is_a_failure(Fault fault) {
    var checks = checks();
    observe(checks, bench().connection(), NOTHING);
    fault.strike(bench());
    var failure = bench().failure(() -> checks.observe(bench().connection(), NOTHING));
    assertThat(failure.kind()).isEqualTo(fault.kind());
  }

  private List<Observation> observe(
      ClaimChecks checks, VendorConnection connection, Promised promised) {
    var observed = checks.observe(connection, promised);
    observed.forEach(one -> bench().assertKeptBy(one.value()));
    return observed;
  }

  private ClaimChecks checks() {
    var checks = bench().adapter().claimChecks();
    assumeThat(checks).as("claim checks").isPresent();
    return checks.orElseThrow();
  }
}
