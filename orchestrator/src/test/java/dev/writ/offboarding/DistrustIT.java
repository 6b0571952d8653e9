package dev.writ.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.ConnectionService;
import dev.writ.finding.Findings;
import dev.writ.vendor.quay.Quay.Fault;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Nothing is certified on the word of a vendor that lies, or of ourselves. */
class DistrustIT {
  private final Departure departure = Departure.fromQuay();

  @Test
  void what_the_list_hides_and_the_ledger_knows_is_looked_at_approved_anew_and_erased() {
    departure.holding(2, 0).quay.faults.add(Fault.HIDES_CRATES);
    assertThat(departure.enter("crate", "c00000")).isEqualTo(200);
    departure.open(false, "");
    departure.approveTwice();
    departure.approveWhatGrew();
    departure.until("CERTIFIED");
    assertThat(departure.quay.crates).as("the one that nothing leads to").containsOnly("c00001");
  }

  @Test
  void lists_that_go_in_a_circle_are_not_read_for_ever_and_counted_once() {
    departure.holding(30, 0).quay.faults.add(Fault.GOES_IN_CIRCLES);
    departure.openUnplanned();
    departure.until(now -> now.path("trouble").asString("").equals("MALFORMED_RESPONSE"));
    assertThat(departure.quay.pagesOfCircle.get()).isLessThan(20);
    departure.quay.faults.clear();
    var planned = departure.until(now -> now.has("plan"));
    assertThat(planned.path("plan").path("listed").path("crate").asInt()).isEqualTo(30);
    departure.quay.faults.add(Fault.GOES_IN_CIRCLES);
    departure.approveTwice();
    departure.until(now -> now.path("trouble").asString("").equals("MALFORMED_RESPONSE"));
    departure.quay.faults.clear();
    departure.until("CERTIFIED");
    assertThat(departure.quay.crates).isEmpty();
  }

  @Test
  void lists_that_show_nothing_to_closed_eyes_prove_nothing() {
    departure.holding(2, 1).open(false, "");
    departure.quay.faults.add(Fault.SHOWS_NOTHING);
    departure.approveTwice();
    var stuck = departure.until(DistrustIT::stuck);
    assertThat(stuck.path("trouble").asString()).isEqualTo(Blindness.TROUBLE);
    assertThat(stuck.path("state").asString()).isEqualTo("ERASING");
    assertThat(departure.act("retry", "officer", ", \"leaveBehind\": true")).isEqualTo(200);
    departure.until(DistrustIT::stuck);
    departure.quay.faults.clear();
    assertThat(departure.act("retry", "officer", "")).isEqualTo(200);
    departure.until("CERTIFIED");
  }

  @Test
  void another_connections_key_is_kept_to_look_with_and_finds_what_no_list_shows() {
    var key = "looking-" + UUID.randomUUID();
    departure.holding(1, 2).quay.alsoOpenedBy(key);
    departure.open(false, ", \"verifyWith\": \"" + Departure.connect(key) + "\"");
    departure.quay.atSecondLook(() -> departure.quay.letters.add("l1"));
    departure.approveTwice();
    var breached = departure.until("BREACHED");
    assertThat(departure.quay.keys).as("the others are gone").containsOnly(key);
    assertThat(looks(breached)).contains("DATA ABSENT", "DATA PRESENT");
    departure.quay.letters.clear();
    assertThat(departure.act("retry", "officer", "")).isEqualTo(200);
    departure.until("CERTIFIED");
    assertThat(certificate().path("residuals").toString()).contains("looks afterwards");
  }

