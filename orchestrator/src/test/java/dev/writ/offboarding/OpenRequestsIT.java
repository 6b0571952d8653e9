package dev.writ.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.web.RunningWrit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Requests that are open when their vendor is left end first, or are carried into it. */
class OpenRequestsIT {
  private final Departure departure = Departure.fromQuay().holding(2, 1);

  @Test
  void an_open_request_ends_before_anything_is_listed() {
    var request = file("ERASURE");
    departure.open(false, "");
    departure.approveTwice();
    staysIn("FROZEN");
    assertThat(departure.show().path("steps").path("openLegs").asInt()).isEqualTo(1);
    assertThat(departure.quay.held()).isEqualTo(3);
    deny(request);
    departure.wake();
    departure.until("CERTIFIED");
  }

  @Test
  void an_erasure_is_carried_along_and_ends_before_the_rights_go() {
    var request = file("ERASURE");
    departure.carrying().open(false, "");
    departure.approveTwice();
    departure.until(now -> departure.quay.held() == 0);
    staysIn("ERASING");
    assertThat(departure.quay.keys).as("a leg has yet to look").isNotEmpty();
    deny(request);
    departure.wake();
    departure.until("CERTIFIED");
  }

  @Test
  void an_access_request_is_not_carried_because_what_is_erased_cannot_be_read() {
    var request = file("ACCESS");
    departure.carrying().open(false, "");
    departure.approveTwice();
    staysIn("FROZEN");
    deny(request);
    departure.wake();
    departure.until("CERTIFIED");
  }

  private void staysIn(String state) {
    departure.until(state);
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> departure.show().path("state").asString().equals(state));
  }

  /** Its leg has located, and waits for approval. */
  private JsonNode file(String kind) {
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "%s", "regime": "GDPR", "receivedOn": "2026-11-02", "connections": ["%s"],
             "subject": {"identifiers": [{"type": "EMAIL", "value": "ada@example.com"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}}
            """
                .formatted(kind, departure.connection));
    assertThat(filed.statusCode()).as(new String(filed.body())).isEqualTo(201);
    var path = "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
    return await()
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
            now -> now.path("state").asString().startsWith("AWAITING"));
  }

  private static void deny(JsonNode request) {
    var denied =
        RunningWrit.json(
            "POST",
            "/v1/requests/" + request.path("id").asString() + "/deny",
            "officer",
            "{\"version\": %d, \"reason\": \"Not theirs\"}"
                .formatted(request.path("version").asLong()));
    assertThat(denied.statusCode()).as(new String(denied.body())).isEqualTo(200);
  }
}
