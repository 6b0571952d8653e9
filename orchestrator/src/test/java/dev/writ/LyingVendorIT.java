package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.SkippedWrit;
import dev.writ.vendor.mirage.MirageStore;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * One vendor, three lies, in a time that a test lets pass. It says "deleted" and shows nothing; a
 * week later its backup brings everything back; and it keeps that for forty days, having promised
 * thirty. A drill, a look at the promises and a look after the erasure each catch it by themselves.
 */
class LyingVendorIT {
  private static final String PERSON = "customer-4711-" + UUID.randomUUID();
  private final SkippedWrit writ =
      SkippedWrit.start(
          "lying",
          "--writ.sandbox.enabled=false",
          "--writ.undo-window=PT0.1S",
          "--writ.calls.first-retry=PT0.1S",
          "--writ.looks.horizon=P400D");
  private final String key = "key-" + UUID.randomUUID();
  private final MirageStore vendor = MirageStore.of(key);
  private String connection;
  private String request;
  private VendorObject card;

  @AfterEach
  void stop() {
    writ.close();
  }

  @Test
  void a_vendor_that_restores_and_keeps_is_caught_by_drill_sweep_and_recheck() {
    vendor.clock = writ.time;
    vendor.restoresAfter = Duration.ofDays(7);
    vendor.restoredFor = Duration.ofDays(33);
    connection = connected();
    erased();
    var answered = writ.time.instant();
    writ.call("POST", connection + "/drills", "officer", null);

    writ.time.pass(Duration.ofDays(2));
    until(now -> looks(now, "ABSENT") == 1);
    assertThat(each(writ.get(request).path("legs"), "verdict"))
        .as("all looks well: the vendor is believed by everybody who does not look again")
        .containsExactly("RECHECKED");
    checkPromises();
    assertThat(found()).isEmpty();

    writ.passTo(answered.plus(Duration.ofDays(9)));
    untilFound("DRILL_RESURRECTED");
    assertThat(found()).as("by the drill alone").doesNotContain("CLAIM_BROKEN", "RESURFACED");

    // Nobody knew of it, and its card cannot be erased before it.
    vendor.make("note", card.id(), PERSON);
    writ.passTo(answered.plus(Duration.ofDays(31)));
    until(now -> each(now.path("legs"), "state").contains("RESURFACED"));
    untilFound("RESURFACED");
    checkPromises();
    untilFound("CLAIM_BROKEN");
    assertThat(found())
        .contains("DRILL_RESURRECTED", "RESURFACED", "CLAIM_BROKEN")
        .doesNotHaveDuplicates();

    var leg = writ.get(request).path("legs").get(0).path("id").asString();
    var version = "{\"version\": " + writ.get(request).path("version") + "}";
    writ.call("POST", request + "/legs/" + leg + "/erase-again", "approver", version);
    until(
        now ->
            state(now).equals("MONITORING")
                && each(now.path("legs"), "verdict").contains("OBSERVED_ABSENT"));
    checkPromises();
    assertThat(found())
        .as("nothing that was deleted is listed any more; what it did stays to be decided")
        .contains("DRILL_RESURRECTED", "RESURFACED")
        .doesNotContain("CLAIM_BROKEN");
    assertThat(vendor.present()).isEmpty();
  }

  private String connected() {
    var body =
        """
        {"vendor": "mirage", "name": "%s", "baseUrl": "http://127.0.0.1:9", "credentials": {"key": "%s"}}
        """
            .formatted(key, key);
    return "/v1/connections/"
        + writ.call("POST", "/v1/connections", "admin", body).path("id").asString();
  }

  private void erased() {
    card = vendor.make("card", "", PERSON);
    vendor.make("note", card.id(), PERSON);
    var body =
        """
        {"kind": "ERASURE", "regime": "GDPR", "receivedOn": "2026-11-02",
         "subject": {"identifiers": [{"type": "EXTERNAL_ID", "value": "%s"}]},
         "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
        """
            .formatted(PERSON, connection.substring("/v1/connections/".length()));
    request =
        "/v1/requests/" + writ.call("POST", "/v1/requests", "officer", body).path("id").asString();
    var planned = until(now -> state(now).equals("AWAITING_APPROVAL"));
    var version = "{\"version\": " + planned.path("version") + "}";
    writ.call("POST", request + "/approve", "approver", version);
    until(now -> state(now).equals("MONITORING"));
    assertThat(vendor.present()).as("the vendor shows nothing").isEmpty();
  }

  /** As the daily work does. */
  private void checkPromises() {
    writ.call("POST", connection + "/claim-checks", "officer", null);
    await().until(() -> !writ.get(connection + "/claim-checks").path("wanted").asBoolean());
    assertThat(writ.get(connection + "/claim-checks").has("failure")).isFalse();
  }

  private void untilFound(String code) {
    await().until(() -> found().contains(code));
  }

  private List<String> found() {
    var here = connection.substring("/v1/connections/".length());
    var open = writ.get("/v1/findings?state=OPEN&connection=" + here);
    return each(open.path("items"), "code");
  }

  private static long looks(JsonNode request, String outcome) {
    return each(request.path("looks"), "outcome").stream().filter(outcome::equals).count();
  }

  private static String state(JsonNode request) {
    return request.path("state").asString();
  }

  private static List<String> each(JsonNode items, String field) {
    return items.valueStream().map(item -> item.path(field).asString("")).toList();
  }

  private JsonNode until(Predicate<JsonNode> holds) {
    return await().until(() -> writ.get(request), holds);
  }
}