  @Test
  void what_a_list_names_for_ever_and_nobody_sees_is_done_by_hand_once_and_certified_so() {
    var key = "looking-" + UUID.randomUUID();
    departure.holding(1, 0).quay.alsoOpenedBy(key);
    departure.quay.foggy.add("f1");
    departure.open(false, ", \"verifyWith\": \"" + Departure.connect(key) + "\"");
    departure.approveTwice();
    departure.closeTask(departure.openTask(), "{\"version\": 0, \"result\": \"DONE\"}");
    var ended = departure.until(now -> now.has("endedAt") || departure.anyOpenTask());
    assertThat(ended.path("state").asString()).isEqualTo("CERTIFIED");
    assertThat(looks(ended)).contains("DATA ABSENT").doesNotContain("DATA PRESENT");
    var fog =
        certificate()
            .path("objects")
            .valueStream()
            .filter(one -> one.path("kind").asString().equals("fog"))
            .findFirst()
            .orElseThrow();
    assertThat(fog.path("attested").asInt()).isEqualTo(1);
    assertThat(fog.path("observedAbsent").asInt()).isZero();
    assertThat(certificate().path("residuals").toString())
        .contains("1 fog: nobody sees fog, gone by the word of a human alone");
  }

  @Test
  void what_a_list_names_for_ever_is_done_by_hand_until_a_look_shows_that_it_is_gone() {
    var key = "looking-" + UUID.randomUUID();
    departure.holding(1, 0).quay.alsoOpenedBy(key);
    departure.quay.berths.addAll(List.of("b1", "b2"));
    departure.quay.moored.addAll(List.of("b1", "b2"));
    departure.open(false, ", \"verifyWith\": \"" + Departure.connect(key) + "\"");
    departure.approveTwice();
    departure.quay.moored.remove("b2");
    var first = departure.openTask();
    departure.closeTask(first, "{\"version\": 0, \"result\": \"DONE\"}");
    departure.until(now -> departure.anyOpenTask());
    assertThat(departure.openTask()).as("one is there still").isNotEqualTo(first);
    departure.quay.moored.clear();
    departure.closeTask(departure.openTask(), "{\"version\": 0, \"result\": \"DONE\"}");
    var ended = departure.until(now -> now.has("endedAt") || departure.anyOpenTask());
    assertThat(ended.path("state").asString()).isEqualTo("CERTIFIED");
    assertThat(looks(ended)).contains("DATA ABSENT").doesNotContain("DATA PRESENT");
    assertThat(departure.quay.erases)
        .as("asked of a human again where a look has shown it")
        .containsEntry(new VendorObject("mooring", "b1"), 2)
        .containsEntry(new VendorObject("mooring", "b2"), 1);
    var moorings =
        certificate()
            .path("objects")
            .valueStream()
            .filter(one -> one.path("kind").asString().equals("mooring"))
            .findFirst()
            .orElseThrow();
    assertThat(moorings.path("observedAbsent").asInt()).isEqualTo(2);
  }

  @Test
  void what_another_connection_cannot_look_at_any_more_is_not_seen_to_be_gone() {
    var key = "looking-" + UUID.randomUUID();
    departure.holding(1, 2).quay.alsoOpenedBy(key);
    departure.open(false, ", \"verifyWith\": \"" + Departure.connect(key) + "\"");
    departure.quay.atSecondLook(() -> departure.quay.faults.add(Fault.HIDES_LETTERS));
    departure.approveTwice();
    var blind = departure.until(DistrustIT::stuck);
    assertThat(looks(blind)).contains("DATA ABSENT", "DATA UNCLEAR");
    assertThat(blind.path("state").asString()).isEqualTo("WATCHING");
    assertThat(departure.act("retry", "officer", ", \"leaveBehind\": true")).isEqualTo(200);
    assertThat(looks(departure.until("BREACHED"))).contains("DATA UNCLEAR");
    assertThat(RunningWrit.bean(Findings.class).unresolvedKeys("OFFBOARDING_BREACHED"))
        .contains("offboarding/" + id() + "/BREACHED");
    departure.quay.faults.clear();
    assertThat(departure.act("retry", "officer", "")).isEqualTo(200);
    departure.until("CERTIFIED");
  }

