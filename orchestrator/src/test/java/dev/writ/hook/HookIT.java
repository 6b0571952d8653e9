package dev.writ.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Vendors' calls over HTTP, with a vendor of the tests' own that signs and is slow. */
class HookIT {
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void an_event_is_kept_once_and_answered_the_same_again() {
    assertThat(bell.ring("e1 chime_a\ne2 chime_b\ne1 chime_a").statusCode()).isEqualTo(200);
    assertThat(bell.ring("e2 chime_b\ne3 chime_c").statusCode()).isEqualTo(200);
    assertThat(bell.ring("").statusCode()).isEqualTo(200);
    var kept =
        RunningWrit.bean(JdbcClient.class)
            .sql("select event from hook_event where connection_id = ?")
            .param(bell.connection())
            .query((row, n) -> row.getBytes(1))
            .list();
    assertThat(kept).hasSize(3).allSatisfy(event -> assertThat(event).hasSize(32));
  }

  @Test
  void a_stranger_cannot_tell_a_connection_from_none() {
    var forged = stranger(bell.hook());
    assertThat(forged.statusCode()).isEqualTo(401);
    for (var other : List.of(UUID.randomUUID().toString(), RunningWrit.connection("openai"))) {
      var answer = stranger("/v1/connections/" + other + "/webhook");
      assertThat(shape(answer)).isEqualTo(shape(forged));
      assertThat(answer.body()).isEqualTo(forged.body());
    }
    var unreadable = RunningWrit.call("POST", bell.hook(), BodyPublishers.ofString("e9 chime_a"));
    assertThat(shape(unreadable)).isEqualTo(shape(forged));
    assertThat(unreadable.body()).isEqualTo(forged.body());
  }

