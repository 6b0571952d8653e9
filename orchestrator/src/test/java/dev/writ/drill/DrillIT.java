package dev.writ.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.Connection.State;
import dev.writ.connection.ConnectionService;
import dev.writ.drill.DrillObjects.Origin;
import dev.writ.leg.Lease;
import dev.writ.leg.LeaseLost;
import dev.writ.lifecycle.DrillState;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.mirage.MirageAccount;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.Problem;
import dev.writ.web.RunningWrit;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Drills at a vendor that lies on demand, in moved time; and one at the running service. */
class DrillIT {
  private final DrillField field = new DrillField();
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    field.close();
  }

  @Test
  void an_honest_vendor_passes_and_nothing_is_left() {
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.PASSED);
    assertThat(drill.claimed()).contains(Duration.ofDays(30));
    assertThat(drill.absence().orElseThrow()).isLessThan(Duration.ofMinutes(1));
    assertThat(drill.endedAt().orElseThrow())
        .isAfter(drill.absentAt().orElseThrow().plus(DrillField.WATCH.getLast()));
    assertThat(field.planted(drill)).hasSize(3).allMatch(held -> held.absence().isPresent());
    assertThat(field.vendor.present()).isEmpty();
    assertThat(findings()).isEmpty();
    assertThat(told()).containsExactly(true);
    assertThat(
            RunningWrit.bean(MeterRegistry.class)
                .get("writ.drill.absence")
                .tag("vendor", "mirage")
                .timer()
                .count())
        .isPositive();
  }

  @Test
  void the_marker_stands_sealed_in_the_record_before_the_vendor_is_called() {
    var drill = field.open();
    var marker = field.record.marker(drill.id());
    assertThat(marker).matches("drill[a-z0-9]{19}");
    assertThat(field.vendor.calls()).isZero();
    field.toTheEnd(drill);
    for (var table : List.of("drill", "drill_object", "drill_look", "evidence", "finding")) {
      var rows = sql.sql("select t::text from " + table + " t").query(String.class).list();
      assertThat(rows).noneMatch(row -> row.contains(marker) || row.contains("card_1"));
    }
    var other = field.open();
    assertThat(field.record.marker(other.id())).isNotEqualTo(marker);
  }

  @Test
  void a_vendor_that_claims_30_days_and_keeps_40_is_caught_and_measured() {
    field.vendor.keeps = Duration.ofDays(40);
    var drill = field.until(field.open(), DrillState.CLEANING);
    assertThat(drill.failure()).contains(DrillFailure.LATE);
    assertThat(Duration.between(drill.erasedAt().orElseThrow(), drill.cleaningAt().orElseThrow()))
        .isBetween(Duration.ofDays(31), Duration.ofDays(31).plusSeconds(1));
    assertThat(findings()).containsExactly("DRILL_LATE HIGH");
    assertThat(told()).containsExactly(false);
    drill = field.toTheEnd(drill);
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.absence().orElseThrow())
        .isBetween(Duration.ofDays(40), Duration.ofDays(41).plusSeconds(1));
    assertThat(drill.leftovers()).isZero();
    assertThat(field.vendor.present()).isEmpty();
  }

  @Test
  void a_vendor_that_says_deleted_and_keeps_is_caught_and_what_stays_is_counted() {
    field.vendor.keeps = Duration.ofDays(10_000);
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.failure()).contains(DrillFailure.LATE);
    assertThat(drill.leftovers()).isEqualTo(3);
    assertThat(findings()).containsExactly("DRILL_LATE HIGH", "DRILL_LEFTOVER MEDIUM");
    assertThat(drill.absence()).isEmpty();
  }

  @ParameterizedTest(name = "under a new id: {0}")
  @ValueSource(booleans = {false, true})
  void a_vendor_that_restores_from_backup_after_a_week_is_caught_and_erased_again(boolean newId) {
    field.vendor.restoresAfter = Duration.ofDays(7);
    field.vendor.underNewId = newId;
    var drill = field.until(field.open(), DrillState.CLEANING);
    assertThat(drill.failure()).contains(DrillFailure.RESURRECTED);
    assertThat(drill.resurrections()).isEqualTo(3);
    assertThat(field.vendor.present()).hasSize(3);
    assertThat(findings()).containsExactly("DRILL_RESURRECTED HIGH");
    drill = field.toTheEnd(drill);
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(field.vendor.present()).isEmpty();
    assertThat(drill.leftovers()).isZero();
    assertThat(told()).containsExactly(false);
  }

  @Test
  void what_a_search_shows_of_another_person_is_never_erased() {
    var other = field.vendor.make("card", "", "somebody-else");
    field.vendor.make("note", other.id(), "somebody-else");
    field.vendor.strangers.add(other);
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.PASSED);
    assertThat(field.vendor.eraseCalls).hasSize(3).doesNotContain(other);
    assertThat(field.vendor.present()).hasSize(2).contains(other);
    assertThat(field.looks.of(drill.id())).anyMatch(look -> look.strangers() == 1);
    assertThat(findings()).containsExactly("DRILL_STRANGERS MEDIUM");
  }

  @Test
  void an_intent_for_an_object_that_is_no_row_of_the_drill_is_refused() {
    var drill = field.until(field.open(), DrillState.WATCHING);
    var holder = UUID.randomUUID();
    var lease = new Lease(sql, "drill");
    assertThat(lease.take(drill.id(), holder)).isEmpty();
    try (var elsewhere = new DrillField()) {
      var other = elsewhere.until(elsewhere.open(), DrillState.WATCHING);
      var foreign = elsewhere.planted(other).getFirst().id();
      assertThatThrownBy(
              () -> field.objects.intend(drill.id(), foreign, holder, field.clock.instant()))
          .isInstanceOf(LeaseLost.class);
    } finally {
      lease.release(drill.id(), holder);
    }
  }

  @Test
  void a_person_that_cannot_be_found_fails_the_drill_and_is_cleaned_up() {
    field.vendor.blindSearch = true;
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.failure()).contains(DrillFailure.NOT_FINDABLE);
    assertThat(Duration.between(drill.openedAt(), drill.cleaningAt().orElseThrow()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    assertThat(field.vendor.present()).isEmpty();
    assertThat(findings()).containsExactly("DRILL_NOT_FINDABLE MEDIUM");
    assertThat(told()).containsExactly(false);
  }

  @ParameterizedTest(name = "the call is carried out first: {0}")
  @ValueSource(booleans = {false, true})
  void a_process_killed_at_any_call_leaves_nothing_and_the_drill_still_passes(boolean after) {
    int calls = 0;
    for (int nth = 1; nth == 1 || nth <= calls; nth++) {
      try (var one = new DrillField(List.of(Duration.ofDays(1)))) {
        one.vendor.killAfter = after;
        one.vendor.killAt = nth;
        var drill = one.toTheEnd(one.open());
        assertThat(drill.state()).as("killed at call %d", nth).isEqualTo(DrillState.PASSED);
        assertThat(one.vendor.present()).as("killed at call %d", nth).isEmpty();
        var rows = one.planted(drill);
        var known = rows.stream().map(DrillObjects.Held::object).toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(one.vendor.made());
        assertThat(known).containsAll(one.vendor.eraseCalls);
        if (after && nth <= 3) {
          assertThat(rows).as("killed at call %d", nth).anyMatch(r -> r.origin() == Origin.STRAY);
        }
        calls = nth == 1 ? one.vendor.calls() : calls;
      }
    }
    assertThat(calls).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "PLANTING", "FINDING", "ERASING", "WATCHING"})
  void a_stopped_drill_goes_straight_to_cleaning_up(DrillState state) {
    var drill = field.until(field.open(), state);
    if (state != DrillState.OPENED) {
      field.vendor.killAfter = true;
      field.vendor.killAt = field.vendor.calls() + 2;
      field.step(drill);
    }
    assertThat(field.stop(drill).state()).isEqualTo(DrillState.CLEANING);
    assertThatThrownBy(() -> field.stop(drill)).hasMessageContaining("CLEANING");
    var ended = field.toTheEnd(drill);
    assertThat(ended.state()).isEqualTo(DrillState.STOPPED);
    assertThat(field.vendor.present()).isEmpty();
    assertThat(told()).isEmpty();
    assertThatThrownBy(() -> field.stop(drill)).hasMessageContaining("STOPPED");
  }

  @Test
  void a_vendor_that_refuses_to_be_planted_at_is_not_judged() {
    field.vendor.failsPlanting = true;
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.failure()).contains(DrillFailure.NOT_PLANTED);
    assertThat(findings()).containsExactly("DRILL_NOT_CARRIED_OUT LOW");
    assertThat(told()).isEmpty();
    field.vendor.failsPlanting = false;
    assertThat(field.toTheEnd(field.open()).state()).isEqualTo(DrillState.PASSED);
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_vendor_that_is_silent_for_days_is_waited_for_and_then_given_up_and_cleaned_up_later() {
    var drill = field.until(field.open(), DrillState.WATCHING);
    field.vendor.failing = VendorFailure.Kind.UNAVAILABLE;
    drill = field.until(drill, DrillState.CLEANING);
    assertThat(drill.failure()).contains(DrillFailure.UNREACHABLE);
    assertThat(Duration.between(drill.erasedAt().orElseThrow(), field.clock.instant()))
        .isBetween(Duration.ofDays(3), Duration.ofDays(4));
    field.vendor.failing = null;
    drill = field.toTheEnd(drill);
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.leftovers()).isZero();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_vendor_that_never_answers_again_leaves_a_count_to_be_seen_to() {
    var drill = field.until(field.open(), DrillState.ERASING);
    field.vendor.failing = VendorFailure.Kind.AUTHENTICATION;
    drill = field.toTheEnd(drill);
    assertThat(drill.leftovers()).isEqualTo(3);
    assertThat(findings()).containsExactly("DRILL_LEFTOVER MEDIUM", "DRILL_NOT_CARRIED_OUT LOW");
  }

  @Test
  void an_erase_that_takes_its_time_is_asked_after_and_not_sent_again() {
    field.vendor.slow = true;
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.PASSED);
    assertThat(field.vendor.eraseCalls).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void what_nobody_can_erase_is_a_residual_and_fails_the_drill() {
    field.vendor.impossible = "card";
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(drill.failure()).contains(DrillFailure.NOT_ERASABLE);
    assertThat(drill.leftovers()).isEqualTo(1);
    assertThat(field.planted(drill)).filteredOn(h -> h.residual().isPresent()).hasSize(1);
    assertThat(findings()).containsExactly("DRILL_LEFTOVER MEDIUM", "DRILL_NOT_ERASABLE MEDIUM");
    assertThat(told()).containsExactly(false);
  }

  @Test
  void what_an_account_does_not_store_is_left_out_and_judges_nobody() {
    field.vendor.storesNot.add("note");
    var drill = field.toTheEnd(field.open());
    assertThat(drill.state()).isEqualTo(DrillState.PASSED);
    assertThat(field.objects.unplantable(drill.id())).containsOnlyKeys("note");
  }

  @Test
  void an_account_that_stores_nothing_cannot_be_tried() {
    field.vendor.storesNot.addAll(List.of("note", "card"));
    var drill = field.toTheEnd(field.open());
    assertThat(drill.failure()).contains(DrillFailure.UNPLANTABLE);
    assertThat(findings()).containsExactly("DRILL_NOT_CARRIED_OUT LOW");
    assertThat(told()).isEmpty();
    assertThat(field.vendor.present()).isEmpty();
  }

  @Test
  void a_vendor_that_pleads_to_slow_down_while_it_is_planted_at_is_given_time() {
    var drill = field.until(field.open(), DrillState.PLANTING);
    field.vendor.failing = VendorFailure.Kind.RATE_LIMITED;
    var began = field.clock.instant();
    while (field.clock.instant().isBefore(began.plus(Duration.ofMinutes(20)))) {
      field.step(drill);
    }
    field.vendor.failing = null;
    assertThat(field.toTheEnd(drill).state()).isEqualTo(DrillState.PASSED);
  }

  @Test
  void a_vendors_clock_runs_from_the_erase_that_it_took_and_not_from_one_that_it_turned_away() {
    var drill = field.until(field.open(), DrillState.ERASING);
    field.vendor.failing = VendorFailure.Kind.RATE_LIMITED;
    var began = field.clock.instant();
    while (field.clock.instant().isBefore(began.plus(Duration.ofHours(5)))) {
      field.step(drill);
    }
    field.vendor.failing = null;
    drill = field.toTheEnd(drill);
    assertThat(drill.state()).isEqualTo(DrillState.PASSED);
    assertThat(drill.absence().orElseThrow()).isLessThan(Duration.ofHours(1));
  }

  @Test
  void what_comes_back_as_another_while_it_is_cleaned_up_has_come_back() {
    var drill = field.until(field.open(), DrillState.CLEANING);
    assertThat(drill.failure()).isEmpty();
    field.clock.pass(Duration.ofSeconds(1));
    field.vendor.make("note", "card_1", field.record.marker(drill.id()));
    drill = field.toTheEnd(drill);
    assertThat(drill.failure()).contains(DrillFailure.RESURRECTED);
    assertThat(drill.state()).isEqualTo(DrillState.FAILED);
    assertThat(field.vendor.present()).isEmpty();
  }

  @Test
  void a_vendor_that_is_being_left_is_cleaned_up_at_and_tried_no_more() {
    var drill = field.until(field.open(), DrillState.WATCHING);
    RunningWrit.bean(ConnectionService.class).freeze(field.connection());
    var stopped = field.record.require(drill.id());
    assertThat(stopped.state()).isEqualTo(DrillState.CLEANING);
    assertThat(stopped.stopped()).isTrue();
    assertThat(field.toTheEnd(stopped).state()).isEqualTo(DrillState.STOPPED);
    assertThat(field.vendor.present()).isEmpty();
    RunningWrit.bean(ConnectionService.class).unfreeze(field.connection(), State.ACTIVE);
  }

  @Test
  void one_drill_at_a_time_at_an_active_connection_that_can_be_planted_at() {
    field.open();
    assertThatThrownBy(field::open).isInstanceOf(Problem.class);
    assertThat(post(field.connection()).statusCode()).isEqualTo(409);
    try (var idle = MirageAccount.open()) {
      idle.state("PAUSED");
      assertThat(post(idle.connection()).statusCode()).isEqualTo(409);
    }
    try (var bell = BellAccount.open()) {
      var refused = post(bell.connection());
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(RunningWrit.read(refused).path("detail").asString()).contains("no drill");
      var path = "/v1/connections/" + bell.connection() + "/drill-policy";
      assertThat(RunningWrit.json("PUT", path, "admin", "{\"every\":\"on\"}").statusCode())
          .isEqualTo(422);
    }
  }

  @Test
  void the_engine_carries_a_drill_to_its_end() {
    try (var account = MirageAccount.open()) {
      var opened = post(account.connection());
      assertThat(opened.statusCode()).isEqualTo(201);
      var drill = until(RunningWrit.read(opened), "PASSED");
      assertThat(drill.path("objects")).hasSize(3);
      assertThat(drill.path("timeline").valueStream().map(e -> e.path("event").asString()))
          .containsExactly("OPEN", "PLANT", "PLANTED", "FOUND", "ERASED", "WATCHED", "PASS");
      assertThat(drill.toString()).doesNotContain("card_", "note_");
      assertThat(account.store().present()).isEmpty();
      var list =
          RunningWrit.read(
              RunningWrit.json(
                  "GET",
                  "/v1/connections/" + account.connection() + "/drills?limit=1",
                  "auditor",
                  null));
      assertThat(list.path("items").get(0).path("id")).isEqualTo(drill.path("id"));
      assertThat(list.has("next")).isFalse();
      var months = RunningWrit.read(RunningWrit.json("GET", "/v1/drills", "auditor", null));
      assertThat(months.valueStream())
          .anySatisfy(
              month -> {
                assertThat(month.path("vendor").asString()).isEqualTo("mirage");
                assertThat(month.path("claimedRetention").asString()).isEqualTo("P30D");
                assertThat(month.path("passed").asInt()).isPositive();
                assertThat(month.has("medianAbsence")).isTrue();
              });
    }
  }

  @Test
  void drills_come_round_only_where_an_administrator_has_switched_them_on() {
    var due = RunningWrit.bean(DueDrills.class);
    try (var account = MirageAccount.open()) {
      due.run();
      assertThat(drillsAt(account)).isEmpty();
      var path = "/v1/connections/" + account.connection() + "/drill-policy";
      assertThat(RunningWrit.json("PUT", path, "admin", "{\"every\":\"P7D\"}").statusCode())
          .isEqualTo(200);
      due.run();
      due.run();
      assertThat(drillsAt(account)).hasSize(1);
      assertThat(drillsAt(account).getFirst().openedBy()).isEqualTo("SCHEDULE");
      var drill = drillsAt(account).getFirst();
      until(RunningWrit.read(show(drill.id())), "PASSED");
      due.run();
      assertThat(drillsAt(account)).hasSize(1);
      sql.sql("update drill set ended_at = ended_at - interval '8 days' where id = ?")
          .param(drill.id())
          .update();
      due.run();
      assertThat(drillsAt(account)).hasSize(2);
      assertThat(RunningWrit.json("PUT", path, "admin", "{\"every\":\"off\"}").statusCode())
          .isEqualTo(200);
      var second = drillsAt(account).getFirst();
      RunningWrit.json("POST", "/v1/drills/" + second.id() + "/stop", "admin", null);
    }
  }

  @Test
  void a_list_is_read_on_page_by_page() {
    var ids = new ArrayList<UUID>();
    for (int n = 0; n < 3; n++) {
      ids.addFirst(field.toTheEnd(field.open()).id());
    }
    var base = "/v1/connections/" + field.connection() + "/drills?limit=2";
    var first = RunningWrit.read(RunningWrit.json("GET", base, "officer", null));
    assertThat(first.path("items")).hasSize(2);
    var next = first.path("next").asString();
    assertThat(next).isEqualTo(ids.get(1).toString());
    var second =
        RunningWrit.read(RunningWrit.json("GET", base + "&after=" + next, "officer", null));
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("items").get(0).path("id").asString()).isEqualTo(ids.get(2).toString());
  }

  private List<Drill> drillsAt(MirageAccount account) {
    return field.record.page(account.connection(), null, 10);
  }

  private static HttpResponse<byte[]> post(UUID connection) {
    return RunningWrit.json("POST", "/v1/connections/" + connection + "/drills", "officer", null);
  }

  private static HttpResponse<byte[]> show(UUID drill) {
    return RunningWrit.json("GET", "/v1/drills/" + drill, "auditor", null);
  }

  private static JsonNode until(JsonNode drill, String state) {
    return await()
        .until(
            () -> RunningWrit.read(show(UUID.fromString(drill.path("id").asString()))),
            now -> now.path("state").asString().equals(state));
  }

  private List<String> findings() {
    return sql.sql(
            "select code || ' ' || severity from finding where connection_id = ? and state = 'OPEN'"
                + " and code like 'DRILL%' order by code")
        .param(field.connection())
        .query(String.class)
        .list();
  }

  /** What the vendor's trust was told of drills. */
  private List<Boolean> told() {
    return sql.sql("select passed from trust_trial where connection_id = ? order by seq")
        .param(field.connection())
        .query(Boolean.class)
        .list();
  }
}
