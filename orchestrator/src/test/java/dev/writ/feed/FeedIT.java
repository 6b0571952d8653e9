package dev.writ.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.hold.HeldCase;
import dev.writ.ledger.Ledger;
import dev.writ.support.Filings;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.bell.BellTower;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed.EntrySink;
import dev.writ.vendor.spi.LedgerFeed.Portion;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A feed on its way into the ledger, with a vendor of the tests' own that plays each read. */
class FeedIT {
  private static final Identifier ADA = new Identifier(Identifier.Type.EMAIL, "ada@example.com");
  private @Nullable BellAccount opened;
  private final Feeds feeds = RunningWrit.bean(Feeds.class);
  private final FeedRecord record = RunningWrit.bean(FeedRecord.class);
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void is_read_portion_by_portion_to_its_end() {
    open(
        (cursor, sink) -> {
          if (cursor.isEmpty()) {
            give(sink, 0, 1_200);
            return new Portion("first", true);
          }
          give(sink, 1_198, 1_203);
          return new Portion("second", false);
        });
    untilRead();
    assertThat(shown().path("entries").asInt()).isEqualTo(1_203);
    assertThat(shown().has("failure")).isFalse();
    assertThat(RunningWrit.bean(Ledger.class).find(ADA, connection())).hasSize(1_203);
    assertThat(record.cursor(connection())).isEqualTo("second");
    var stored =
        sql.sql("select cursor from feed where connection_id = ?")
            .param(connection())
            .query((row, n) -> row.getBytes(1))
            .single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("second");
    RunningWrit.bean(FeedGauges.class).read();
    var age =
        RunningWrit.bean(MeterRegistry.class)
            .get("writ.feed.age")
            .tag("connection", connection().toString())
            .gauge();
    assertThat(age.value()).isBetween(0.0, 60.0);
  }

