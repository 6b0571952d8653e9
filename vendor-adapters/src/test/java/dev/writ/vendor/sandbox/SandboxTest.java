package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
  private final ThingsVendor fake = new ThingsVendor("fake");
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(0, List.of(fake, new ThingsVendor("other"))).start();
    sandbox.plant(List.of(SandboxPeople.ADA));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void routes_by_the_first_segment_and_decodes_path_and_query() throws Exception {
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(200);
    var echoed = send("GET", "/echo/a%20b%40c+d?q=x%26y+z&q=2").body();
    assertThat(echoed).contains("/v1/echo/a b@c+d").contains("x&y z").contains("authorization");
    assertThat(send("GET", "/echo/a%2Fb").body()).contains("/v1/echo/a/b");
    assertThat(sandbox.calls("fake")).isEqualTo(3);
    assertThat(sandbox.calls("other")).isZero();
    assertThat(at("GET", "/stranger/x").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fake/v1/things/%zz", "/fake/v1/%", "/%zz", "/fake/v1/things/a?b=%zz"})
  void an_address_that_nobody_can_read_is_refused_as_json(String path) throws IOException {
    var answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/json", "{\"sandbox\":");
    assertThat(answer).doesNotContain("<html", "Jetty", "zz");
  }

  private String raw(String call) throws IOException {
    try (var socket = new Socket("127.0.0.1", sandbox.port())) {
      socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void passes_plain_and_gzip_bodies() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("packed".getBytes());
    }
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl("fake") + "/echo"))
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
            .build();
    assertThat(Calls.HTTP.send(request, BodyHandlers.ofString()).body()).contains("packed");
    var form =
        "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--b--\r\n";
    var multipart =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl("fake") + "/echo"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(Calls.HTTP.send(multipart, BodyHandlers.ofString()).body()).contains("assistants");
  }

  /** As an upload with its description is sent; no part of it has a name. */
  @Test
  void passes_bodies_in_parts_that_are_no_form() throws Exception {
    var related = "--b\nContent-Type: application/json\n\n{}\n--b\n\ncontent of a file\n--b--";
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl("fake") + "/echo"))
            .header("Content-Type", "multipart/related; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(related))
            .build();
    var answer = Calls.HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("content of a file");
  }

  @ParameterizedTest
  @CsvSource({"RATE_LIMITED,429", "RATE_LIMITED_BARE,429", "DOWN,503", "TOKEN_EXPIRED,401"})
  void imposes_statuses_in_the_vendors_envelope_without_acting(
      Misbehaviour misbehaviour, int status) throws Exception {
    sandbox.misbehave("fake", Set.of(misbehaviour));
    var answer = send("DELETE", "/things/ada");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("fake error");
    if (status == 429) {
      assertThat(answer.headers().firstValue("Retry-After").orElse("none"))
          .isEqualTo(misbehaviour == Misbehaviour.RATE_LIMITED ? "1" : "none");
    }
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(status);
    assertThat(fake.held(SandboxPeople.ADA)).isEqualTo(1);
    assertThat(sandbox.erases("fake")).isEmpty();
    assertThat(sandbox.simulator("other").held(SandboxPeople.ADA)).isEqualTo(1);
  }

  @Test
  void a_reset_connection_never_reaches_the_simulator() {
    sandbox.misbehave("fake", Set.of(Misbehaviour.CONNECTION_RESET));
    assertThatThrownBy(() -> send("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send("GET", "/things/ada")).isInstanceOf(IOException.class);
    assertThat(fake.held(SandboxPeople.ADA)).isEqualTo(1);
  }

  @Test
  void a_lost_answer_leaves_the_work_done_and_reads_answered() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.ANSWER_LOST));
    assertThatThrownBy(() -> send("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    assertThat(fake.held(SandboxPeople.ADA)).isZero();
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(404);
    assertThat(send("POST", "/things/search").statusCode()).isEqualTo(200);
    assertThat(sandbox.erases("fake")).isEqualTo(Map.of("DELETE /v1/things/ada", 1));
  }

  @Test
  void a_garbled_answer_leaves_the_work_done_behind_a_200() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.MALFORMED));
    var answer = send("DELETE", "/things/ada");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("<html>not json");
    assertThat(fake.held(SandboxPeople.ADA)).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Misbehaviour.class,
      names = {"SLOW", "ANSWER_LOST", "CONNECTION_RESET", "DOWN", "MALFORMED"})
  void slow_goes_with_any_other_fault(Misbehaviour other) {
    var slowness = Duration.ofMillis(other == Misbehaviour.SLOW ? 2_000 : 200);
    if (other != Misbehaviour.SLOW) {
      sandbox.slowness("fake", slowness);
    }
    sandbox.misbehave("fake", EnumSet.of(Misbehaviour.SLOW, other));
    var before = System.nanoTime();
    var answer =
        Calls.HTTP
            .sendAsync(request("DELETE", "/things/ada"), BodyHandlers.ofString())
            .handle((done, failed) -> failed == null ? done.statusCode() : 0)
            .join();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(slowness.minusMillis(5));
    assertThat(answer)
        .isEqualTo(
            switch (other) {
              case SLOW -> 204;
              case DOWN -> 503;
              case MALFORMED -> 200;
              default -> 0;
            });
  }

  @Test
  void a_probability_strikes_some_calls_and_repeats_with_the_seed() throws Exception {
    sandbox.misbehave("fake", Misbehaviour.DOWN, 0.5);
    sandbox.misbehave("fake", Misbehaviour.TOKEN_EXPIRED, 0.5);
    sandbox.seed(7);
    var once = statuses();
    sandbox.misbehave("fake", Set.of());
    sandbox.misbehave("fake", Misbehaviour.TOKEN_EXPIRED, 0.5);
    sandbox.misbehave("fake", Misbehaviour.DOWN, 0.5);
    sandbox.seed(7);
    assertThat(statuses()).isEqualTo(once).contains(200, 401, 503);
    sandbox.misbehave("fake", Misbehaviour.DOWN, 0);
    sandbox.misbehave("fake", Misbehaviour.TOKEN_EXPIRED, 0);
    assertThat(statuses()).containsOnly(200);
    assertThatThrownBy(() -> sandbox.misbehave("fake", Misbehaviour.DOWN, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hands_the_simulators_own_misbehaviours_on() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.KEEPS_DATA));
    assertThat(send("DELETE", "/things/ada").statusCode()).isEqualTo(204);
    assertThat(fake.held(SandboxPeople.ADA)).isEqualTo(1);
  }

  @Test
  void a_failing_simulator_is_a_500_that_says_nothing_of_the_request() throws Exception {
    var answer = send("GET", "/break");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("IllegalStateException").doesNotContain("ada");
  }

  @Test
  void every_call_takes_at_least_the_latency() throws Exception {
    sandbox.latency("fake", Duration.ofMillis(300));
    var before = System.nanoTime();
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(295));
    assertThatThrownBy(() -> sandbox.latency("fake", Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void late_answers_hold_no_thread() throws Exception {
    int more = 150;
    fake.arrivals = new CountDownLatch(more);
    sandbox.latency("fake", Duration.ofSeconds(30));
    var late = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < more; i++) {
      late.add(Calls.HTTP.sendAsync(request("GET", "/things/ada"), BodyHandlers.ofString()));
    }
    assertThat(fake.arrivals.await(20, TimeUnit.SECONDS)).as("all have arrived").isTrue();
    assertThat(Calls.call(sandbox, "other", "GET", "/things/ada").statusCode()).isEqualTo(200);
    assertThat(late).noneMatch(CompletableFuture::isDone);
    late.forEach(answer -> answer.cancel(true));
  }

  @Test
  void a_server_outlives_its_sandboxes_and_serves_one_at_a_time() throws Exception {
    try (var server = new SandboxServer(SandboxSettings.onPort(0)).start()) {
      var first = Sandbox.on(server, List.of(new ThingsVendor("v")), InstantSource.system());
      var second = Sandbox.on(server, List.of(new ThingsVendor("v")), InstantSource.system());
      first.start().plant(List.of(SandboxPeople.ADA));
      assertThatThrownBy(second::start).isInstanceOf(IllegalStateException.class);
      second.close();
      assertThat(Calls.call(first, "v", "GET", "/things/ada").statusCode()).isEqualTo(200);
      assertThat(server.idle()).isFalse();
      first.close();
      assertThat(server.idle()).isTrue();
      assertThat(Calls.call(first, "v", "GET", "/things/ada").body()).contains("no such vendor");
      second.start();
      assertThat(second.baseUrl("v")).isEqualTo(first.baseUrl("v"));
      assertThat(Calls.call(second, "v", "GET", "/things/ada").statusCode()).isEqualTo(404);
      assertThat(second.calls("v")).isEqualTo(1);
      assertThat(first.calls("v")).isEqualTo(1);
      second.close();
    }
  }

  @Test
  void listens_and_is_reached_where_the_settings_say() throws Exception {
    try (var wide =
        new Sandbox(SandboxSettings.onPort(0).boundTo("0.0.0.0"), List.of(new ThingsVendor("v")))
            .start()) {
      wide.plant(List.of(SandboxPeople.ADA));
      assertThat(wide.baseUrl("v"))
          .isEqualTo(URI.create("http://127.0.0.1:" + wide.port() + "/v/v1"));
      assertThat(Calls.call(wide, "v", "GET", "/things/ada").statusCode()).isEqualTo(200);
    }
    try (var second =
        new Sandbox(SandboxSettings.onPort(0).boundTo("127.0.0.2"), List.of(new ThingsVendor("v")))
            .start()) {
      assertThat(second.baseUrl("v").getHost()).isEqualTo("127.0.0.2");
      assertThat(Calls.call(second, "v", "GET", "/things/ada").statusCode()).isEqualTo(404);
      assertThatThrownBy(() -> Calls.send("GET", Calls.switches(second, ""), ""))
          .as("not on any other address")
          .isInstanceOf(IOException.class);
    }
    var named = SandboxSettings.onPort(0).reachedAt(URI.create("http://sandbox:8090/"));
    try (var behind = new Sandbox(named, List.of(new ThingsVendor("v"))).start()) {
      assertThat(behind.baseUrl("v")).isEqualTo(URI.create("http://sandbox:8090/v/v1"));
    }
    assertThatThrownBy(() -> SandboxSettings.onPort(0).reachedAt(URI.create("sandbox")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"GET,/__admin/mappings", "POST,/__admin/shutdown", "DELETE,/__admin/mappings"})
  void lets_nobody_in_to_the_administration_of_its_server(String method, String path)
      throws Exception {
    assertThat(at(method, path).statusCode()).isEqualTo(401);
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(200);
  }

  @Test
  void forgets_on_reset() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.KEEPS_DATA));
    send("DELETE", "/things/ada");
    sandbox.reset();
    assertThat(fake.things()).isEmpty();
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
    assertThat(sandbox.erases("fake")).isEmpty();
    assertThat(sandbox.calls("fake")).isZero();
  }

  private List<Integer> statuses() throws Exception {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      statuses.add(send("GET", "/things/ada").statusCode());
    }
    return statuses;
  }

  private HttpRequest request(String method, String path) {
    return Calls.request(method, URI.create(sandbox.baseUrl("fake") + path), "");
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return Calls.call(sandbox, "fake", method, path);
  }

  private HttpResponse<String> at(String method, String path) throws Exception {
    return Calls.send(method, URI.create("http://127.0.0.1:" + sandbox.port() + path), "");
  }
}
