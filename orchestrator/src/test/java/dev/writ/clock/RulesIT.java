package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.Filings;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Rules and holidays as administrators change them. */
class RulesIT {
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Test
  void an_added_rule_computes_dates_and_a_higher_version_moves_those_of_open_requests() {
    var id = "xx-" + UUID.randomUUID().toString().substring(0, 8);
    put(id, rule(id, 1, 20), 200);
    assertThat(show(id).path("shipped").asBoolean(true)).isFalse();
    try (var bell = BellAccount.open()) {
      var request = filedUnder(bell, id);
      assertThat(request.clock().path("leading").path("safeDue").asString())
          .isEqualTo(today.plusDays(20).toString());
      put(id, rule(id, 1, 12), 422);
      put(id, rule(id, 2, 12), 200);
      assertThat(request.clock().path("leading").path("safeDue").asString())
          .isEqualTo(today.plusDays(12).toString());
      var alarms = RunningWrit.bean(ClockAlarms.class);
      assertThat(alarms.dueBeforeLong()).as("brought to the engine").contains(request.id());
      alarms.raise(request.id());
      assertThat(alarms.dueBeforeLong()).doesNotContain(request.id());
      assertThat(request.clock().path("history").valueStream())
          .filteredOn(kept -> kept.path("law").asString().equals(id))
          .filteredOn(kept -> kept.path("what").asString().equals("RESPONSE"))
          .extracting(kept -> kept.path("ruleVersion").asInt())
          .containsExactly(1, 2);
      assertThat(request.timeline())
          .contains("DUE_MOVED %s -> %s".formatted(today.plusDays(20), today.plusDays(12)));
    }
    assertThat(show(id).path("versions").toString()).isEqualTo("[1,2]");
  }

  @Test
  void what_was_extended_stays_so_when_the_rule_takes_other_reasons_since() {
    var id = "xx-" + UUID.randomUUID().toString().substring(0, 8);
    put(id, european(id, 1, "CONSULTATIONS"), 200);
    var told = "\"reason\": \"CONSULTATIONS\", \"noticeSentOn\": \"" + today + "\"";
    try (var bell = BellAccount.open()) {
      var request = OpenRequest.under(bell, "ERASURE", "DE", today, id);
      var extended = request.ok("POST", "/clock/extension", told).path("leading");
      put(id, european(id, 2, "COMPLEXITY"), 200);
      var now = request.clock().path("leading");
      assertThat(now.path("ruleVersion").asInt()).isEqualTo(2);
      assertThat(now.path("statutoryDue")).isEqualTo(extended.path("statutoryDue"));
      assertThat(now.path("statutoryDue").asString()).isGreaterThan(today.plusMonths(2).toString());
      var later = OpenRequest.under(bell, "ERASURE", "DE", today, id);
      assertThat(later.refused("POST", "/clock/extension", told)).contains("COMPLEXITY");
    }
  }

  private static String european(String id, int version, String grounds) {
    return show("eu-gdpr")
        .path("file")
        .asString()
        .replaceFirst("id: eu-gdpr", "id: " + id)
        .replaceFirst("version: \\d+", "version: " + version)
        .replaceFirst("grounds: \\[.*]", "grounds: [" + grounds + "]");
  }