  @Test
  void a_portion_that_breaks_off_is_read_again_and_nothing_of_it_is_lost_or_counted_twice() {
    var reads = new AtomicInteger();
    open(
        (cursor, sink) -> {
          give(sink, 0, 1_200);
          if (reads.incrementAndGet() == 1) {
            throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503);
          }
          return new Portion("end", false);
        });
    untilFailed("UNAVAILABLE");
    assertThat(record.cursor(connection())).isEmpty();
    assertThat(shown().path("entries").asInt()).isEqualTo(1_000);
    record.retryNow(connection());
    untilReadAgain("end");
    assertThat(shown().path("entries").asInt()).isEqualTo(1_200);
    assertThat(shown().has("failure")).isFalse();
  }

  @Test
  void what_the_vendors_package_cannot_deal_with_is_left_out_and_counted() {
    open(
        (cursor, sink) -> {
          sink.accept("e1", ADA, new VendorObject("gong", "gong_1"));
          give(sink, 0, 1);
          return new Portion("end", false);
        });
    untilRead();
    assertThat(shown().path("entries").asInt()).isEqualTo(1);
    assertThat(shown().path("refused").asInt()).isEqualTo(1);
  }

  @Test
  void a_cursor_that_stands_still_or_is_endless_is_refused() {
    var reads = new AtomicInteger();
    open(
        (cursor, sink) ->
            reads.incrementAndGet() == 1
                ? new Portion(cursor, true)
                : new Portion("x".repeat(2_001), false));
    untilFailed("MALFORMED_RESPONSE");
    record.retryNow(connection());
    untilDueIsRead(() -> reads.get() >= 2);
    untilFailed("MALFORMED_RESPONSE");
    assertThat(record.cursor(connection())).isEmpty();
  }

  @Test
  void cursors_that_go_in_a_circle_are_not_followed_for_ever() {
    var reads = new AtomicInteger();
    open(
        (cursor, sink) -> {
          reads.incrementAndGet();
          return new Portion(cursor.equals("a") ? "b" : "a", true);
        });
    untilFailed("MALFORMED_RESPONSE");
    assertThat(reads.get()).isLessThan(10);
  }

  @Test
  void a_bug_in_a_package_ends_the_turn_and_not_the_feed() {
    open(
        (cursor, sink) -> {
          throw new IllegalStateException("ada@example.com");
        });
    untilFailed("INTERNAL");
    assertThat(shown().toString()).doesNotContain("ada");
  }

  @Test
  void one_reader_at_a_time() throws Exception {
    var reads = new AtomicInteger();
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    open(
        (cursor, sink) -> {
          reads.incrementAndGet();
          inside.countDown();
          hold(over);
          return new Portion("end", false);
        });
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    var term = leasedUntil();
    assertThat(term).isBefore(Instant.now().plusSeconds(60));
    await("a reader that lives renews its lease").until(() -> leasedUntil().isAfter(term));
    RunningWrit.bean(FeedReader.class).read(connection());
    over.countDown();
    untilRead();
    assertThat(reads).hasValue(1);
  }

  @Test
  void a_reader_that_lost_its_lease_moves_nothing() {
    var reads = new AtomicInteger();
    var ready = new CountDownLatch(1);
    open(
        (cursor, sink) -> {
          hold(ready);
          if (reads.incrementAndGet() == 1) {
            sql.sql("update feed set lease_holder = ? where connection_id = ?")
                .params(UUID.randomUUID(), connection())
                .update();
          }
          give(sink, 0, 3);
          return new Portion("read-" + reads, false);
        });
    ready.countDown();
    await().until(() -> reads.get() == 1);
    await()
        .during(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(shown().path("entries").asInt()).isZero());
    assertThat(RunningWrit.bean(Ledger.class).find(ADA, connection())).isEmpty();
    assertThat(record.cursor(connection())).isEmpty();
    sql.sql("update feed set leased_until = now() - interval '1 second' where connection_id = ?")
        .param(connection())
        .update();
    untilReadAgain("read-2");
  }

  @Test
  void a_paused_connection_is_not_read() {
    var reads = new AtomicInteger();
    open(
        (cursor, sink) -> {
          reads.incrementAndGet();
          return new Portion("end", false);
        });
    untilRead();
    close();
    sql.sql("update feed set next_at = now() where connection_id = ?").param(connection()).update();
    feeds.readDue();
    await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(reads).hasValue(1));
  }

  @Test
  void a_person_is_searched_for_when_what_the_feed_tells_is_in_the_ledger() {
    var email = someone();
    var chime = new VendorObject("chime", "chime_1");
    var over = new CountDownLatch(1);
    open(
        (cursor, sink) -> {
          hold(over);
          sink.accept("event", new Identifier(Identifier.Type.EMAIL, email), chime);
          return new Portion("end", false);
        });
    bell().tower().held.add(chime);
    var request = filed(email);
    await()
        .until(
            () -> leg(request),
            leg -> leg.path("reason").asString("").contains("own record of whose objects"));
    assertThat(leg(request).path("state").asString()).isEqualTo("LOCATING");
    over.countDown();
    var leg = planned(request);
    assertThat(leg.path("located").asInt()).isEqualTo(1);
    assertThat(leg.has("reason")).isFalse();
    assertThat(events(request)).doesNotContain("FEED_BEHIND");
  }

  @Test
  void a_feed_that_was_read_long_ago_is_read_again_before_a_search() {
    var email = someone();
    var chime = new VendorObject("chime", "chime_2");
    open(
        (cursor, sink) -> {
          if (!cursor.isEmpty()) {
            sink.accept("event", new Identifier(Identifier.Type.EMAIL, email), chime);
          }
          return new Portion(cursor + "x", false);
        });
    bell().tower().held.add(chime);
    untilRead();
    sql.sql("update feed set read_at = now() - interval '11 minutes' where connection_id = ?")
        .param(connection())
        .update();
    assertThat(planned(filed(email)).path("located").asInt()).isEqualTo(1);
    assertThat(record.cursor(connection())).isEqualTo("xx");
  }

  @Test
  void a_feed_that_is_refused_holds_up_no_search_and_the_plan_says_so() {
    open(
        (cursor, sink) -> {
          throw new VendorFailure(VendorFailure.Kind.REJECTED, 403);
        });
    var leg = behind(filed(known()));
    assertThat(leg.path("located").asInt()).isEqualTo(1);
  }

  @Test
  void that_nothing_was_found_ahead_of_the_feed_is_a_persons_word() {
    open(
        (cursor, sink) -> {
          throw new VendorFailure(VendorFailure.Kind.REJECTED, 403);
        });
    var request = filed(someone());
    assertThat(behind(request).path("state").asString()).isEqualTo("NOTHING_FOUND");
    var version =
        RunningWrit.read(RunningWrit.json("GET", request, "officer", null)).path("version");
    HeldCase.ok("POST", request + "/approve", "approver", "{\"version\": " + version + "}");
    await()
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", request, "officer", null)),
            now -> now.path("outcome").asString("").equals("NOTHING_FOUND"));
  }

  @Test
  void what_the_old_credentials_are_refused_for_after_the_new_ones_came_is_no_failure() {
    var reads = new AtomicInteger();
    var over = new CountDownLatch(1);
    open(
        (cursor, sink) -> {
          if (reads.incrementAndGet() == 1) {
            hold(over);
            throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
          }
          return new Portion("end", false);
        });
    await().until(() -> reads.get() == 1);
    var others = "{\"credentials\": {\"key\": \"another-key\"}}";
    HeldCase.ok("PATCH", "/v1/connections/" + connection(), "admin", others);
    over.countDown();
    untilDueIsRead(
        () -> {
          assertThat(shown().has("failure")).isFalse();
          return shown().has("lastReadAt");
        });
    assertThat(feeds.freshness(connection(), Instant.now())).isEqualTo(Freshness.FRESH);
  }

  @Test
  void a_feed_that_fails_is_waited_for_and_not_for_ever() {
    open(
        (cursor, sink) -> {
          throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503);
        });
    var request = filed(known());
    await().until(() -> leg(request).path("reason").asString("").endsWith("is read first"));
    sql.sql(
            "update leg set feed_awaited_since = now() - interval '61 minutes' where connection_id"
                + " = ?")
        .param(connection())
        .update();
    behind(request);
  }

  @Test
  void what_leads_elsewhere_has_another_feed_that_is_read_from_its_beginning() {
    var cursors = new CopyOnWriteArrayList<String>();
    open(
        (cursor, sink) -> {
          cursors.add(cursor);
          return new Portion("end", false);
        });
    untilRead();
    var elsewhere =
        """
        {"baseUrl": "http://127.0.0.1:9/elsewhere"}
        """;
    HeldCase.ok("PATCH", "/v1/connections/" + connection(), "admin", elsewhere);
    await().until(() -> cursors.size() == 2);
    assertThat(cursors).containsExactly("", "");
  }

  @Test
  void new_credentials_are_tried_at_once_and_what_failed_before_counts_no_more() {
    var fails = new AtomicBoolean(true);
    open(
        (cursor, sink) -> {
          if (fails.get()) {
            throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
          }
          return new Portion("end", false);
        });
    untilFailed("AUTHENTICATION");
    assertThat(feeds.freshness(connection(), Instant.now())).isEqualTo(Freshness.BEHIND);
    fails.set(false);
    HeldCase.ok("PATCH", "/v1/connections/" + connection(), "admin", bell().sameCredentials());
    untilRead();
    assertThat(feeds.freshness(connection(), Instant.now())).isEqualTo(Freshness.FRESH);
  }

  @Test
  void a_start_reads_at_once_and_not_a_sweep_later() {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        sql.sql(
                                """
                                select f.created_at < c.created_at + interval '1 minute' from connection c
                                join feed f on f.connection_id = c.id where c.name like 'sandbox-%'
                                """)
                            .query(Boolean.class)
                            .list())
                    .isNotEmpty()
                    .allMatch(soon -> soon));
  }

  @Test
  void a_vendor_without_a_record_has_no_feed() {
    var answer =
        RunningWrit.json(
            "GET",
            "/v1/connections/" + RunningWrit.connection("openai") + "/feed",
            "auditor",
            null);
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  /** Entries of one person, with ids from these numbers. */
  private static void give(EntrySink sink, int from, int to) {
    for (int i = from; i < to; i++) {
      sink.accept("event-" + i, ADA, new VendorObject("chime", "chime_" + i));
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void untilRead() {
    until("lastReadAt", now -> now.has("lastReadAt") && !now.has("failure"));
  }

  private void untilFailed(String kind) {
    until("failure", now -> Objects.equals(now.path("failure").asString(""), kind));
  }

  private void until(String what, Predicate<JsonNode> there) {
    await(what).until(() -> there.test(shown()));
  }

  private void untilReadAgain(String cursor) {
    untilDueIsRead(() -> record.cursor(connection()).equals(cursor));
    untilRead();
  }

  private void untilDueIsRead(BooleanSupplier read) {
    await()
        .until(
            () -> {
              feeds.readDue();
              return read.getAsBoolean();
            });
  }

  private Instant leasedUntil() {
    return sql.sql("select leased_until from feed where connection_id = ?")
        .param(connection())
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }

  private void open(BellTower.Script feed) {
    opened = BellAccount.open(feed);
  }

  private BellAccount bell() {
    return Objects.requireNonNull(opened);
  }

  private UUID connection() {
    return bell().connection();
  }

  /** Files an erasure of this person at the vendor alone; its path. */
  private String filed(String email) {
    var wanted = Filings.request("ERASURE", "OFFICER_ATTESTED", email);
    wanted.put("connections", List.of(connection().toString()));
    var answer =
        RunningWrit.json(
            "POST", "/v1/requests", "officer", RunningWrit.JSON.writeValueAsString(wanted));
    assertThat(answer.statusCode()).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(answer).path("id").asString();
  }

  private static JsonNode planned(String path) {
    return await("the plan")
        .until(
            () -> RunningWrit.read(RunningWrit.json("GET", path, "officer", null)),
            now -> now.path("state").asString().equals("AWAITING_APPROVAL"))
        .path("legs")
        .get(0);
  }

  /** The plan was made without all that the feed may tell, and says so. */
  private static JsonNode behind(String request) {
    var leg = planned(request);
    assertThat(leg.path("reason").asString()).contains("the plan may lack some");
    assertThat(events(request)).contains("FEED_BEHIND");
    return leg;
  }

  /** Somebody of whom the company's own apps have entered one object. */
  private String known() {
    var email = someone();
    HeldCase.ring(bell(), email, 1);
    return email;
  }

  private static JsonNode leg(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("legs").get(0);
  }

  private static List<String> events(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path + "/timeline", "officer", null))
        .valueStream()
        .map(entry -> entry.path("event").asString())
        .toList();
  }

  private static String someone() {
    return "fed-" + UUID.randomUUID() + "@example.com";
  }

  private JsonNode shown() {
    var answer =
        RunningWrit.json("GET", "/v1/connections/" + connection() + "/feed", "officer", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningWrit.read(answer);
  }
}
