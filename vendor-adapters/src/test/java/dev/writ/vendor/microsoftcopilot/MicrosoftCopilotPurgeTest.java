package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.ResendLaw;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasing a history by eDiscovery: the traps of the documents, each as a test. */
class MicrosoftCopilotPurgeTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SandboxPerson TALKER =
      new SandboxPerson("talker", "Tara Talker", List.of("talker@example.com"), Set.of("*"), 23);
  private static final Erasure BY_HAND =
      new Erasure.ByHand(MicrosoftCopilotWork.COPILOT_BULK_DELETE);

  private final CopilotTenant tenant = new CopilotTenant();

  @AfterEach
  void close() {
    tenant.close();
  }

  private Presence read(VendorObject object, String... settings) {
    return tenant.adapter.read(tenant.connection(settings), object);
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  /** This answer to every request whose path ends so. */
  private void impose(String pathEnd, SimulatedResponse answer) {
    tenant.impose(
        request -> request.path().endsWith(pathEnd) ? Optional.of(answer) : Optional.empty());
  }

  private boolean keepsTheLaw() {
    return ResendLaw.violations(tenant.sandbox.log()).isEmpty();
  }

  @Test
  void a_purge_is_repeated_until_nothing_is_left_and_takes_its_case_with_it() {
    var history = tenant.history(TALKER);
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.seen("POST", "/purgeData")).as("ten items each").isEqualTo(3);
    assertThat(read(history)).isEqualTo(Presence.ABSENT);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    assertThat(keepsTheLaw()).isTrue();
  }

  @Test
  void mail_is_not_purged() {
    tenant.erase(tenant.history(ADA));
    assertThat(tenant.simulator.user(ADA).messages)
        .filteredOn(message -> !message.purged)
        .extracting(message -> message.itemClass)
        .containsExactly("IPM.Note");
  }

  @Test
  void a_step_makes_at_most_five_ediscovery_calls() {
    var history = tenant.history(TALKER);
    var erasure = tenant.adapter.erase(tenant.connection(), history);
    for (int before = 0; erasure instanceof Erasure.InProgress slow; ) {
      long calls =
          tenant.exchanges.stream()
              .filter(exchange -> exchange.request().path().contains("/security/"))
              .count();
      assertThat(calls - before).isLessThanOrEqualTo(5);
      assertThat(slow.again()).isGreaterThanOrEqualTo(java.time.Duration.ofMinutes(1));
      before = (int) calls;
      erasure = tenant.adapter.pollErasure(tenant.connection(), history, slow.handle());
    }
  }

  @Test
  void neither_a_handle_nor_a_case_tells_who_it_is_about() {
    var history = tenant.history(ADA);
    var counting = tenant.until(history, PurgeHandle.Step.COUNT);
    assertThat(counting.handle()).doesNotContain(history.id()).doesNotContain("ada");
    var opened =
        tenant.exchanges.stream()
            .map(CopilotTenant.Exchange::request)
            .filter(r -> r.method().equals("POST") && r.path().endsWith("/ediscoveryCases"))
            .findFirst()
            .orElseThrow();
    assertThat(opened.text()).doesNotContain(history.id()).doesNotContain("ada@example.com");
  }

  @ParameterizedTest
  @EnumSource
  void a_step_whose_answer_was_lost_is_taken_again_without_doing_twice(PurgeHandle.Step step) {
    var history = tenant.history(ADA);
    var before = tenant.until(history, step);
    tenant.misbehave(Misbehaviour.ANSWER_LOST);
    var failure = (VendorFailure) null;
    for (int tries = 0; failure == null && tries < 5; tries++) {
      failure =
          failure(() -> tenant.adapter.pollErasure(tenant.connection(), history, before.handle()));
    }
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    tenant.misbehave();
    assertThat(tenant.finish(history, before)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.seen("POST", "/purgeData")).isEqualTo(1);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    assertThat(keepsTheLaw()).isTrue();
  }

  @Test
  void a_case_whose_opening_was_not_heard_of_is_taken_up() {
    var history = tenant.history(ADA);
    tenant.misbehave(Misbehaviour.ANSWER_LOST);
    failure(() -> tenant.erase(history));
    tenant.misbehave();
    assertThat(tenant.simulator.ediscovery().open()).isEqualTo(1);
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.simulator.ediscovery().open()).isZero();
  }

  @Test
  void partly_succeeded_is_partial_and_never_a_success() {
    var history = tenant.history(ADA);
    tenant.simulator.ediscovery().purgeVerdict = "partiallySucceeded";
    assertThat(tenant.erase(history)).isInstanceOf(Erasure.Partial.class);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "submissionFailed", "unknownFutureValue", "neverHeardOf"})
  void a_purge_that_fails_or_never_ends_is_left_to_a_human(String verdict) {
    var history = tenant.history(ADA);
    tenant.simulator.ediscovery().purgeVerdict = verdict;
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "partiallySucceeded"})
  void an_estimate_that_is_not_whole_proves_nothing(String verdict) {
    var history = tenant.history(ADA);
    tenant.simulator.ediscovery().estimateVerdict = verdict;
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
  }

  @Test
  void what_a_hold_keeps_is_left_to_a_human_and_gone_when_the_human_has_done_it() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).held = true;
    assertThat(tenant.erase(history))
        .isEqualTo(new Erasure.ByHand(MicrosoftCopilotWork.HOLD_CONFLICT));
    assertThat(tenant.seen("POST", "/purgeData")).as("not again and again").isEqualTo(1);
    assertThat(read(history)).isEqualTo(Presence.PRESENT);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    tenant.simulator.byHand(history);
    assertThat(read(history)).isEqualTo(Presence.ABSENT);
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).doesNotContain(history);
  }

  @Test
  void a_query_that_finds_nothing_where_the_history_shows_something_claims_nothing() {
    var history = tenant.history(ADA);
    assertThat(tenant.erase(history, "itemClasses", "wildcard")).isEqualTo(BY_HAND);
    assertThat(tenant.seen("POST", "/purgeData")).isZero();
  }

  @Test
  void a_history_that_a_hundred_purges_cannot_remove_is_left_to_a_human() {
    var history = tenant.history(SandboxPeople.PROLIFIC);
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
    assertThat(tenant.seen("POST", "/purgeData")).isZero();
    assertThat(tenant.erase(history, "itemsPerPurge", "100")).isEqualTo(BY_HAND);
    assertThat(tenant.seen("POST", "/purgeData")).as("the cap").isEqualTo(100);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
  }

  @Test
  void a_history_that_lags_behind_the_purge_is_still_there() {
    var history = tenant.history(ADA);
    tenant.simulator.ediscovery().historyLag = 1;
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(read(history)).isEqualTo(Presence.PRESENT);
    assertThat(read(history)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_location_that_leads_elsewhere_is_not_followed() {
    var history = tenant.history(ADA);
    var preparing = tenant.until(history, PurgeHandle.Step.PREPARE);
    impose(
        "/estimateStatistics",
        SimulatedCall.bare(202, Map.of("Location", "https://evil.example.com/operations('1')")));
    assertThat(
            failure(
                    () ->
                        tenant.adapter.pollErasure(
                            tenant.connection(), history, preparing.handle()))
                .kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void an_undocumented_success_is_malformed() {
    var history = tenant.history(ADA);
    var counting = tenant.until(history, PurgeHandle.Step.COUNT);
    impose("/purgeData", SimulatedResponse.json(200, Map.of("status", "succeeded")));
    var failure = failure(() -> tenant.finish(history, counting));
    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void an_abandoned_purge_leaves_no_case() {
    var history = tenant.history(ADA);
    var counting = tenant.until(history, PurgeHandle.Step.COUNT);
    var closing =
        failure(() -> tenant.adapter.abandon(tenant.connection(), history, counting.handle()));
    assertThat(closing.kind()).as("the case closes in its own time").isEqualTo(Kind.UNAVAILABLE);
    tenant.adapter.abandon(tenant.connection(), history, counting.handle());
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    tenant.adapter.abandon(tenant.connection(), history, counting.handle());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "COUNT|a|b|/x|0|0|0|0",
        "COUNT|../a|b|/x|0|0|0|0|OPEN",
        "COUNT|a|b/c|/x|0|0|0|0|OPEN",
        "COUNT|a|b|/x/../y|0|0|0|0|OPEN",
        "COUNT|a|b|//evil.example.com|0|0|0|0|OPEN",
        "COUNT|a|b|/x|-1|0|0|0|OPEN",
        "NEVER|a|b|/x|0|0|0|0|OPEN",
        "COUNT|a|b|/x|0|0|0|0|NEVER"
      })
  void a_handle_that_is_not_ours_is_refused_without_a_call(String handle) {
    var history = tenant.history(ADA);
    long calls = tenant.exchanges.size();
    assertThat(
            failure(() -> tenant.adapter.pollErasure(tenant.connection(), history, handle)).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(tenant.exchanges).hasSize((int) calls);
  }

  @Test
  void what_an_earlier_purge_left_closed_does_not_stand_in_the_way() {
    var history = tenant.history(ADA);
    var counting = tenant.until(history, PurgeHandle.Step.COUNT);
    failure(() -> tenant.adapter.abandon(tenant.connection(), history, counting.handle()));
    assertThat(tenant.simulator.ediscovery().open()).as("closing").isEqualTo(1);
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    tenant.history(ADA);
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    assertThat(keepsTheLaw()).isTrue();
  }
}