  @Test
  void a_rule_that_an_upgrade_has_passed_over_is_found_once() {
    var shipped = show("br-lgpd").path("version").asInt();
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              RunningWrit.bean(RuleRecord.class)
                  .add(
                      RuleBook.shipped().find("br-lgpd").orElseThrow(), "id: old", "Ours", "ADMIN");
              var told = RunningWrit.bean(SupersededRules.class);
              told.tell();
              told.tell();
              assertThat(superseded(shipped)).containsExactly("RULE_SUPERSEDED MEDIUM OPEN");
              told.over("br-lgpd");
              assertThat(superseded(shipped)).containsExactly("RULE_SUPERSEDED MEDIUM RESOLVED");
              told.tell();
              assertThat(superseded(shipped)).as("nobody is told twice").hasSize(1);
              tx.setRollbackOnly();
            });
  }

  private static List<String> superseded(int version) {
    return RunningWrit.bean(JdbcClient.class)
        .sql("select code || ' ' || severity || ' ' || state from finding where key = ?")
        .param("rule-superseded/br-lgpd/" + version)
        .query(String.class)
        .list();
  }

  @Test
  void an_added_rule_is_the_regime_of_a_request() {
    var id = "xx-" + UUID.randomUUID().toString().substring(0, 8);
    put(id, rule(id, 1, 20), 200);
    try (var bell = BellAccount.open()) {
      var request = OpenRequest.under(bell, "ERASURE", "BR", today, id);
      assertThat(request.show().path("regime").asString()).isEqualTo(id);
      assertThat(request.clock().path("laws")).hasSize(1);
      assertThat(request.clock().path("leading").path("safeDue").asString())
          .isEqualTo(today.plusDays(20).toString());
      assertThat(listed(id, 200).path("items").path(0).path("id").asString())
          .isEqualTo(request.id().toString());
      renamed(request, id + "-gone");
      assertThat(listed(id + "-gone", 200).path("items").path(0).path("id").asString())
          .as("a rule that can be read no more leaves its requests where they are")
          .isEqualTo(request.id().toString());
      renamed(request, id);
      var own = OpenRequest.under(bell, "ERASURE", "BR", today, "br-lgpd");
      assertThat(own.show().path("regime").asString()).isEqualTo("LGPD");
      assertThat(listed("br-lgpd", 200).path("items").valueStream())
          .extracting(one -> one.path("id").asString())
          .contains(own.id().toString());
    }
  }

  /** As if it had been filed under a rule of this id. */
  private static void renamed(OpenRequest request, String rule) {
    RunningWrit.bean(JdbcClient.class)
        .sql("update request set regime = ? where id = ?")
        .params(rule, request.id())
        .update();
  }

  @Test
  void a_regime_that_no_rule_computes_is_refused_with_those_that_are_known() {
    var wanted = Filings.request("ERASURE", "UNVERIFIED", "nobody@example.com");
    wanted.put("regime", "xx-nowhere");
    var body = RunningWrit.JSON.writeValueAsString(wanted);
    var problem = judged(RunningWrit.json("POST", "/v1/requests", "officer", body), 422);
    assertThat(problem.path("detail").asString())
        .contains("GDPR", "UK_GDPR", "CCPA", "FADP")
        .doesNotContain("xx-nowhere", "eu-gdpr");
    listed("xx-nowhere", 400);
    listed("xx_nowhere", 400);
  }

  private static JsonNode listed(String regime, int status) {
    return judged(
        RunningWrit.json("GET", "/v1/requests?regime=" + regime, "officer", null), status);
  }

  @Test
  void a_mistake_is_refused_by_the_name_of_its_field() {
    var id = "xx-" + UUID.randomUUID().toString().substring(0, 8);
    var good = rule(id, 1, 20);
    refused(id, good.replace("appeal: none", "appeal: soon"), "appeal: not a map of fields");
    refused(id, good.replace("count: 20", "count: 999999"), "response.length: a length is at most");
    refused(id, good.replace("appeal: none", "appeal: none\nmarker: here"), "rules lack");
    refused(id, good.replace("daysSafer: 0", "daysSafer: [marker"), "not readable as YAML");
    refused(id, good.replaceAll("(?s)calendars:\\s+\\[br]", "calendars: [zz]"), "calendars[0]");
    refused(id, rule("xx-other", 1, 20), "id: is not the one in the path");
    assertThat(RunningWrit.json("GET", "/v1/rules/" + id, "admin", null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_corrected_day_is_used_at_once() {
    var trial =
        """
        {"rule": "eu-gdpr", "right": "ACCESS", "calendar": "sk", "events": [{"kind": "RECEIVED", "day": "2031-06-09"}]}
        """;
    assertThat(due(trial)).isEqualTo("2031-07-09");
    var off = "{\"dayOff\": %s, \"name\": \"Mourning\", \"reason\": \"Proclaimed\"}";
    day("sk/2031-07-09", off.formatted(true), 200);
    assertThat(due(trial)).isEqualTo("2031-07-10");
    day("sk/2031-07-09", off.formatted(false), 200);
    assertThat(due(trial)).isEqualTo("2031-07-09");
    day("zz/2031-07-09", off.formatted(true), 404);
  }

  @Test
  void a_rule_is_tried_without_a_request() {
    var tried =
        compute(
            """
            {"rule": "eu-gdpr", "right": "ERASURE", "calendar": "de", "events": [{"kind": "RECEIVED", "day": "2026-03-05"},
             {"kind": "PAUSED", "day": "2026-03-06", "ground": "IDENTITY"}]}
            """,
            200);
    assertThat(tried.path("dates").get(0).path("statutoryDue").asString()).isEqualTo("2026-04-07");
    assertThat(tried.path("withoutEffect").get(0).path("article").asString())
        .contains("EDPB 01/2022");
    var event = "{\"kind\": \"%s\", \"day\": \"2026-03-05\"}";
    var of = "{\"rule\": \"%s\", \"right\": \"ERASURE\", \"calendar\": \"%s\", \"events\": [%s]}";
    compute(of.formatted("eu-gdpr", "de", event.formatted("RESUMED")), 422);
    compute(of.formatted("eu-gdpr", "gb-eng", event.formatted("RECEIVED")), 422);
    compute(of.formatted("no-such-rule", "de", event.formatted("RECEIVED")), 422);
  }

  private static OpenRequest filedUnder(BellAccount bell, String rule) {
    return OpenRequest.under(
        bell, "ERASURE", "DE", LocalDate.now(ZoneOffset.UTC), new String[] {"GDPR"}, List.of(rule));
  }

  private static void refused(String id, String file, String detail) {
    var problem = put(id, file, 422);
    assertThat(problem.path("detail").asString()).contains(detail).doesNotContain("marker");
  }

  private static String rule(String id, int version, int days) {
    var shipped = show("br-lgpd").path("file").asString();
    return shipped
        .replaceFirst("id: br-lgpd", "id: " + id)
        .replaceFirst("version: \\d+", "version: " + version)
        .replace("count: 15", "count: " + days);
  }

  private static JsonNode show(String id) {
    return RunningWrit.read(RunningWrit.json("GET", "/v1/rules/" + id, "auditor", null));
  }

  private static JsonNode put(String id, String file, int status) {
    var body = RunningWrit.JSON.writeValueAsString(Map.of("reason", "A reading", "file", file));
    return judged(RunningWrit.json("PUT", "/v1/rules/" + id, "admin", body), status);
  }

  private static void day(String path, String body, int status) {
    judged(RunningWrit.json("PUT", "/v1/holidays/" + path, "admin", body), status);
  }

  private static JsonNode compute(String trial, int status) {
    return judged(RunningWrit.json("POST", "/v1/rules/compute", "auditor", trial), status);
  }

  private static String due(String trial) {
    return compute(trial, 200).path("dates").get(0).path("statutoryDue").asString();
  }

  private static JsonNode judged(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    return RunningWrit.read(answer);
  }
}
