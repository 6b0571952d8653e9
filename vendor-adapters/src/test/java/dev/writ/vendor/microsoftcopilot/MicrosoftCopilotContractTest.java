package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.ResendLaw;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is Microsoft's own: the traps of the documents, each as a test. */
class MicrosoftCopilotContractTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SandboxPerson TALKER =
      new SandboxPerson("talker", "Tara Talker", List.of("talker@example.com"), Set.of("*"), 23);
  private static final Erasure BY_HAND =
      new Erasure.ByHand(MicrosoftCopilotWork.COPILOT_BULK_DELETE);

  private final CopilotTenant tenant = new CopilotTenant();
  private final CopilotTenant trusting = new CopilotTenant(true);

  @AfterEach
  void close() {
    tenant.close();
    trusting.close();
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

  private void refuse(String pathEnd, int status) {
    impose(pathEnd, tenant.simulator.error(status));
  }

  private boolean keepsTheLaw() {
    return ResendLaw.violations(tenant.sandbox.log()).isEmpty();
  }

  // --- the history

  @Test
  void an_export_follows_every_page_to_the_last() {
    var lines = tenant.export(tenant.history(SandboxPeople.PROLIFIC));
    assertThat(lines).hasSize(2_000).doesNotHaveDuplicates();
    var pages = tenant.seen("GET", "/getAllEnterpriseInteractions");
    assertThat(pages).as("twenty pages, and an empty one among them").isEqualTo(21);
  }

  @Test
  void an_empty_page_with_a_link_is_not_the_end() {
    var history = tenant.history(ADA);
    assertThat(read(history)).isEqualTo(Presence.PRESENT);
    assertThat(tenant.seen("GET", "/getAllEnterpriseInteractions")).isEqualTo(2);
  }

  @Test
  void an_answer_that_stands_in_an_attachment_alone_is_exported() {
    var answers =
        tenant.export(tenant.history(ADA)).stream()
            .map(VendorHttp.JSON::readTree)
            .filter(json -> json.path("interactionType").asString("").equals("aiResponse"))
            .toList();
    assertThat(answers)
        .hasSize(4)
        .allSatisfy(
            answer -> {
              assertThat(answer.path("body").path("content").asString("")).doesNotContain("Answer");
              var card = answer.path("attachments").path(0).path("content").asString("");
              assertThat(
                      VendorHttp.JSON.readTree(card).path("body").path(0).path("text").asString())
                  .contains("Answer");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/v1.0/next",
        "http://127.0.0.1:1/v1.0/next",
        "//127.0.0.1/next",
        "http://user@127.0.0.1/next",
        "no link at all"
      })
  void a_link_that_leads_elsewhere_is_not_followed(String link) {
    var history = tenant.history(ADA);
    var page = new LinkedHashMap<String, Object>();
    page.put("@odata.nextLink", link);
    page.put("value", List.of());
    impose("/getAllEnterpriseInteractions", SimulatedResponse.json(200, page));
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_link_that_repeats_is_a_failure_and_no_short_list() {
    var history = tenant.history(ADA);
    tenant.impose(
        request ->
            request.path().endsWith("/getAllEnterpriseInteractions")
                ? Optional.of(
                    SimulatedResponse.json(
                        200,
                        Map.of(
                            "value",
                            List.of(),
                            "@odata.nextLink",
                            "http://" + request.headers().get("host") + "/microsoft-copilot/x")))
                : request.path().equals("/x")
                    ? Optional.of(
                        SimulatedResponse.json(
                            200,
                            Map.of(
                                "value",
                                List.of(),
                                "@odata.nextLink",
                                "http://"
                                    + request.headers().get("host")
                                    + "/microsoft-copilot/x")))
                    : Optional.empty());
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_404_for_a_living_user_is_no_absence() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).refusedWith = 404;
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).containsExactly(history);
    assertThat(read(history)).isInstanceOf(Presence.Unobservable.class);
    assertThat(tenant.adapter.export(tenant.connection(), history, (kind, json) -> {}))
        .isEqualTo(new Export.ByHand(MicrosoftCopilotWork.COPILOT_EXPORT));
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.simulator.held(ADA)).isZero();
  }

  @Test
  void a_403_is_lost_rights_unless_the_control_user_is_shown() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).refusedWith = 403;
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.AUTHENTICATION);
    var control = tenant.history(TALKER).id();
    assertThat(read(history, "controlUser", control)).isInstanceOf(Presence.Unobservable.class);
    refuse("/getAllEnterpriseInteractions", 403);
    assertThat(failure(() -> read(history, "controlUser", control)).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  // --- locate

  @Test
  void every_address_and_the_object_id_lead_to_the_same_person() {
    var history = tenant.history(ADA);
    for (var address : List.of("ada@example.com", "ADA@example.com", "ada.example@example.com")) {
      assertThat(tenant.locate(Type.EMAIL, address)).containsExactly(history);
    }
    assertThat(tenant.locate(Type.VENDOR_USER_ID, history.id().toUpperCase(java.util.Locale.ROOT)))
        .containsExactly(history);
    assertThat(tenant.locate(Type.VENDOR_USER_ID, ADA.email())).containsExactly(history);
  }

  @Test
  void an_account_is_located_with_the_setting_alone_and_stands_last() {
    var history = tenant.history(ADA);
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).containsExactly(history);
    assertThat(tenant.locate(Type.EMAIL, ADA.email(), "eraseAccount", "true"))
        .containsExactly(history, tenant.account(ADA));
  }

  @Test
  void a_filter_that_is_ignored_is_a_failure() {
    tenant.history(ADA);
    var stranger = Map.of("id", SimulatedUser.id("x"), "mail", "x@example.com");
    impose("/users", SimulatedResponse.json(200, Map.of("value", List.of(stranger))));
    assertThat(failure(() -> tenant.locate(Type.EMAIL, ADA.email())).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void an_address_of_a_living_and_a_deleted_user_is_ambiguous() {
    tenant.history(ADA);
    tenant.simulator.user(ADA).deleted = true;
    var again = new SandboxPerson("ada-again", "Ada Example", ADA.emails(), Set.of("*"), 2);
    tenant.history(again);
    var subject =
        new dev.writ.vendor.spi.Subject(
            List.of(new dev.writ.vendor.spi.Identifier(Type.EMAIL, ADA.email())), List.of());
    var location = tenant.adapter.locate(tenant.connection(), subject);
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects()).hasSize(2);
  }

  @Test
  void a_deleted_user_is_found_and_what_nobody_can_see_is_not_called_absent() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).deleted = true;
    for (var address : ADA.emails()) {
      assertThat(tenant.locate(Type.EMAIL, address)).containsExactly(history);
    }
    assertThat(tenant.locate(Type.VENDOR_USER_ID, history.id())).containsExactly(history);
    assertThat(read(history)).isInstanceOf(Presence.Unobservable.class);
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
    assertThat(tenant.adapter.export(tenant.connection(), history, (kind, json) -> {}))
        .isEqualTo(new Export.ByHand(MicrosoftCopilotWork.COPILOT_EXPORT));
  }

  // --- the purge

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
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
    assertThat(tenant.seen("POST", "/purgeData")).as("not again and again").isEqualTo(1);
    assertThat(read(history)).isEqualTo(Presence.PRESENT);
    assertThat(tenant.simulator.ediscovery().open()).isZero();
    tenant.simulator.byHand(history);
    assertThat(read(history)).isEqualTo(Presence.ABSENT);
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).isEmpty();
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

  // --- the account

  @Test
  void deleting_an_account_for_good_is_left_to_an_administrator() {
    tenant.history(ADA);
    var account = tenant.account(ADA);
    var work = new Erasure.ByHand(MicrosoftCopilotWork.USER_PERMANENT_DELETE);
    assertThat(tenant.erase(account)).isEqualTo(work);
    assertThat(tenant.simulator.user(ADA).deleted).isTrue();
    assertThat(read(account)).as("restorable for 30 days").isEqualTo(Presence.PRESENT);
    assertThat(tenant.export(account)).hasSize(1);
    assertThat(tenant.erase(account)).isEqualTo(work);
    assertThat(tenant.seen("DELETE", "/users/" + account.id())).isEqualTo(1);
    assertThat(keepsTheLaw()).isTrue();
    tenant.simulator.byHand(account);
    assertThat(read(account)).isEqualTo(Presence.ABSENT);
    assertThat(tenant.locate(Type.EMAIL, ADA.email(), "eraseAccount", "true")).isEmpty();
  }

  @Test
  void an_app_that_may_do_it_deletes_an_account_for_good() {
    trusting.history(ADA);
    var account = trusting.account(ADA);
    var first = trusting.adapter.erase(trusting.connection(), account);
    assertThat(first).as("deleted is not gone").isInstanceOf(Erasure.InProgress.class);
    assertThat(trusting.adapter.read(trusting.connection(), account)).isEqualTo(Presence.PRESENT);
    assertThat(trusting.finish(account, first)).isEqualTo(new Erasure.Claimed());
    assertThat(trusting.adapter.read(trusting.connection(), account)).isEqualTo(Presence.ABSENT);
  }

  // --- signing in

  @Test
  void one_sign_in_serves_many_threads() throws Exception {
    tenant.history(ADA);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> tenant.adapter.control(tenant.connection()));
      }
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    }
    assertThat(tenant.simulator.signIns()).isEqualTo(1);
  }

  @Test
  void a_token_that_is_refused_is_renewed_once() {
    var history = tenant.history(ADA);
    read(history);
    tenant.simulator.expireTokens();
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.simulator.signIns()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "clientSecret, wrong-secret, 401",
    "clientId, 00000000-0000-0000-0000-000000000000, 400"
  })
  void a_refused_sign_in_is_an_authentication_failure(String name, String value, int status) {
    var credentials = new LinkedHashMap<>(tenant.simulator.credentials());
    credentials.put(name, value);
    var connection = tenant.connection(credentials, tenant.simulator.settings());
    var failure = failure(() -> tenant.adapter.control(connection));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure).hasMessageNotContaining(value);
  }

  @Test
  void another_tenant_is_refused_and_gets_no_other_ones_token() {
    tenant.adapter.control(tenant.connection());
    var failure =
        failure(() -> tenant.adapter.control(tenant.connection("tenantId", "example.com")));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @CsvSource({
    "tenantId, ''",
    "tenantId, a/b",
    "tenantId, common",
    "eraseAccount, perhaps",
    "itemsPerPurge, 11",
    "itemClasses, all",
    "purgeAreas, everything",
    "controlUser, ada@example.com"
  })
  void a_setting_that_means_nothing_is_refused_without_a_call(String name, String value) {
    assertThat(failure(() -> tenant.adapter.check(tenant.connection(name, value))).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(tenant.exchanges).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users", "/ediscoveryCases"})
  void a_check_misses_no_permission(String pathEnd) {
    tenant.adapter.check(tenant.connection());
    refuse(pathEnd, 403);
    assertThat(failure(() -> tenant.adapter.check(tenant.connection())).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void control_needs_a_user_and_the_control_users_history() {
    var history = tenant.history(TALKER);
    var with = tenant.connection("controlUser", history.id());
    assertThat(tenant.adapter.control(with)).isTrue();
    tenant.erase(history);
    assertThat(tenant.adapter.control(with)).isFalse();
    impose("/users", SimulatedResponse.json(200, Map.of("value", List.of())));
    assertThat(tenant.adapter.control(tenant.connection())).isFalse();
  }
}
