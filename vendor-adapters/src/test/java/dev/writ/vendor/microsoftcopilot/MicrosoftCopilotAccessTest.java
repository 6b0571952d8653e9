package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, settings, checks, and the account. */
class MicrosoftCopilotAccessTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SandboxPerson TALKER =
      new SandboxPerson("talker", "Tara Talker", List.of("talker@example.com"), Set.of("*"), 23);

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

  @Test
  void a_deleted_user_who_is_not_among_the_deleted_yet_is_not_gone() {
    trusting.history(ADA);
    var account = trusting.account(ADA);
    var first = (Erasure.InProgress) trusting.adapter.erase(trusting.connection(), account);
    trusting.impose(
        request ->
            request.path().contains("/directory/deletedItems/")
                ? Optional.of(trusting.simulator.error(404))
                : Optional.empty());
    var still = trusting.adapter.pollErasure(trusting.connection(), account, first.handle());
    assertThat(still).isInstanceOf(Erasure.InProgress.class);
    trusting.impose(request -> Optional.empty());
    assertThat(trusting.finish(account, still)).isEqualTo(new Erasure.Claimed());
    assertThat(trusting.adapter.read(trusting.connection(), account)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_handle_answers_for_no_other_object() {
    tenant.history(ADA);
    tenant.history(TALKER);
    var handle =
        ((Erasure.InProgress) tenant.adapter.erase(tenant.connection(), tenant.account(ADA)))
            .handle();
    int calls = tenant.exchanges.size();
    var other = tenant.account(TALKER);
    assertThat(failure(() -> tenant.adapter.pollErasure(tenant.connection(), other, handle)).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(tenant.exchanges).hasSize(calls);
  }

  @Test
  void an_answer_about_another_user_is_malformed() {
    var history = tenant.history(ADA);
    var account = tenant.account(ADA);
    impose(
        "/users/" + history.id(),
        SimulatedResponse.json(200, Map.of("id", SimulatedUser.id("x"), "mail", "x@example.com")));
    for (var object : java.util.List.of(history, account)) {
      assertThat(failure(() -> read(object)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
      assertThat(failure(() -> tenant.erase(object)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  @Test
  void the_mailbox_is_searched_by_its_primary_smtp_address() {
    var history = tenant.history(ADA);
    impose(
        "/users/" + history.id(),
        SimulatedResponse.json(
            200,
            Map.of(
                "id",
                history.id(),
                "userPrincipalName",
                "ada@tenant.example.com",
                "mail",
                "old.ada@example.com",
                "proxyAddresses",
                java.util.List.of("smtp:ada.example@example.com", "SMTP:ada@example.com"))));
    tenant.until(history, PurgeHandle.Step.COUNT);
    assertThat(tenant.exchanges)
        .filteredOn(e -> e.request().path().endsWith("/additionalSources"))
        .filteredOn(e -> e.request().method().equals("POST"))
        .singleElement()
        .satisfies(e -> assertThat(e.request().text()).contains("\"ada@example.com\""));
  }

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
