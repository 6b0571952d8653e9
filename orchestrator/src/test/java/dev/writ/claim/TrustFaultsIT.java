package dev.writ.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.ConnectionService;
import dev.writ.connection.TrustLevel;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Evidence that was measured elsewhere, is hidden, or comes in at the wrong moment. */
class TrustFaultsIT {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private final BellAccount bell = BellAccount.open();
  private final TrustEvidence evidence = RunningWrit.bean(TrustEvidence.class);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void what_was_measured_at_another_address_counts_no_more_and_trust_falls_with_the_change() {
    trusted("CUSTOMER_DATA");
    change("{\"name\": \"renamed-" + UUID.randomUUID() + "\"}");
    change("{\"baseUrl\": \"http://127.0.0.1:9\"}");
    assertThat(trust().path("level").asString()).as("the same").isEqualTo("CUSTOMER_DATA");
    change("{\"baseUrl\": \"http://127.0.0.1:9/other\"}");
    var fallen = trust();
    assertThat(fallen.path("level").asString()).isEqualTo("ANONYMISED_ONLY");
    assertThat(question("DELETION").path("answer").asString()).isEqualTo("UNKNOWN");
    assertThat(question("DELETION").path("because").asString()).contains("address or settings");
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    evidence.rehearsalEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    raise("CUSTOMER_DATA", 200);
  }

  @Test
  void a_look_that_was_begun_at_another_address_is_made_again() {
    var looks = new AtomicInteger();
    bell.tower().promises =
        promised -> {
          if (looks.incrementAndGet() == 1) {
            change("{\"baseUrl\": \"http://127.0.0.1:9/other\"}");
          }
          return List.of(training(Standing.AS_PROMISED));
        };
    look();
    assertThat(checks().path("items").size()).isEqualTo(1);
    assertThat(looks).hasValue(2);
  }

  @Test
  void a_vendor_that_hides_what_was_seen_to_be_broken_has_mended_nothing() {
    trusted("ANONYMISED_ONLY");
    bell.tower().promises = promised -> List.of(training(Standing.NOT_AS_PROMISED));
    look();
    assertThat(trust().path("level").asString()).isEqualTo("NO_CUSTOMER_DATA");
    bell.tower().promises = promised -> List.of(training(Standing.UNCLEAR));
    look();
    assertThat(question("TRAINING").path("answer").asString()).isEqualTo("NO");
    raise("ANONYMISED_ONLY", 409);
    bell.tower().promises = promised -> List.of(training(Standing.AS_PROMISED));
    look();
    assertThat(question("TRAINING").path("answer").asString()).isEqualTo("YES");
    raise("ANONYMISED_ONLY", 200);
  }

  @Test
  void a_look_at_promises_whose_control_cannot_be_read_measures_nothing() {
    bell.tower().promises = promised -> List.of(training(Standing.AS_PROMISED));
    bell.tower().controlled = false;
    look();
    assertThat(checks().path("failure").asString()).isEqualTo("NO_CONTROL");
    assertThat(checks().path("items")).isEmpty();
    ErasedAtBell.carriedOut(bell);
    bell.tower().promises =
        promised -> {
          throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
        };
    look();
    assertThat(checks().path("failure").asString())
        .as("what took away what the other part saw")
        .isEqualTo("NO_CONTROL");
  }

  @Test
  void what_was_erased_and_is_there_again_answers_no_and_trust_falls() {
    trusted("CUSTOMER_DATA");
    for (var broken :
        List.of(
            seen(Promise.DELETION_ON_REQUEST, "CHIME_AGAIN", Standing.NOT_AS_PROMISED),
            seen(Promise.RETENTION, "ERASED_PAST_RETENTION", Standing.NOT_AS_PROMISED))) {
      bell.tower().promises = promised -> List.of(broken);
      look();
      assertThat(trust().path("level").asString()).isEqualTo("ANONYMISED_ONLY");
      assertThat(question("DELETION").path("answer").asString()).isEqualTo("NO");
      assertThat(question("DELETION").path("evidence").asString()).isEqualTo("MEASURED");
      assertThat(findings()).contains("TRUST_FELL");
      raise("CUSTOMER_DATA", 409);
      var mended = seen(broken.promise(), broken.code(), Standing.UNBROKEN);
      bell.tower().promises = promised -> List.of(mended);
      look();
      assertThat(question("DELETION").path("answer").asString()).isEqualTo("YES");
      raise("CUSTOMER_DATA", 200);
    }
    var settings = seen(Promise.RETENTION, "CHIME_SETTING", Standing.NOT_AS_PROMISED);
    bell.tower().promises = promised -> List.of(settings);
    look();
    assertThat(question("DELETION").path("answer").asString())
        .as("a setting says nothing of what somebody asked to delete")
        .isEqualTo("YES");
  }

