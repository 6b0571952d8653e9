package dev.writ.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.ledger.Ledger;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.support.EarlierSchema;
import dev.writ.vault.KeyRotation;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.Identifier;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** After its end a request can be shown and proved, and whose it was cannot be found out. */
class KeyDestructionIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @Test
  void a_closed_erasure_is_still_shown_and_nobody_can_say_whose_it_was() {
    try (var bell = BellAccount.open()) {
      var erased = ErasedAtBell.carriedOut(bell);
      erased.lookNow();
      erased.skipAll();
      assertThat(erased.untilState("CLOSED").path("decisionReason").asString())
          .isEqualTo("Checked twice");
      var unseen = new dev.writ.vendor.spi.VendorObject("chime", "chime_u" + System.nanoTime());
      ErasedAtBell.enter(bell, erased.email(), unseen);
      destroyed(erased.id(), Duration.ofDays(29));
      assertThat(entered(bell, erased)).contains(erased.chime(), unseen);
      assertThat(erased.now().has("keyDestroyedAt")).as("a day too early").isFalse();
      destroyed(erased.id(), Duration.ofDays(31));
      assertThat(entered(bell, erased))
          .as("of what was seen gone the ledger knows nothing more; a later request finds the rest")
          .containsExactly(unseen);

      var shown = erased.now();
      assertThat(shown.has("keyDestroyedAt")).isTrue();
      assertThat(shown.has("decisionReason")).isFalse();
      assertThat(shown.path("looks")).isNotEmpty();
      assertThat(shown.path("legs").get(0).path("verdict").asString()).isEqualTo("RECHECKED");
      assertThat(recordOf(erased.id()))
          .startsWith(erased.id() + ",2026-11-02,ERASURE,GDPR,,")
          .endsWith(",COMPLIED,,");
      var timeline = RunningWrit.json("GET", erased.path() + "/timeline", "auditor", null);
      assertThat(new String(timeline.body(), UTF_8)).contains("KEY_DESTROYED", "API_ABSENT");
      assertThat(
              sql.sql(
                      "select wrapped_key is null and length(identifiers) = 0 from request where id"
                          + " = ?")
                  .param(erased.id())
                  .query(Boolean.class)
                  .single())
          .isTrue();

      RunningWrit.bean(KeyRotation.class).rotate();
      destroyed(erased.id(), Duration.ofDays(99));
      assertThat(erased.now().path("keyDestroyedAt")).isEqualTo(shown.path("keyDestroyedAt"));
      var answer = suppressed(erased.email().toUpperCase(java.util.Locale.ROOT));
      assertThat(answer.path("erased").asBoolean()).isTrue();
      assertThat(answer.path("erasedOn").asString())
          .as("the day alone")
          .matches("\\d{4}-\\d\\d-\\d\\d");
    }
  }

  private static java.util.List<dev.writ.vendor.spi.VendorObject> entered(
      BellAccount bell, ErasedAtBell erased) {
    var person = new Identifier(Identifier.Type.EMAIL, erased.email());
    return RunningWrit.bean(Ledger.class).find(person, bell.connection());
  }

  private static String recordOf(UUID request) {
    var csv = RunningWrit.json("GET", "/v1/record?year=2026", "auditor", null);
    return new String(csv.body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith(request.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_package_is_gone_with_the_key() {
    var email = "package-" + UUID.randomUUID() + "@example.com";
    var path = filed("ACCESS", email);
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    until(path, "CLOSED");
    assertThat(RunningWrit.json("GET", path + "/package", "officer", null).statusCode())
        .isEqualTo(200);
    destroyed(id, Duration.ofDays(31));
    var gone = RunningWrit.json("GET", path + "/package", "officer", null);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(RunningWrit.read(gone).path("type").asString()).isEqualTo("urn:writ:problem:gone");
    assertThat(suppressed(email).path("erased").asBoolean())
        .as("access suppresses nobody")
        .isFalse();
    assertThat(
            sql.sql("select count(*) from idempotency where request_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .as("no hash of what was sent leads to the request")
        .isZero();
    var again = file("ACCESS", email, RunningWrit.connection("openai"));
    assertThat(again.statusCode()).as("not filed anew, and not shown").isEqualTo(410);
    assertThat(RunningWrit.read(again).path("type").asString()).isEqualTo("urn:writ:problem:gone");
    assertThat(file("ERASURE", email, RunningWrit.connection("openai")).statusCode())
        .as("whatever the body is")
        .isEqualTo(410);
  }

  @Test
  void keys_of_requests_that_ended_long_before_lead_nowhere_any_more() {
    var earlier = new EarlierSchema("upgrade_to_keys_used_up");
    earlier.migrate("48");
    var token = UUID.randomUUID();
    earlier
        .sql(
            "insert into %1$s.api_token (id, hash, role, name, person) values (?, 'h', 'OFFICER',"
                + " 'of before', 'p')")
        .param(token)
        .update();
    for (var destroyed : java.util.List.of(true, false)) {
      var id = UUID.randomUUID();
      earlier
          .sql(
              """
              insert into %1$s.request (id, kind, regime, received_on, identity_method, state, identifiers, key_destroyed_at)
              values (?, 'ERASURE', 'GDPR', '2026-11-02', 'ATTESTED', 'CLOSED', '', case when ? then now() end)
              """)
          .params(id, destroyed)
          .update();
      earlier
          .sql(
              "insert into %1$s.idempotency (token_id, key_hash, body_hash, request_id, answer)"
                  + " values (?, ?, 'b', ?, '{}')")
          .params(token, id.toString().getBytes(UTF_8), id)
          .update();
    }
    earlier.migrate("60");
    assertThat(
            earlier
                .sql("select num_nonnulls(body_hash, request_id, answer) from %1$s.idempotency")
                .query(Integer.class)
                .list())
        .containsExactlyInAnyOrder(0, 3);
  }

  @Test
  void a_withdrawn_erasure_suppresses_nobody_and_loses_its_key_too() {
    try (var bell = BellAccount.open()) {
      var chime = new dev.writ.vendor.spi.VendorObject("chime", "chime_" + System.nanoTime());
      bell.tower().held.add(chime);
      var email = "withdrawn-" + System.nanoTime() + "@example.com";
      ErasedAtBell.enter(bell, email, chime);
      var path = filed("ERASURE", email, bell.connection().toString());
      var planned = until(path, "AWAITING_APPROVAL");
      var withdrawn =
          RunningWrit.json(
              "POST",
              path + "/withdraw",
              "officer",
              "{\"version\": " + planned.path("version") + ", \"reason\": \"She called\"}");
      assertThat(withdrawn.statusCode()).isEqualTo(200);
      assertThat(suppressed(email).path("erased").asBoolean()).isFalse();
      destroyed(UUID.fromString(planned.path("id").asString()), Duration.ofDays(31));
      assertThat(until(path, "WITHDRAWN").has("keyDestroyedAt")).isTrue();
      var links = "select count(*) from request_person where request_id = ?";
      assertThat(
              sql.sql(links)
                  .param(UUID.fromString(planned.path("id").asString()))
                  .query(Integer.class)
                  .single())
          .as("nothing leads from the person to the request")
          .isZero();
    }
  }

  @Test
  void a_manual_task_of_long_ago_says_that_its_text_is_gone() {
    var email = "consumer-" + System.nanoTime() + "@example.com";
    var path = filed("ERASURE", email, RunningWrit.connection("openai-consumer"));
    var planned = until(path, "AWAITING_APPROVAL", "CLOSED");
    if (planned.path("state").asString().equals("CLOSED")) {
      return; // nothing there without an account that is known
    }
    RunningWrit.json(
        "POST", path + "/approve", "approver", "{\"version\": " + planned.path("version") + "}");
    var list = "/v1/manual-tasks?request=" + planned.path("id").asString();
    var task =
        await()
            .until(
                () ->
                    RunningWrit.read(RunningWrit.json("GET", list, "officer", null)).path("items"),
                items -> !items.isEmpty())
            .get(0);
    var at = "/v1/manual-tasks/" + task.path("id").asString();
    RunningWrit.json("POST", at + "/comments", "officer", "{\"text\": \"asked her\"}");
    RunningWrit.json(
        "POST",
        at + "/result",
        "officer",
        "{\"version\": " + task.path("version") + ", \"result\": \"NOT_FOUND\"}");
    var monitored = until(path, "MONITORING");
    for (var look : monitored.path("looks")) {
      RunningWrit.json(
          "POST",
          path + "/looks/" + look.path("id").asString() + "/skip",
          "officer",
          "{\"version\": " + look.path("version") + ", \"reason\": \"Closed\"}");
    }
    until(path, "CLOSED");
    sql.sql("update manual_task set state = 'OPEN', closed_by = null where id = ?::uuid")
        .param(task.path("id").asString())
        .update();
    destroyed(UUID.fromString(planned.path("id").asString()), Duration.ofDays(31));
    var closed = RunningWrit.read(RunningWrit.json("GET", at, "officer", null));
    assertThat(closed.path("state").asString() + " by " + closed.path("closedBy").asString())
        .as("nobody could close it any more")
        .isEqualTo("REFUSED by SYSTEM");
    for (var read : java.util.List.of(at, list)) {
      var answer = RunningWrit.json("GET", read, "officer", null);
      assertThat(answer.statusCode()).as(read).isEqualTo(200);
      assertThat(new String(answer.body(), UTF_8)).contains("destroyed with the request's key");
    }
    var comment = RunningWrit.json("POST", at + "/comments", "officer", "{\"text\": \"too late\"}");
    assertThat(comment.statusCode()).isEqualTo(410);
  }

  /** As if the request had ended that long ago. */
  @Test
  void a_key_waits_for_a_complaint_that_is_not_decided() {
    var path = filed("ERASURE", "argued-" + UUID.randomUUID() + "@example.com");
    var id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    until(path, "CLOSED");
    var complaint =
        "{\"kind\": \"COMPLAINT\", \"receivedOn\": \"2026-11-03\", \"said\": \"It is still"
            + " there\"}";
    var filed = RunningWrit.json("POST", path + "/appeals", "officer", complaint);
    assertThat(filed.statusCode()).isEqualTo(201);
    destroyed(id, Duration.ofDays(31));
    assertThat(until(path, "CLOSED").has("keyDestroyedAt")).as("argued about").isFalse();
    var decided =
        RunningWrit.json(
            "POST",
            path + "/appeals/" + RunningWrit.read(filed).path("id").asString() + "/decide",
            "approver",
            "{\"version\": 0, \"decision\": \"REJECTED\", \"reasons\": \"It is gone\"}");
    assertThat(decided.statusCode()).isEqualTo(200);
    destroyed(id, Duration.ofDays(31));
    assertThat(until(path, "CLOSED").has("keyDestroyedAt")).isTrue();
    var shown = RunningWrit.read(RunningWrit.json("GET", path + "/appeals", "officer", null));
    assertThat(shown.get(0).has("said")).isFalse();
    assertThat(RunningWrit.json("POST", path + "/appeals", "officer", complaint).statusCode())
        .isEqualTo(410);
  }

  private void destroyed(UUID id, Duration ago) {
    sql.sql("update request set ended_at = now() - make_interval(secs => ?) where id = ?")
        .params(ago.toSeconds(), id)
        .update();
    RunningWrit.bean(KeyDestruction.class).run();
  }

  private static JsonNode suppressed(String email) {
    var answer =
        RunningWrit.json(
            "POST",
            "/v1/suppression/check",
            "integrator",
            "{\"identifiers\": [{\"type\": \"EMAIL\", \"value\": \"" + email + "\"}]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningWrit.read(answer).path("items").get(0);
  }

  private static String filed(String kind, String email, String... connections) {
    var where =
        connections.length == 0
            ? RunningWrit.connection("openai")
            : String.join("\",\"", connections);
    var filed = file(kind, email, where);
    assertThat(filed.statusCode()).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
  }

  /** The same person with the same key, whatever is asked for. */
  private static HttpResponse<byte[]> file(String kind, String email, String where) {
    return RunningWrit.call(
        "POST",
        "/v1/requests",
        BodyPublishers.ofString(
            """
            {"kind": "%s", "regime": "GDPR", "receivedOn": "2026-11-02",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(kind, email, where)),
        "Authorization",
        RunningWrit.bearer("officer"),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        "key-of-" + email);
  }

  private static JsonNode until(String path, String... states) {
    return await()
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
            now -> java.util.List.of(states).contains(now.path("state").asString()));
  }
}
