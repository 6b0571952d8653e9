package dev.writ.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import dev.writ.clock.OpenRequest;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.offboarding.Departure;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.subject.Browser;
import dev.writ.support.Filings;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.mirage.MirageAccount;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.webhook.ReceiverServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Real exchanges with the service, each judged by the API description. */
class ApiContractIT {
  private static final OpenApiInteractionValidator DESCRIPTION =
      OpenApiInteractionValidator.createForInlineApiSpecification(Description.text()).build();
  private final Map<String, Set<Integer>> seen = new HashMap<>();

  @AfterEach
  void behave() {
    RunningWrit.sandbox().vendors().forEach(v -> RunningWrit.sandbox().misbehave(v, Set.of()));
  }

  @Test
  void every_operation_answers_as_described() {
    connections();
    tokens();
    ledger();
    hooksAndFeeds();
    erasure();
    access();
    manualTasks();
    findings();
    schedules();
    claims();
    trust();
    drills();
    looks();
    holds();
    offboardings();
    clocks();
    rules();
    identity();
    record();
    webhooks();
    letters();
    subjectsSide();
    refusals();
    assertThat(seen.entrySet().stream().filter(e -> e.getValue().stream().anyMatch(s -> s < 300)))
        .as("operations seen to succeed")
        .hasSize(Description.operations().size());
  }

  @Test
  void the_validator_sees_an_answer_that_breaks_the_description() {
    var response =
        SimpleResponse.Builder.ok()
            .withContentType("application/json")
            .withBody("[{\"id\":\"not-a-uuid\"}]")
            .build();
    var report =
        DESCRIPTION.validateResponse(
            "/v1/connections", com.atlassian.oai.validator.model.Request.Method.GET, response);
    assertThat(report.hasErrors()).isTrue();
  }

  private void connections() {
    exchange("GET", "/v1/vendors", "auditor", null, 200);
    exchange("GET", "/v1/connections", "officer", null, 200);
    var created =
        exchange(
            "POST",
            "/v1/connections",
            "admin",
            """
            {"vendor": "hubspot", "name": "Contract portal", "baseUrl": "http://127.0.0.1:9",
             "credentials": {"accessToken": "invented-secret"}, "settings": {"externalIdProperty": "customer_no"},
             "callsPerSecond": 2.5, "concurrency": 3}
            """,
            201);
    assertThat(created.path("callsPerSecond").asDouble()).isEqualTo(2.5);
    assertThat(created.path("concurrency").asInt()).isEqualTo(3);
    assertThat(created.path("credentialNames").valueStream().map(JsonNode::asString))
        .containsExactly("accessToken");
    assertThat(created.toString()).doesNotContain("invented-secret");
    var path = "/v1/connections/" + created.path("id").asString();
    var changed =
        exchange("PATCH", path, "admin", "{\"state\": \"PAUSED\", \"concurrency\": 5}", 200);
    assertThat(changed.path("state").asString()).isEqualTo("PAUSED");
    assertThat(changed.path("concurrency").asInt()).isEqualTo(5);
    assertThat(changed.path("settings")).isEqualTo(created.path("settings"));
    var check = exchange("POST", path + "/test", "admin", null, 200);
    assertThat(check.path("failure").asString()).isEqualTo("UNAVAILABLE");
    exchange("PATCH", path, "admin", "{\"settings\": {\"colour\": \"x\"}}", 422);
    exchange("PATCH", path, "admin", "{\"baseUrl\": \"https://10.0.0.1\"}", 422);
    exchange("PATCH", path, "admin", "{\"name\": \"sandbox-openai\"}", 409);
  }

  private void tokens() {
    var issued =
        exchange(
            "POST", "/v1/tokens", "admin", "{\"role\": \"AUDITOR\", \"name\": \"Contract\"}", 201);
    var held = "{\"role\": \"AUDITOR\", \"name\": \"Contract\", \"person\": \"desk-1\"}";
    assertThat(exchange("POST", "/v1/tokens", "admin", held, 201).path("person").asString())
        .isEqualTo("desk-1");
    exchange("GET", "/v1/tokens", "auditor", null, 200);
    exchange("DELETE", "/v1/tokens/" + issued.path("id").asString(), "admin", null, 204);
    exchange("DELETE", "/v1/tokens/" + issued.path("id").asString(), "admin", null, 204);
    exchange("POST", "/v1/keys/rotation", "admin", null, 200);
  }

  private void ledger() {
    var entry =
        """
        {"identifier": {"type": "EMAIL", "value": "contract@example.com"}, "connection": "%s", "kind": "response", "objectId": "resp_%s"}
        """
            .strip();
    var openai = RunningWrit.connection("openai");
    var one = entry.formatted(openai, "a");
    var receipt =
        exchange(
            "POST",
            "/v1/ledger/entries",
            "integrator",
            "{\"entries\": [" + one + "," + one + "]}",
            200);
    assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
    assertThat(receipt.path("duplicates").asInt()).isEqualTo(1);
    var lines =
        RunningWrit.call(
            "POST",
            "/v1/ledger/entries",
            BodyPublishers.ofString(one + "\n\n" + entry.formatted(openai, "b")),
            "Authorization",
            RunningWrit.bearer("integrator"),
            "Content-Type",
            "application/x-ndjson");
    assertThat(lines.statusCode()).isEqualTo(200);
    judge("POST", "/v1/ledger/entries", null, lines, 200);
    var taken =
        exchange("POST", "/v1/ledger/removals", "integrator", "{\"entries\": [" + one + "]}", 200);
    assertThat(taken.path("removed").asInt()).isEqualTo(1);
  }

