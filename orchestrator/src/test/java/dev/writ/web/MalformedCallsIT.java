package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no HTTP client would send: answered with a problem document too, or hung up on. */
class MalformedCallsIT {
  private static final String MARKER = BadBodies.MARKER;

  static Stream<String> calls() {
    return Stream.of(
        get("/%00" + MARKER),
        get("/%zz" + MARKER),
        get("/%ff%fe" + MARKER),
        get("/a%2f" + MARKER),
        get("/v1//requests;" + MARKER),
        get("/v1/requests/../" + MARKER + "%2e%2e/x"),
        get("/<" + MARKER + ">"),
        get("/\u00ff" + MARKER),
        get("/" + MARKER.repeat(5_000)),
        "GET / HTTP/9.9\r\nHost: x\r\nX: " + MARKER + "\r\n\r\n",
        "GARBAGE" + MARKER + "\r\n\r\n",
        "GET /a " + MARKER + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nX: " + MARKER + "\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nHost: a b" + MARKER + "\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nHost: x\r\nExpect: " + MARKER + "\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nHost: x\r\nA\u0000" + MARKER + ": y\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
        "POST /v1/requests HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + MARKER + "\r\n\r\n",
        "POST /v1/requests HTTP/1.1\r\nHost: x\r\nContent-Length: " + MARKER + "\r\n\r\n",
        "POST /v1/requests HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "TRACE /v1/requests HTTP/1.1\r\nHost: x\r\n\r\n",
        MARKER + " /v1/requests HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT " + MARKER + ":1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/requests HTTP/1.1\r\nHost: x\r\nAuthorization: " + MARKER + "\r\n\r\n",
        "GET /docs/ HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + MARKER + "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void is_refused_with_a_problem_document(String call) throws IOException {
    var answer = send(call);
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).contains("Content-Type: application/problem+json");
    assertThat(answer).contains("\"type\":\"urn:writ:problem:");
    assertThat(answer).doesNotContain(MARKER, "<html", "Tomcat", "Exception");
  }

  @Test
  void a_body_announced_as_too_long_is_refused_unread() throws IOException {
    var answer =
        send(authorized("POST", "/v1/requests", "officer", "Content-Length: 1048577\r\n") + "{");
    assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:writ:problem:too-large");
  }

  @Test
  void a_body_that_grows_too_long_is_refused_while_it_is_read() throws IOException {
    var chunk = Integer.toHexString(70_000) + "\r\n" + " ".repeat(70_000) + "\r\n";
    var head = authorized("POST", "/v1/requests", "officer", "Transfer-Encoding: chunked\r\n");
    assertThat(send(head + chunk.repeat(16)))
        .startsWith("HTTP/1.1 413")
        .contains("urn:writ:problem:too-large");
  }

  @Test
  void a_broken_chunk_is_refused() throws IOException {
    var head = authorized("POST", "/v1/requests", "officer", "Transfer-Encoding: chunked\r\n");
    assertThat(send(head + MARKER + "\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("urn:writ:problem:")
        .doesNotContain(MARKER);
  }

  @Test
  void a_query_that_is_not_percent_encoded_is_refused() throws IOException {
    assertThat(send(authorized("GET", "/v1/requests?%zz=" + MARKER, "officer", "")))
        .startsWith("HTTP/1.1 400")
        .contains("urn:writ:problem:")
        .doesNotContain(MARKER);
    assertThat(send(authorized("GET", "/v1/requests?reference=%zz" + MARKER, "officer", "")))
        .startsWith("HTTP/1.1 400")
        .contains("urn:writ:problem:malformed-call")
        .doesNotContain(MARKER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/requests/%zz", "/v1/requests/%", "/v1/holds/%e2%82", "/%"})
  void a_path_that_is_not_percent_encoded_is_refused(String path) throws IOException {
    assertThat(send(authorized("GET", path + MARKER, "officer", "")))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/problem+json", "urn:writ:problem:malformed-call")
        .doesNotContain(MARKER, "<html");
  }

  @Test
  void a_header_of_forbidden_characters_is_refused() throws IOException {
    var key = "Idempotency-Key: \u0085" + MARKER + "\u00ff\r\nContent-Length: 2\r\n";
    assertThat(send(authorized("POST", "/v1/requests", "officer", key) + "{}"))
        .startsWith("HTTP/1.1 400")
        .contains("urn:writ:problem:")
        .doesNotContain(MARKER);
  }

  @Test
  void a_method_nobody_knows_is_not_allowed() throws IOException {
    assertThat(send(authorized("QUERY", "/v1/requests", "officer", "")))
        .startsWith("HTTP/1.1 405")
        .contains("Allow:", "urn:writ:problem:method-not-allowed");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() throws IOException {
    var body = "{\"kind\":\"\u00ff\u00fe\"}";
    var head =
        authorized("POST", "/v1/requests", "officer", "Content-Length: " + body.length() + "\r\n");
    assertThat(send(head + body))
        .startsWith("HTTP/1.1 400")
        .contains("urn:writ:problem:invalid-body");
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private static String authorized(String method, String path, String role, String headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: "
        + RunningWrit.bearer(role)
        + "\r\n"
        + headers
        + "\r\n";
  }

  /** Sends the bytes as they are and reads one answer to the end of its JSON. */
  private static String send(String call) throws IOException {
    try (var socket = new Socket("127.0.0.1", RunningWrit.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var answer = new StringBuilder();
      var buffer = new byte[8192];
      var in = socket.getInputStream();
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        if (answer.indexOf("}") > 0) {
          break;
        }
      }
      return answer.toString();
    }
  }
}