  @Test
  void settings_that_are_closed_to_their_own_key_hide_nothing_of_what_was_erased() {
    var erased = ErasedAtBell.carriedOut(bell);
    bell.tower().promises = promised -> List.of(training(Standing.NOT_AS_PROMISED));
    look();
    bell.tower().promises =
        promised -> {
          throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
        };
    bell.tower().held.add(erased.chime());
    look();
    assertThat(checks().path("failure").asString()).isEqualTo("AUTHENTICATION");
    assertThat(rated()).contains("CLAIMS_UNSEEN LOW");
    assertThat(question("DELETION").path("answer").asString()).isEqualTo("NO");
    assertThat(question("TRAINING").path("answer").asString())
        .as("it was not looked at, and stays what it was seen to be")
        .isEqualTo("NO");
    assertThat(rated()).filteredOn("CLAIM_BROKEN HIGH"::equals).hasSize(2);
  }

  @Test
  void what_was_erased_and_cannot_be_read_hides_nothing_of_the_settings() {
    ErasedAtBell.carriedOut(bell);
    send("PUT", "/plan", "officer", "{\"appliesTo\": [\"Loud\"]}", 200);
    bell.tower().promises = promised -> List.of(training(Standing.AS_PROMISED));
    bell.tower().onRead =
        () -> {
          throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
        };
    look();
    assertThat(checks().path("failure").asString()).isEqualTo("AUTHENTICATION");
    assertThat(rated()).contains("CLAIMS_UNSEEN MEDIUM");
    assertThat(question("TRAINING").path("evidence").asString()).isEqualTo("MEASURED");
    bell.tower().onRead = () -> {};
    bell.tower().promises =
        promised -> {
          throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
        };
    look();
    assertThat(rated())
        .as("only the settings are hidden by now")
        .contains("CLAIMS_UNSEEN LOW")
        .doesNotContain("CLAIMS_UNSEEN MEDIUM");
    bell.tower().promises = promised -> List.of(training(Standing.AS_PROMISED));
    look();
    assertThat(checks().has("failure")).isFalse();
    assertThat(findings()).doesNotContain("CLAIMS_UNSEEN");
  }

  @Test
  void a_simulated_connection_that_is_pointed_at_the_vendor_is_trusted_and_left_alone_as_any() {
    var name = "simulated-" + UUID.randomUUID();
    var at = URI.create("http://127.0.0.1:9");
    var connections = RunningWrit.bean(ConnectionService.class);
    var simulated =
        connections.simulated("bell", name, at, Map.of("key", "old"), Map.of()).orElseThrow().id();
    assertThat(connections.trust(simulated)).isEqualTo(TrustLevel.CUSTOMER_DATA);
    connections.simulated("bell", name, at, Map.of("key", "new"), Map.of()).orElseThrow();
    assertThat(key(simulated)).as("a simulator's own keys are followed").isEqualTo("new");
    RunningWrit.bean(Trust.class).run();
    assertThat(connections.trust(simulated)).isEqualTo(TrustLevel.CUSTOMER_DATA);
    var moved =
        RunningWrit.json(
            "PATCH",
            "/v1/connections/" + simulated,
            "admin",
            "{\"baseUrl\": \"https://bell.example.com\", \"credentials\": {\"key\": \"real\"},"
                + " \"state\": \"PAUSED\"}");
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(connections.trust(simulated)).isEqualTo(TrustLevel.NO_CUSTOMER_DATA);
    assertThat(findings(simulated)).contains("TRUST_FELL");
    assertThat(connections.simulated("bell", name, at, Map.of("key", "new"), Map.of())).isEmpty();
    assertThat(key(simulated)).isEqualTo("real");
  }

  @Test
  void a_simulated_connection_gets_the_settings_it_lacks_keeps_its_own_and_stays_where_it_is() {
    var name = "simulated-" + UUID.randomUUID();
    var at = URI.create("http://127.0.0.1:9");
    var connections = RunningWrit.bean(ConnectionService.class);
    var keys = Map.of("accessToken", "old");
    var known = connections.simulated("hubspot", name, at, keys, Map.of()).orElseThrow().id();
    var since = connections.addressSince(known);
    connections.simulated("hubspot", name, at, keys, Map.of("emptyBin", "false")).orElseThrow();
    assertThat(setting(known)).isEqualTo("false");
    connections.simulated("hubspot", name, at, keys, Map.of("emptyBin", "true")).orElseThrow();
    assertThat(setting(known)).as("it has one of its own").isEqualTo("false");
    assertThat(connections.addressSince(known)).isEqualTo(since);
    assertThat(connections.trust(known)).isEqualTo(TrustLevel.CUSTOMER_DATA);
    var elsewhere = URI.create("https://hubspot.example.com");
    var more = Map.of("eraseAttachments", "true");
    assertThat(connections.simulated("hubspot", name, elsewhere, keys, more)).isEmpty();
    assertThat(connections.open(connections.require(known)).settings())
        .doesNotContainKey("eraseAttachments");
  }

  private static String setting(UUID connection) {
    var connections = RunningWrit.bean(ConnectionService.class);
    return connections.open(connections.require(connection)).settings().get("emptyBin");
  }

