package dev.writ.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Claims with their evidence, and looks at what can be seen of them. */
class ClaimIT {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private final BellAccount bell = BellAccount.open();
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void what_documents_say_of_several_plans_is_no_claim_until_a_plan_is_chosen() {
    var before = get("/claims");
    assertThat(before.path("candidates").size()).isEqualTo(4);
    assertThat(before.path("claims").size()).isEqualTo(Promise.values().length);
    assertThat(before.path("claims").valueStream().map(c -> c.path("evidence").asString()))
        .containsOnly("NONE");
    choose("Loud", 200);
    assertThat(claim("RETENTION").path("evidence").asString()).isEqualTo("DOCUMENTED");
    assertThat(claim("RETENTION").path("value").asString()).isEqualTo("P30D");
    assertThat(claim("RETENTION").path("expiresOn").asString())
        .isEqualTo(TODAY.plusDays(345).toString());
    choose("Quiet", 200);
    assertThat(claim("RETENTION").path("value").asString()).isEqualTo("P90D");
    assertThat(claim("REGION").path("evidence").asString()).isEqualTo("NONE");
    assertThat(claim("REGION").path("history").size()).isEqualTo(2);
    choose("Loud\", \"Quiet", 200);
    assertThat(claim("RETENTION").path("value").asString()).isEqualTo("P90D");
    assertThat(claim("REGION").path("value").asString()).isEqualTo("eu");
    choose("Mute", 422);
  }

  @Test
  void what_an_officer_enters_stays_and_every_state_is_kept() {
    var entry =
        """
        {"version": %d, "evidence": "%s", "value": "%s", "statement": "Annex 2", "source": "contract",
         "statedOn": "2026-05-01", "expiresOn": "%s"}
        """;
    var year = TODAY.plusYears(1);
    put("RETENTION", entry.formatted(0, "ATTESTED", "P14D", year), 200);
    put("RETENTION", entry.formatted(0, "ATTESTED", "P15D", year), 409);
    put("REGION", entry.formatted(3, "ATTESTED", "eu", year), 409);
    put("RETENTION", entry.formatted(1, "MEASURED", "P14D", year), 422);
    put("RETENTION", entry.formatted(1, "ATTESTED", "two weeks", year), 422);
    put("NO_TRAINING", entry.formatted(0, "ATTESTED", "perhaps", year), 422);
    put("RETENTION", entry.formatted(1, "ATTESTED", "P14D", TODAY.minusDays(1)), 422);
    put("RETENTION", entry.formatted(1, "NONE", "P14D", year), 422);
    put("RETENTION", "{\"version\": 1, \"evidence\": \"ATTESTED\"}", 422);
    choose("Loud", 200);
    assertThat(claim("RETENTION").path("evidence").asString()).isEqualTo("ATTESTED");
    put("RETENTION", "{\"version\": 1, \"evidence\": \"NONE\"}", 200);
    assertThat(
            claim("RETENTION")
                .path("history")
                .valueStream()
                .map(h -> h.path("evidence").asString()))
        .containsExactly("NONE", "ATTESTED");
  }

  @Test
  void a_contract_says_from_when_its_days_count_and_the_checks_hear_of_it() {
    var entry =
        """
        {"version": %d, "evidence": "%s", "value": "%s", "countedFrom": "LAST_USE", "statement": "Annex 2",
         "source": "contract", "statedOn": "2026-05-01", "expiresOn": "%s"}
        """;
    var year = TODAY.plusYears(1);
    put("RETENTION", entry.formatted(0, "DOCUMENTED", "P60D", year), 422);
    put("REGION", entry.formatted(0, "ATTESTED", "eu", year), 422);
    var heard = new AtomicReference<Promised>();
    bell.tower().promises =
        promised -> {
          heard.set(promised);
          return List.of();
        };
    choose("Loud", 200);
    look();
    assertThat(heard.get().contract()).as("what documents say to everybody").isEmpty();
    put("RETENTION", entry.formatted(1, "ATTESTED", "P60D", year), 200);
    look();
    assertThat(heard.get().idle()).contains(Duration.ofDays(60));
    assertThat(claim("RETENTION").path("countedFrom").asString()).isEqualTo("LAST_USE");
    put(
        "RETENTION",
        entry.formatted(2, "ATTESTED", "P50D", year).replace("LAST_USE", "DELETION"),
        200);
    look();
    assertThat(heard.get().idle()).isEmpty();
    assertThat(heard.get().contract()).contains(new Contract(Duration.ofDays(50), false));
  }

