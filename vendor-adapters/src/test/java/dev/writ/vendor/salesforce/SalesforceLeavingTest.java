package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills, lists of everything, access and promises at Salesforce. */
class SalesforceLeavingTest {
  private static final SyntheticPerson DRILL =
      new SyntheticPerson("drill0123456789abcdefghi", "example.com");

  private SalesforceBench bench;
  private SalesforceAdapter adapter;

  @BeforeEach
  void start() {
    bench = new SalesforceBench(SandboxPeople.ADA, SandboxJournal.none());
    adapter = bench.adapter;
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  private VendorConnection connection(Map<String, String> settings) {
    var all = new HashMap<>(bench.simulator.settings());
    all.putAll(settings);
    var usual = bench.connection();
    return new VendorConnection(usual.baseUrl(), usual.credentials(), all);
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  // --- drills

  private List<VendorObject> plant(VendorConnection connection) {
    var planted = new ArrayList<VendorObject>();
    adapter.planter().orElseThrow().plant(connection, DRILL, planted::add);
    return planted;
  }

  private List<VendorObject> strays() {
    return adapter.planter().orElseThrow().strays(bench.connection(), DRILL);
  }

  @Test
  void a_drill_makes_what_the_settings_have_searched_and_its_address_finds_it() {
    var planted = plant(bench.connection());
    assertThat(planted)
        .extracting(VendorObject::kind)
        .containsExactly("contact", "crm_individual", "related_record", "related_record", "lead");
    assertThat(adapter.locate(bench.connection(), DRILL.subject(List.of())).objects())
        .containsExactlyInAnyOrderElementsOf(planted);
  }

  @Test
  void without_such_settings_it_makes_a_contact_and_a_lead() {
    var alone =
        connection(Map.of("data360", "false", "crmIndividual", "false", "relatedFields", ""));
    assertThat(plant(alone)).extracting(VendorObject::kind).containsExactly("contact", "lead");
    assertThat(adapter.locate(alone, DRILL.subject(List.of())).objects()).hasSize(2);
  }

  @Test
  void a_drill_is_erased_as_any_person_is() {
    for (var object :
        adapter.locate(bench.connection(), DRILL.subject(plant(bench.connection()))).objects()) {
      assertThat(bench.erase(object)).isInstanceOf(Erasure.Claimed.class);
      assertThat(adapter.read(bench.connection(), object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(strays()).isEmpty();
  }

  @Test
  void a_record_that_no_contact_leads_to_any_more_is_found_by_its_marker() {
    var planted = plant(bench.connection());
    bench.erase(planted.getFirst());
    assertThat(strays()).containsExactlyInAnyOrderElementsOf(planted.subList(1, planted.size()));
  }

  // --- everything

  private List<VendorObject> inventory(boolean erasing) {
    var all = new ArrayList<VendorObject>();
    var cursor = "";
    do {
      var page = adapter.inventory().orElseThrow().page(bench.connection(), cursor);
      assertThat(page.objects().size()).isBetween(0, 200);
      all.addAll(page.objects());
      if (erasing) {
        for (var object : page.objects()) {
          if (bench.erase(object) instanceof Erasure.ByHand) {
            bench.simulator.byHand(object);
          }
        }
      }
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  @Test
  void ten_thousand_records_are_no_trouble() {
    for (int i = 0; i < 10_000; i++) {
      bench.simulator.record("Contact", "003Z%011dAAA".formatted(i), Map.of("LastName", "N" + i));
    }
    var all = inventory(false);
    assertThat(all.stream().filter(object -> object.kind().equals("contact"))).hasSize(10_001);
    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
  }

  @Test
  void nothing_is_passed_over_while_what_was_listed_is_erased() {
    for (int i = 0; i < 250; i++) {
      bench.simulator.record("Lead", "00QZ%011dAAA".formatted(i), Map.of("LastName", "N" + i));
    }
    assertThat(inventory(true)).hasSize(250 + SandboxPeople.ADA.objects());
    assertThat(inventory(false)).isEmpty();
  }

  @Test
  void what_lies_in_the_recycle_bin_is_listed_because_it_can_be_restored() {
    var id = "00QBIN000000001AAA";
    bench.simulator.record("Lead", id, Map.of("LastName", "N")).state =
        SimulatedRecord.State.IN_BIN;
    assertThat(inventory(false)).contains(new VendorObject("lead", id));
  }

  @Test
  void a_cursor_that_is_none_of_ours_is_rejected_without_a_call() {
    for (var cursor : List.of("x", "nothing/:1", "contact/Contact:' OR Id != '")) {
      assertThat(
              failure(() -> adapter.inventory().orElseThrow().page(bench.connection(), cursor))
                  .kind())
          .isEqualTo(Kind.REJECTED);
    }
    assertThat(bench.requests).isEmpty();
  }

  // --- access

  private static final Map<String, Probe> OPEN =
      Map.of("clientId", Probe.OPEN, "username", Probe.OPEN, "privateKey", Probe.OPEN);
  private static final Map<String, Probe> REFUSED =
      Map.of("clientId", Probe.REFUSED, "username", Probe.REFUSED, "privateKey", Probe.REFUSED);

  @Test
  void the_token_is_revoked_by_a_call_and_the_app_is_a_humans_to_remove() {
    var access = adapter.access().orElseThrow();
    var app = access.list(bench.connection()).getLast();
    assertThat(app.own()).isTrue();
    assertThat(access.revoke(bench.connection(), app))
        .isEqualTo(new Revocation.ByHand(SalesforceDescriptor.ACCESS_WORK));
    var revoked =
        bench.requests.stream().filter(r -> r.path().equals("/services/oauth2/revoke")).toList();
    assertThat(revoked).hasSize(1);
    assertThat(bench.simulator.answer(revoked.getFirst(), Set.of()).status()).isEqualTo(400);
    assertThat(access.probe(bench.connection())).isEqualTo(OPEN);

    bench.simulator.byHand(new VendorObject(app.kind(), app.id()));
    assertThat(access.probe(bench.connection())).isEqualTo(REFUSED);
    assertThat(access.revoke(bench.connection(), app)).isInstanceOf(Revocation.AlreadyGone.class);
    assertThat(failure(() -> adapter.check(bench.connection())).kind())
        .isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure(() -> inventory(false)).kind()).isEqualTo(Kind.AUTHENTICATION);
    bench.simulator.reset();
    assertThat(access.probe(bench.connection())).isEqualTo(OPEN);
  }

  @Test
  void a_token_that_outlives_its_app_is_seen_by_the_probe() {
    var access = adapter.access().orElseThrow();
    access.list(bench.connection());
    bench.simulator.closeSignIn();
    assertThat(access.probe(bench.connection())).isEqualTo(OPEN);
  }

  @Test
  void a_revocation_that_did_nothing_leaves_the_token_open() {
    bench.sandbox.misbehave("salesforce", Set.of(Misbehaviour.KEEPS_DATA));
    var access = adapter.access().orElseThrow();
    access.revoke(bench.connection(), access.list(bench.connection()).getFirst());
    var revoked =
        bench.requests.stream()
            .filter(r -> r.path().equals("/services/oauth2/revoke"))
            .findFirst()
            .orElseThrow();
    assertThat(bench.simulator.answer(revoked, Set.of()).status()).isEqualTo(200);
  }

  @Test
  void a_right_of_another_kind_is_rejected_without_a_call() {
    var right = new AccessRight("user", "own", "", false);
    assertThat(
            failure(() -> adapter.access().orElseThrow().revoke(bench.connection(), right)).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(bench.requests).isEmpty();
  }

  // --- promises

  private Observation observe(Map<String, String> settings, int days, Contract... contract) {
    return adapter
        .claimChecks()
        .orElseThrow()
        .observe(
            connection(settings),
            new Promised(
                Optional.of(Duration.ofDays(days)),
                Stream.of(contract).findFirst(),
                Optional.empty(),
                Instant.parse("2026-03-01T00:00:00Z")))
        .getFirst();
  }

  @Test
  void the_oldest_audit_row_is_held_against_a_contract_that_counts_from_the_last_use() {
    var month = new Contract(Duration.ofDays(30), true);
    assertThat(observe(Map.of(), 30, month).standing()).isEqualTo(Standing.NOT_AS_PROMISED);
    assertThat(observe(Map.of(), 90, new Contract(Duration.ofDays(90), true)).standing())
        .isEqualTo(Standing.UNBROKEN);
    assertThat(observe(Map.of(), 55, new Contract(Duration.ofDays(55), true)).standing())
        .as("the oldest is of 4 January: a day late is within some days' grace")
        .isEqualTo(Standing.UNBROKEN);
    assertThat(observe(Map.of("data360", "false"), 30, month).standing())
        .isEqualTo(Standing.UNCLEAR);
    bench.simulator.switches().missingTable = SimulatedPlanting.REQUEST;
    assertThat(observe(Map.of(), 30, month).standing()).isEqualTo(Standing.UNCLEAR);
  }

  /** No document says how long audit rows are kept, whichever of the others apply. */
  @Test
  void no_documented_period_is_about_audit_rows() {
    for (var claim : adapter.descriptor().claims()) {
      if (claim.promise() == Promise.RETENTION) {
        int days = (int) Duration.parse(claim.value()).toDays();
        assertThat(observe(Map.of(), days))
            .as(claim.appliesTo())
            .extracting(Observation::standing, Observation::value)
            .containsExactly(Standing.UNBROKEN, "nothing known ends audit rows");
      }
    }
    var ofDeleted = new Contract(Duration.ofDays(15), false);
    assertThat(observe(Map.of(), 15, ofDeleted).standing()).isEqualTo(Standing.UNBROKEN);
  }
}
