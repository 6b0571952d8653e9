package dev.writ.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.hubspot.HubSpotWire.AssociationType;
import dev.writ.vendor.hubspot.HubSpotWire.NewAssociation;
import dev.writ.vendor.hubspot.HubSpotWire.NewRecord;
import dev.writ.vendor.hubspot.HubSpotWire.To;
import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills, lists of everything, access and promises at HubSpot. */
class HubSpotLeavingTest {
  private static final SyntheticPerson DRILL =
      new SyntheticPerson("drill0123456789abcdefghi", "example.com");
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final int KINDS_MADE = 8;

  private final HubSpotAdapter adapter = new HubSpotAdapter();
  private final HubSpotSimulator simulator = new HubSpotSimulator();
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = SharedServer.host(simulator);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private VendorConnection connection(Map<String, String> settings) {
    return with(simulator.credentials().get("accessToken"), settings);
  }

  private VendorConnection connection() {
    return connection(Map.of());
  }

  private VendorConnection with(String token, Map<String, String> settings) {
    return new VendorConnection(
        sandbox.baseUrl("hubspot"), Map.of("accessToken", new Secret(token)), settings);
  }

  private SimulatedResponse ask(String method, String path, Object body) {
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
            VendorHttp.JSON.writeValueAsBytes(body)),
        Set.of());
  }

  private static SandboxPerson person(String key, int objects) {
    return new SandboxPerson(
        key, "Many Things", List.of(key + "@example.com"), Set.of("*"), objects);
  }

  // --- drills

  private List<VendorObject> plant() {
    var planted = new ArrayList<VendorObject>();
    adapter.planter().orElseThrow().plant(connection(), DRILL, planted::add);
    return planted;
  }

  private VendorConnection binLeftAlone() {
    return connection(Map.of("emptyBin", "false"));
  }

  private List<VendorObject> strays() {
    return adapter.planter().orElseThrow().strays(connection(), DRILL);
  }

  @Test
  void a_drill_makes_every_kind_that_can_be_made_and_a_search_finds_it_by_its_address() {
    var planted = plant();
    assertThat(planted)
        .extracting(VendorObject::kind)
        .containsExactlyInAnyOrderElementsOf(adapter.planter().orElseThrow().kinds())
        .hasSize(KINDS_MADE);
    assertThat(adapter.locate(binLeftAlone(), DRILL.subject(List.of())).objects())
        .containsExactlyInAnyOrderElementsOf(planted)
        .last()
        .extracting(VendorObject::kind)
        .isEqualTo("contact");
  }

  @Test
  void a_drill_is_erased_as_any_person_is() {
    var located = adapter.locate(binLeftAlone(), DRILL.subject(plant())).objects();
    for (var object : located) {
      assertThat(adapter.erase(connection(), object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(connection(), object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(strays()).isEmpty();
  }

  @Test
  void a_second_planting_takes_the_contact_that_is_there_and_makes_further_records() {
    var first = plant();
    var second = plant();
    assertThat(second.getFirst()).isEqualTo(first.getFirst());
    assertThat(second.subList(1, KINDS_MADE)).doesNotContainAnyElementsOf(first);
    assertThat(strays()).hasSize(2 * KINDS_MADE - 1);
  }

  @Test
  void each_object_is_told_of_before_the_next_is_asked_for() {
    var seen = new ArrayList<Integer>();
    adapter.planter().orElseThrow().plant(connection(), DRILL, object -> seen.add(strays().size()));
    assertThat(seen).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void a_record_that_no_contact_leads_to_any_more_is_found_by_its_marker() {
    var planted = plant();
    adapter.erase(connection(), planted.getFirst());
    assertThat(adapter.locate(connection(), DRILL.subject(List.of())).objects()).isEmpty();
    assertThat(strays())
        .extracting(VendorObject::id)
        .containsExactlyInAnyOrderElementsOf(
            planted.stream().skip(1).map(VendorObject::id).toList());
  }

  /** The company's own automations may hang anything on a new contact. */
  @Test
  void what_hangs_on_the_contact_without_the_marker_is_somebody_elses() {
    var contact = plant().getFirst();
    var association =
        new NewAssociation(
            new To(contact.id()), List.of(new AssociationType("HUBSPOT_DEFINED", 202)));
    var note =
        HubSpotAdapter.api(connection())
            .create(
                "notes",
                new NewRecord(
                    Map.of("hs_timestamp", "2026-01-01T00:00:00Z", "hs_note_body", "Ada called"),
                    List.of(association)))
            .id();
    assertThat(adapter.locate(connection(), DRILL.subject(List.of())).objects())
        .extracting(VendorObject::id)
        .contains(note);
    assertThat(strays()).hasSize(KINDS_MADE).extracting(VendorObject::id).doesNotContain(note);
  }

  @Test
  void nobody_elses_things_are_strays() {
    simulator.plant(ADA);
    plant();
    var other = new SyntheticPerson("drill0123456789abcdefghj", "example.com");
    assertThat(adapter.planter().orElseThrow().strays(connection(), other)).isEmpty();
  }

  // --- everything

  private List<VendorObject> inventory(Map<String, String> settings, boolean erasing) {
    var all = new ArrayList<VendorObject>();
    var cursor = "";
    do {
      var page = adapter.inventory().orElseThrow().page(connection(settings), cursor);
      assertThat(page.objects().size()).isBetween(0, 100);
      all.addAll(page.objects());
      if (erasing) {
        page.objects().forEach(object -> adapter.erase(connection(settings), object));
      }
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  @Test
  void everything_is_listed_once_and_in_erase_order() {
    simulator.plant(person("one", 25));
    simulator.plant(person("two", 25));
    var all = inventory(Map.of(), false);
    assertThat(all).hasSize(50).doesNotHaveDuplicates();
    var order = adapter.descriptor().surfaces().stream().map(surface -> surface.kind()).toList();
    assertThat(all.stream().map(object -> order.indexOf(object.kind())).toList()).isSorted();
    assertThat(all).allMatch(adapter::accepts);
  }

  @Test
  void ten_thousand_objects_are_no_trouble() {
    for (int i = 0; i < 4; i++) {
      simulator.plant(person("many" + i, 2_600));
    }
    assertThat(new HashSet<>(inventory(Map.of(), false))).hasSize(10_400);
  }

  @Test
  void nothing_is_passed_over_while_what_was_listed_is_erased() {
    simulator.plant(person("many", 900));
    assertThat(new HashSet<>(inventory(Map.of(), true))).hasSize(900);
    assertThat(inventory(Map.of(), false)).isEmpty();
    assertThat(simulator.held(person("many", 900))).isZero();
  }

  @Test
  void attached_files_come_before_everything_and_only_where_the_setting_says_so() {
    simulator.plant(ADA);
    simulator.plantFile(ADA);
    assertThat(inventory(Map.of(), false)).noneMatch(object -> object.kind().equals("file"));
    var all = inventory(Map.of("eraseAttachments", "true"), false);
    assertThat(all.getFirst().kind()).isEqualTo("file");
    assertThat(all.stream().filter(object -> object.kind().equals("file"))).hasSize(1);
  }

  @Test
  void contacts_in_the_recycle_bin_are_listed_last_until_they_are_permanently_deleted() {
    simulator.plant(ADA);
    var contact = inventory(Map.of(), false).getLast();
    ask("DELETE", "/crm/v3/objects/contacts/" + contact.id(), Map.of());
    assertThat(inventory(Map.of(), false)).endsWith(contact);
    adapter.erase(connection(), contact);
    assertThat(inventory(Map.of(), false)).doesNotContain(contact);
  }

  @Test
  void what_a_lying_account_keeps_is_listed_again() {
    simulator.plant(ADA);
    sandbox.misbehave("hubspot", Set.of(Misbehaviour.KEEPS_DATA));
    var all = inventory(Map.of(), true);
    assertThat(inventory(Map.of(), false)).isEqualTo(all).isNotEmpty();
  }

  @Test
  void a_cursor_that_is_none_of_ours_is_rejected_without_a_call() {
    for (var cursor : List.of("x", "nothing:1", "contact: 1")) {
      assertThat(failure(() -> adapter.inventory().orElseThrow().page(connection(), cursor)).kind())
          .isEqualTo(Kind.REJECTED);
    }
    assertThat(sandbox.calls("hubspot")).isZero();
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  // --- access

  @Test
  void an_app_uninstalls_itself_and_its_token_opens_nothing_from_then_on() {
    var access = adapter.access().orElseThrow();
    assertThat(access.probe(connection())).isEqualTo(Map.of("accessToken", Probe.OPEN));
    var right = access.list(connection()).getLast();
    assertThat(right.own()).isTrue();
    assertThat(access.revoke(connection(), right)).isInstanceOf(Revocation.Revoked.class);
    assertThat(access.probe(connection())).isEqualTo(Map.of("accessToken", Probe.REFUSED));
    assertThat(access.revoke(connection(), right)).isInstanceOf(Revocation.AlreadyGone.class);
    assertThat(failure(() -> adapter.check(connection())).status()).isEqualTo(401);
    assertThat(failure(() -> inventory(Map.of(), false)).status()).isEqualTo(401);
    simulator.reset();
    assertThat(access.probe(connection())).isEqualTo(Map.of("accessToken", Probe.OPEN));
  }

  @Test
  void an_uninstall_that_did_nothing_is_seen_by_the_probe() {
    var access = adapter.access().orElseThrow();
    sandbox.misbehave("hubspot", Set.of(Misbehaviour.KEEPS_DATA));
    access.revoke(connection(), access.list(connection()).getFirst());
    assertThat(access.probe(connection())).isEqualTo(Map.of("accessToken", Probe.OPEN));
  }

  @Test
  void a_private_apps_token_is_taken_away_by_hand() {
    var access = adapter.access().orElseThrow();
    var right = new AccessRight(HubSpotAccess.KEY, "123", "", true);
    assertThat(access.revoke(with("pat-eu1-x", Map.of()), right))
        .isEqualTo(new Revocation.ByHand(HubSpotDescriptor.ACCESS_WORK));
    assertThat(sandbox.calls("hubspot")).isZero();
    assertThat(adapter.descriptor().findManual(HubSpotDescriptor.ACCESS_WORK)).isPresent();
  }

  @Test
  void a_token_that_is_no_ones_is_refused_and_cannot_list() {
    var access = adapter.access().orElseThrow();
    var nobody = with("pat-eu1-x", Map.of());
    assertThat(access.probe(nobody)).isEqualTo(Map.of("accessToken", Probe.REFUSED));
    assertThat(failure(() -> access.list(nobody)).kind()).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void a_right_of_another_kind_is_rejected() {
    var right = new AccessRight("user", "1", "", false);
    assertThat(failure(() -> adapter.access().orElseThrow().revoke(connection(), right)).kind())
        .isEqualTo(Kind.REJECTED);
  }

  @Test
  void the_dated_families_of_paths_uninstall_too() {
    for (var version : List.of("2026-03", "2026-09")) {
      simulator.reset();
      var connection = connection(Map.of("apiVersion", version));
      var access = adapter.access().orElseThrow();
      var right = access.list(connection).getFirst();
      assertThat(access.revoke(connection, right)).isInstanceOf(Revocation.Revoked.class);
    }
  }

  // --- promises

  private List<Observation> observe(Optional<Duration> retention, Optional<String> region) {
    return adapter
        .claimChecks()
        .orElseThrow()
        .observe(
            connection(), new Promised(retention, region, Instant.parse("2026-06-01T00:00:00Z")));
  }

  @Test
  void the_data_hosting_location_is_held_against_the_promised_region() {
    assertThat(observe(Optional.empty(), Optional.of("EU1")).getFirst())
        .extracting(Observation::standing, Observation::value)
        .containsExactly(Standing.AS_PROMISED, "eu1");
    assertThat(observe(Optional.empty(), Optional.of("na1")).getFirst().standing())
        .isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(observe(Optional.empty(), Optional.empty()).getFirst().standing())
        .isEqualTo(Standing.UNCLEAR);
  }

  @Test
  void archived_records_are_held_against_the_promised_retention() {
    simulator.plant(ADA);
    var ninety = Optional.of(Duration.ofDays(90));
    assertThat(observe(ninety, Optional.empty()).getLast().standing())
        .as("that nothing is there measures nothing")
        .isEqualTo(Standing.UNBROKEN);
    var note = inventory(Map.of(), false).getFirst();
    adapter.erase(connection(), note);
    assertThat(observe(ninety, Optional.empty()).getLast())
        .extracting(Observation::standing, Observation::value)
        .containsExactly(
            Standing.NOT_AS_PROMISED, "archived longer ago than promised and still listed: note");
    assertThat(observe(Optional.of(Duration.ofDays(365)), Optional.empty()).getLast().standing())
        .isEqualTo(Standing.UNBROKEN);
    assertThat(observe(Optional.empty(), Optional.empty()).getLast().standing())
        .isEqualTo(Standing.UNCLEAR);
  }

  /** The bin's 90 days are documented of every kind; the shorter periods speak of other things. */
  @Test
  void an_archived_record_within_the_bins_days_breaks_no_documented_period_but_a_contract() {
    simulator.plant(ADA);
    adapter.erase(connection(), inventory(Map.of(), false).getFirst());
    var soon = Instant.parse("2026-03-02T00:00:00Z");
    var month = Duration.ofDays(30);
    var documented = new Promised(Optional.of(month), Optional.empty(), soon);
    assertThat(archived(documented).standing()).isEqualTo(Standing.UNBROKEN);
    var agreed = Optional.of(new Contract(month, false));
    var contract = new Promised(Optional.of(month), agreed, Optional.empty(), soon);
    assertThat(archived(contract).standing()).isEqualTo(Standing.NOT_AS_PROMISED);
    var days = Instant.parse("2026-02-01T12:00:00Z");
    assertThat(
            archived(new Promised(Optional.of(month), agreed, Optional.empty(), days)).standing())
        .as("a day late is within some days' grace")
        .isEqualTo(Standing.UNBROKEN);
  }

  private Observation archived(Promised promised) {
    return adapter.claimChecks().orElseThrow().observe(connection(), promised).getLast();
  }
}