  @Test
  void a_document_lies_sealed_and_comes_back_as_it_was() {
    var path = "/v1/connections/" + bell.connection() + "/claims/SOC2_TYPE_II/documents";
    var kept = RunningWrit.read(upload(path + "?expiresOn=" + TODAY.plusDays(9), "marked words"));
    assertThat(kept.path("name").asString()).isEqualTo("a report.txt");
    var back = RunningWrit.json("GET", path + "/" + kept.path("id").asString(), "auditor", null);
    assertThat(new String(back.body(), StandardCharsets.UTF_8)).isEqualTo("marked words");
    assertThat(claim("SOC2_TYPE_II").path("documents").get(0)).isEqualTo(kept);
    var stored =
        sql.sql(
                """
                select p.sealed from sealed_portion p join sealed_file f on f.id = p.file_id where f.owner = ?
                union all select d.name from claim_document d where d.connection_id = ?
                """)
            .params("claim/" + bell.connection(), bell.connection())
            .query((row, n) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
            .list();
    assertThat(stored).hasSize(2).noneMatch(s -> s.contains("marked") || s.contains("report"));
    assertThat(upload(path + "?expiresOn=2001-01-01", "x").statusCode()).isEqualTo(422);
    var elsewhere = path.replace("SOC2_TYPE_II", "REGION") + "/" + kept.path("id").asString();
    assertThat(RunningWrit.json("GET", elsewhere, "auditor", null).statusCode()).isEqualTo(404);
  }

  @Test
  void a_look_measures_what_was_promised_and_finds_what_is_broken_or_has_drifted() {
    choose("Loud", 200);
    var asked = new AtomicReference<Promised>();
    bell.tower().promises =
        promised -> {
          asked.set(promised);
          return List.of(seen(Standing.AS_PROMISED, "P30D"));
        };
    look();
    assertThat(asked.get().retention()).contains(Duration.ofDays(30));
    assertThat(asked.get().region()).contains("eu");
    assertThat(claim("RETENTION").path("evidence").asString()).isEqualTo("MEASURED");
    assertThat(open()).isEmpty();

    bell.tower().promises = promised -> List.of(seen(Standing.NOT_AS_PROMISED, "P40D"));
    look();
    look();
    assertThat(open()).containsExactlyInAnyOrder("CLAIM_BROKEN HIGH", "CLAIM_DRIFT MEDIUM");
    assertThat(claim("RETENTION").path("standing").asString()).isEqualTo("NOT_AS_PROMISED");

    bell.tower().promises = promised -> List.of(seen(Standing.AS_PROMISED, "P30D"));
    look();
    assertThat(open()).isEmpty();
    var items = get("/claim-checks").path("items");
    assertThat(items.valueStream().map(i -> i.path("value").asString()))
        .containsExactly("P30D", "P40D", "P40D", "P30D");
    assertThat(items.valueStream().map(i -> i.path("drifted").asBoolean()))
        .containsExactly(false, true, true, false);
    var second = get("/claim-checks?limit=2&after=" + items.get(1).path("id").asString());
    assertThat(second.path("items").get(0)).isEqualTo(items.get(2));
  }

  @Test
  void what_is_not_broken_any_more_ends_its_finding_and_measures_nothing() {
    choose("Loud", 200);
    bell.tower().promises = promised -> List.of(seen(Standing.NOT_AS_PROMISED, "late"));
    look();
    assertThat(claim("RETENTION").path("standing").asString()).isEqualTo("NOT_AS_PROMISED");
    bell.tower().promises = promised -> List.of(seen(Standing.UNCLEAR, "late"));
    look();
    assertThat(open()).as("what is hidden mends nothing").containsExactly("CLAIM_BROKEN HIGH");
    bell.tower().promises = promised -> List.of(seen(Standing.UNBROKEN, "late"));
    look();
    assertThat(open()).isEmpty();
    assertThat(claim("RETENTION").path("standing").asString()).isEqualTo("UNBROKEN");
    assertThat(claim("RETENTION").path("evidence").asString()).isEqualTo("DOCUMENTED");
    var measured =
        new Observation(
            Promise.RETENTION, "TOLL_RETENTION", Standing.AS_PROMISED, "P30D", "GET /tolls");
    bell.tower().promises = promised -> List.of(seen(Standing.UNBROKEN, "late"), measured);
    look();
    assertThat(claim("RETENTION").path("evidence").asString()).isEqualTo("MEASURED");
  }

  @Test
  void what_a_check_has_found_that_is_not_made_any_more_is_over() {
    bell.tower().promises = promised -> List.of(seen(Standing.NOT_AS_PROMISED, "one"));
    look();
    bell.tower().promises = promised -> List.of(seen(Standing.NOT_AS_PROMISED, "two"));
    look();
    var findings = RunningWrit.bean(Findings.class);
    var swept = "claim-broken/" + bell.connection() + "/ERASED_PAST_RETENTION";
    findings.raise(
        FindingDraft.about(bell.connection(), "CLAIM_BROKEN", swept, Severity.HIGH, "late"));
    assertThat(open()).hasSize(3);
    var renamed =
        new Observation(Promise.RETENTION, "CHIME_END", Standing.UNBROKEN, "kept", "GET /chimes");
    bell.tower().promises = promised -> List.of(renamed);
    look();
    assertThat(findings().valueStream().map(f -> f.path("code").asString()))
        .as("a sweep that has nothing to read ends nothing")
        .containsExactly("CLAIM_BROKEN");
    assertThat(findings.unresolved(swept)).isTrue();
  }

  /** What nothing ends any more breaks nothing, and what was found of it is over. */
  @Test
  void what_a_contract_accused_is_over_when_the_contract_speaks_of_it_no_more() {
    var connection = connect("salesforce");
    promiseMonth(connection, 0, "LAST_USE");
    look(connection);
    assertThat(broken(connection))
        .hasSize(1)
        .first()
        .asString()
        .endsWith("AI_AUDIT_PAST_RETENTION");
    assertThat(retention(connection)).isEqualTo("NOT_AS_PROMISED");
    promiseMonth(connection, 1, "DELETION");
    look(connection);
    assertThat(broken(connection)).isEmpty();
    assertThat(retention(connection)).isEqualTo("UNBROKEN");
  }

  private static String connect(String vendor) {
    var simulator = RunningWrit.sandbox().simulator(vendor);
    var body =
        RunningWrit.JSON.writeValueAsString(
            Map.of(
                "vendor", vendor,
                "name", vendor + "-" + UUID.randomUUID(),
                "baseUrl", RunningWrit.sandbox().baseUrl(vendor).toString(),
                "credentials", simulator.credentials(),
                "settings", simulator.settings()));
    var created = RunningWrit.json("POST", "/v1/connections", "admin", body);
    assertThat(created.statusCode())
        .as(new String(created.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    return "/v1/connections/" + RunningWrit.read(created).path("id").asString();
  }

  private static void promiseMonth(String connection, int version, String countedFrom) {
    var body =
        """
        {"version": %d, "evidence": "ATTESTED", "value": "P30D", "countedFrom": "%s", "statement": "Annex 2",
         "source": "contract", "statedOn": "2026-05-01", "expiresOn": "%s"}
        """
            .formatted(version, countedFrom, TODAY.plusYears(1));
    var answer = RunningWrit.json("PUT", connection + "/claims/RETENTION", "officer", body);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
  }

  private static void look(String connection) {
    var path = connection + "/claim-checks";
    assertThat(RunningWrit.json("POST", path, "officer", null).statusCode()).isEqualTo(202);
    var ended =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> read(path), c -> !c.path("wanted").asBoolean());
    assertThat(ended.has("failure")).as(ended.toString()).isFalse();
  }

  private static List<String> broken(String connection) {
    var prefix = "claim-broken/" + connection.substring("/v1/connections/".length()) + "/";
    return RunningWrit.bean(Findings.class).unresolvedKeys("CLAIM_BROKEN").stream()
        .filter(key -> key.startsWith(prefix))
        .toList();
  }

  private static String retention(String connection) {
    return read(connection + "/claims")
        .path("claims")
        .valueStream()
        .filter(claim -> claim.path("promise").asString().equals("RETENTION"))
        .map(claim -> claim.path("standing").asString())
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode read(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  @Test
  void a_drift_that_an_officer_has_resolved_is_the_new_normal() {
    bell.tower().promises = promised -> List.of(seen(Standing.UNCLEAR, "one"));
    look();
    bell.tower().promises = promised -> List.of(seen(Standing.UNCLEAR, "two"));
    look();
    assertThat(open()).containsExactly("CLAIM_DRIFT MEDIUM");
    var drift = findings().get(0);
    var done =
        "{\"version\": %s, \"reason\": \"Agreed with the vendor\"}"
            .formatted(drift.path("version"));
    var path = "/v1/findings/" + drift.path("id").asString() + "/resolve";
    assertThat(RunningWrit.json("POST", path, "officer", done).statusCode()).isEqualTo(200);
    look();
    assertThat(open()).isEmpty();
    assertThat(get("/claim-checks").path("items").get(0).path("drifted").asBoolean()).isFalse();
  }

  @Test
  void a_vendor_that_does_not_answer_is_asked_again_and_blindness_is_found() {
    var asked = new AtomicInteger();
    bell.tower().promises =
        promised -> {
          if (asked.incrementAndGet() == 1) {
            throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503);
          }
          throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
        };
    look();
    assertThat(asked).hasValue(2);
    assertThat(get("/claim-checks").path("failure").asString()).isEqualTo("AUTHENTICATION");
    assertThat(open()).containsExactly("CLAIMS_UNSEEN LOW");
    bell.tower().promises = promised -> List.of();
    look();
    assertThat(get("/claim-checks").has("failure")).isFalse();
    assertThat(open()).isEmpty();
  }

  @Test
  void what_vendors_document_has_the_form_that_claims_have() {
    for (var vendor : RunningWrit.bean(VendorCatalogue.class).all()) {
      for (var claim : vendor.descriptor().claims()) {
        var form =
            switch (claim.promise()) {
              case RETENTION -> "P[0-9]{1,4}D";
              case REGION, SUB_PROCESSORS, BREACH_HISTORY -> ".+";
              default -> "yes|no";
            };
        assertThat(claim.value()).as(vendor.descriptor().id() + " " + claim).matches(form);
        assertThat(claim.statement() + claim.source()).doesNotContain("@");
        assertThat(claim.kinds())
            .allMatch(kind -> vendor.descriptor().findSurface(kind).isPresent());
      }
    }
  }

  @Test
  void every_simulated_vendor_that_can_be_looked_at_is_seen() {
    var vendors = RunningWrit.bean(VendorCatalogue.class);
    var seen = 0;
    for (var vendor : RunningWrit.sandbox().vendors()) {
      if (vendors.require(vendor).claimChecks().isPresent()) {
        var path = "/v1/connections/" + RunningWrit.connection(vendor) + "/claim-checks";
        assertThat(RunningWrit.json("POST", path, "officer", null).statusCode()).isEqualTo(202);
        var ended =
            await(vendor)
                .atMost(Duration.ofSeconds(60))
                .until(
                    () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
                    page -> !page.path("wanted").asBoolean());
        assertThat(ended.has("failure")).as(vendor + ended).isFalse();
        assertThat(ended.path("items").size()).as(vendor).isPositive();
        seen++;
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void the_daily_work_looks_at_every_active_connection() {
    bell.tower().promises = promised -> List.of(seen(Standing.AS_PROMISED, "P30D"));
    RunningWrit.bean(ClaimCheckWork.class).run();
    untilLooked();
    assertThat(get("/claim-checks").path("items").size()).isEqualTo(1);
  }

  @Test
  void what_ends_soon_or_has_ended_is_reminded_of_until_it_is_renewed() {
    choose("Loud", 200);
    var reminders = RunningWrit.bean(ExpiryReminders.class);
    upload(
        "/v1/connections/%s/claims/REGION/documents?expiresOn=%s"
            .formatted(bell.connection(), TODAY.plusDays(3)),
        "x");
    ends("RETENTION", TODAY.plusDays(29));
    ends("REGION", TODAY.minusDays(1));
    reminders.run();
    reminders.run();
    assertThat(open())
        .containsExactlyInAnyOrder("EXPIRES_SOON LOW", "EXPIRES_SOON LOW", "EXPIRED MEDIUM");
    ends("RETENTION", TODAY.plusDays(31));
    ends("REGION", TODAY.plusDays(31));
    reminders.run();
    assertThat(open()).containsExactly("EXPIRES_SOON LOW");
  }

  @Test
  void an_officers_answer_and_an_acceptance_are_reminded_of_too() {
    var answer =
        "{\"answer\": \"YES\", \"note\": \"Checked\", \"expiresOn\": \"%s\"}"
            .formatted(TODAY.plusDays(5));
    var path = "/v1/connections/" + bell.connection() + "/trust/answers/DATA";
    assertThat(RunningWrit.json("PUT", path, "officer", answer).statusCode()).isEqualTo(200);
    RunningWrit.bean(ExpiryReminders.class).run();
    assertThat(open()).containsExactly("EXPIRES_SOON LOW");
    var found = findings().get(0);
    var accepted =
        "{\"version\": %s, \"reason\": \"Known\", \"until\": \"%s\"}"
            .formatted(found.path("version"), TODAY.plusDays(4));
    var at = "/v1/findings/" + found.path("id").asString() + "/accept";
    assertThat(RunningWrit.json("POST", at, "officer", accepted).statusCode()).isEqualTo(200);
    RunningWrit.bean(ExpiryReminders.class).run();
    assertThat(RunningWrit.bean(Findings.class).unresolvedKeys("EXPIRES_SOON"))
        .contains("expires/finding/" + found.path("id").asString());
  }

  private void ends(String promise, LocalDate day) {
    sql.sql("update claim set expires_on = ? where connection_id = ? and promise = ?")
        .params(day, bell.connection(), promise)
        .update();
  }

  private static Observation seen(Standing standing, String value) {
    return new Observation(Promise.RETENTION, "CHIME_RETENTION", standing, value, "GET /chimes");
  }

  private void look() {
    var path = "/v1/connections/" + bell.connection() + "/claim-checks";
    assertThat(RunningWrit.json("POST", path, "officer", null).statusCode()).isEqualTo(202);
    untilLooked();
  }

  private void untilLooked() {
    await().until(() -> !get("/claim-checks").path("wanted").asBoolean());
  }

  private List<String> open() {
    return findings()
        .valueStream()
        .map(f -> f.path("code").asString() + " " + f.path("severity").asString())
        .toList();
  }

  private JsonNode findings() {
    var path = "/v1/findings?state=OPEN&connection=" + bell.connection();
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("items");
  }

  private JsonNode claim(String promise) {
    return get("/claims")
        .path("claims")
        .valueStream()
        .filter(c -> c.path("promise").asString().equals(promise))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode get(String below) {
    var path = "/v1/connections/" + bell.connection() + below;
    var answer = RunningWrit.json("GET", path, "officer", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  private void choose(String plan, int status) {
    var path = "/v1/connections/" + bell.connection() + "/plan";
    var body = "{\"appliesTo\": [\"" + plan + "\"]}";
    assertThat(RunningWrit.json("PUT", path, "officer", body).statusCode()).isEqualTo(status);
  }

  private void put(String promise, String body, int status) {
    var path = "/v1/connections/" + bell.connection() + "/claims/" + promise;
    var answer = RunningWrit.json("PUT", path, "officer", body);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
  }

  private static java.net.http.HttpResponse<byte[]> upload(String path, String content) {
    return RunningWrit.call(
        "POST",
        path,
        BodyPublishers.ofString(content),
        "Authorization",
        RunningWrit.bearer("officer"),
        "Content-Type",
        "text/plain",
        "Writ-File-Name",
        "a%20report.txt");
  }
}