  private void hooksAndFeeds() {
    try (var bell = BellAccount.open()) {
      var feed = "/v1/connections/" + bell.connection() + "/feed";
      exchange("GET", feed, "auditor", null, 200);
      exchange("GET", feed, "integrator", null, 403);
      judge("POST", bell.hook(), null, bell.ring("e1 chime_a"), 200);
      exchange("POST", bell.hook(), "admin", null, 401);
    }
  }

  private void findings() {
    var raised =
        RunningWrit.bean(Findings.class)
            .raise(
                new FindingDraft(
                    "CONTRACT",
                    "contract/" + UUID.randomUUID(),
                    Severity.MEDIUM,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "Something was found"));
    var path = "/v1/findings/" + raised;
    exchange("GET", "/v1/findings?state=OPEN&severity=MEDIUM&code=CONTRACT", "auditor", null, 200);
    exchange("GET", path, "approver", null, 200);
    exchange("PATCH", path, "officer", "{\"version\": 0, \"owner\": \"vendor desk\"}", 200);
    exchange("PATCH", path, "officer", "{\"version\": 0, \"owner\": \"vendor desk\"}", 409);
    var accept = "{\"version\": 1, \"reason\": \"Known\", \"until\": \"%s\"}";
    exchange("POST", path + "/accept", "officer", accept.formatted("2001-01-01"), 422);
    exchange(
        "POST", path + "/accept", "officer", accept.formatted(LocalDate.now(ZoneOffset.UTC)), 200);
    var resolve = "{\"version\": 2, \"reason\": \"Mended\"}";
    exchange("POST", path + "/resolve", "officer", resolve, 200);
    exchange("POST", path + "/resolve", "officer", "{\"version\": 3, \"reason\": \"x\"}", 409);
  }

  private void schedules() {
    exchange("GET", "/v1/schedules", "auditor", null, 200);
    var path = "/v1/schedules/expiry-reminders";
    var now = exchange("GET", path, "officer", null, 200);
    var change = "{\"version\": %s, \"every\": \"P2D\"}".formatted(now.path("version"));
    exchange("PATCH", path, "admin", change, 200);
    exchange("PATCH", path, "admin", change, 409);
    exchange("POST", path + "/pause", "admin", null, 200);
    exchange("POST", path + "/resume", "admin", null, 200);
    exchange("POST", path + "/trigger", "admin", null, 200);
    var missed = "{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-05T00:00:00Z\"}";
    exchange("POST", path + "/backfill", "admin", missed, 200);
    var never = "{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-01T00:00:01Z\"}";
    exchange("POST", path + "/backfill", "admin", never, 422);
    exchange("POST", "/v1/schedules/nothing-such/pause", "admin", null, 404);
  }

  private void claims() {
    try (var bell = BellAccount.open()) {
      var connection = "/v1/connections/" + bell.connection();
      exchange("GET", connection + "/claims", "auditor", null, 200);
      exchange("PUT", connection + "/plan", "officer", "{\"appliesTo\": [\"Loud\"]}", 200);
      exchange("PUT", connection + "/plan", "officer", "{\"appliesTo\": [\"Mute\"]}", 422);
      var promise = connection + "/claims/ISOLATION";
      exchange("PUT", promise, "officer", "{\"version\": 0, \"evidence\": \"NONE\"}", 200);
      exchange("PUT", promise, "officer", "{\"version\": 0, \"evidence\": \"NONE\"}", 409);
      var document = file(promise + "/documents");
      exchange("GET", promise + "/documents/" + document, "auditor", null, 200);
      exchange("POST", connection + "/claim-checks", "officer", null, 202);
      exchange("GET", connection + "/claim-checks", "auditor", null, 200);
    }
    var blind = "/v1/connections/" + RunningWrit.connection("openai-consumer") + "/claim-checks";
    exchange("POST", blind, "officer", null, 422);
  }

  private void trust() {
    try (var bell = BellAccount.open()) {
      var path = "/v1/connections/" + bell.connection() + "/trust";
      exchange("GET", path, "integrator", null, 200);
      var answer = "{\"answer\": \"YES\", \"note\": \"Checked\", \"expiresOn\": \"%s\"}";
      var until = answer.formatted(LocalDate.now(ZoneOffset.UTC).plusDays(90));
      exchange("PUT", path + "/answers/DATA", "officer", until, 200);
      exchange("PUT", path + "/answers/DELETION", "officer", until, 422);
      var wish = "{\"level\": \"%s\", \"reason\": \"Contract\"}";
      exchange("POST", path + "/level", "officer", wish.formatted("CUSTOMER_DATA"), 409);
      exchange("POST", path + "/level", "officer", wish.formatted("NO_CUSTOMER_DATA"), 200);
    }
  }