  private static String key(UUID connection) {
    var connections = RunningWrit.bean(ConnectionService.class);
    return connections.open(connections.require(connection)).require("key");
  }

  @Test
  void a_level_is_not_raised_past_evidence_that_comes_in_at_the_same_time() throws Exception {
    trusted("ANONYMISED_ONLY");
    var taken = new CountDownLatch(1);
    var raised = new CountDownLatch(1);
    var failing =
        CompletableFuture.runAsync(
            () ->
                RunningWrit.bean(TransactionTemplate.class)
                    .executeWithoutResult(
                        tx -> {
                          var later = Instant.now().plusSeconds(1);
                          evidence.drillEnded(bell.connection(), UUID.randomUUID(), false, later);
                          taken.countDown();
                          hold(raised);
                        }),
            Thread::startVirtualThread);
    assertThat(taken.await(20, TimeUnit.SECONDS)).isTrue();
    var raising =
        CompletableFuture.supplyAsync(() -> sent("CUSTOMER_DATA"), Thread::startVirtualThread);
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    raised.countDown();
    failing.get(20, TimeUnit.SECONDS);
    assertThat(raising.get(20, TimeUnit.SECONDS)).isEqualTo(409);
    assertThat(trust().path("level").asString()).isEqualTo("ANONYMISED_ONLY");
  }

  @Test
  void a_drill_that_counts_no_longer_soon_is_reminded_of_and_one_that_failed_is_not() {
    var reminders = RunningWrit.bean(ExpiryReminders.class);
    var longAgo = Instant.now().minus(Duration.ofDays(80));
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), true, longAgo);
    reminders.run();
    assertThat(findings()).containsExactly("EXPIRES_SOON");
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), false, longAgo.plusSeconds(1));
    reminders.run();
    assertThat(findings()).isEmpty();
  }

  private List<String> findings() {
    return findings(bell.connection());
  }

  private static List<String> findings(UUID connection) {
    return open(connection).map(f -> f.path("code").asString()).toList();
  }

  private List<String> rated() {
    return open(bell.connection())
        .map(f -> f.path("code").asString() + " " + f.path("severity").asString())
        .toList();
  }

  private static Stream<JsonNode> open(UUID connection) {
    var path = "/v1/findings?state=OPEN&connection=" + connection;
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null))
        .path("items")
        .valueStream();
  }

  @Test
  void a_vendor_that_wants_to_be_left_alone_for_years_is_looked_at_again_within_a_week() {
    bell.tower().promises =
        promised -> {
          throw new VendorFailure(VendorFailure.Kind.RATE_LIMITED, 429, Duration.ofDays(3_650));
        };
    RunningWrit.bean(JdbcClient.class)
        .sql("insert into claim_check (connection_id, wanted, wanted_at) values (?, true, now())")
        .param(bell.connection())
        .update();
    assertThat(RunningWrit.bean(ClaimLooks.class).look(bell.connection()))
        .isEqualTo(Duration.ofDays(7));
  }

  private void trusted(String level) {
    for (var question : List.of("DATA", "MINIMUM", "BREACHES")) {
      var word =
          "{\"answer\": \"YES\", \"note\": \"Checked\", \"expiresOn\": \"%s\"}"
              .formatted(TODAY.plusDays(90));
      send("PUT", "/trust/answers/" + question, "officer", word, 200);
    }
    send("PUT", "/plan", "officer", "{\"appliesTo\": [\"Loud\"]}", 200);
    evidence.drillEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    evidence.rehearsalEnded(bell.connection(), UUID.randomUUID(), true, Instant.now());
    raise(level, 200);
  }

  private void raise(String level, int status) {
    assertThat(sent(level)).isEqualTo(status);
  }

  private int sent(String level) {
    var body = "{\"level\": \"" + level + "\", \"reason\": \"All answers are in\"}";
    return RunningWrit.json("POST", path("/trust/level"), "officer", body).statusCode();
  }

  private void change(String body) {
    send("PATCH", "", "admin", body, 200);
  }

  private static Observation training(Standing standing) {
    return seen(Promise.NO_TRAINING, "CHIME_TRAINING", standing);
  }

  private static Observation seen(Promise promise, String code, Standing standing) {
    return new Observation(promise, code, standing, standing.name(), "GET /chimes");
  }

  private void look() {
    send("POST", "/claim-checks", "officer", null, 202);
    await().until(() -> !checks().path("wanted").asBoolean());
  }

  private JsonNode checks() {
    return send("GET", "/claim-checks", "officer", null, 200);
  }

  private JsonNode trust() {
    return send("GET", "/trust", "officer", null, 200);
  }

  private JsonNode question(String name) {
    return trust()
        .path("questions")
        .valueStream()
        .filter(q -> q.path("question").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode send(String method, String below, String role, String body, int status) {
    var answer = RunningWrit.json(method, path(below), role, body);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return RunningWrit.read(answer);
  }

  private String path(String below) {
    return "/v1/connections/" + bell.connection() + below;
  }
}