  @Test
  void a_token_is_no_signature() {
    var answer = RunningWrit.json("POST", bell.hook(), "admin", "{}");
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void what_is_old_or_not_as_documented_is_a_bad_call() {
    var old = bell.ring(bell.hook(), Instant.now().minusSeconds(400), "e1 chime_a");
    assertThat(old.statusCode()).isEqualTo(400);
    assertThat(bell.ring("e1").statusCode()).isEqualTo(400);
    assertThat(bell.ring("x".repeat(300_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void type_query_and_wishes_are_the_vendors_own() {
    var answer =
        bell.ring(
            bell.hook() + "?tenant=a%3Ab&tenant=2",
            Instant.now(),
            "e1 chime_a",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "image/png");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void hubspot_is_known_by_its_own_signature_over_the_address_it_called() throws Exception {
    var created =
        RunningWrit.json(
            "POST",
            "/v1/connections",
            "admin",
            """
            {"vendor": "hubspot", "name": "hooked portal", "baseUrl": "http://127.0.0.1:9",
             "credentials": {"accessToken": "none", "clientSecret": "whsec-invented"}}
            """);
    assertThat(created.statusCode()).isEqualTo(201);
    var path = "/v1/connections/" + RunningWrit.read(created).path("id").asString();
    var paused = RunningWrit.json("PATCH", path, "admin", "{\"state\":\"PAUSED\"}");
    assertThat(paused.statusCode()).isEqualTo(200);
    var body =
        """
        [{"eventId":3816279340,"subscriptionId":25,"portalId":33,"appId":1160452,"occurredAt":1795464000000,
          "subscriptionType":"contact.privacyDeletion","attemptNumber":0,"objectId":1246965}]
        """;
    assertThat(hubspot(path + "/webhook", body, body).statusCode()).isEqualTo(200);
    assertThat(hubspot(path + "/webhook", body, body + " ").statusCode()).isEqualTo(401);
  }

  /** Signs one body and sends another, or the same. */
  private static HttpResponse<byte[]> hubspot(String path, String signed, String sent)
      throws Exception {
    var time = Long.toString(Instant.now().toEpochMilli());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("whsec-invented".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var url = "http://127.0.0.1:" + RunningWrit.port() + path;
    var signature = mac.doFinal(("POST" + url + signed + time).getBytes(StandardCharsets.UTF_8));
    return RunningWrit.call(
        "POST",
        path,
        BodyPublishers.ofString(sent),
        "X-HubSpot-Request-Timestamp",
        time,
        "X-HubSpot-Signature-v3",
        Base64.getEncoder().encodeToString(signature));
  }

  @Test
  void a_leg_that_waits_an_hour_is_woken_by_a_call_about_its_own_object_alone() {
    var chime = new VendorObject("chime", "chime_ada" + System.nanoTime());
    bell.tower().held.add(chime);
    var request = filed(chime);
    var planned = until(request, "state", "AWAITING_APPROVAL");
    var approval = "{\"version\": " + planned.path("version") + "}";
    assertThat(RunningWrit.json("POST", request + "/approve", "approver", approval).statusCode())
        .isEqualTo(200);
    untilLeg(request, "VENDOR_PROCESSING");
    asksAgainInAnHour(bell.connection());
    var asked = stillAt();

    bell.tower().finished.add(chime);
    assertThat(bell.ring("e1 chime_somebodyelse").statusCode()).isEqualTo(200);
    await()
        .during(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(bell.tower().polls).hasValue(asked));

    assertThat(bell.ring("e2 " + chime.id()).statusCode()).isEqualTo(200);
    untilLeg(request, "VERIFIED_ABSENT");
    assertThat(bell.tower().polls).hasValue(asked + 1);
  }

  /** As a real vendor would want it; this service asks simulators again at once. */
  private static void asksAgainInAnHour(UUID connection) {
    var sql = RunningWrit.bean(JdbcClient.class);
    sql.sql(
            """
            with waiting as (
              update leg set next_attempt_at = now() + interval '1 hour' where connection_id = ? returning id)
            update leg_object set poll_at = now() + interval '1 hour' where leg_id in (select id from waiting)
            """)
        .param(connection)
        .update();
  }

  /** How often the vendor was asked, once it is asked no more. */
  private int stillAt() {
    var last = new AtomicInteger(-1);
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> last.getAndSet(bell.tower().polls.get()) == bell.tower().polls.get());
    return last.get();
  }

  private String filed(VendorObject chime) {
    var entered =
        RunningWrit.json(
            "POST",
            "/v1/ledger/entries",
            "integrator",
            """
            {"entries": [{"identifier": {"type": "EMAIL", "value": "bell@example.com"}, "connection": "%s",
              "kind": "chime", "objectId": "%s"}]}
            """
                .formatted(bell.connection(), chime.id()));
    assertThat(entered.statusCode()).isEqualTo(200);
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ERASURE", "regime": "GDPR", "receivedOn": "2026-11-02",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "bell@example.com"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(bell.connection()));
    assertThat(filed.statusCode()).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
  }

  private static JsonNode until(String request, String field, String value) {
    return await()
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", request, "officer", null)),
            now -> now.path(field).asString().equals(value));
  }

  private static void untilLeg(String request, String state) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        RunningWrit.read(RunningWrit.json("GET", request, "officer", null))
                            .path("legs")
                            .get(0)
                            .path("state")
                            .asString())
                    .isEqualTo(state));
  }

  private static HttpResponse<byte[]> stranger(String path) {
    return RunningWrit.call(
        "POST",
        path,
        BodyPublishers.ofString("e9 chime_a"),
        "X-Bell-Time",
        Long.toString(Instant.now().getEpochSecond()),
        "X-Bell-Signature",
        "c3RyYW5nZXI=");
  }

  /** Status and headers, without the time of day. */
  private static Map<String, List<String>> shape(HttpResponse<byte[]> answer) {
    var shape = new TreeMap<>(answer.headers().map());
    shape.remove("date");
    shape.put("status", List.of(Integer.toString(answer.statusCode())));
    return shape;
  }
}