  private void erasure() {
    var person = someone(0);
    var filed = file("ERASURE", person);
    var path = "/v1/requests/" + filed.path("id").asString();
    var query =
        "?state=AWAITING_APPROVAL&kind=ERASURE&regime=GDPR&reference=CONTRACT-1&receivedFrom=2026-11-01"
            + "&receivedTo=2026-11-30&limit=1&connection="
            + RunningWrit.connection("openai");
    var planned = until(path, "AWAITING_APPROVAL");
    var page = exchange("GET", "/v1/requests" + query, "auditor", null, 200);
    assertThat(page.path("items").get(0).path("id")).isEqualTo(filed.path("id"));
    RunningWrit.sandbox().misbehave("openai", Set.of(Misbehaviour.TOKEN_EXPIRED));
    exchange("POST", path + "/approve", "approver", decision(planned), 200);
    var stuck = until(path, "NEEDS_ATTENTION");
    behave();
    var leg =
        stuck
            .path("legs")
            .valueStream()
            .filter(l -> l.path("state").asString().equals("BLOCKED"))
            .findFirst()
            .orElseThrow();
    exchange("POST", path + "/legs/" + leg.path("id").asString() + "/retry", "officer", null, 200);
    until(path, "MONITORING");
    exchange("GET", path + "/timeline", "auditor", null, 200);
    exchange("POST", path + "/approve", "approver", decision(planned), 409);
    exchange("GET", "/v1/requests?outcome=FULFILLED", "auditor", null, 200);
    exchange("GET", path + "/package", "officer", null, 409);
  }

  private void access() {
    var path = "/v1/requests/" + file("ACCESS", someone(1)).path("id").asString();
    exchange(
        "POST", path + "/approve", "approver", decision(until(path, "AWAITING_APPROVAL")), 200);
    until(path, "AWAITING_RELEASE");
    exchange("GET", path + "/package", "officer", null, 200);
    refused();
    var withdrawn = "/v1/requests/" + file("ERASURE", someone(3)).path("id").asString();
    var again = file("ERASURE", someone(3));
    assertThat(again.path("state").asString()).isEqualTo("DUPLICATE");
    var stopped =
        exchange(
            "POST",
            withdrawn + "/withdraw",
            "officer",
            decision(until(withdrawn, "AWAITING_APPROVAL")),
            200);
    assertThat(stopped.path("withdrawal").path("stopped")).isNotEmpty();
    exchange("POST", withdrawn + "/withdraw", "officer", decision(stopped), 409);
    until("/v1/requests/" + again.path("id").asString(), "AWAITING_APPROVAL");
  }

  private void refused() {
    var denied = "/v1/requests/" + file("ERASURE", someone(2)).path("id").asString();
    var version = until(denied, "AWAITING_APPROVAL").path("version").asLong();
    var denial = "{\"version\": %d, \"ground\": \"%s\"%s}";
    var path = denied + "/deny";
    exchange("POST", path, "officer", denial.formatted(version, "EXCESSIVE", ""), 422);
    exchange("POST", path, "officer", denial.formatted(version, "TIRESOME", ""), 400);
    var why = ", \"reason\": \"The fifth this month\"";
    exchange("POST", path, "officer", denial.formatted(version, "EXCESSIVE", why), 200);
    exchange("POST", path, "officer", denial.formatted(version, "EXCESSIVE", why), 409);
  }

  private void clocks() {
    try (var bell = BellAccount.open()) {
      var today = LocalDate.now(ZoneOffset.UTC);
      var open =
          OpenRequest.under(
              bell, "ACCESS", "GB-ENG", today.minusDays(20), "UK_GDPR", "CCPA", "VCDPA", "LGPD");
      var at = open.path() + "/clock";
      exchange("GET", at, "auditor", null, 200);
      var stamped = "\"receivedOn\": \"%s\", \"channel\": \"POST\", \"reason\": \"Stamp\"";
      var earlier = open.versioned(stamped.formatted(today.minusDays(22)));
      exchange("PATCH", open.path() + "/receipt", "officer", earlier, 200);
      exchange("PATCH", open.path() + "/receipt", "officer", earlier, 409);
      exchange("POST", at + "/acknowledgement", "officer", open.versioned(""), 200);
      var ask = "\"ground\": \"CLARIFICATION\", \"askedOn\": \"" + today.minusDays(3) + "\"";
      exchange("POST", at + "/pause", "officer", open.versioned(ask), 200);
      exchange("POST", at + "/pause", "officer", open.versioned(ask), 422);
      exchange("POST", at + "/resume", "officer", open.versioned(""), 200);
      var order = "\"reason\": \"COMPLEXITY\", \"furtherReasons\": [\"REASONABLY_NECESSARY\"]";
      var told = order + ", \"noticeSentOn\": \"" + today + "\"";
      exchange("POST", at + "/extension", "officer", open.versioned(order), 422);
      exchange("POST", at + "/extension", "officer", open.versioned(told), 200);
      exchange("POST", at + "/extension", "officer", open.versioned(order), 409);
      exchange("GET", open.path(), "officer", null, 200);
    }
  }

  private void rules() {
    exchange("GET", "/v1/rules", "admin", null, 200);
    var shipped = exchange("GET", "/v1/rules/ch-fadp", "auditor", null, 200);
    var own = "xx-contract";
    var file =
        shipped.path("file").asString().replace("id: ch-fadp", "id: " + own).replace("\r", "");
    var change = RunningWrit.JSON.writeValueAsString(Map.of("reason", "Contract", "file", file));
    exchange("PUT", "/v1/rules/" + own, "admin", change, 200);
    exchange("PUT", "/v1/rules/" + own, "admin", change, 422);
    exchange("GET", "/v1/rules/no-such-rule", "auditor", null, 404);
    var trial =
        """
        {"rule": "us-co-cpa", "right": "ACCESS", "events": [{"kind": "RECEIVED", "day": "2026-03-02"},
         {"kind": "EXTENDED", "day": "2026-03-20", "reason": "COMPLEXITY"}]}
        """;
    exchange("POST", "/v1/rules/compute", "officer", trial, 200);
    var day = "{\"dayOff\": true, \"name\": \"Mourning\", \"reason\": \"Proclaimed\"}";
    exchange("PUT", "/v1/holidays/gb-wls/2031-03-03", "admin", day, 200);
    exchange("PUT", "/v1/holidays/zz/2031-03-03", "admin", day, 404);
    exchange("GET", "/v1/holidays", "auditor", null, 200);
  }