  @Test
  void a_connection_with_the_same_credentials_cannot_look_afterwards() {
    var twin = Departure.fromQuay();
    var key = "shared-" + UUID.randomUUID();
    for (var one : new String[] {departure.connection, twin.connection}) {
      assertThat(change(one, key)).isEqualTo(200);
    }
    var answer =
        RunningWrit.json(
            "POST",
            "/v1/offboardings",
            "officer",
            """
            {"connection": "%s", "returnData": false, "openRequests": "FINISH", "reason": "End", "verifyWith": "%s"}
            """
                .formatted(departure.connection, twin.connection));
    assertThat(answer.statusCode()).isEqualTo(422);
  }

  @Test
  void a_key_that_can_be_taken_away_no_more_is_no_key_that_is_gone() {
    departure.holding(1, 0).quay.faults.add(Fault.HAS_TWO_OWN_KEYS);
    departure.open(false, "");
    departure.approveTwice();
    var task = departure.openTask();
    var rights = departure.show().path("steps").path("rights");
    assertThat(rights.path("BY_HAND").asInt()).as(rights.toString()).isEqualTo(1);
    assertThat(rights.has("GONE")).isFalse();
    departure.closeTask(task, "{\"version\": 0, \"result\": \"DONE\"}");
    departure.until("CERTIFIED");
  }

  @Test
  void a_door_that_nobody_knocked_at_has_refused_nobody() {
    departure.holding(1, 0).quay.faults.add(Fault.IS_NOT_ASKED);
    departure.open(false, "");
    departure.approveTwice();
    var probed = departure.until(now -> looks(now).contains("ACCESS UNCLEAR"));
    assertThat(probed.path("state").asString()).isEqualTo("PROBING");
    departure.quay.faults.clear();
    departure.until("CERTIFIED");
  }

  @Test
  void new_credentials_bring_on_what_waited_for_them_and_take_no_place_of_those_that_are_tried() {
    departure.holding(1, 0).open(false, ", \"subProcessors\": [\"Example Hosting\"]");
    departure.quay.faults.add(Fault.IS_CLOSED);
    departure.approveTwice();
    departure.until(now -> now.path("trouble").asString("").equals(OffboardingWakes.REFUSED));
    departure.quay.faults.clear();
    var key = "fresh-" + UUID.randomUUID();
    departure.quay.alsoOpenedBy(key);
    departure.quay.keys.remove(key);
    assertThat(change(departure.connection, key)).isEqualTo(200);
    departure.until("WATCHING");
    assertThat(change(departure.connection, "garbage")).isEqualTo(409);
  }

  @Test
  void what_the_old_credentials_are_refused_for_after_the_new_ones_came_goes_on() {
    var key = "fresh-" + UUID.randomUUID();
    departure.holding(1, 0).quay.alsoOpenedBy(key);
    departure.quay.whenRefusing =
        () -> {
          if (departure.quay.faults.contains(Fault.IS_CLOSED)) {
            assertThat(change(departure.connection, key)).isEqualTo(200);
            departure.quay.faults.clear();
          }
        };
    departure.quay.faults.add(Fault.IS_CLOSED);
    departure.openUnplanned();
    assertThat(departure.until(now -> now.has("plan")).has("trouble")).isFalse();
    assertThat(departure.act("cancel", "officer", "")).isEqualTo(200);
  }

  @Test
  void what_a_human_could_not_do_is_not_certified_and_can_be_mended_after_the_breach() {
    departure.quay.stones.add("s1");
    departure.open(false, "");
    departure.approveTwice();
    departure.closeTask(
        departure.openTask(),
        "{\"version\": 0, \"result\": \"REFUSED\", \"reason\": \"Too heavy\"}");
    departure.until(DistrustIT::stuck);
    assertThat(departure.act("retry", "officer", ", \"leaveBehind\": true")).isEqualTo(200);
    departure.until("BREACHED");
    assertThat(departure.act("retry", "officer", "")).isEqualTo(200);
    var task = departure.openTask();
    departure.until("WATCHING");
    departure.quay.stones.clear();
    departure.closeTask(task, "{\"version\": 0, \"result\": \"DONE\"}");
    departure.until("CERTIFIED");
    assertThat(certificate().path("objects").get(0).path("attested").asInt()).isEqualTo(1);
  }

