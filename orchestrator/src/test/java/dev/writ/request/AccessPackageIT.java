package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.hold.HeldCase;
import dev.writ.leg.Fate;
import dev.writ.leg.Fates;
import dev.writ.leg.LegFates;
import dev.writ.offboarding.Departure;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a person is given says itself what is not in it. */
class AccessPackageIT {

  @Test
  void what_was_found_and_could_not_be_read_out_is_named_with_its_reason() throws IOException {
    try (var found = BellAccount.open();
        var empty = BellAccount.open()) {
      var request = released(found, empty);
      var zip = unzipped(RunningWrit.json("GET", request + "/package", "officer", null).body());
      var manifest = RunningWrit.JSON.readTree(zip.get("manifest.json"));
      var missing = manifest.path("missing");
      assertThat(missing.size()).isEqualTo(1);
      assertThat(missing.get(0).path("objects").asInt()).isEqualTo(1);
      assertThat(missing.get(0).path("reason").asString())
          .isEqualTo("1 chime: no API reads its content out");
      assertThat(manifest.path("nothingFoundAt").get(0).asString()).isEqualTo("Bell (tests)");
      assertThat(zip.get("index.html"))
          .contains("<html lang=\"de\">", "<h1>Ihre Daten</h1>", request.substring(13))
          .contains(
              "Nicht in diesem Paket</h2><ul><li>Bell (tests): Einträge, die nicht ausgelesen"
                  + " werden konnten: 1. <span lang=\"en\">(1 chime: no API reads its content"
                  + " out)</span>")
          .contains("nichts gefunden</h2><p>Bell (tests)</p>");
      assertThat(ended(request, "deny").has("grounds"))
          .as("that a vendor offers no way is no ground for refusing the whole")
          .isFalse();
    }
  }

  @Test
  void a_service_that_was_not_searched_is_not_said_to_hold_nothing() throws IOException {
    try (var found = BellAccount.open();
        var stopped = BellAccount.open()) {
      var request = released(found, stopped);
      RunningWrit.bean(JdbcClient.class)
          .sql("update leg set state = 'CANCELLED' where connection_id = ?::uuid")
          .param(stopped.connection())
          .update();
      var zip = unzipped(RunningWrit.json("GET", request + "/package", "officer", null).body());
      var manifest = RunningWrit.JSON.readTree(zip.get("manifest.json"));
      assertThat(manifest.path("nothingFoundAt").size()).isZero();
      assertThat(manifest.path("missing").size()).isEqualTo(2);
      assertThat(zip.get("index.html"))
          .contains("<li>Bell (tests): Dort konnte nicht gesucht werden.</li>")
          .doesNotContain("nichts gefunden");
      assertThat(ended(request, "withdraw").has("grounds")).isFalse();
    }
  }

  /** What was to be answered in part, and is not answered now. */
  private static JsonNode ended(String request, String how) {
    var ready = RunningWrit.read(RunningWrit.json("GET", request, "officer", null));
    assertThat(ready.path("grounds").toString()).isEqualTo("[\"VENDOR_IMPOSSIBLE\"]");
    var body = "{\"version\": %s}".formatted(ready.path("version"));
    assertThat(RunningWrit.json("POST", request + "/" + how, "officer", body).statusCode())
        .isEqualTo(200);
    return RunningWrit.read(RunningWrit.json("GET", request, "officer", null));
  }

  @Test
  void what_a_vendor_rejects_to_hand_out_keeps_nothing_else_back() throws IOException {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var account = Departure.fromQuay();
    var quay = account.connection;
    var email = "access-" + mark + "@example.com";
    var letters = List.of("a-" + mark + "-1", "b-" + mark + "-2", "c-" + mark + "-3");
    for (var letter : letters) {
      account.quay.letters.add(letter);
      ErasedAtBell.enter(quay, email, new VendorObject("letter", letter));
    }
    account.quay.illegible.add(letters.get(1));
    var request = carriedOut(email, quay);
    var zip = unzipped(RunningWrit.json("GET", request + "/package", "officer", null).body());
    assertThat(zip.get("quay-" + quay + ".ndjson"))
        .contains(letters.getFirst(), letters.getLast())
        .as("what had arrived of the rejected one")
        .doesNotContain(letters.get(1));
    var missing = RunningWrit.JSON.readTree(zip.get("manifest.json")).path("missing");
    assertThat(missing.size()).isEqualTo(1);
    assertThat(missing.get(0).path("objects").asInt()).isEqualTo(1);
    assertThat(missing.get(0).path("reason").asString())
        .isEqualTo("1 letter: it could not be read out: REJECTED (HTTP 200)");
    assertThat(zip.get("index.html")).contains("<li>Quay (tests): ", "REJECTED (HTTP 200)");
    var became = RunningWrit.bean(LegFates.class).of(UUID.fromString(request.substring(13)));
    assertThat(became.values())
        .as("what the cover letter tells")
        .containsExactly(new Fates(Map.of(Fate.IMPOSSIBLE, 1)));
    RunningWrit.json("PATCH", "/v1/connections/" + quay, "admin", "{\"state\":\"PAUSED\"}");
  }

  /** A request that waits for its release, of a person of whom the first holds one object. */
  private static String released(BellAccount found, BellAccount empty) {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var chime = new VendorObject("chime", "chime_" + mark);
    var email = "access-" + mark + "@example.com";
    found.tower().held.add(chime);
    ErasedAtBell.enter(found, email, chime);
    return carriedOut(email, found.connection(), empty.connection());
  }

  private static String carriedOut(String email, Object... connections) {
    var request = file(email, connections);
    var planned = until(request, "AWAITING_APPROVAL");
    var version = "{\"version\": %s}".formatted(planned.path("version"));
    assertThat(RunningWrit.json("POST", request + "/approve", "approver", version).statusCode())
        .isEqualTo(200);
    until(request, "AWAITING_RELEASE");
    return request;
  }

  private static String file(String email, Object... connections) {
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ACCESS", "regime": "GDPR", "receivedOn": "2026-11-02", "language": "de",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(
                    email,
                    Stream.of(connections)
                        .map(Object::toString)
                        .collect(Collectors.joining("\", \""))));
    assertThat(filed.statusCode()).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
  }

  @Test
  void an_erasure_has_none_and_none_is_promised() {
    try (var bell = BellAccount.open()) {
      var erasure = HeldCase.atBell(bell, HeldCase.someone(), 1);
      var none =
          RunningWrit.json("GET", "/v1/requests/" + erasure.id() + "/package", "officer", null);
      assertThat(none.statusCode()).isEqualTo(409);
      assertThat(RunningWrit.read(none).path("detail").asString())
          .contains("an erasure has no package");
    }
  }

  private static JsonNode until(String request, String state) {
    return await()
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", request, "officer", null)),
            now -> now.path("state").asString().equals(state));
  }

  private static Map<String, String> unzipped(byte[] body) throws IOException {
    var files = new TreeMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
