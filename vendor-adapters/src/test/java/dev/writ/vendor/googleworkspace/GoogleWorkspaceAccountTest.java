package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, what lies in them, and the tokens that open them. */
class GoogleWorkspaceAccountTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final GoogleBench bench = new GoogleBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  private static Subject known(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private VendorObject account() {
    return new VendorObject("account", bench.user(ADA).account.id);
  }

  // --- locate

  @Test
  void without_settings_only_gemini_is_touched() {
    assertThat(bench.kinds(bench.plant(ADA)))
        .containsExactly("gemini_conversations", "gemini_workspace_history");
  }

  @Test
  void the_account_comes_last_because_nobody_acts_as_it_afterwards() {
    var objects = bench.erasingEverything().locate(bench.plant(ADA)).objects();
    assertThat(objects.getLast()).isEqualTo(account());
    assertThat(objects.stream().map(VendorObject::kind).distinct())
        .containsExactly(
            "gemini_conversations",
            "gemini_workspace_history",
            "mail",
            "drive_file",
            "token",
            "account");
  }

  @Test
  void mail_in_the_trash_is_found_and_a_file_that_another_shares_is_not() {
    var subject = bench.plant(ADA);
    bench.erasingEverything();
    SimulatedTenant.message(bench.user(ADA), "spam-1", "SPAM");
    var objects = bench.locate(subject).objects();
    assertThat(objects.stream().filter(o -> o.kind().equals("mail"))).hasSize(3);
    assertThat(objects.stream().filter(o -> o.kind().equals("drive_file")))
        .hasSize(3)
        .noneMatch(o -> o.id().equals("shared-handbook"));
  }

  @Test
  void an_account_is_found_by_its_id_an_alias_and_another_spelling() {
    bench.plant(ADA);
    var id = bench.user(ADA).account.id;
    for (var subject :
        List.of(
            known(Identifier.Type.VENDOR_USER_ID, id),
            known(Identifier.Type.EMAIL, "Ada.Example@EXAMPLE.com"),
            new Subject(List.of(), List.of(new VendorObject("gemini_conversations", id))))) {
      var location = bench.locate(subject);
      assertThat(location.objects()).hasSize(2).allMatch(object -> object.id().equals(id));
      assertThat(location.ambiguous()).isFalse();
    }
  }

  @Test
  void an_account_that_does_not_show_the_address_it_was_found_by_needs_a_second_look() {
    bench.plant(ADA);
    var subject = known(Identifier.Type.EMAIL, "somebody@example.com");
    bench.instead =
        request ->
            request.path().endsWith("/users/somebody@example.com")
                ? Optional.of(SimulatedResponse.json(200, bench.user(ADA).account.shown))
                : Optional.empty();
    assertThat(bench.locate(subject).ambiguous()).isTrue();
  }

  @Test
  void a_search_of_files_that_google_calls_incomplete_is_no_answer() {
    var subject = bench.erasingEverything().plant(ADA);
    bench.instead =
        request ->
            request.path().equals("/drive/v3/files")
                ? Optional.of(
                    SimulatedResponse.json(
                        200, Map.of("files", List.of(), "incompleteSearch", true)))
                : Optional.empty();
    assertThat(failure(() -> bench.locate(subject)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void mail_and_files_of_a_suspended_account_go_with_it_or_not_at_all() {
    var subject = bench.plant(ADA);
    bench.user(ADA).account.shown.put("suspended", true);
    bench.settings.put("eraseMail", "true");
    assertThat(failure(() -> bench.locate(subject)).kind()).isEqualTo(Kind.REJECTED);
    bench.erasingEverything();
    assertThat(bench.kinds(subject)).doesNotContain("mail", "drive_file").contains("account");
  }

  @Test
  void ledgered_mail_is_found_while_it_is_there() {
    bench.erasingEverything().plant(ADA);
    var id = bench.user(ADA).account.id;
    var message = bench.user(ADA).messages.keySet().iterator().next();
    var there = new VendorObject("mail", message, id);
    var gone = new VendorObject("mail", "gone", id);
    assertThat(bench.locate(new Subject(List.of(), List.of(there, gone))).objects())
        .containsExactly(there);
  }

  @Test
  void the_deleted_accounts_are_read_once_however_much_the_ledger_names() {
    bench.erasingEverything().plant(ADA);
    var id = bench.user(ADA).account.id;
    bench.erase(account());
    var ledgered =
        bench.user(ADA).messages.keySet().stream()
            .map(message -> new VendorObject("mail", message, id))
            .toList();
    assertThat(ledgered).hasSizeGreaterThan(1);
    bench.exchanges.clear();
    assertThat(bench.locate(new Subject(List.of(), ledgered)).objects()).containsAll(ledgered);
    assertThat(bench.exchanges)
        .filteredOn(exchange -> exchange.request().param("showDeleted").isPresent())
        .hasSize(1);
  }

  // --- erase

  @Test
  void an_account_is_erased_when_it_cannot_be_restored_any_more() {
    var subject = bench.erasingEverything().plant(ADA);
    var mail = bench.locate(subject).objects().get(2);
    var handle = slow(bench.erase(account()));
    for (var object : List.of(account(), mail, bench.chats(ADA))) {
      assertThat(slow(bench.look(object)).again()).isCloseTo(GooglePeople.RESTORABLE, A_MINUTE);
    }
    bench.pass(GooglePeople.RESTORABLE.minusSeconds(1));
    assertThat(slow(poll(account(), handle))).isEqualTo(handle);
    bench.pass(Duration.ofSeconds(1));
    assertThat(poll(account(), handle)).isInstanceOf(Erasure.Claimed.class);
    for (var object : List.of(account(), mail, bench.chats(ADA))) {
      assertThat(bench.look(object)).isEqualTo(Presence.ABSENT);
      assertThat(bench.erase(object)).isInstanceOf(Erasure.AlreadyAbsent.class);
    }
    assertThat(bench.locate(subject).objects()).isEmpty();
  }

  /** With the usual settings, which leave accounts alone. */
  @Test
  void a_leavers_chats_are_found_and_waited_for_while_the_account_can_be_restored() {
    var subject = bench.plant(ADA);
    var chats = bench.chats(ADA);
    bench.simulator.byHand(account());
    bench.pass(Duration.ofDays(2));
    for (var known :
        List.of(
            subject,
            known(Identifier.Type.EMAIL, "Ada.Example@EXAMPLE.com"),
            known(Identifier.Type.VENDOR_USER_ID, chats.id()))) {
      assertThat(bench.kinds(known))
          .containsExactly("gemini_conversations", "gemini_workspace_history");
    }
    assertThat(slow(bench.look(chats)).again()).isCloseTo(Duration.ofDays(18), A_MINUTE);
    assertThat(failure(() -> bench.export(chats)).kind()).isEqualTo(Kind.REJECTED);
    var handle = slow(bench.erase(chats));
    bench.adapter.abandon(bench.connection(), chats, handle);
    bench.pass(Duration.ofDays(18));
    assertThat(poll(chats, handle)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench.look(chats)).isEqualTo(Presence.ABSENT);
    assertThat(bench.locate(subject).objects()).isEmpty();
  }

  @Test
  void what_lay_in_an_account_that_is_restored_is_erased_after_all() {
    bench.erasingEverything().plant(ADA);
    bench.simulator.byHand(account());
    var waiting = slow(bench.erase(bench.chats(ADA)));
    var itself = slow(bench.erase(account()));
    bench.user(ADA).account.restore();
    assertThat(poll(bench.chats(ADA), waiting)).isEqualTo(new Erasure.ByHand("GEMINI_CHAT_DELETE"));
    assertThat(poll(account(), itself)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench.look(account())).as("a claim is none").isEqualTo(Presence.PRESENT);
  }

  @Test
  void an_address_that_was_given_to_somebody_new_needs_a_second_look() {
    var subject = bench.plant(ADA);
    bench.simulator.byHand(account());
    var newcomer = bench.simulator.tenant().create(ADA.email(), "Ada Newcomer");
    var location = bench.locate(subject);
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects().stream().map(VendorObject::id).distinct())
        .containsExactlyInAnyOrder(account().id(), newcomer.account.id);
  }

  @Test
  void a_deleted_account_is_read_out_as_the_list_shows_it() {
    bench.plant(ADA);
    bench.simulator.byHand(account());
    assertThat(bench.export(account()).records)
        .singleElement()
        .satisfies(user -> assertThat(user.path("deletionTime").isString()).isTrue());
    bench.pass(GooglePeople.RESTORABLE);
    assertThat(bench.export(account()).records).isEmpty();
  }

  @Test
  void a_look_at_what_is_in_a_deleted_account_goes_on_until_the_purge_or_the_restoration() {
    var subject = bench.erasingEverything().plant(ADA);
    var mail = bench.locate(subject).objects().get(2);
    var chats = bench.chats(ADA);
    var counting = slow(bench.adapter.read(bench.connection(), chats)).handle();
    bench.simulator.byHand(account());
    var hidden = slow(bench.adapter.pollRead(bench.connection(), chats, counting));
    assertThat(hidden.handle()).as("no matter of Vault is left").isNotEqualTo(counting);
    var waits = new LinkedHashMap<VendorObject, String>();
    waits.put(chats, hidden.handle());
    waits.put(mail, slow(bench.look(mail)).handle());
    waits.put(account(), slow(bench.look(account())).handle());
    bench.user(ADA).account.restore();
    assertThat(looks(waits).subList(1, 3)).containsOnly(Presence.PRESENT);
    bench.simulator.byHand(account());
    bench.pass(GooglePeople.RESTORABLE);
    assertThat(looks(waits)).hasSize(3).containsOnly(Presence.ABSENT);
  }

  private List<Presence> looks(Map<VendorObject, String> waits) {
    return waits.entrySet().stream()
        .map(wait -> bench.adapter.pollRead(bench.connection(), wait.getKey(), wait.getValue()))
        .toList();
  }

  @Test
  void nothing_waits_with_a_deleted_account() {
    bench.erasingEverything().plant(ADA);
    assertThat(bench.erase(account())).isInstanceOf(Erasure.InProgress.class);
    for (var object : List.of(bench.chats(ADA), account())) {
      var erasure = (Erasure.InProgress) bench.erase(object);
      assertThat(erasure.bars()).isFalse();
      assertThat(((Erasure.InProgress) poll(object, erasure.handle())).bars()).isFalse();
    }
  }

  private Erasure poll(VendorObject object, String handle) {
    return bench.adapter.pollErasure(bench.connection(), object, handle);
  }

  private static Presence.InProgress slow(Presence presence) {
    assertThat(presence).isInstanceOf(Presence.InProgress.class);
    return (Presence.InProgress) presence;
  }

  private static String slow(Erasure erasure) {
    assertThat(erasure).isInstanceOf(Erasure.InProgress.class);
    return ((Erasure.InProgress) erasure).handle();
  }

  /** The documents do not say whether a read by id still shows it. */
  @Test
  void an_account_that_is_shown_with_the_time_of_its_deletion_is_absent() {
    bench.plant(ADA);
    var deleted = new LinkedHashMap<>(bench.user(ADA).account.shown);
    deleted.put("deletionTime", "2026-11-01T10:00:00.000Z");
    bench.instead =
        request ->
            request.path().startsWith("/admin/directory/v1/users/")
                ? Optional.of(SimulatedResponse.json(200, deleted))
                : Optional.empty();
    assertThat(bench.look(account())).isEqualTo(Presence.ABSENT);
  }

  @Test
  void an_account_that_any_hold_may_cover_is_not_deleted() {
    bench.erasingEverything().plant(ADA);
    bench.hold(Map.of("corpus", "MAIL", "accounts", List.of(Map.of("accountId", account().id()))));
    assertThat(bench.erase(account())).isEqualTo(new Erasure.ByHand("HOLD_CONFLICT"));
    assertThat(bench.look(account())).isEqualTo(Presence.PRESENT);
    bench.simulator.byHand(account());
    assertThat(bench.look(account())).isInstanceOf(Presence.InProgress.class);
    bench.pass(GooglePeople.RESTORABLE);
    assertThat(bench.look(account())).isEqualTo(Presence.ABSENT);
  }

  @Test
  void the_account_we_act_as_is_never_deleted() {
    bench.erasingEverything();
    var admin = new VendorObject("account", bench.simulator.tenant().admin().account.id);
    assertThat(bench.erase(admin)).isInstanceOf(Erasure.Impossible.class);
    assertThat(bench.look(admin)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void what_the_settings_leave_alone_is_not_erased_although_it_was_located_before() {
    var located = bench.erasingEverything().locate(bench.plant(ADA)).objects();
    for (var setting : List.of("eraseAccount", "eraseMail", "eraseDrive", "eraseTokens")) {
      bench.settings.put(setting, "false");
    }
    int held = bench.simulator.held(ADA);
    for (var object : located) {
      assertThat(bench.erase(object))
          .isInstanceOfAny(Erasure.Impossible.class, Erasure.ByHand.class);
    }
    assertThat(bench.simulator.held(ADA)).isEqualTo(held);
  }

  @Test
  void a_file_in_a_folder_that_is_gone_is_already_absent() {
    var files =
        bench.erasingEverything().locate(bench.plant(ADA)).objects().stream()
            .filter(object -> object.kind().equals("drive_file"))
            .toList();
    assertThat(bench.erase(files.getFirst())).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench.erase(files.get(1))).isInstanceOf(Erasure.AlreadyAbsent.class);
  }

  // --- tokens and settings

  @Test
  void a_token_serves_one_scope_and_one_user_and_is_fetched_once_however_many_ask()
      throws Exception {
    var subject = bench.erasingEverything().plant(ADA);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 6; i++) {
        calls.add(() -> bench.locate(subject).objects().size());
      }
      for (var size : threads.invokeAll(calls)) {
        assertThat(size.get()).isEqualTo(9);
      }
    }
    assertThat(bench.calls()).filteredOn(call -> call.equals("POST /token")).hasSize(4);
  }

  @Test
  void a_refused_token_is_renewed_once() {
    var subject = bench.plant(ADA);
    bench.locate(subject);
    var refused = new AtomicBoolean();
    bench.instead =
        request ->
            !request.path().equals("/token") && refused.compareAndSet(false, true)
                ? Optional.of(bench.simulator.error(401))
                : Optional.empty();
    assertThat(bench.locate(subject).objects()).hasSize(2);
    assertThat(bench.calls()).filteredOn(call -> call.equals("POST /token")).hasSize(2);
  }

  @Test
  void a_download_renews_a_refused_token_as_well() {
    bench.plant(ADA);
    var refused = new AtomicBoolean();
    bench.instead =
        request ->
            request.path().startsWith("/storage/") && refused.compareAndSet(false, true)
                ? Optional.of(bench.simulator.error(401))
                : Optional.empty();
    assertThat(bench.export(bench.chats(ADA)).files).hasSize(4);
  }

  @Test
  void a_delegation_that_was_taken_back_is_an_authentication_failure() {
    bench.instead =
        request ->
            request.path().equals("/token")
                ? Optional.of(SimulatedResponse.json(401, Map.of("error", "unauthorized_client")))
                : Optional.empty();
    assertThat(failure(() -> bench.adapter.check(bench.connection())).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void the_check_asks_for_a_token_in_every_scope_the_settings_need() {
    bench.adapter.check(bench.connection());
    assertThat(bench.calls()).filteredOn(call -> call.equals("POST /token")).hasSize(3);
    bench.erasingEverything().adapter.check(bench.connection());
    assertThat(bench.calls()).filteredOn(call -> call.equals("POST /token")).hasSize(6);
  }

  @Test
  void the_body_of_a_request_for_a_token_carries_no_key() {
    bench.adapter.check(bench.connection());
    var key = VendorHttp.JSON.readTree(SimulatedIdentity.serviceAccountKey());
    var secret = key.path("private_key").asString("").substring(40, 80);
    assertThat(bench.exchanges).noneMatch(e -> e.request().text().contains(secret));
  }

  @ParameterizedTest
  @CsvSource({
    "adminUser,''",
    "adminUser,nobody",
    "region,MARS",
    "eraseAccount,perhaps",
    "eraseMail,TRUE"
  })
  void a_setting_that_means_nothing_is_refused_without_a_call(String name, String value) {
    bench.settings.put(name, value);
    assertThat(failure(() -> bench.adapter.control(bench.connection())).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(bench.exchanges).isEmpty();
  }

  @Test
  void each_api_has_its_own_address_unless_a_sandbox_serves_them_all() {
    var vendor = bench.adapter.descriptor();
    var real = new VendorConnection(vendor.defaultBaseUrl(), Map.<String, Secret>of(), Map.of());
    assertThat(real.root(vendor, "vault")).hasToString("https://vault.googleapis.com");
    assertThat(real.root(vendor, "oauth")).hasToString("https://oauth2.googleapis.com");
    assertThat(bench.connection().root(vendor, "vault")).isEqualTo(bench.baseUrl());
  }
}
