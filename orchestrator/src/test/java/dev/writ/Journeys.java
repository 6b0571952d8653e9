package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Filings;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests over REST to their true end in the default set-up: embedded PostgreSQL, sandbox, and the
 * named engine. Each engine has a class of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journeys {
  /** All of a person's objects there are located, exported, erased and verified by API. */
  private static final List<String> VENDORS = List.of("openai", "hubspot");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Path home = Path.of("target", "journey-" + UUID.randomUUID());
  private ConfigurableApplicationContext writ;
  private Sandbox sandbox;
  private int port;
  private int next;

  private final String engine;
  private final String cli;

  /**
   * @param cli path of Temporal's CLI, or empty
   */
  Journeys(String engine, String cli) {
    this.engine = engine;
    this.cli = cli;
  }

  @BeforeAll
  void start() {
    writ =
        SpringApplication.run(
            WritApplication.class,
            "--server.port=0",
            "--writ.home=" + home,
            "--writ.sandbox.port=0",
            "--writ.undo-window=PT0.1S",
            "--writ.calls.first-retry=PT0.1S",
            "--writ.temporal.engine=" + engine,
            "--writ.temporal.cli=" + cli);
    port = Integer.parseInt(writ.getEnvironment().getRequiredProperty("local.server.port"));
    sandbox = writ.getBean(Sandbox.class);
    sandbox.seed(42);
  }

  @AfterAll
  void stop() {
    writ.close();
  }

  @AfterEach
  void behave() {
    sandbox.vendors().forEach(v -> sandbox.misbehave(v, Set.of()));
  }

  @Test
  void erases_a_person_everywhere_and_observes_the_absence() throws Exception {
    var person = someone();
    var request = planned("ERASURE", person.email());
    assertThat(request.path("legs").valueStream().mapToInt(l -> l.path("located").asInt()).sum())
        .isPositive();
    var done = finished(approved(request), "MONITORING");
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED");
    assertThat(legs(done, "state")).containsOnly("VERIFIED_ABSENT");
    assertThat(legs(done, "verdict")).containsOnly("OBSERVED_ABSENT");
    assertNothingHeld(person);
  }

  @Test
  void looks_again_on_the_engines_timers_erases_again_what_resurfaced_and_closes()
      throws Exception {
    var person = someone();
    var erased = finished(approved(planned("ERASURE", person.email())), "MONITORING");
    assertThat(lookedSoon(erased)).containsOnly("ABSENT");
    sandbox.plant(List.of(person));
    assertThat(lookedSoon(erased)).containsOnly("PRESENT");
    for (var leg : erased.path("legs")) {
      var path = "/v1/requests/" + id(erased);
      var now = json(call("GET", path, "officer", null));
      var again = path + "/legs/" + id(leg) + "/erase-again";
      var decided = call("POST", again, "approver", "{\"version\":" + now.path("version") + "}");
      assertThat(decided.statusCode())
          .as(new String(decided.body(), StandardCharsets.UTF_8))
          .isEqualTo(200);
    }
    assertThat(legs(finished(erased, "MONITORING"), "state")).containsOnly("VERIFIED_ABSENT");
    assertNothingHeld(person);
    assertThat(lookedSoon(erased)).containsOnly("ABSENT");
    var left = json(call("GET", "/v1/requests/" + id(erased) + "/looks", "officer", null));
    for (var look : left) {
      var skip = "/v1/requests/" + id(erased) + "/looks/" + id(look) + "/skip";
      call(
          "POST",
          skip,
          "officer",
          "{\"version\":" + look.path("version") + ",\"reason\":\"Seen\"}");
    }
    finished(erased, "CLOSED");
  }

  /** What a look at each leg shows, a second from now. */
  private List<String> lookedSoon(JsonNode request) throws Exception {
    var looks = "/v1/requests/" + id(request) + "/looks";
    var added = new ArrayList<String>();
    for (var leg : request.path("legs")) {
      var wish =
          "{\"leg\":\"%s\",\"dueAt\":\"%s\"}"
              .formatted(id(leg), java.time.Instant.now().plusSeconds(1));
      added.add(id(json(call("POST", looks, "officer", wish))));
    }
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                json(call("GET", looks, "officer", null))
                    .valueStream()
                    .filter(look -> added.contains(id(look)) && look.has("doneAt"))
                    .map(look -> look.path("outcome").asString())
                    .toList(),
            outcomes -> outcomes.size() == added.size());
  }

  @Test
  void gives_a_person_their_data_in_a_package_an_officer_releases() throws Exception {
    var person = someone();
    var ready = finished(approved(planned("ACCESS", person.email())), "AWAITING_RELEASE");
    var zip = call("GET", "/v1/requests/" + id(ready) + "/package", "officer", null);
    assertThat(zip.statusCode()).isEqualTo(200);
    var names = new ArrayList<String>();
    var everything = new StringBuilder();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        names.add(entry.getName());
        everything.append(new String(entries.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(names)
        .contains("manifest.json", "index.html")
        .anyMatch(n -> n.startsWith("openai-"))
        .anyMatch(n -> n.startsWith("hubspot-"));
    assertThat(everything).contains(person.email());
    finished(approved(ready), "CLOSED");
  }

  @Test
  void finds_nothing_for_a_stranger_and_says_so() throws Exception {
    var done = finished(file("ERASURE", "nobody@example.com", null), "CLOSED");
    assertThat(done.path("outcome").asString()).isEqualTo("NOTHING_FOUND");
    assertThat(legs(done, "state")).containsOnly("NOTHING_FOUND");
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEPS_DATA", "HIDES_FROM_LIST"})
  void a_vendor_that_lies_never_ends_verified_absent(Misbehaviour lie) throws Exception {
    var person = someone();
    var request = planned("ERASURE", person.email());
    sandbox.misbehave("openai", Set.of(lie));
    sandbox.misbehave("hubspot", Set.of(lie));
    var stuck = settled(approved(request));
    assertThat(stuck.path("state").asString()).isEqualTo("NEEDS_ATTENTION");
    assertThat(legs(stuck, "state")).containsOnly("STILL_PRESENT");
    behave();
    for (var leg : stuck.path("legs")) {
      call(
          "POST",
          "/v1/requests/" + id(stuck) + "/legs/" + leg.path("id").asString() + "/retry",
          "officer",
          null);
    }
    assertThat(legs(finished(stuck, "MONITORING"), "state")).containsOnly("VERIFIED_ABSENT");
    assertNothingHeld(person);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SEARCH_LAGS",
        "RATE_LIMITED",
        "RATE_LIMITED_BARE",
        "DOWN",
        "CONNECTION_RESET",
        "ANSWER_LOST",
        "MALFORMED"
      })
  void ends_well_whatever_the_vendor_does_for_a_while(Misbehaviour trouble) throws Exception {
    var person = someone();
    var request = planned("ERASURE", person.email());
    for (var vendor : List.of("openai", "hubspot")) {
      sandbox.misbehave(vendor, trouble, probability(trouble));
    }
    assertThat(legs(finished(approved(request), "MONITORING"), "state"))
        .containsOnly("VERIFIED_ABSENT");
    behave();
    assertNothingHeld(person);
  }

  /**
   * A search starts over when one of its pages fails, and a bare 429 from HubSpot costs ten
   * seconds: so not too many.
   */
  private double probability(Misbehaviour trouble) {
    return switch (trouble) {
      case SEARCH_LAGS -> 1;
      case RATE_LIMITED_BARE -> 0.03;
      default -> 0.05;
    };
  }

  @Test
  void refused_credentials_block_the_leg_until_an_officer_retries() throws Exception {
    var person = someone();
    var request = planned("ERASURE", person.email());
    sandbox.misbehave("openai", Set.of(Misbehaviour.TOKEN_EXPIRED));
    var stuck = settled(approved(request));
    assertThat(stuck.path("state").asString()).isEqualTo("NEEDS_ATTENTION");
    assertThat(legs(stuck, "state")).containsOnly("BLOCKED", "VERIFIED_ABSENT");
    behave();
    for (var leg : stuck.path("legs")) {
      call(
          "POST",
          "/v1/requests/" + id(stuck) + "/legs/" + leg.path("id").asString() + "/retry",
          "officer",
          null);
    }
    assertThat(legs(finished(stuck, "MONITORING"), "state")).containsOnly("VERIFIED_ABSENT");
  }

  @Test
  void the_wrapping_key_changes_twice_while_a_request_is_under_way() throws Exception {
    var request = planned("ACCESS", someone().email());
    var first = json(call("POST", "/v1/keys/rotation", "admin", null)).path("key").asString();
    var second = json(call("POST", "/v1/keys/rotation", "admin", null)).path("key").asString();
    assertThat(second).isNotBlank().isNotEqualTo(first);
    var ready = finished(approved(request), "AWAITING_RELEASE");
    var zip = call("GET", "/v1/requests/" + id(ready) + "/package", "officer", null);
    assertThat(zip.statusCode()).isEqualTo(200);
    var behind =
        writ.getBean(JdbcClient.class)
            .sql("select count(*) from request where wrapped_by <> ?")
            .param(second)
            .query(Integer.class)
            .single();
    assertThat(behind).isZero();
    assertThat(home.resolve("keys/wrapping-key.json"))
        .content()
        .contains(second)
        .doesNotContain(first);
  }

  @Test
  void the_second_click_files_nothing_and_another_body_is_refused() throws Exception {
    var first = file("ERASURE", "twice@example.com", "key-1");
    var second = file("ERASURE", "twice@example.com", "key-1");
    assertThat(id(second)).isEqualTo(id(first));
    var other =
        call(
            "POST",
            "/v1/requests",
            "officer",
            body("ACCESS", "twice@example.com"),
            "Idempotency-Key",
            "key-1");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).path("type").asString())
        .isEqualTo("urn:writ:problem:idempotency-conflict");
  }

  @Test
  void a_stale_version_and_an_illegal_move_are_conflicts() throws Exception {
    var request = planned("ERASURE", someone().email());
    var stale =
        call("POST", "/v1/requests/" + id(request) + "/approve", "approver", "{\"version\":0}");
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(json(stale).path("type").asString()).isEqualTo("urn:writ:problem:stale-version");
    var version = request.path("version").asLong();
    assertThat(
            call(
                    "POST",
                    "/v1/requests/" + id(request) + "/withdraw",
                    "officer",
                    "{\"version\":" + version + "}")
                .statusCode())
        .isEqualTo(200);
    var ended = json(call("GET", "/v1/requests/" + id(request), "officer", null));
    var approve =
        call(
            "POST",
            "/v1/requests/" + id(request) + "/approve",
            "approver",
            "{\"version\":" + ended.path("version") + "}");
    assertThat(approve.statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"kind\":\"NUKE\"}",
        "{\"kind\":5}",
        "{\"kind\":\"ERASURE\"}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-30\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\"a@example.com\"}]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-03\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\"\\ud800\"}]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-03\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\"\\u0000\"}]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2999-02-03\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\"a@example.com\"}]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-03\",\"subject\":{\"identifiers\":[]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-03\",\"subject\":{\"identifiers\":[null]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"}}",
        "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-02-03\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\"a@example.com\"}]},\"identity\":{\"method\":\"X\",\"note\":\"Called"
            + " back\"},\"connections\":[\"00000000-0000-0000-0000-000000000000\"]}"
      })
  void bad_input_gets_a_clear_problem_document(String body) throws Exception {
    var answer = call("POST", "/v1/requests", "officer", body);
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer).path("type").asString()).startsWith("urn:writ:problem:");
  }

  @Test
  void ten_thousand_identifiers_are_refused_and_sql_is_only_text() throws Exception {
    var one = "{\"type\":\"EMAIL\",\"value\":\"a@example.com\"},";
    var many = one.repeat(10_000).replaceAll(",$", "");
    var body = body("ERASURE", "x").replaceAll("\\[\\{[^]]*]", "[" + many + "]");
    assertThat(call("POST", "/v1/requests", "officer", body).statusCode()).isBetween(400, 499);
    var sql = file("ERASURE", "\\\"x'; drop table request; --\\\"@example.com", null);
    assertThat(finished(sql, "CLOSED").path("outcome").asString()).isEqualTo("NOTHING_FOUND");
  }

  @Test
  void nothing_but_liveness_answers_a_stranger_and_roles_hold() throws Exception {
    assertThat(call("GET", "/actuator/health/liveness", null, null).statusCode()).isEqualTo(200);
    for (var path :
        List.of(
            "/",
            "/openapi.yaml",
            "/v1/requests",
            "/v1/vendors",
            "/actuator/prometheus",
            "/actuator/health/readiness",
            "/nowhere")) {
      assertThat(call("GET", path, null, null).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(
            call("POST", "/v1/requests", "auditor", body("ERASURE", "a@example.com")).statusCode())
        .isEqualTo(403);
    assertThat(call("GET", "/v1/requests/" + UUID.randomUUID(), "officer", null).statusCode())
        .isEqualTo(404);
    assertThat(call("GET", "/v1/requests/not-an-id", "officer", null).statusCode()).isEqualTo(400);
  }

  @Test
  void no_identifier_lies_in_the_clear_in_the_record() throws Exception {
    var person = someone();
    finished(approved(planned("ERASURE", person.email())), "MONITORING");
    var sql = writ.getBean(JdbcClient.class);
    for (var table :
        sql.sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      var hits =
          sql.sql("select count(*) from \"" + table + "\" t where t::text ilike ?")
              .param("%" + person.key() + "%@example.com%")
              .query(Integer.class)
              .single();
      assertThat(hits).as(table).isZero();
      var bytes =
          sql.sql("select count(*) from \"" + table + "\" t where t::text like ?")
              .param(
                  "%"
                      + java.util.HexFormat.of()
                          .formatHex(person.email().getBytes(StandardCharsets.UTF_8))
                      + "%")
              .query(Integer.class)
              .single();
      assertThat(bytes).as(table + " in hex").isZero();
    }
  }

  private SandboxPerson someone() {
    var candidates =
        SandboxPeople.all().stream()
            .filter(
                p ->
                    p.emails().size() == 1
                        && p.livesIn("openai")
                        && p.livesIn("hubspot")
                        && p.objects() >= 4
                        && p.objects() < 30)
            .sorted(Comparator.comparing(SandboxPerson::key))
            .toList();
    return candidates.get(next++);
  }

  private void assertNothingHeld(SandboxPerson person) {
    VENDORS.forEach(v -> assertThat(sandbox.simulator(v).held(person)).as(v).isZero());
  }

  /** The id of a sandbox connection. */
  private String connection(String vendor) {
    return writ.getBean(JdbcClient.class)
        .sql("select id from connection where name = ?")
        .param("sandbox-" + vendor)
        .query(String.class)
        .single();
  }

  private String body(String kind, String email) {
    return JSON.writeValueAsString(
        JSON.readTree(
            """
            {"kind":"%s","regime":"GDPR","jurisdiction":"DE","receivedOn":"%s","channel":"EMAIL","reference":"T-1",
             "subject":{"identifiers":[{"type":"EMAIL","value":"%s"}]},"identity":{"method":"OFFICER_ATTESTED","note":"Called back"},"connections":["%s","%s"]}
            """
                .formatted(
                    kind, Filings.TODAY, email, connection("openai"), connection("hubspot"))));
  }

  private JsonNode file(String kind, String email, String key) throws Exception {
    var answer =
        key == null
            ? call("POST", "/v1/requests", "officer", body(kind, email))
            : call("POST", "/v1/requests", "officer", body(kind, email), "Idempotency-Key", key);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    return json(answer);
  }

  private JsonNode planned(String kind, String email) throws Exception {
    return finished(file(kind, email, null), "AWAITING_APPROVAL");
  }

  private JsonNode approved(JsonNode request) throws Exception {
    var answer =
        call(
            "POST",
            "/v1/requests/" + id(request) + "/approve",
            "approver",
            "{\"version\":" + request.path("version") + "}");
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return json(answer);
  }

  private JsonNode finished(JsonNode request, String state) {
    return await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> json(call("GET", "/v1/requests/" + id(request), "officer", null)),
            now -> now.path("state").asString().equals(state));
  }

  /** Until no leg has anything more to do by itself. */
  private JsonNode settled(JsonNode request) {
    var resting = Set.of("VERIFIED_ABSENT", "STILL_PRESENT", "UNVERIFIABLE", "BLOCKED", "FAILED");
    return await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> json(call("GET", "/v1/requests/" + id(request), "officer", null)),
            now ->
                now.path("state").asString().equals("NEEDS_ATTENTION")
                    && resting.containsAll(legs(now, "state")));
  }

  private List<String> legs(JsonNode request, String field) {
    return request.path("legs").valueStream().map(l -> l.path(field).asString()).toList();
  }

  private String id(JsonNode request) {
    return request.path("id").asString();
  }

  private JsonNode json(HttpResponse<byte[]> answer) {
    return JSON.readTree(answer.body());
  }

  private HttpResponse<byte[]> call(
      String method, String path, String role, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (role != null) {
      request.header(
          "Authorization", "Bearer " + Files.readString(home.resolve("tokens").resolve(role)));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }
}
