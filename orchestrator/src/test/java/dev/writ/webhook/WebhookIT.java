package dev.writ.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.leg.LegMoved;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.manualtask.TaskFellDue;
import dev.writ.manualtask.TaskOpened;
import dev.writ.manualtask.TaskPurpose;
import dev.writ.request.RequestMoved;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Receivers on real sockets, told of what happens by the running service. */
class WebhookIT {
  private static final int MOVES = 2_500;
  private static final int MANY = Integer.getInteger("writ.deliveries", 100_000);
  private final ReceiverServer receiver = new ReceiverServer();
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final List<AutoCloseable> open = new ArrayList<>(List.of(receiver));

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void a_move_arrives_signed_with_ids_and_states_alone() {
    var webhook = subscribe(receiver, "request.moved");
    var request = UUID.randomUUID();
    move(request);
    var call = arrived(1).getFirst();
    assertThat(call.signedWith(webhook.secret())).isTrue();
    assertThat(call.type()).isEqualTo("application/json");
    assertThat(Long.parseLong(call.timestamp()))
        .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
    var body = RunningWrit.JSON.readTree(call.body());
    assertThat(body.path("type").asString()).isEqualTo("request.moved");
    assertThat(Instant.parse(body.path("timestamp").asString())).isBefore(Instant.now());
    assertThat(body.path("data").toString())
        .isEqualTo(
            "{\"request\":\"%s\",\"from\":\"RECEIVED\",\"event\":\"ASK_IDENTITY\",\"to\":\"VERIFYING_IDENTITY\"}"
                .formatted(request));
    var delivery = delivered(webhook, 1).getFirst();
    assertThat(delivery.path("event").asString()).isEqualTo(call.id());
    assertThat(delivery.path("statusCode").asInt()).isEqualTo(204);
    assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.has("nextAt")).isFalse();
  }

  @Test
  void each_receiver_hears_of_its_own_types_and_every_room_is_heard() {
    subscribe(receiver, "leg.moved", "finding.raised", "task.opened", "task.due");
    var id = UUID.randomUUID();
    var none = Optional.<UUID>empty();
    move(id);
    publish(new LegMoved(id, id, LegState.PLANNED, LegEvent.LOCATE, LegState.LOCATING));
    var day = LocalDate.of(2026, 12, 1);
    var of = Optional.of(id);
    publish(new TaskOpened(id, TaskPurpose.ERASE, ManualWork.Doer.OFFICER, id, of, of, none, day));
    publish(new TaskFellDue(id, TaskPurpose.REVOKE, id, none, none, of, day));
    var finding = raise(Severity.LOW);
    var bodies = arrived(4).stream().map(c -> RunningWrit.JSON.readTree(c.body())).toList();
    assertThat(bodies.stream().map(b -> b.path("type").asString() + b.path("data")))
        .containsExactlyInAnyOrder(
            ("leg.moved{'request':'ID','leg':'ID','from':'PLANNED','event':'LOCATE','to':'LOCATING'}")
                .replace('\'', '"')
                .replace("ID", id.toString()),
            "task.opened{'task':'ID','purpose':'ERASE','dueOn':'2026-12-01','connection':'ID','request':'ID','leg':'ID'}"
                .replace('\'', '"')
                .replace("ID", id.toString()),
            "task.due{'task':'ID','purpose':'REVOKE','dueOn':'2026-12-01','connection':'ID','offboarding':'ID'}"
                .replace('\'', '"')
                .replace("ID", id.toString()),
            "finding.raised{'finding':'%s','code':'TEST_WEBHOOK','severity':'LOW'}"
                .replace('\'', '"')
                .formatted(finding));
  }

  @Test
  void a_move_that_is_taken_back_was_never_told() {
    var webhook = subscribe(receiver, "request.moved");
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              RunningWrit.publish(moved());
              tx.setRollbackOnly();
            });
    var told = UUID.randomUUID();
    move(told);
    assertThat(arrived(1)).singleElement().asString().contains(told.toString());
    assertThat(webhook.deliveries("")).hasSize(1);
  }

  @Test
  void what_a_receiver_does_not_take_is_sent_again_under_the_same_id() {
    var webhook = subscribe(receiver, "request.moved");
    receiver.answer(call -> receiver.calls().size() < 3 ? 500 : 200);
    move();
    delivered(webhook, 1);
    assertThat(receiver.calls()).hasSize(3);
    assertThat(receiver.ids()).hasSize(1);
    assertThat(receiver.calls()).allMatch(call -> call.signedWith(webhook.secret()));
    assertThat(webhook.show().has("failingSince")).isFalse();
  }

  @Test
  void a_receiver_that_was_down_hears_of_everything_when_it_is_back() {
    var webhook = subscribe(receiver, "request.moved");
    receiver.down();
    var moves = new ArrayList<UUID>();
    for (int i = 0; i < 40; i++) {
      moves.add(move());
    }
    await().until(() -> webhook.show().has("failingSince"));
    assertThat(webhook.deliveries("&state=PENDING")).isNotEmpty();
    receiver.up();
    delivered(webhook, 40);
    assertThat(receiver.ids()).hasSize(40);
    var bodies = receiver.calls().toString();
    assertThat(moves).allMatch(id -> bodies.contains(id.toString()));
    assertThat(webhook.show().has("failingSince")).isFalse();
  }

  @Test
  void what_is_refused_to_the_last_is_given_up_told_and_can_be_replayed() {
    var webhook = subscribe(receiver, "request.moved");
    receiver.answer(404);
    move();
    var given =
        await()
            .until(() -> webhook.deliveries("&state=GIVEN_UP"), some -> some.size() == 1)
            .getFirst();
    assertThat(given.path("attempts").asInt()).isEqualTo(4);
    assertThat(given.path("statusCode").asInt()).isEqualTo(404);
    assertThat(given.path("failure").asString()).isEqualTo("REFUSED");
    assertThat(findings(webhook)).containsExactly("WEBHOOK_UNDELIVERED OPEN");
    receiver.answer(200);
    webhook.act("/replay", "{\"since\": \"" + Instant.now() + "\"}", 202);
    assertThat(findings(webhook)).as("not sent anew").containsExactly("WEBHOOK_UNDELIVERED OPEN");
    var path = "/deliveries/" + given.path("id").asString() + "/replay";
    assertThat(webhook.act(path, null, 202).path("state").asString()).isEqualTo("PENDING");
    assertThat(findings(webhook)).containsExactly("WEBHOOK_UNDELIVERED RESOLVED");
    delivered(webhook, 1);
    assertThat(receiver.ids()).hasSize(1);
    assertThat(receiver.calls()).hasSize(5);
  }

  @Test
  void gone_disables_at_once_and_nothing_that_waits_is_lost() {
    var webhook = subscribe(receiver, "request.moved");
    receiver.answer(410);
    move();
    await().until(() -> webhook.show().path("state").asString().equals("DISABLED"));
    assertThat(webhook.show().path("disabledBecause").asString()).isEqualTo("GONE");
    assertThat(findings(webhook)).contains("WEBHOOK_DISABLED OPEN");
    assertThat(receiver.calls()).hasSize(1);
    var missed = move();
    webhook.act("/test", null, 409);
    webhook.act("/replay", "{\"since\": \"2026-01-01T00:00:00Z\"}", 409);
    receiver.answer(200);
    var enabled = webhook.change("\"state\": \"ENABLED\"");
    assertThat(enabled.path("state").asString()).isEqualTo("ENABLED");
    assertThat(findings(webhook)).contains("WEBHOOK_DISABLED RESOLVED");
    var created = enabled.path("createdAt").asString();
    var replayed = webhook.act("/replay", "{\"since\": \"" + created + "\"}", 202);
    assertThat(replayed.path("deliveries").asInt()).isGreaterThanOrEqualTo(2);
    await().until(() -> receiver.calls().toString().contains(missed.toString()));
    await().until(() -> webhook.deliveries("&state=PENDING").isEmpty());
    int before = receiver.calls().size();
    var again =
        webhook.act("/replay", "{\"since\": \"" + created + "\", \"undelivered\": true}", 202);
    assertThat(again.path("deliveries").asInt()).as("all was taken").isZero();
    assertThat(receiver.calls()).hasSize(before);
  }

  @Test
  void a_receiver_that_took_nothing_for_days_is_disabled_and_an_officer_is_told() {
    var webhook = subscribe(receiver, "request.moved");
    receiver.answer(503);
    move();
    await().until(() -> webhook.show().has("failingSince"));
    assertThat(webhook.show().path("state").asString()).isEqualTo("ENABLED");
    sql.sql("update webhook set failing_since = now() - interval '6 days' where id = ?::uuid")
        .param(webhook.id())
        .update();
    await().until(() -> webhook.show().path("state").asString().equals("DISABLED"));
    assertThat(webhook.show().path("disabledBecause").asString()).isEqualTo("FAILING");
    assertThat(findings(webhook)).contains("WEBHOOK_DISABLED OPEN");
  }

  @Test
  void a_receiver_that_never_answers_keeps_nobody_else_waiting() {
    receiver.neverAnswer();
    var dead = subscribe(receiver, "request.moved");
    try (var quick = new ReceiverServer()) {
      subscribe(quick, "request.moved");
      for (int i = 0; i < 100; i++) {
        move();
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> quick.ids().size() >= 100);
      await().until(() -> dead.show().has("failingSince"));
      await("is left alone after one portion, but for a try now and then")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(5))
          .until(() -> receiver.calls().size() <= 26);
      await()
          .until(
              () ->
                  dead.deliveries("").stream()
                      .anyMatch(d -> d.path("failure").asString("").equals("TIMEOUT")));
    }
  }

  @Test
  void a_redirect_is_not_followed_and_a_private_address_not_called() {
    try (var elsewhere = new ReceiverServer()) {
      var webhook = subscribe(receiver, "request.moved");
      receiver.answerWith("Location", elsewhere.url());
      receiver.answer(307);
      move();
      await().until(() -> !webhook.deliveries("&state=GIVEN_UP").isEmpty());
      assertThat(elsewhere.calls()).isEmpty();
      var inside = Subscribed.wish("https://10.0.0.1/hook", "request.moved");
      Subscribed.send("POST", "/v1/webhooks", inside, 422);
      Subscribed.send(
          "PATCH",
          "/v1/webhooks/" + webhook.id(),
          "{\"version\": 0, \"url\": \"https://192.168.1.1/hook\"}",
          422);
      // The name has come to lead elsewhere since.
      sql.sql("update webhook set url = 'https://10.0.0.1/hook' where id = ?::uuid")
          .param(webhook.id())
          .update();
      move();
      await()
          .until(
              () ->
                  webhook.deliveries("&state=PENDING").stream()
                      .anyMatch(d -> d.path("failure").asString("").equals("EGRESS")));
    }
  }

  @Test
  void both_secrets_sign_for_a_while_after_a_rotation() {
    var webhook = subscribe(receiver, "request.moved");
    var old = webhook.rotate();
    assertThat(webhook.show().has("oldSecretUntil")).isTrue();
    move();
    var call = arrived(1).getFirst();
    assertThat(call.signature().split(" ")).hasSize(2);
    assertThat(call.signedWith(webhook.secret())).isTrue();
    assertThat(call.signedWith(old)).isTrue();
    var oldest = webhook.rotate();
    move();
    var next = arrived(2).get(1);
    assertThat(next.signedWith(oldest)).isTrue();
    assertThat(next.signedWith(old)).as("ended by the second rotation").isFalse();
    sql.sql("update webhook set previous_until = now() where id = ?::uuid")
        .param(webhook.id())
        .update();
    move();
    var last = arrived(3).get(2);
    assertThat(last.signedWith(webhook.secret())).isTrue();
    assertThat(last.signedWith(oldest)).isFalse();
    RunningWrit.bean(WebhookRetention.class).run();
    assertThat(webhook.show().has("oldSecretUntil")).isFalse();
  }

  @Test
  void a_secret_is_shown_once_and_lies_sealed() {
    var webhook = subscribe(receiver, "request.moved");
    assertThat(webhook.show().toString()).doesNotContain("whsec_");
    var row =
        sql.sql("select encode(secret, 'escape') from webhook where id = ?::uuid")
            .param(webhook.id())
            .query(String.class)
            .single();
    assertThat(row).isNotEmpty().doesNotContain(webhook.secret(), "whsec_");
    var body = "{\"version\": 7, \"state\": \"DISABLED\"}";
    Subscribed.send("PATCH", "/v1/webhooks/" + webhook.id(), body, 409);
    Subscribed.send("DELETE", "/v1/webhooks/" + webhook.id(), null, 204);
    Subscribed.send("GET", "/v1/webhooks/" + webhook.id(), null, 404);
    Subscribed.send("DELETE", "/v1/webhooks/" + webhook.id(), null, 404);
    assertThat(
            sql.sql("select length(secret) from webhook where id = ?::uuid")
                .param(webhook.id())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(
            sql.sql("select event from evidence where run_id = ?::uuid order by seq")
                .param(webhook.id())
                .query(String.class)
                .list())
        .containsExactly("WEBHOOK_CREATED", "WEBHOOK_DELETED");
  }

  @Test
  void a_test_is_sent_to_the_receiver_alone() {
    var webhook = subscribe(receiver, "leg.moved");
    assertThat(webhook.act("/test", null, 202).path("type").asString()).isEqualTo("webhook.test");
    var call = arrived(1).getFirst();
    assertThat(call.body()).contains("\"type\":\"webhook.test\"", webhook.id());
    var unknown = Subscribed.wish(receiver.url(), "request.mooved");
    Subscribed.send("POST", "/v1/webhooks", unknown, 422);
    Subscribed.send("POST", "/v1/webhooks", Subscribed.wish(receiver.url(), "webhook.test"), 422);
  }

  @Test
  void what_was_sent_long_ago_is_forgotten_and_what_is_younger_is_not() {
    var webhook = subscribe(receiver, "request.moved");
    move();
    move();
    delivered(webhook, 2);
    sql.sql("update webhook_event set at = now() - interval '31 days' where id = ?::uuid")
        .param(receiver.calls().getFirst().id())
        .update();
    RunningWrit.bean(WebhookRetention.class).run();
    assertThat(webhook.deliveries(""))
        .singleElement()
        .satisfies(
            left ->
                assertThat(left.path("event").asString()).isEqualTo(receiver.calls().get(1).id()));
  }

  @Test
  void pages_neither_repeat_nor_skip() {
    var webhook = subscribe(receiver, "request.moved");
    for (int i = 0; i < 5; i++) {
      move();
    }
    delivered(webhook, 5);
    var path = "/v1/webhooks/" + webhook.id() + "/deliveries?limit=2&state=DELIVERED";
    var seen = new ArrayList<String>();
    var page = Subscribed.send("GET", path, null, 200);
    while (page.has("next")) {
      page.path("items").forEach(item -> seen.add(item.path("id").asString()));
      page = Subscribed.send("GET", path + "&after=" + page.path("next").asString(), null, 200);
    }
    page.path("items").forEach(item -> seen.add(item.path("id").asString()));
    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    Subscribed.send("GET", path + "&after=" + UUID.randomUUID(), null, 400);
  }

  @Test
  void very_many_deliveries_are_listed_and_begun_along_an_index() {
    var webhook = subscribe(receiver, "leg.moved");
    sql.sql(
            """
            insert into webhook_event (id, type, at, body)
            select gen_random_uuid(), 'leg.moved', now() - interval '40 days', '{}' from generate_series(1, :many)
            """)
        .param("many", MANY)
        .update();
    // Else each delivery searches its event in the whole of a table that was empty a moment ago.
    sql.sql("analyze webhook_event").update();
    sql.sql(
            """
            insert into webhook_delivery (id, event_id, webhook_id, type, state, created_at, next_at)
            select gen_random_uuid(), id, :webhook::uuid, 'leg.moved',
              case when random() < 0.001 then 'GIVEN_UP' else 'DELIVERED' end, now(), now()
            from webhook_event where at < now() - interval '39 days'
            """)
        .param("webhook", webhook.id())
        .update();
    sql.sql("analyze webhook_delivery").update();
    var id = UUID.fromString(webhook.id());
    assertThat(plan(DeliveryRecord.pageQuery(false, true), id, Long.MAX_VALUE, 51))
        .contains("webhook_delivery_by_webhook")
        .doesNotContain("Sort", "Seq Scan");
    assertThat(plan(DeliveryRecord.pageQuery(true, true), id, "GIVEN_UP", Long.MAX_VALUE, 51))
        .contains("webhook_delivery_by_state")
        .doesNotContain("Sort", "Seq Scan");
    var due = DeliveryRecord.BEGIN.replaceAll(":(now|cutOff)", "now()").replace(":most", "16");
    assertThat(plan(due.replace(":webhook", "?"), id)).contains("webhook_delivery_due");
    assertThat(webhook.deliveries("&state=GIVEN_UP")).isNotEmpty();
    RunningWrit.bean(WebhookRetention.class).run();
    assertThat(webhook.deliveries("")).isEmpty();
  }

  private String plan(String query, Object... params) {
    return String.join(
        "\n", sql.sql("explain " + query).params(List.of(params)).query(String.class).list());
  }

  @Test
  void thousands_of_moves_arrive_although_a_neighbour_is_dead() {
    receiver.neverAnswer();
    var dead = subscribe(receiver, "request.moved");
    try (var quick = new ReceiverServer()) {
      var webhook = subscribe(quick, "request.moved");
      for (int i = 0; i < MOVES; i++) {
        move();
      }
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> quick.calls().size() >= MOVES && pending(webhook) == 0);
      assertThat(Set.copyOf(quick.ids())).hasSize(MOVES);
      assertThat(quick.calls()).allMatch(call -> call.signedWith(webhook.secret()));
      assertThat(pending(dead)).isGreaterThan(MOVES - 100);
    }
  }

  private int pending(Subscribed webhook) {
    return sql.sql(
            "select count(*) from webhook_delivery where webhook_id = ?::uuid and state ="
                + " 'PENDING'")
        .param(webhook.id())
        .query(Integer.class)
        .single();
  }

  private Subscribed subscribe(ReceiverServer at, String... events) {
    var webhook = Subscribed.at(at, events);
    open.add(webhook);
    return webhook;
  }

  private static UUID move() {
    var request = UUID.randomUUID();
    move(request);
    return request;
  }

  private static void move(UUID request) {
    publish(
        new RequestMoved(
            request,
            RequestState.RECEIVED,
            RequestEvent.ASK_IDENTITY,
            RequestState.VERIFYING_IDENTITY));
  }

  private static RequestMoved moved() {
    return new RequestMoved(
        UUID.randomUUID(),
        RequestState.RECEIVED,
        RequestEvent.ASK_IDENTITY,
        RequestState.VERIFYING_IDENTITY);
  }

  private static void publish(Object event) {
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(tx -> RunningWrit.publish(event));
  }

  private static UUID raise(Severity severity) {
    return RunningWrit.bean(Findings.class)
        .raise(
            new FindingDraft(
                "TEST_WEBHOOK",
                "test/" + UUID.randomUUID(),
                severity,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Raised by a test"));
  }

  private List<ReceiverServer.Call> arrived(int count) {
    await().until(() -> receiver.calls().size() >= count);
    return receiver.calls();
  }

  private static List<JsonNode> delivered(Subscribed webhook, int count) {
    return await()
        .until(() -> webhook.deliveries("&state=DELIVERED"), some -> some.size() == count);
  }

  private List<String> findings(Subscribed webhook) {
    return sql.sql("select code || ' ' || state from finding where key like ? order by code, seq")
        .param("webhook/" + webhook.id() + "/%")
        .query(String.class)
        .list();
  }
}