  private void record() {
    exchange("GET", "/v1/record?year=2026", "auditor", null, 200);
    exchange("GET", "/v1/record?year=1999", "auditor", null, 400);
    exchange("GET", "/v1/record?year=2026", "integrator", null, 403);
    exchange("GET", "/v1/statistics?year=2026", "officer", null, 200);
    exchange("GET", "/v1/statistics", "officer", null, 400);
  }

  private void webhooks() {
    try (var receiver = new ReceiverServer()) {
      var wish =
          "{\"name\": \"Contract\", \"url\": \"%s\", \"events\": [\"finding.raised\"]}"
              .formatted(receiver.url());
      var issued = exchange("POST", "/v1/webhooks", "admin", wish, 201);
      var path = "/v1/webhooks/" + issued.path("webhook").path("id").asString();
      exchange("POST", "/v1/webhooks", "admin", wish.replace("http:", "ftp:"), 422);
      exchange("GET", "/v1/webhooks", "auditor", null, 200);
      exchange("GET", path, "auditor", null, 200);
      exchange("PATCH", path, "admin", "{\"version\": 0, \"name\": \"Renamed\"}", 200);
      exchange("PATCH", path, "admin", "{\"version\": 0, \"name\": \"Renamed\"}", 409);
      exchange("PATCH", path, "admin", "{\"version\": 1}", 400);
      exchange("POST", path + "/rotate-secret", "admin", "{\"version\": 1}", 200);
      exchange("POST", path + "/rotate-secret", "admin", "{\"version\": 1}", 409);
      receiver.answer(404);
      var sent = exchange("POST", path + "/test", "admin", null, 202);
      var refused = path + "/deliveries?limit=1&state=GIVEN_UP";
      await().until(() -> !exchange("GET", refused, "auditor", null, 200).path("items").isEmpty());
      var again = path + "/deliveries/" + sent.path("id").asString() + "/replay";
      exchange("POST", again, "admin", null, 202);
      exchange("POST", path + "/deliveries/" + UUID.randomUUID() + "/replay", "admin", null, 404);
      var since = "{\"since\": \"%s\"}";
      exchange("POST", path + "/replay", "admin", since.formatted("2026-11-01T00:00:00Z"), 202);
      exchange("POST", path + "/replay", "admin", since.formatted("2199-11-01T00:00:00Z"), 422);
      exchange("POST", path + "/replay", "admin", since.formatted("1969-12-31T23:59:59Z"), 422);
      exchange("PATCH", path, "admin", "{\"version\": 2, \"state\": \"DISABLED\"}", 200);
      exchange("POST", again, "admin", null, 409);
      exchange("POST", path + "/test", "admin", null, 409);
      exchange("GET", path, "auditor", null, 200);
      exchange("DELETE", path, "admin", null, 204);
      exchange("DELETE", path, "admin", null, 404);
    }
  }

  private void drills() {
    try (var mirage = MirageAccount.open()) {
      var at = "/v1/connections/" + mirage.connection();
      exchange("GET", at + "/drill-policy", "auditor", null, 200);
      exchange("PUT", at + "/drill-policy", "admin", "{\"every\": \"P30D\"}", 200);
      exchange("PUT", at + "/drill-policy", "admin", "{\"every\": \"off\"}", 200);
      mirage.store().keeps = Duration.ofSeconds(2);
      var drill = exchange("POST", at + "/drills", "officer", null, 201);
      exchange("POST", at + "/drills", "admin", null, 409);
      exchange("GET", at + "/drills?limit=1", "auditor", null, 200);
      var path = "/v1/drills/" + drill.path("id").asString();
      exchange("POST", path + "/stop", "officer", null, 200);
      await().until(() -> exchange("GET", path, "auditor", null, 200).has("endedAt"));
      exchange("POST", path + "/stop", "officer", null, 409);
      exchange("GET", "/v1/drills", "auditor", null, 200);
    }
  }

  private void looks() {
    try (var bell = BellAccount.open()) {
      var erased = ErasedAtBell.carriedOut(bell);
      var plan = exchange("GET", erased.path() + "/looks", "auditor", null, 200);
      var one = erased.path() + "/looks/" + plan.get(0).path("id").asString();
      exchange("POST", one + "/skip", "officer", "{\"version\": 0, \"reason\": \"Seen\"}", 200);
      exchange("POST", one + "/skip", "officer", "{\"version\": 1, \"reason\": \"Seen\"}", 409);
      var leg = erased.leg().path("id").asString();
      var wish =
          "{\"leg\": \"%s\", \"dueAt\": \"%s\"}"
              .formatted(leg, Instant.now().plus(Duration.ofDays(100)));
      exchange("POST", erased.path() + "/looks", "officer", wish, 201);
      resurfaced(bell, erased, leg, plan.get(1).path("id").asString());
    }
    blind();
    var question = "{\"identifiers\": [{\"type\": \"EMAIL\", \"value\": \"x@example.com\"}]}";
    exchange("POST", "/v1/suppression/check", "integrator", question, 200);
    exchange("POST", "/v1/suppression/check", "officer", question, 403);
  }

