package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Traces;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A document that was asked for is handed in on the person's page, looked at, and deleted. */
class DocumentIT {
  private static final String PDF = "application/pdf";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Browser browser = new Browser(URI.create("http://127.0.0.1:" + RunningWrit.port()));
  private final String mark = "zqdoc-" + UUID.randomUUID();
  private final byte[] pdf = ("%PDF-1.7\n% " + mark + "\n%%EOF\n").getBytes(UTF_8);

  @Test
  void it_is_handed_in_once_read_by_an_officer_and_gone_with_the_check() {
    var path = filed("UNVERIFIED");
    var link = link(path);
    assertThat(browser.reads(link).body()).doesNotContain("type=\"file\"");
    ask(path, "IDENTITY_EVIDENCE", 200);
    ask(path, "IDENTITY_EVIDENCE", 409);
    var page = browser.reads(link + "?lang=fr");
    Reader.assertAccessible(page.body(), "fr");
    assertThat(page.body()).contains("type=\"file\"", "action=\"?lang=fr\"");
    assertThat(browser.hands(link + "?lang=en", PDF, pdf).statusCode()).isEqualTo(200);
    assertThat(browser.hands(link + "?lang=en", PDF, pdf).statusCode()).isEqualTo(409);
    assertThat(browser.reads(link).body()).doesNotContain("type=\"file\"");

    var document = document(path);
    assertThat(document.path("state").asString()).isEqualTo("UPLOADED");
    var at = path + "/identity/documents/" + document.path("id").asString();
    assertThat(Traces.of(List.of(mark), sql)).as("sealed").isEmpty();
    assertThat(RunningWrit.json("GET", at, "auditor", null).statusCode()).isEqualTo(403);
    assertThat(RunningWrit.json("GET", at, "officer", null).body()).isEqualTo(pdf);

    post(at + "/check", "{\"version\": %s, \"accepted\": true}".formatted(version(path)), 200);
    assertThat(document(path).path("state").asString()).isEqualTo("ACCEPTED");
    assertThat(document(path).has("mediaType")).isFalse();
    assertThat(RunningWrit.json("GET", at, "officer", null).statusCode()).isEqualTo(404);
    assertThat(files(path)).isZero();
    post(at + "/check", "{\"version\": %s, \"accepted\": true}".formatted(version(path)), 409);
    assertThat(events(path))
        .containsSubsequence(
            "DOCUMENT_ASKED", "DOCUMENT_UPLOADED", "DOCUMENT_READ", "DOCUMENT_ACCEPTED");
  }

  @ParameterizedTest
  @CsvSource({
    "application/pdf, not a pdf, 422",
    "text/plain, a word, 422",
    "application/zip, PK, 422",
    "image/png, '', 422"
  })
  void what_is_no_document_is_not_taken(String type, String content, int status) {
    var path = filed("UNVERIFIED");
    ask(path, "IDENTITY_EVIDENCE", 200);
    var to = link(path) + "?lang=en";
    assertThat(browser.hands(to, type, content.getBytes(UTF_8)).statusCode()).isEqualTo(status);
    assertThat(document(path).path("state").asString()).isEqualTo("ASKED");
    assertThat(files(path)).isZero();
  }

  @Test
  void what_is_too_long_or_unasked_or_sent_to_nowhere_is_not_kept() {
    var path = filed("UNVERIFIED");
    var to = link(path) + "?lang=en";
    assertThat(browser.hands(to, PDF, pdf).statusCode()).as("unasked").isEqualTo(409);
    ask(path, "IDENTITY_EVIDENCE", 200);
    var longer = java.util.Arrays.copyOf(pdf, (5 << 20) + 1);
    assertThat(browser.hands(to, PDF, longer).statusCode()).isEqualTo(422);
    assertThat(browser.hands("/subject/requests/x", PDF, pdf).statusCode()).isEqualTo(404);
    assertThat(files(path)).isZero();
    assertThat(document(path).path("state").asString()).isEqualTo("ASKED");
  }

  @Test
  void what_is_not_needed_any_more_is_deleted_unread() {
    var path = filed("UNVERIFIED");
    ask(path, "IDENTITY_EVIDENCE", 200);
    browser.hands(link(path) + "?lang=en", PDF, pdf);
    assertThat(files(path)).isEqualTo(1);
    post(
        path + "/identity/attest",
        "{\"version\": %s, \"note\": \"Known by voice\"}".formatted(version(path)),
        200);
    assertThat(document(path).path("state").asString()).isEqualTo("DROPPED");
    assertThat(files(path)).isZero();
    ask(path, "IDENTITY_EVIDENCE", 409);
  }

  @Test
  void a_permission_is_asked_only_of_those_who_ask_for_somebody() {
    ask(filed("UNVERIFIED"), "AGENT_PERMISSION", 422);
    var path = filed("AUTHORISED_AGENT");
    ask(path, "AGENT_PERMISSION", 200);
    assertThat(browser.reads(link(path)).body()).contains("permission that you may ask");
  }

  private static void ask(String path, String kind, int status) {
    var body = "{\"version\": %s, \"kind\": \"%s\"}".formatted(version(path), kind);
    post(path + "/identity/documents", body, status);
  }

  private static JsonNode document(String path) {
    return get(path + "/identity").path("documents").get(0);
  }

  private static JsonNode version(String path) {
    return get(path + "/identity").path("version");
  }

  private static List<String> events(String path) {
    return get(path + "/timeline").valueStream().map(e -> e.path("event").asString()).toList();
  }

  /** Files and their portions that are kept of the request. */
  private int files(String path) {
    return sql.sql("select count(*) from sealed_file where request_id = ?")
        .param(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
        .query(Integer.class)
        .single();
  }

  private static String link(String path) {
    var made = RunningWrit.json("POST", path + "/status-link", "officer", null);
    return RunningWrit.read(made).path("link").asString();
  }

  private static String filed(String method) {
    var body =
        """
        {"kind": "ERASURE", "regime": "CCPA", "receivedOn": "2026-11-02", "identity": {"method": "%s"},
         "subject": {"identifiers": [{"type": "EMAIL", "value": "document-%s@example.com"}]}, "connections": ["%s"]}
        """
            .formatted(method, UUID.randomUUID(), RunningWrit.connection("openai"));
    var path = "/v1/requests/" + post("/v1/requests", body, 201).path("id").asString();
    await().until(() -> get(path).path("state").asString().equals("VERIFYING_IDENTITY"));
    return path;
  }

  private static JsonNode post(String path, String body, int status) {
    var answer = RunningWrit.json("POST", path, "officer", body);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
    return RunningWrit.read(answer);
  }

  private static JsonNode get(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }
}
