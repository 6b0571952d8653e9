package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.VendorObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Fake fake = new Fake("fake");
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(0, List.of(fake, new Fake("other"))).start();
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
    assertThat(
            at("GET", URI.create("http://127.0.0.1:" + sandbox.port() + "/stranger/x"))
                .statusCode())
        .isEqualTo(404);
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
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).contains("packed");
    var form =
        "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--b--\r\n";
    var multipart =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl("fake") + "/echo"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(http.send(multipart, HttpResponse.BodyHandlers.ofString()).body())
        .contains("assistants");
  }

  @ParameterizedTest
  @CsvSource({"RATE_LIMITED,429", "RATE_LIMITED_BARE,429", "DOWN,503", "TOKEN_EXPIRED,401"})
  void imposes_statuses_in_the_vendors_envelope_without_acting(
      Misbehaviour misbehaviour, int status) throws Exception {
    sandbox.misbehave("fake", Set.of(misbehaviour));
    var answer = send("DELETE", "/things/ada");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("fake error");
    assertThat(answer.headers().firstValue("Retry-After").orElse("none"))
        .isEqualTo(misbehaviour == Misbehaviour.RATE_LIMITED ? "1" : "none");
    assertThat(fake.held(SandboxPeople.ADA)).isEqualTo(1);
    assertThat(sandbox.erases("fake")).isEmpty();
    assertThat(sandbox.simulator("other").held(SandboxPeople.ADA)).isEqualTo(1);
  }

  @Test
  void a_reset_connection_never_reaches_the_simulator() {
    sandbox.misbehave("fake", Set.of(Misbehaviour.CONNECTION_RESET));
    assertThatThrownBy(() -> send("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    assertThat(fake.held(SandboxPeople.ADA)).isEqualTo(1);
  }

  @Test
  void a_lost_answer_leaves_the_work_done_and_reads_answered() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.ANSWER_LOST));
    assertThatThrownBy(() -> send("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    assertThat(fake.held(SandboxPeople.ADA)).isZero();
    assertThat(send("GET", "/things/ada").statusCode()).isEqualTo(404);
    assertThat(sandbox.erases("fake")).isEqualTo(Map.of("DELETE /v1/things/ada", 1));
  }

  @Test
  void malformed_and_slow() throws Exception {
    sandbox.misbehave("fake", Set.of(Misbehaviour.MALFORMED, Misbehaviour.SLOW));
    var before = System.nanoTime();
    var answer = send("GET", "/things/ada");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1900));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("<html>not json");
  }

  @Test
  void a_probability_strikes_some_calls_and_repeats_with_the_seed() throws Exception {
    sandbox.misbehave("fake", Misbehaviour.DOWN, 0.5);
    sandbox.seed(7);
    var once = statuses();
    sandbox.seed(7);
    assertThat(statuses()).isEqualTo(once).contains(200).contains(503);
    sandbox.misbehave("fake", Misbehaviour.DOWN, 0);
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
  void is_switched_from_a_shell() throws Exception {
    var control = "http://127.0.0.1:" + sandbox.port() + "/_sandbox";
    assertThat(at("PUT", URI.create(control + "/fake/DOWN?probability=0.5")).statusCode())
        .isEqualTo(200);
    assertThat(sandbox.misbehaviours("fake")).containsExactly(Misbehaviour.DOWN);
    assertThat(at("GET", URI.create(control)).body()).contains("\"DOWN\":0.5").contains("/fake/v1");
    assertThat(at("DELETE", URI.create(control + "/fake")).statusCode()).isEqualTo(200);
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
    assertThat(at("PUT", URI.create(control + "/fake/NONSENSE")).statusCode()).isEqualTo(400);
    assertThat(at("PUT", URI.create(control + "/stranger/DOWN")).statusCode()).isEqualTo(400);
    assertThat(at("PUT", URI.create(control + "/fake/DOWN?probability=2")).statusCode())
        .isEqualTo(400);
    assertThat(at("POST", URI.create(control)).statusCode()).isEqualTo(404);
  }

  @Test
  void plants_people_where_they_live_and_forgets() {
    sandbox.reset();
    assertThat(fake.held(SandboxPeople.ADA)).isZero();
    var planted = sandbox.plant(SandboxPeople.all());
    assertThat(planted.stream().map(Sandbox.Planted::vendor)).contains("fake", "other");
    assertThat(planted).noneMatch(p -> p.person().key().startsWith("only-"));
    assertThat(sandbox.plant(List.of(SandboxPeople.NOBODY))).isEmpty();
  }

  @Test
  void the_people_are_two_hundred_and_distinct() {
    var people = SandboxPeople.all();
    assertThat(people).hasSize(200).doesNotContain(SandboxPeople.NOBODY);
    assertThat(people.stream().map(SandboxPerson::key).collect(Collectors.toSet())).hasSize(200);
    assertThat(people.stream().flatMap(p -> p.emails().stream()))
        .doesNotHaveDuplicates()
        .allMatch(e -> e.endsWith("@example.com"));
    assertThat(people).filteredOn(p -> p.name().equals("Sam Lee")).hasSize(2);
    assertThat(people)
        .filteredOn(p -> p.objects() == 2000)
        .extracting(SandboxPerson::key)
        .containsExactly("prolific");
  }

  private List<Integer> statuses() throws Exception {
    var statuses = new java.util.ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      statuses.add(send("GET", "/things/ada").statusCode());
    }
    return statuses;
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return at(method, URI.create(sandbox.baseUrl("fake") + path));
  }

  private HttpResponse<String> at(String method, URI uri) throws Exception {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer invented")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static final class Fake implements VendorSimulator {
    private final String vendor;
    private final Set<String> things = ConcurrentHashMap.newKeySet();

    Fake(String vendor) {
      this.vendor = vendor;
    }

    @Override
    public String vendor() {
      return vendor;
    }

    @Override
    public String basePath() {
      return "/v1";
    }

    @Override
    public Map<String, String> credentials() {
      return Map.of("token", "invented");
    }

    @Override
    public void reset() {
      things.clear();
    }

    @Override
    public List<VendorObject> plant(SandboxPerson person) {
      things.add(person.key());
      return List.of(new VendorObject("thing", person.key()));
    }

    @Override
    public int held(SandboxPerson person) {
      return things.contains(person.key()) ? 1 : 0;
    }

    @Override
    public SimulatedResponse answer(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
      if (request.path().startsWith("/v1/echo")) {
        return SimulatedResponse.json(
            200,
            Map.of(
                "path", request.path(),
                "query", request.query(),
                "headers", request.headers().keySet(),
                "body", request.text()));
      }
      var id = request.path().substring("/v1/things/".length());
      if (!things.contains(id)) {
        return error(404);
      }
      if (request.method().equals("DELETE")) {
        if (!misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
          things.remove(id);
        }
        return SimulatedResponse.empty(204);
      }
      return SimulatedResponse.json(200, Map.of("id", id));
    }

    @Override
    public SimulatedResponse error(int status) {
      return SimulatedResponse.json(status, Map.of("message", vendor + " error"));
    }
  }
}