  private void holds() {
    try (var bell = BellAccount.open()) {
      var place =
          """
          {"sort": "LEGAL_HOLD", "matter": "M-1", "owner": "legal", "reviewOn": "%s",
           "covers": {"connection": "%s", "kinds": ["%s"]}}
          """;
      var day = LocalDate.now(ZoneOffset.UTC).plusDays(90);
      var good = place.formatted(day, bell.connection(), "chime");
      var path =
          "/v1/holds/" + exchange("POST", "/v1/holds", "officer", good, 201).path("id").asString();
      var strange = place.formatted(day, bell.connection(), "contact");
      exchange("POST", "/v1/holds", "officer", strange, 422);
      var nowhere = "{\"connection\": \"%s\"".formatted(UUID.randomUUID());
      var unknown = good.replaceAll("\\{\"connection\": \"[^\"]+\"", nowhere);
      exchange("POST", "/v1/holds", "officer", unknown, 422);
      var filter = "?state=ACTIVE&sort=LEGAL_HOLD&limit=1&connection=" + bell.connection();
      var page = exchange("GET", "/v1/holds" + filter + "&reviewBy=" + day, "auditor", null, 200);
      assertThat(page.path("items")).hasSize(1);
      exchange("GET", path, "approver", null, 200);
      exchange("GET", path, "integrator", null, 403);
      exchange("GET", "/v1/holds/" + UUID.randomUUID(), "auditor", null, 404);
      var change = "{\"version\": 0, \"owner\": \"litigation\"}";
      exchange("PATCH", path, "officer", change, 200);
      exchange("PATCH", path, "officer", change, 409);
      exchange("PATCH", path, "officer", "{\"version\": 1}", 422);
      var settled = "{\"version\": %d, \"reason\": \"Settled\"}";
      exchange("POST", path + "/release", "officer", settled.formatted(1), 403);
      exchange("POST", path + "/release", "approver", settled.formatted(0), 409);
      exchange("POST", path + "/release", "approver", settled.formatted(1), 200);
      exchange("POST", path + "/release", "approver", settled.formatted(2), 409);
      exchange("PATCH", path, "officer", "{\"version\": 2, \"owner\": \"x\"}", 409);
    }
  }

  private void resurfaced(BellAccount bell, ErasedAtBell erased, String leg, String look) {
    var at = erased.path() + "/legs/" + leg;
    bell.tower().held.add(erased.chime());
    exchange("POST", erased.path() + "/looks/" + look + "/run", "officer", "{\"version\": 0}", 200);
    await().until(() -> erased.leg().path("state").asString().equals("RESURFACED"));
    var list = exchange("GET", erased.path() + "/resurfacings", "auditor", null, 200);
    exchange(
        "PATCH",
        erased.path() + "/resurfacings/" + list.get(0).path("id").asString(),
        "officer",
        "{\"version\": 0, \"cause\": \"BACKUP\"}",
        200);
    exchange("POST", at + "/erase-again", "approver", decision(erased.now()), 200);
    until(erased.path(), "MONITORING");
    bell.tower().held.add(erased.chime());
    erased.lookNow();
    exchange("POST", at + "/leave", "approver", decision(erased.now()), 200);
  }

  private void blind() {
    try (var bell = BellAccount.open()) {
      bell.tower().blind = true;
      var erased = ErasedAtBell.carriedOut(bell);
      var at = erased.path() + "/legs/" + erased.leg().path("id").asString();
      exchange("POST", at + "/attest", "officer", "{\"note\": \"A letter\"}", 200);
      exchange("GET", at + "/attestations", "auditor", null, 200);
      erased.skipAll();
    }
  }

  private void identity() {
    var path = "/v1/requests/" + unverified().path("id").asString() + "/identity";
    exchange("GET", path, "auditor", null, 200);
    exchange("POST", path + "/challenges", "officer", "{\"version\": 0, \"kind\": \"CODE\"}", 201);
    exchange("POST", path + "/challenges", "officer", "{\"version\": 0, \"kind\": \"LINK\"}", 409);
    var points = "{\"version\": %d, \"types\": [\"NAME\"], \"matched\": %d, \"declared\": false}";
    exchange("POST", path + "/data-points", "officer", points.formatted(1, 1), 200);
    exchange("POST", path + "/data-points", "officer", points.formatted(2, 0), 400);
    var agent = "{\"version\": 2, \"permission\": \"SIGNED\", \"note\": \"Read\"}";
    exchange("POST", path + "/agent", "officer", agent, 200);
    exchange("GET", path, "officer", null, 200);
    var attest = "{\"version\": 3, \"note\": \"Called back\"}";
    exchange("POST", path + "/attest", "officer", attest, 200);
    exchange("POST", path + "/attest", "officer", attest.replace("3", "4"), 409);
    exchange("GET", path, "integrator", null, 403);
  }

  private JsonNode unverified() {
    return exchange(
        "POST",
        "/v1/requests",
        "integrator",
        """
        {"kind": "ERASURE", "regime": "GDPR", "receivedOn": "2026-11-02", "identity": {"method": "UNVERIFIED"},
         "subject": {"identifiers": [{"type": "EMAIL", "value": "contract@example.com"}]}, "connections": ["%s"]}
        """
            .formatted(RunningWrit.connection("openai")),
        201);
  }

