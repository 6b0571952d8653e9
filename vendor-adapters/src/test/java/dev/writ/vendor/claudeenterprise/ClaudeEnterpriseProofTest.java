package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks, rights and the inventory of Claude Enterprise, beyond what the kit asks of every vendor.
 */
class ClaudeEnterpriseProofTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final String MAIN = SimulatedTenant.ORGANIZATION;

  /** What it is planted with was made on New Year's Day. */
  private final ClaudeEnterpriseSimulator simulator =
      new ClaudeEnterpriseSimulator(InstantSource.fixed(NEW_YEAR.plus(Duration.ofDays(2))));

  private final Sandbox sandbox = SharedServer.host(simulator);
  private final ComplianceClaimChecks checks = new ComplianceClaimChecks();
  private final ComplianceAccess access = new ComplianceAccess();
  private final ComplianceInventory inventory = new ComplianceInventory();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private VendorConnection connection() {
    return connection(simulator.credentials(), Map.of());
  }

  private VendorConnection connection(Map<String, String> keys, Map<String, String> settings) {
    return new VendorConnection(
        sandbox.baseUrl("claude-enterprise"),
        keys.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, key -> new Secret(key.getValue()))),
        settings);
  }

  private Observation observed(String code, Instant now) {
    return checks
        .observe(connection(), new Promised(Optional.of(MONTH), Optional.empty(), now))
        .stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private Observation retention() {
    return observed("EFFECTIVE_RETENTION", NEW_YEAR);
  }

  private static String fixed(int duration, String scale) {
    return "{\"type\":\"fixed\",\"duration\":" + duration + ",\"timescale\":\"" + scale + "\"}";
  }

  // --- the retention in force

  @ParameterizedTest
  @CsvSource({
    "30, day, AS_PROMISED, all P30D",
    "1, month, AS_PROMISED, all P30D",
    "31, day, UNBROKEN, all P31D",
    "3, month, UNBROKEN, all P90D"
  })
  void a_period_keeps_the_promise_or_is_the_administrators_choice(
      int duration, String scale, Standing standing, String value) {
    simulator.settingsInForce().retain(MAIN, "{\"all\":" + fixed(duration, scale) + "}");
    assertThat(retention())
        .extracting(Observation::standing, Observation::value)
        .containsExactly(standing, value);
  }

  @Test
  void of_several_organizations_the_longest_period_counts() {
    simulator
        .settingsInForce()
        .retain(SimulatedTenant.SUBSIDIARY, "{\"chat\":{\"type\":\"indefinite\"}}");
    assertThat(retention())
        .extracting(Observation::standing, Observation::value)
        .containsExactly(Standing.UNBROKEN, "all P30D, chat indefinite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"project\":{\"type\":\"fixed\",\"duration\":30,\"timescale\":\"day\"}}",
        "{\"all\":{\"type\":\"fixed\",\"duration\":1,\"timescale\":\"fortnight\"}}"
      })
  void a_period_that_is_not_set_or_not_understood_is_unclear(String value) {
    simulator.settingsInForce().retain(MAIN, value);
    assertThat(retention().standing()).isEqualTo(Standing.UNCLEAR);
  }

  @Test
  void settings_that_are_not_enabled_are_unclear() {
    simulator.settingsInForce().enabled = false;
    assertThat(retention())
        .extracting(Observation::standing, Observation::value)
        .containsExactly(Standing.UNCLEAR, "settings are withheld");
  }

  // --- what is listed

  @Test
  void a_chat_ages_from_its_last_word_until_the_midnight_after() {
    simulator.plant(SandboxPeople.ADA);
    assertThat(observed("CHATS_PAST_PERIOD", NEW_YEAR.plus(MONTH)).standing())
        .isEqualTo(Standing.UNBROKEN);
    var later = NEW_YEAR.plus(MONTH).plus(Duration.ofDays(4));
    assertThat(observed("CHATS_PAST_PERIOD", later).standing()).isEqualTo(Standing.NOT_AS_PROMISED);
    simulator.tenant().all("chat").forEach(chat -> chat.lastWord = Duration.ofDays(10));
    assertThat(observed("CHATS_PAST_PERIOD", later).standing()).isEqualTo(Standing.UNBROKEN);
  }

  @Test
  void a_chat_past_its_period_needs_no_other_promise_and_empty_lists_measure_nothing() {
    var none =
        new Promised(Optional.empty(), Optional.empty(), NEW_YEAR.plus(MONTH.multipliedBy(2)));
    assertThat(pastEnds(none)).containsOnly(Standing.UNBROKEN);
    simulator.plant(SandboxPeople.ADA);
    assertThat(pastEnds(none)).contains(Standing.NOT_AS_PROMISED);
  }

  private List<Standing> pastEnds(Promised promised) {
    return checks.observe(connection(), promised).stream()
        .filter(one -> one.code().contains("_PAST_"))
        .map(Observation::standing)
        .toList();
  }

  @Test
  void a_remote_session_is_past_its_end_after_six_years_and_some_days() {
    simulator.plant(SandboxPeople.ADA);
    var sixYears = ZonedDateTime.ofInstant(NEW_YEAR, ZoneOffset.UTC).plusYears(6);
    assertThat(observed("REMOTE_SESSIONS_PAST_SIX_YEARS", sixYears.toInstant()).standing())
        .isEqualTo(Standing.UNBROKEN);
    var late = sixYears.plusDays(5).toInstant();
    assertThat(observed("REMOTE_SESSIONS_PAST_SIX_YEARS", late).standing())
        .isEqualTo(Standing.NOT_AS_PROMISED);
  }

  /** Local sessions end with the organization's own finite period, and not with that of chats. */
  @Test
  void a_period_for_chats_alone_ends_no_local_session() {
    simulator.plant(SandboxPeople.ADA);
    var later = NEW_YEAR.plus(MONTH.multipliedBy(3));
    simulator.settingsInForce().retain(MAIN, "{\"chat\":" + fixed(30, "day") + "}");
    assertThat(observed("CHATS_PAST_PERIOD", later).standing()).isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(observed("LOCAL_SESSIONS_PAST_PERIOD", later).standing())
        .isEqualTo(Standing.UNCLEAR);
    simulator
        .settingsInForce()
        .retain(MAIN, "{\"chat\":" + fixed(30, "day") + ",\"all\":" + fixed(12, "month") + "}");
    assertThat(observed("LOCAL_SESSIONS_PAST_PERIOD", later).standing())
        .isEqualTo(Standing.UNBROKEN);
    simulator.settingsInForce().retain(MAIN, "{\"all\":" + fixed(30, "day") + "}");
    assertThat(observed("LOCAL_SESSIONS_PAST_PERIOD", later).standing())
        .isEqualTo(Standing.NOT_AS_PROMISED);
  }

  @Test
  void what_an_honest_sandbox_is_planted_with_is_within_its_period() {
    simulator.plant(SandboxPeople.ADA);
    var soon = NEW_YEAR.plus(Duration.ofDays(2));
    for (var list : List.of("CHATS", "LOCAL_SESSIONS")) {
      assertThat(observed(list + "_PAST_PERIOD", soon).standing()).isEqualTo(Standing.UNBROKEN);
    }
    var chat = simulator.tenant().all("chat").getFirst();
    assertThat(chat.created).isBetween(NEW_YEAR, soon);
  }

  /** Of a promise about deleted data, an account that keeps its chats for ever breaks nothing. */
  @Test
  void an_old_chat_without_a_period_in_force_breaks_nothing() {
    simulator.plant(SandboxPeople.ADA);
    simulator.settingsInForce().retain(MAIN, "{\"all\":{\"type\":\"indefinite\"}}");
    var later = NEW_YEAR.plus(Duration.ofDays(300));
    for (var code :
        List.of(
            "EFFECTIVE_RETENTION",
            "CHATS_PAST_PERIOD",
            "LOCAL_SESSIONS_PAST_PERIOD",
            "REMOTE_SESSIONS_PAST_SIX_YEARS")) {
      assertThat(observed(code, later).standing()).as(code).isEqualTo(Standing.UNBROKEN);
    }
  }

  @Test
  void a_chat_for_which_no_period_is_set_has_no_end_to_be_past() {
    simulator.plant(SandboxPeople.ADA);
    var later = NEW_YEAR.plus(Duration.ofDays(300));
    simulator.settingsInForce().retain(MAIN, "");
    assertThat(observed("CHATS_PAST_PERIOD", later).standing()).isEqualTo(Standing.UNBROKEN);
    simulator.settingsInForce().retain(MAIN, "{\"chat\":{\"type\":\"unheard of\"}}");
    assertThat(observed("CHATS_PAST_PERIOD", later).standing()).isEqualTo(Standing.UNCLEAR);
  }

  /** The contract counts, whatever longer period the settings have, or none that can be seen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"all\":{\"type\":\"indefinite\"}}",
        "{\"all\":{\"type\":\"fixed\",\"duration\":12,\"timescale\":\"month\"}}"
      })
  void a_contract_ends_chats_that_the_settings_keep_for_longer(String periods) {
    simulator.plant(SandboxPeople.ADA);
    simulator.settingsInForce().retain(MAIN, periods);
    var sixty = Duration.ofDays(60);
    assertThat(chats(new Contract(sixty, true), sixty.plusDays(1)).standing())
        .isEqualTo(Standing.UNBROKEN);
    assertThat(chats(new Contract(sixty, true), sixty.plusDays(4)))
        .extracting(Observation::standing, Observation::value)
        .containsExactly(
            Standing.NOT_AS_PROMISED, "something is listed for longer than the contract says");
    assertThat(chats(new Contract(sixty, false), sixty.plusDays(4)).standing())
        .as("of what was deleted, an old chat breaks nothing")
        .isNotEqualTo(Standing.NOT_AS_PROMISED);
  }

  private Observation chats(Contract contract, Duration age) {
    return byContract(contract, NEW_YEAR.plus(age), "CHATS_PAST_PERIOD");
  }

  private Observation byContract(Contract contract, Instant now, String code) {
    var promised =
        new Promised(Optional.of(contract.kept()), Optional.of(contract), Optional.empty(), now);
    return checks.observe(connection(), promised).stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_period_longer_than_a_contract_that_counts_from_the_last_use_is_not_as_promised() {
    simulator.settingsInForce().retain(MAIN, "{\"all\":" + fixed(90, "day") + "}");
    var sixty = Duration.ofDays(60);
    assertThat(byContract(new Contract(sixty, true), NEW_YEAR, "EFFECTIVE_RETENTION").standing())
        .isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(byContract(new Contract(sixty, false), NEW_YEAR, "EFFECTIVE_RETENTION").standing())
        .isEqualTo(Standing.UNBROKEN);
  }

  @Test
  void an_organization_without_local_sessions_leaves_their_age_unclear() {
    simulator.sessions().withholdLocal();
    assertThat(observed("LOCAL_SESSIONS_PAST_PERIOD", NEW_YEAR).standing())
        .isEqualTo(Standing.UNCLEAR);
  }

  // --- rights

  @Test
  void keys_are_listed_with_those_that_see_the_settings_at_the_end_and_go_by_hand() {
    var rights = access.list(connection());
    assertThat(rights).hasSize(3).allMatch(right -> right.kind().equals("compliance_api_key"));
    assertThat(rights.getFirst().id()).contains("delete");
    for (var right : rights) {
      assertThat(access.revoke(connection(), right))
          .isEqualTo(new Revocation.ByHand("REVOKE_COMPLIANCE_KEY"));
    }
    simulator.byHand(new VendorObject(rights.getFirst().kind(), rights.getFirst().id()));
    assertThat(access.list(connection())).doesNotContain(rights.getFirst());
    assertThat(access.revoke(connection(), rights.getFirst()))
        .isEqualTo(new Revocation.AlreadyGone());
    assertThat(access.probe(connection()))
        .isEqualTo(Map.of("deleteKey", Probe.REFUSED, "accessKey", Probe.OPEN));
  }

  @Test
  void a_key_that_may_only_delete_is_still_open() {
    var deleting =
        connection(Map.of("accessKey", simulator.credentials().get("deleteKey")), Map.of());
    assertThat(access.probe(deleting)).isEqualTo(Map.of("accessKey", Probe.OPEN));
  }

  @Test
  void where_the_settings_are_withheld_the_credentials_stand_for_themselves() {
    simulator.settingsInForce().enabled = false;
    var rights = access.list(connection());
    assertThat(rights)
        .containsExactly(
            new AccessRight("compliance_api_key", "deleteKey", "", true),
            new AccessRight("compliance_api_key", "accessKey", "", true));
    for (var right : rights) {
      assertThat(access.revoke(connection(), right)).isInstanceOf(Revocation.ByHand.class);
      simulator.byHand(new VendorObject(right.kind(), right.id()));
    }
    assertThat(access.probe(connection()))
        .isEqualTo(Map.of("deleteKey", Probe.REFUSED, "accessKey", Probe.REFUSED));
    simulator.reset();
    assertThat(access.probe(connection()).values()).containsOnly(Probe.OPEN);
  }

  // --- inventory

  private List<VendorObject> walk(
      VendorConnection connection, Consumer<List<VendorObject>> eachPage) {
    var all = new ArrayList<VendorObject>();
    var cursor = "";
    do {
      var page = inventory.page(connection, cursor);
      all.addAll(page.objects());
      eachPage.accept(page.objects());
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  private SimulatedUser user(String organization) {
    return simulator.tenant().join("u", "u@example.com", "U", organization);
  }

  @Test
  void ten_thousand_chats_come_in_pages() {
    var user = user(MAIN);
    for (int i = 0; i < 10_000; i++) {
      simulator.tenant().make("chat", user);
    }
    var page = inventory.page(connection(), "");
    int chats = page.objects().size();
    for (int pages = 1; chats < 10_000; pages++) {
      assertThat(pages).isLessThan(11);
      page = inventory.page(connection(), page.next());
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(1_000);
      chats += page.objects().size();
    }
    assertThat(chats).isEqualTo(10_000);
  }

  /** A vendor that counts rows would pass over as many as are missing in the middle. */
  @Test
  void a_page_whose_ends_stayed_and_whose_middle_was_erased_is_read_anew() {
    var user = user(MAIN);
    for (int i = 0; i < 2_300; i++) {
      simulator.tenant().make("chat", user);
    }
    var page = inventory.page(connection(), "");
    new ClaudeEnterpriseAdapter().erase(connection(), page.objects().get(500));
    var next = inventory.page(connection(), page.next());
    assertThat(next.objects().getFirst()).isEqualTo(page.objects().getFirst());
  }

  @Test
  void code_artifacts_that_are_numbered_anew_after_each_erase_are_all_named() {
    var user = user(MAIN);
    for (int i = 0; i < 350; i++) {
      simulator.tenant().make("code_artifact", user);
    }
    var named =
        walk(
            connection(),
            page ->
                page.forEach(object -> new ClaudeEnterpriseAdapter().erase(connection(), object)));
    assertThat(named).hasSize(350).doesNotHaveDuplicates();
  }

  @Test
  void a_file_of_two_chats_stands_after_both_of_them() {
    simulator.plant(SandboxPeople.ADA);
    var file = simulator.tenant().all("file").getFirst();
    var second = simulator.tenant().make("chat", file.user);
    var message = new SimulatedMessage("msg_second", "user", "Again");
    message.files.add(file.id);
    second.messages.add(message);
    file.chats.add(second.id);
    assertThat(walk(connection(), page -> {}).stream().filter(o -> o.id().equals(file.id)))
        .extracting(VendorObject::parent)
        .containsExactlyElementsOf(file.chats);
  }

  @Test
  void one_organization_may_be_set_and_the_others_are_not_listed() {
    simulator.plant(SandboxPeople.ADA);
    simulator.tenant().make("project", user(SimulatedTenant.SUBSIDIARY));
    var one =
        connection(simulator.credentials(), Map.of("organization", SimulatedTenant.SUBSIDIARY));
    assertThat(walk(one, page -> {}))
        .singleElement()
        .extracting(VendorObject::kind)
        .isEqualTo("project");
  }

  @Test
  void an_organization_without_local_sessions_has_a_whole_inventory() {
    simulator.plant(SandboxPeople.ADA);
    simulator.sessions().withholdLocal();
    assertThat(walk(connection(), page -> {}).stream().map(VendorObject::kind))
        .contains("remote_session")
        .doesNotContain("local_session");
  }
}
