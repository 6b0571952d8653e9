package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Filings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd calls on things that exist, so that nothing is refused only because there is no such thing:
 * each has the status and the problem that the description has for it, and repeats nothing.
 */
class BestiaryIT {
  private static final String MARKER = BadBodies.MARKER;
  private static final String GOOD =
      """
      {"kind": "ERASURE", "regime": "GDPR", "receivedOn": "2026-11-02", "reference": "beast",
       "subject": {"identifiers": [{"type": "EMAIL", "value": "%s@example.com"}]},
       "identity": {"method": "ONE_TIME_CODE"}}
      """
          .formatted(MARKER);
  private static String request;
  private static String other;
  private static String foreignLeg;

  @BeforeAll
  static void twoRequests() {
    request = filed("one-" + UUID.randomUUID());
    other = filed("two-" + UUID.randomUUID());
    foreignLeg = RunningWrit.read(get("/v1/requests/" + other)).at("/legs/0/id").asString();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-30, 400",
    "9999999-01-01, 400",
    "+99999-01-01, 400",
    "20261102, 400",
    "2026-11-02T00:00:00Z, 400",
    "9999-12-31, 422",
    "0001-01-01, 422",
    "1999-12-31, 422",
    "2099-01-01, 422",
  })
  void a_day_that_is_none_or_far_away(String day, int status) {
    refused(post("/v1/requests", GOOD.replace("2026-11-02", day)), status);
  }

  @ParameterizedTest
  @CsvSource({
    "1e400, invalid-body",
    "1e2, invalid-body",
    "1.0, invalid-body",
    "-1, invalid-body",
    "9223372036854775808, invalid-body",
    "99999999999999999999999999, invalid-body",
    "9223372036854775807, stale-version",
    "-0, stale-version",
  })
  void a_number_that_is_no_version_of_an_existing_request(String number, String word) {
    var answer = post("/v1/requests/" + request + "/deny", "{\"version\": " + number + "}");
    refused(answer, word.equals("invalid-body") ? 400 : 409);
    assertThat(text(answer)).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00x", "\\u0007", "\\u0085", "\\u007f", ""})
  void text_that_cannot_be_kept_faithfully(String text) {
    refused(post("/v1/requests", GOOD.replace("beast", text)), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table request; --",
        "<script>alert(1)</script>",
        "${jndi:ldap://127.0.0.1/x}",
        "{{7*7}}",
        "%00%0d%0a",
        "../../etc/passwd",
        "\\ud83d\\ude00",
        "\\u202e\\ufeff",
      })
  void text_that_means_something_elsewhere_is_kept_as_it_is(String text) {
    var answer = post("/v1/requests", GOOD.replace("beast", text));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    var wanted = RunningWrit.JSON.readTree("\"" + text + "\"").asString();
    var filed = RunningWrit.read(answer);
    assertThat(filed.path("reference").asString()).isEqualTo(wanted);
    var seen = RunningWrit.read(get("/v1/requests/" + filed.path("id").asString()));
    assertThat(seen.path("reference").asString()).isEqualTo(wanted);
  }

  @Test
  void bodies_that_are_packed_doubled_deep_or_endless() throws IOException {
    refused(send("POST", "/v1/requests", "officer", gzip(GOOD), "Content-Encoding", "gzip"), 415);
    refused(post("/v1/requests", GOOD.replaceFirst("\\{", "{\"kind\": \"ACCESS\",")), 400);
    refused(post("/v1/requests", "{\"kind\":" + "[".repeat(5_000)), 400);
    var many = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      many.add("{\"type\": \"EMAIL\", \"value\": \"" + MARKER + i + "@example.com\"}");
    }
    refused(
        post(
            "/v1/requests",
            GOOD.replaceAll("\\[.*]", "[" + String.join(",", many) + "]").replace('\n', ' ')),
        400);
    refused(post("/v1/requests", GOOD + " ".repeat(1 << 20)), 413);
  }

  @Test
  void a_leg_of_another_request_is_not_found() {
    var leg = "/v1/requests/" + request + "/legs/" + foreignLeg;
    refused(post(leg + "/retry", "{}"), 404);
    refused(post(leg + "/attest", "{\"note\": \"" + MARKER + "\"}"), 404);
    refused(get(leg + "/attestations"), 404);
    refused(
        post(
            "/v1/requests/" + request + "/looks",
            "{\"leg\": \"" + foreignLeg + "\", \"dueAt\": \"" + Filings.LATER + "T00:00:00Z\"}"),
        404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"requests", "manual-tasks", "findings", "offboardings", "holds", "letters"})
  void a_cursor_from_elsewhere_is_refused_and_never_an_empty_page(String list) {
    refused(get("/v1/" + list + "?after=" + foreignLeg), 400);
    refused(get("/v1/" + list + "?after=" + UUID.randomUUID()), 400);
    refused(get("/v1/" + list + "?after=00000000-0000-0000-0000-000000000000"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/requests;jsessionid=" + MARKER,
        "/v1/requests%3bjsessionid=" + MARKER,
        "/v1/requests/%2e%2e/tokens",
        "/v1/requests/%252e%252e/tokens",
        "/v1/requests%2f" + MARKER,
        "/v1//requests",
        "/v1/requests?limit=1&limit=2",
        "/v1/requests?state[]=" + MARKER,
        "/v1/requests?limit=1%20",
        "/v1/requests?limit=%2B5",
        "/v1/requests?reference=%00" + MARKER,
        "/v1/requests?reference=%0a" + MARKER,
        "/v1/requests?reference=%ff" + MARKER,
        "/v1/requests?receivedFrom=2026-02-30",
        "/v1/statistics?year=" + MARKER,
        "/v1/record",
      })
  void an_address_written_otherwise(String path) {
    refused(get(path), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-1", "bytes=a-b", "lines=1-2", "bytes=0-1", "bytes=-99999999999"})
  void nothing_is_given_in_parts(String range) {
    for (var path : List.of("/openapi.yaml", "/docs/", "/v1/record?year=2026", "/v1/requests")) {
      var answer = send("GET", path, "officer", new byte[0], "Range", range);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a%2fb, 400",
    "a%5cb, 400",
    "../../" + MARKER + ", 400",
    "%2e%2e, 400",
    "., 400",
    "%zz, 400",
    "%, 400",
    "%00" + MARKER + ", 422",
    MARKER + "%0d%0aX, 422",
    "%20, 422",
  })
  void a_file_name_that_leads_elsewhere(String name, int status) {
    refused(document("text/plain", name, "hello".getBytes(StandardCharsets.UTF_8)), status);
  }

  @Test
  void a_file_that_is_not_what_it_is_called() {
    var pdf = "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.UTF_8);
    assertThat(document("application/pdf", "a.pdf", pdf).statusCode()).isEqualTo(201);
    refused(document("image/png", "a.png", pdf), 422);
    refused(document("text/plain", "a.txt", pdf), 422);
    refused(document("application/zip", "a.zip", pdf), 422);
    refused(document("application/pdf", "a.pdf", new byte[0]), 400);
    for (var type :
        List.of(
            "multipart/form-data; boundary=x",
            "application/json",
            "application/octet-stream",
            "text/html",
            "image/svg+xml",
            MARKER)) {
      refused(document(type, "a.pdf", pdf), 415);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer ", "Basic eDp5", "Digest x", "Bearer a, Bearer b"})
  void a_key_of_another_form_opens_nothing(String authorization) {
    var answer =
        RunningWrit.call(
            "GET",
            "/v1/requests/" + request,
            BodyPublishers.noBody(),
            "Authorization",
            authorization);
    refused(answer, 401);
  }

  private static void refused(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(Refusals.fault(answer, Description.problems().keySet())).isEmpty();
  }

  private static String filed(String person) {
    var answer = post("/v1/requests", GOOD.replace(MARKER, person));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    var id = RunningWrit.read(answer).path("id").asString();
    await("it waits for the person")
        .until(() -> text(get("/v1/requests/" + id)).contains("\"VERIFYING_IDENTITY\""));
    return id;
  }

  private static HttpResponse<byte[]> get(String path) {
    return RunningWrit.json("GET", path, "officer", null);
  }

  private static HttpResponse<byte[]> post(String path, String body) {
    return RunningWrit.json("POST", path, "officer", body);
  }

  private static HttpResponse<byte[]> document(String type, String name, byte[] content) {
    return RunningWrit.call(
        "POST",
        "/v1/connections/%s/claims/RETENTION/documents".formatted(RunningWrit.connection("openai")),
        BodyPublishers.ofByteArray(content),
        "Authorization",
        RunningWrit.bearer("officer"),
        "Content-Type",
        type,
        "Writ-File-Name",
        name);
  }

  private static HttpResponse<byte[]> send(
      String method, String path, String role, byte[] body, String header, String value) {
    return RunningWrit.call(
        method,
        path,
        BodyPublishers.ofByteArray(body),
        "Authorization",
        RunningWrit.bearer(role),
        "Content-Type",
        "application/json",
        header,
        value);
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }
}