  private void subjectsSide() {
    var path = "/v1/requests/" + unverified().path("id").asString();
    var link = exchange("POST", path + "/status-link", "officer", null, 201);
    exchange("POST", path + "/status-link", "auditor", null, 403);
    documents(path + "/identity", link.path("link").asString());
    var complaint =
        "{\"kind\": \"COMPLAINT\", \"receivedOn\": \"2026-11-03\", \"said\": \"Nobody answers\"}";
    var filed = exchange("POST", path + "/appeals", "officer", complaint, 201);
    exchange("POST", path + "/appeals", "officer", complaint.replace("COMPLAINT", "APPEAL"), 422);
    exchange("POST", path + "/appeals", "officer", "{\"kind\": \"COMPLAINT\"}", 400);
    exchange("GET", path + "/appeals", "officer", null, 200);
    exchange("GET", path + "/appeals", "integrator", null, 403);
    var one = path + "/appeals/" + filed.path("id").asString();
    exchange("POST", one + "/acknowledge", "officer", "{\"version\": 0}", 200);
    exchange("POST", one + "/acknowledge", "officer", "{\"version\": 0}", 409);
    var decision = "{\"version\": 1, \"decision\": \"UPHELD\", \"reasons\": \"True\"}";
    exchange("POST", one + "/decide", "approver", decision, 200);
    exchange("POST", one + "/decide", "approver", decision, 409);
    exchange("GET", path + "/appeals", "auditor", null, 200);
    longerAppeal();
  }

  private void longerAppeal() {
    var wanted =
        Filings.request("ERASURE", "UNVERIFIED", "appeal-" + UUID.randomUUID() + "@example.com");
    wanted.put("regime", "CPA");
    var body = RunningWrit.JSON.writeValueAsString(wanted);
    var path =
        "/v1/requests/"
            + exchange("POST", "/v1/requests", "officer", body, 201).path("id").asString();
    var appeal =
        "{\"kind\": \"APPEAL\", \"receivedOn\": \"%s\", \"said\": \"Look again\"}"
            .formatted(Filings.TODAY);
    var filed = exchange("POST", path + "/appeals", "officer", appeal, 201);
    var one = path + "/appeals/" + filed.path("id").asString() + "/extend";
    var longer =
        "{\"version\": 0, \"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"%s\"}"
            .formatted(Filings.TODAY);
    exchange("POST", one, "approver", longer, 403);
    var both = longer.replace("}", ", \"explanation\": \"Twenty archives\"}");
    exchange("POST", one, "officer", both, 422);
    exchange("POST", one, "officer", longer, 200);
    exchange("POST", one, "officer", longer, 409);
  }

  private void documents(String identity, String link) {
    var wish = "{\"version\": %s, \"kind\": \"IDENTITY_EVIDENCE\"}";
    var seen = exchange("GET", identity, "officer", null, 200).path("version");
    var asked = exchange("POST", identity + "/documents", "officer", wish.formatted(seen), 200);
    var again = wish.formatted(asked.path("version"));
    exchange("POST", identity + "/documents", "officer", again, 409);
    var at = identity + "/documents/" + asked.path("documents").get(0).path("id").asString();
    exchange("GET", at, "officer", null, 404);
    new Browser(URI.create("http://127.0.0.1:" + RunningWrit.port()))
        .hands(link + "", "application/pdf", "%PDF-1.7\n%%EOF\n".getBytes(UTF_8));
    exchange("GET", at, "officer", null, 200);
    exchange("GET", at, "approver", null, 403);
    var handed = exchange("GET", identity, "auditor", null, 200).path("version");
    var check = "{\"version\": " + handed + ", \"accepted\": true}";
    exchange("POST", at + "/check", "officer", check, 200);
    exchange("POST", at + "/check", "officer", check, 409);
  }

  /** What a mail system says of the letter of this id. */
  private void returned(String letter, int status) {
    var message =
        """
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.net

        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <%s@example.com>

        --b--
        """
            .formatted(letter);
    var answer =
        RunningWrit.call(
            "POST",
            "/v1/letter-returns",
            BodyPublishers.ofString(message),
            "Authorization",
            RunningWrit.bearer("integrator"),
            "Content-Type",
            "application/octet-stream");
    judge("POST", "/v1/letter-returns", null, answer, status);
  }