  @Test
  void a_row_that_is_missing_is_read_out_again_and_missing_later_is_not_handed_out() {
    departure.holding(5, 0).open(true, "");
    departure.approveTwice();
    departure.until(now -> now.path("exportReady").asBoolean());
    var id = id();
    var sql = RunningWrit.bean(JdbcClient.class);
    var loseOne =
        "delete from offboarding_record where object_id = (select min(object_id) from"
            + " offboarding_record where offboarding_id::text = ?)";
    sql.sql(loseOne).param(id).update();
    assertThat(handsOut()).as("it is not what its manifest says").isFalse();
    sql.sql("update offboarding set export_manifest = null where id::text = ?").param(id).update();
    RunningWrit.publish(new OffboardingChanged(UUID.fromString(id)));
    var ready = departure.until(now -> now.path("exportReady").asBoolean());
    assertThat(ready.path("steps").path("records").asInt()).isEqualTo(5);
    assertThat(handsOut()).isTrue();
  }

  @Test
  void a_drill_cleans_up_before_anything_is_listed() {
    departure.holding(1, 0).open(false, "");
    var sql = RunningWrit.bean(JdbcClient.class);
    sql.sql(
            "insert into drill (id, connection_id, vendor, state, marker, opened_by, opened_at,"
                + " next_at) values (gen_random_uuid(), ?::uuid, 'quay', 'CLEANING', ''::bytea,"
                + " 'OFFICER', now(), now() + interval '1 day')")
        .param(departure.connection)
        .update();
    departure.approveTwice();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> departure.show().path("state").asString().equals("FROZEN"));
    assertThat(departure.show().path("steps").path("objects").isEmpty()).isTrue();
    sql.sql("update drill set state = 'STOPPED', ended_at = now() where connection_id = ?::uuid")
        .param(departure.connection)
        .update();
    RunningWrit.publish(new OffboardingChanged(UUID.fromString(id())));
    departure.until("CERTIFIED");
  }

  @Test
  void a_request_that_is_filed_during_a_freeze_waits_and_is_refused() throws Exception {
    var frozen = new CompletableFuture<Void>();
    var filed =
        CompletableFuture.supplyAsync(
            () -> {
              frozen.join();
              return file();
            });
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              RunningWrit.bean(ConnectionService.class)
                  .freeze(UUID.fromString(departure.connection));
              frozen.complete(null);
              await().during(Duration.ofSeconds(1)).until(() -> !filed.isDone());
            });
    assertThat(filed.get(20, TimeUnit.SECONDS)).isEqualTo(422);
  }

  private String id() {
    return departure.path().substring("/v1/offboardings/".length());
  }

  private boolean handsOut() {
    try {
      var answer = RunningWrit.json("GET", departure.path() + "/export", "officer", null);
      return new String(answer.body(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("manifest.json");
    } catch (RuntimeException | AssertionError cutOff) {
      return false;
    }
  }

  private int file() {
    return RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ACCESS", "regime": "GDPR", "receivedOn": "2026-11-02", "connections": ["%s"],
             "subject": {"identifiers": [{"type": "EMAIL", "value": "ada@example.com"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}}
            """
                .formatted(departure.connection))
        .statusCode();
  }

  private static int change(String connection, String key) {
    var body = "{\"credentials\": {\"key\": \"" + key + "\"}}";
    return RunningWrit.json("PATCH", "/v1/connections/" + connection, "admin", body).statusCode();
  }

  private JsonNode certificate() {
    return RunningWrit.read(
        RunningWrit.json("GET", departure.path() + "/certificate", "auditor", null));
  }

  private static boolean stuck(JsonNode now) {
    return now.has("trouble") && !now.has("nextAttemptAt");
  }

  private static java.util.List<String> looks(JsonNode now) {
    return now.path("looks")
        .valueStream()
        .map(look -> look.path("kind").asString() + " " + look.path("outcome").asString(""))
        .toList();
  }
}
