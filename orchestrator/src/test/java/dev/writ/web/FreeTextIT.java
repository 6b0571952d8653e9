package dev.writ.web;

import static dev.writ.support.Filings.identifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.writ.support.Filings;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A marked person is named in every text that can be entered: what is kept in the clear refuses it,
 * and what takes it is sealed. No table, log line or metric shows it, and no auditor reads it.
 */
class FreeTextIT {
  private static final String MARKED =
      "zelda.marker" + UUID.randomUUID().toString().substring(0, 4);
  private static final String EMAIL = MARKED + "@example.com";
  private static final String PHONE = "+44 20 7946 0958";
  private static final String CUSTOMER = "KD-77162-53X";
  private static final List<String> PLANTED = List.of(EMAIL, PHONE, CUSTOMER);

  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> faults = new ArrayList<>();

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
    root().warn("the log is listened to");
  }

  @AfterEach
  void hushed() {
    root().detachAppender(log);
  }

  @Test
  void what_is_kept_in_the_clear_names_no_one() {
    var request = filed("ERASURE", "ONE_TIME_CODE", EMAIL, PHONE, CUSTOMER);
    var at = "/v1/requests/" + request;
    var hold = placed(request);
    for (var planted : PLANTED) {
      refused("POST", "/v1/requests", "officer", filing("reference", planted));
      refused("POST", "/v1/requests", "officer", filing("channel", planted));
      refused("PATCH", at + "/receipt", "officer", receipt(request, "channel", planted));
      refused("PATCH", at + "/receipt", "officer", receipt(request, "reason", planted));
      refused("POST", at + "/recipients", "officer", recipient("organisation", planted));
      refused("POST", at + "/recipients", "officer", recipient("how", planted));
      refused(
          "POST",
          at + "/appeals",
          "officer",
          Map.of("kind", "COMPLAINT", "receivedOn", Filings.TODAY, "how", planted, "said", "no"));
      refused("POST", "/v1/holds", "officer", hold(request, "matter", planted));
      refused("POST", "/v1/holds", "officer", hold(request, "owner", planted));
      refused("PATCH", hold, "officer", Map.of("version", 0, "owner", planted));
      refused("POST", hold + "/release", "approver", Map.of("version", 0, "reason", planted));
    }
    var connection = "/v1/connections/" + RunningWrit.connection("openai");
    refused("POST", "/v1/tokens", "admin", Map.of("role", "AUDITOR", "name", EMAIL));
    refused(
        "POST",
        "/v1/connections",
        "admin",
        Map.of(
            "vendor",
            "hubspot",
            "name",
            EMAIL,
            "baseUrl",
            "http://127.0.0.1:9",
            "credentials",
            Map.of("accessToken", "none")));
    refused("PATCH", connection, "admin", Map.of("name", EMAIL));
    refused(
        "POST",
        "/v1/webhooks",
        "admin",
        Map.of("name", EMAIL, "url", "http://127.0.0.1:9", "events", List.of("request.moved")));
    refused(
        "POST",
        "/v1/offboardings",
        "officer",
        Map.of(
            "connection",
            RunningWrit.connection("openai"),
            "returnData",
            false,
            "openRequests",
            "FINISH",
            "reason",
            "over",
            "subProcessors",
            List.of(EMAIL)));
    refused(
        "PUT",
        connection + "/trust/answers/DATA",
        "officer",
        Map.of("answer", "YES", "note", EMAIL, "expiresOn", Filings.LATER));
    refused(
        "POST",
        connection + "/trust/level",
        "officer",
        Map.of("level", "NO_CUSTOMER_DATA", "reason", EMAIL));
    refused(
        "PUT",
        "/v1/holidays/de/2026-12-24",
        "admin",
        Map.of("dayOff", true, "name", EMAIL, "reason", "x"));
    assertThat(faults).isEmpty();
    release(hold);
    notShownAnywhere();
  }

  @Test
  void what_may_name_the_person_is_sealed() {
    var words = EMAIL + " (" + PHONE + ", " + CUSTOMER + ")";
    var request = filed("ERASURE", "ONE_TIME_CODE", "x" + EMAIL);
    var at = "/v1/requests/" + request;
    taken(
        "POST",
        at + "/identity/challenges",
        "officer",
        Map.of("version", version(at + "/identity"), "kind", "CODE", "contact", EMAIL));
    taken(
        "POST",
        at + "/identity/attest",
        "officer",
        Map.of("version", version(at + "/identity"), "note", words));
    taken(
        "POST",
        at + "/appeals",
        "officer",
        Map.of("kind", "COMPLAINT", "receivedOn", Filings.TODAY, "said", words));
    var appeal = read(at + "/appeals").get(0);
    taken(
        "POST",
        at + "/appeals/" + appeal.path("id").asString() + "/decide",
        "approver",
        Map.of("version", 0, "decision", "REJECTED", "reasons", words));
    taken("POST", at + "/withdraw", "officer", Map.of("version", version(at), "reason", words));

    var agent = "/v1/requests/" + filed("ERASURE", "AUTHORISED_AGENT", "y" + EMAIL);
    taken(
        "POST",
        agent + "/identity/agent",
        "officer",
        Map.of("version", version(agent + "/identity"), "permission", "SIGNED", "note", words));
    taken(
        "POST",
        agent + "/letters",
        "officer",
        Map.of(
            "kind", "EXTENSION", "explanation", words, "ask", words, "withheld", List.of(words)));
    taken(
        "POST",
        agent + "/deny",
        "officer",
        Map.of("version", version(agent), "ground", "IDENTITY_NOT_VERIFIED", "reason", words));
    taken(
        "POST",
        "/v1/suppression/check",
        "integrator",
        Map.of("identifiers", List.of(identifier("EMAIL", EMAIL))));
    taken(
        "POST",
        "/v1/ledger/entries",
        "integrator",
        Map.of(
            "entries",
            List.of(
                Map.of(
                    "identifier",
                    identifier("CUSTOMER_ID", CUSTOMER),
                    "connection",
                    RunningWrit.connection("openai"),
                    "kind",
                    "response",
                    "objectId",
                    "resp_0a1b2c"))));
    document(EMAIL + ".txt", words);
    assertThat(faults).isEmpty();
    for (var seen :
        List.of(
            at, at + "/identity", at + "/appeals", agent, agent + "/identity", at + "/timeline")) {
      var answer = RunningWrit.json("GET", seen, "auditor", null);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(text(answer)).as("an auditor reads %s", seen).doesNotContain(MARKED, CUSTOMER);
    }
    notShownAnywhere();
  }

  private void notShownAnywhere() {
    var tables =
        sql.sql(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_type = 'BASE TABLE'")
            .query(String.class)
            .list();
    assertThat(tables).contains("request", "letter", "evidence").hasSizeGreaterThan(50);
    for (var table : tables) {
      for (var word : List.of(MARKED, PHONE, CUSTOMER)) {
        assertThat(rows(table, word)).as("%s in %s", word, table).isZero();
      }
    }
    assertThat(log.list).isNotEmpty();
    for (var line : List.copyOf(log.list)) {
      var thrown = line.getThrowableProxy();
      assertThat(
              line.getFormattedMessage()
                  + line.getMDCPropertyMap()
                  + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)))
          .doesNotContain(MARKED, PHONE, CUSTOMER);
    }
    assertThat(text(RunningWrit.json("GET", "/actuator/prometheus", "admin", null)))
        .doesNotContain(MARKED, PHONE, CUSTOMER);
  }

  /** As text, and as bytes, which PostgreSQL writes in hexadecimal. */
  private int rows(String table, String word) {
    var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
    return sql.sql(
            "select count(*) from \"%s\" t where position(? in t::text) > 0 or position(? in t::text) > 0"
                .formatted(table))
        .params(word, hex)
        .query(Integer.class)
        .single();
  }

  private void refused(String method, String path, String role, Map<String, ?> body) {
    var answer = call(method, path, role, body);
    if (answer.statusCode() != 422 || text(answer).contains(MARKED)) {
      faults.add(method + " " + path + body.keySet() + ": " + answer.statusCode() + text(answer));
    }
  }

  private void taken(String method, String path, String role, Map<String, ?> body) {
    var answer = call(method, path, role, body);
    if (answer.statusCode() >= 300) {
      faults.add(method + " " + path + ": " + answer.statusCode() + text(answer));
    }
  }

  private static void document(String name, String content) {
    var answer =
        RunningWrit.call(
            "POST",
            "/v1/connections/%s/claims/REGION/documents"
                .formatted(RunningWrit.connection("openai")),
            BodyPublishers.ofString(content),
            "Authorization",
            RunningWrit.bearer("officer"),
            "Content-Type",
            "text/plain",
            "Writ-File-Name",
            name);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
  }

  private static String filed(String kind, String method, String... values) {
    var types = List.of("EMAIL", "PHONE", "CUSTOMER_ID");
    var identifiers = new ArrayList<Map<String, String>>();
    for (int i = 0; i < values.length; i++) {
      identifiers.add(identifier(types.get(i), values[i]));
    }
    var answer =
        call("POST", "/v1/requests", "officer", Filings.request(kind, method, identifiers));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    var id = RunningWrit.read(answer).path("id").asString();
    await("it waits for the person")
        .until(
            () -> read("/v1/requests/" + id).path("state").asString().equals("VERIFYING_IDENTITY"));
    return id;
  }

  private static Map<String, ?> filing(String field, String value) {
    var wanted =
        Filings.request(
            "ERASURE",
            "ONE_TIME_CODE",
            List.of(
                identifier("EMAIL", EMAIL),
                identifier("PHONE", PHONE),
                identifier("CUSTOMER_ID", CUSTOMER)));
    wanted.put(field, value);
    return wanted;
  }

  private static Map<String, ?> receipt(String request, String field, String value) {
    var version = version("/v1/requests/" + request);
    return field.equals("reason")
        ? Map.of("version", version, "receivedOn", "2026-11-01", "reason", value)
        : Map.of("version", version, field, value, "reason", "a mistake");
  }

  private static Map<String, ?> recipient(String field, String value) {
    return field.equals("how")
        ? Map.of(
            "organisation", "Archive",
            "role", "THIRD_PARTY",
            "told", "TOLD",
            "how", value,
            "toldOn", "2026-11-20")
        : Map.of(
            "organisation", value,
            "role", "THIRD_PARTY",
            "told", "TOLD",
            "how", "by letter",
            "toldOn", "2026-11-20");
  }

  private static Map<String, ?> hold(String request, String field, String value) {
    return Map.of(
        "sort",
        "LEGAL_HOLD",
        "matter",
        field.equals("matter") ? value : "M-1",
        "owner",
        field.equals("owner") ? value : "legal",
        "reviewOn",
        Filings.LATER,
        "covers",
        Map.of("request", request));
  }

  private static String placed(String request) {
    var answer = call("POST", "/v1/holds", "officer", hold(request, "matter", "M-2"));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    return "/v1/holds/" + RunningWrit.read(answer).path("id").asString();
  }

  private static void release(String hold) {
    var over = Map.of("version", version(hold), "reason", "over");
    assertThat(call("POST", hold + "/release", "approver", over).statusCode()).isEqualTo(200);
  }

  private static long version(String path) {
    return read(path).path("version").asLong();
  }

  private static JsonNode read(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  private static HttpResponse<byte[]> call(
      String method, String path, String role, Map<String, ?> body) {
    return RunningWrit.json(method, path, role, RunningWrit.JSON.writeValueAsString(body));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