  private void letters() {
    var unaddressed =
        exchange(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ERASURE", "regime": "CCPA", "receivedOn": "2026-11-02", "language": "es", "tellRecipients": true,
             "subject": {"identifiers": [{"type": "CUSTOMER_ID", "value": "contract-%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(UUID.randomUUID(), RunningWrit.connection("openai")),
            201);
    var request = "/v1/requests/" + unaddressed.path("id").asString();
    var shown = exchange("GET", request, "auditor", null, 200);
    assertThat(shown.path("language").asString()).isEqualTo("es");
    var byHand = letter(unaddressed, "ACKNOWLEDGEMENT", "BY_HAND");
    exchange("GET", byHand, "approver", null, 200);
    var read = exchange("GET", byHand, "auditor", null, 200);
    exchange("POST", byHand + "/resend", "officer", version(read), 409);
    exchange("POST", byHand + "/confirm", "officer", version(read), 200);
    exchange("POST", byHand + "/confirm", "officer", version(read), 409);
    exchange("POST", byHand + "/bounce", "integrator", "{\"reason\": \"OTHER\"}", 200);
    returned(byHand.substring(byHand.lastIndexOf('/') + 1), 200);
    returned(UUID.randomUUID().toString(), 404);
    returned("somebody-elses", 422);
    var back = exchange("GET", byHand, "officer", null, 200);
    exchange("POST", byHand + "/resend", "officer", version(back), 200);
    letter(unaddressed, "ACKNOWLEDGEMENT", "BY_HAND");
    var again = exchange("GET", byHand, "officer", null, 200);
    exchange("POST", byHand + "/cancel", "officer", version(again), 200);
    until(request, "CLOSED");
    var wish = "{\"kind\": \"%s\", \"explanation\": \"Se pidió.\"}";
    exchange("POST", request + "/letters", "officer", wish.formatted("REFUSAL"), 409);
    exchange("POST", request + "/letters", "officer", wish.formatted("RESURFACED"), 201);
    letter(unaddressed, "RESURFACED", "REFUSED_BY_VALIDATOR");
    var told =
        "{\"organisation\": \"Example Analytics\", \"role\": \"THIRD_PARTY\", \"told\": \"%s\","
            + " \"how\": \"by e-mail\", \"toldOn\": \"2026-11-03\"}";
    exchange("POST", request + "/recipients", "officer", told.formatted("TOLD"), 201);
    exchange("POST", request + "/recipients", "officer", told.formatted("IMPOSSIBLE"), 422);
    exchange("GET", request + "/recipients", "auditor", null, 200);
    templates();
  }

  private String letter(JsonNode request, String kind, String state) {
    var query = "/v1/letters?limit=1&kind=" + kind + "&request=" + request.path("id").asString();
    return await()
        .until(
            () -> exchange("GET", query, "auditor", null, 200).path("items").path(0),
            letter -> letter.path("state").asString().equals(state))
        .path("id")
        .asString()
        .transform(id -> "/v1/letters/" + id);
  }

  private void templates() {
    exchange("GET", "/v1/letter-templates", "admin", null, 200);
    var path = "/v1/letter-templates/RESURFACED/es";
    var now = exchange("GET", path, "auditor", null, 200);
    var own =
        "{\"version\": %s, \"subject\": \"De nuevo\", \"body\": \"%s\"}"
            .formatted(
                now.path("version"),
                "{{#RESURFACING}}{{#resurfaced}}{{service}} {{/resurfaced}}{{/RESURFACING}}");
    exchange("PUT", path, "admin", own, 200);
    exchange("PUT", path, "admin", own, 409);
    exchange("PUT", path, "admin", "{\"version\": 1, \"subject\": \"x\", \"body\": \"y\"}", 422);
    exchange("DELETE", path + "?version=1", "admin", null, 200);
    exchange("DELETE", path + "?version=1", "admin", null, 409);
  }

  private void refusals() {
    var nobody = "/v1/requests/8f14e45f-ceea-467f-a0e6-2f1d3c1d9c11";
    exchange("GET", nobody, "officer", null, 404);
    exchange("GET", nobody, "integrator", null, 403);
    var stranger = RunningWrit.call("GET", nobody, BodyPublishers.noBody());
    judge("GET", nobody, null, stranger, 401);
  }

  private void manualTasks() {
    var consumer = RunningWrit.connection("openai-consumer");
    var request = file("ERASURE", someone(4), consumer);
    var path = "/v1/requests/" + request.path("id").asString();
    exchange(
        "POST", path + "/approve", "approver", decision(until(path, "AWAITING_APPROVAL")), 200);
    var list = "/v1/manual-tasks?state=OPEN&request=" + request.path("id").asString();
    var task =
        await()
            .until(
                () -> exchange("GET", list, "auditor", null, 200).path("items"),
                items -> !items.isEmpty())
            .get(0);
    var at = "/v1/manual-tasks/" + task.path("id").asString();
    exchange("GET", at, "approver", null, 200);
    exchange("PATCH", at, "officer", "{\"version\": 1, \"assignee\": \"privacy desk\"}", 200);
    exchange("PATCH", at, "officer", "{\"version\": 1, \"assignee\": \"privacy desk\"}", 409);
    exchange("POST", at + "/comments", "officer", "{\"text\": \"a word\"}", 200);
    exchange("POST", at + "/link", "officer", "{\"version\": 2, \"days\": 1}", 201);
    var evidence = evidence(at);
    exchange("GET", at + "/evidence/" + evidence, "officer", null, 200);
    exchange("POST", at + "/result", "officer", "{\"version\": 3, \"result\": \"DONE\"}", 200);
  }

  private void offboardings() {
    var departure = Departure.fromQuay().holding(2, 1);
    var path = opened(departure);
    departure.until(now -> now.has("plan"));
    var shown = exchange("GET", path, "auditor", null, 200);
    var query = "?state=OPENED&limit=1&connection=" + departure.connection;
    exchange("GET", "/v1/offboardings" + query, "auditor", null, 200);
    exchange("GET", path + "/export", "officer", null, 409);
    exchange("DELETE", path + "/export", "officer", null, 409);
    exchange("GET", path + "/certificate", "auditor", null, 409);
    exchange("POST", path + "/approve", "approver", version(shown), 200);
    exchange("POST", path + "/approve", "approver", version(departure.show()), 409);
    departure.approveAsSecond();
    var ready = departure.until(now -> now.path("exportReady").asBoolean());
    exchange("GET", path + "/export", "officer", null, 200);
    exchange("POST", path + "/accept-export", "officer", version(ready), 200);
    departure.until("WATCHING");
    exchange("POST", path + "/sub-processors/Example%20Hosting/confirm", "officer", null, 200);
    departure.until("CERTIFIED");
    exchange("GET", path + "/certificate", "auditor", null, 200);
    exchange("DELETE", path + "/export", "officer", null, 200);
    exchange("GET", path + "/export", "officer", null, 410);
    exchange("GET", path, "auditor", null, 200);
    var locked = Departure.fromQuay();
    locked.quay.lock(true);
    path = opened(locked);
    var stuck = locked.until(now -> now.has("trouble") && !now.has("nextAttemptAt"));
    exchange("POST", path + "/retry", "officer", version(stuck), 200);
    exchange("POST", path + "/cancel", "officer", version(locked.show()), 200);
  }

  private String opened(Departure departure) {
    var wish =
        """
        {"connection": "%s", "returnData": true, "openRequests": "CARRY", "reason": "The contract ends",
         "subProcessors": ["Example Hosting"]}
        """
            .formatted(departure.connection);
    var opened = exchange("POST", "/v1/offboardings", "officer", wish, 201);
    exchange("POST", "/v1/offboardings", "officer", wish, 409);
    var path = "/v1/offboardings/" + opened.path("id").asString();
    departure.at(path);
    return path;
  }

  private static String version(JsonNode offboarding) {
    return "{\"version\": " + offboarding.path("version") + "}";
  }

  private String evidence(String task) {
    return file(task + "/evidence");
  }

  private String file(String path) {
    var answer =
        RunningWrit.call(
            "POST",
            path,
            BodyPublishers.ofString("a word"),
            "Authorization",
            RunningWrit.bearer("officer"),
            "Content-Type",
            "text/plain",
            "Writ-File-Name",
            "proof.txt");
    judge("POST", path, null, answer, 201);
    return RunningWrit.read(answer).path("id").asString();
  }

  private JsonNode file(String kind, SandboxPerson person) {
    return file(kind, person, RunningWrit.connection("openai"), RunningWrit.connection("hubspot"));
  }

  private JsonNode file(String kind, SandboxPerson person, String... connections) {
    return exchange(
        "POST",
        "/v1/requests",
        "integrator",
        """
        {"kind": "%s", "regime": "GDPR", "jurisdiction": "DE", "receivedOn": "2026-11-02", "channel": "EMAIL",
         "reference": "CONTRACT-1", "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
         "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
        """
            .formatted(kind, person.email(), String.join("\", \"", connections)),
        201);
  }

  private JsonNode until(String path, String state) {
    return await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> exchange("GET", path, "officer", null, 200),
            now -> now.path("state").asString().equals(state));
  }

  private JsonNode exchange(String method, String path, String role, String body, int status) {
    var answer = RunningWrit.json(method, path, role, body);
    judge(method, path, body, answer, status);
    var json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
    return json ? RunningWrit.read(answer) : RunningWrit.JSON.missingNode();
  }

  private void judge(
      String method, String path, String body, HttpResponse<byte[]> answer, int status) {
    var text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(method + " " + path + " " + text).isEqualTo(status);
    var request = new SimpleRequest.Builder(method, URI.create(path).getPath());
    request.withAuthorization("Bearer x");
    var query = URI.create(path).getQuery();
    if (query != null) {
      for (var pair : query.split("&")) {
        request.withQueryParam(pair.split("=")[0], pair.split("=")[1]);
      }
    }
    if (body != null) {
      request.withContentType("application/json").withBody(body);
    }
    var response = new SimpleResponse.Builder(status);
    answer.headers().map().forEach((name, values) -> response.withHeader(name, values));
    if (answer.body().length > 0) {
      response.withBody(answer.body());
    }
    var pattern = operation(method, URI.create(path).getPath());
    var report =
        status < 300 && body != null
            ? DESCRIPTION.validate(request.build(), response.build())
            : DESCRIPTION.validateResponse(
                URI.create(path).getPath(),
                com.atlassian.oai.validator.model.Request.Method.valueOf(method),
                response.build());
    assertThat(report.getMessages().stream().map(ValidationReport.Message::getMessage))
        .as(method + " " + path + " answered " + status)
        .isEmpty();
    seen.computeIfAbsent(pattern.id(), id -> new TreeSet<>()).add(status);
    if (status >= 400) {
      assertThat(Refusals.fault(answer, pattern.problems())).as(pattern.id()).isEmpty();
    }
  }

  private static Description.Op operation(String method, String path) {
    return Description.operations().stream()
        .filter(op -> op.method().equals(method))
        .filter(op -> path.matches(op.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .findFirst()
        .orElseThrow();
  }

  private static String decision(JsonNode request) {
    return "{\"version\": " + request.path("version") + ", \"reason\": \"Checked\"}";
  }

  private static SandboxPerson someone(int which) {
    return SandboxPeople.all().stream()
        .filter(p -> p.livesIn("openai") && p.livesIn("hubspot") && p.emails().size() == 1)
        .filter(p -> p.objects() >= 4 && p.objects() < 30)
        .sorted(Comparator.comparing(SandboxPerson::key))
        .collect(Collectors.toList())
        .get(which);
  }
}
