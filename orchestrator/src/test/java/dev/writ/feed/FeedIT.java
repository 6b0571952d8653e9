package dev.writ.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.ledger.Ledger;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed.EntrySink;
import dev.writ.vendor.spi.LedgerFeed.Portion;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A feed on its way into the ledger, with a vendor of the tests' own that plays each read. */
class FeedIT {
  private static final Identifier ADA = new Identifier(Identifier.Type.EMAIL, "ada@example.com");
  private final BellAccount bell = BellAccount.open();
  private final Feeds feeds = RunningWrit.bean(Feeds.class);
  private final FeedRecord record = RunningWrit.bean(FeedRecord.class);
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void is_read_portion_by_portion_to_its_end() {
    bell.tower().feed =
        (cursor, sink) -> {
          if (cursor.isEmpty()) {
            give(sink, 0, 1_200);
            return new Portion("first", true);
          }
          give(sink, 1_198, 1_203);
          return new Portion("second", false);
        };
    untilRead();
    assertThat(shown().path("entries").asInt()).isEqualTo(1_203);
    assertThat(shown().has("failure")).isFalse();
    assertThat(RunningWrit.bean(Ledger.class).find(ADA, bell.connection())).hasSize(1_203);
    assertThat(record.cursor(bell.connection())).isEqualTo("second");
    var stored =
        sql.sql("select cursor from feed where connection_id = ?")
            .param(bell.connection())
            .query((row, n) -> row.getBytes(1))
            .single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("second");
    RunningWrit.bean(FeedGauges.class).read();
    var age =
        RunningWrit.bean(MeterRegistry.class)
            .get("writ.feed.age")
            .tag("connection", bell.connection().toString())
            .gauge();
    assertThat(age.value()).isBetween(0.0, 60.0);
  }

  @Test
  void a_portion_that_breaks_off_is_read_again_and_nothing_of_it_is_lost_or_counted_twice() {
    var reads = new AtomicInteger();
    bell.tower().feed =
        (cursor, sink) -> {
          give(sink, 0, 1_200);
          if (reads.incrementAndGet() == 1) {
            throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503);
          }
          return new Portion("end", false);
        };
    untilFailed("UNAVAILABLE");
    assertThat(record.cursor(bell.connection())).isEmpty();
    assertThat(shown().path("entries").asInt()).isEqualTo(1_000);
    record.retryNow(bell.connection());
    untilRead();
    assertThat(shown().path("entries").asInt()).isEqualTo(1_200);
    assertThat(shown().has("failure")).isFalse();
    assertThat(record.cursor(bell.connection())).isEqualTo("end");
  }

  @Test
  void what_the_vendors_package_cannot_deal_with_is_left_out_and_counted() {
    bell.tower().feed =
        (cursor, sink) -> {
          sink.accept("e1", ADA, new VendorObject("gong", "gong_1"));
          give(sink, 0, 1);
          return new Portion("end", false);
        };
    untilRead();
    assertThat(shown().path("entries").asInt()).isEqualTo(1);
    assertThat(shown().path("refused").asInt()).isEqualTo(1);
  }

  @Test
  void a_cursor_that_stands_still_or_is_endless_is_refused() {
    var reads = new AtomicInteger();
    bell.tower().feed =
        (cursor, sink) ->
            reads.incrementAndGet() == 1
                ? new Portion(cursor, true)
                : new Portion("x".repeat(2_001), false);
    untilFailed("MALFORMED_RESPONSE");
    record.retryNow(bell.connection());
    until("the second read", now -> reads.get() == 2);
    untilFailed("MALFORMED_RESPONSE");
    assertThat(record.cursor(bell.connection())).isEmpty();
  }

  @Test
  void cursors_that_go_in_a_circle_are_not_followed_for_ever() {
    var reads = new AtomicInteger();
    bell.tower().feed =
        (cursor, sink) -> {
          reads.incrementAndGet();
          return new Portion(cursor.equals("a") ? "b" : "a", true);
        };
    untilFailed("MALFORMED_RESPONSE");
    assertThat(reads.get()).isLessThan(10);
  }

  @Test
  void a_bug_in_a_package_ends_the_turn_and_not_the_feed() {
    bell.tower().feed =
        (cursor, sink) -> {
          throw new IllegalStateException("ada@example.com");
        };
    untilFailed("INTERNAL");
    assertThat(shown().toString()).doesNotContain("ada");
  }

  @Test
  void one_reader_at_a_time() throws Exception {
    var reads = new AtomicInteger();
    var inside = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    bell.tower().feed =
        (cursor, sink) -> {
          reads.incrementAndGet();
          inside.countDown();
          hold(over);
          return new Portion("end", false);
        };
    feeds.readDue();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    RunningWrit.bean(FeedReader.class).read(bell.connection());
    over.countDown();
    untilRead();
    assertThat(reads).hasValue(1);
  }

  @Test
  void a_reader_that_lost_its_lease_moves_nothing() {
    var reads = new AtomicInteger();
    bell.tower().feed =
        (cursor, sink) -> {
          if (reads.incrementAndGet() == 1) {
            sql.sql("update feed set lease_holder = ? where connection_id = ?")
                .params(UUID.randomUUID(), bell.connection())
                .update();
          }
          give(sink, 0, 3);
          return new Portion("read-" + reads, false);
        };
    feeds.readDue();
    await().until(() -> reads.get() == 1);
    await()
        .during(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(shown().path("entries").asInt()).isZero());
    assertThat(RunningWrit.bean(Ledger.class).find(ADA, bell.connection())).isEmpty();
    assertThat(record.cursor(bell.connection())).isEmpty();
    sql.sql("update feed set leased_until = now() - interval '1 second' where connection_id = ?")
        .param(bell.connection())
        .update();
    untilRead();
    assertThat(record.cursor(bell.connection())).isEqualTo("read-2");
  }

  @Test
  void a_paused_connection_is_not_read() {
    var reads = new AtomicInteger();
    bell.tower().feed =
        (cursor, sink) -> {
          reads.incrementAndGet();
          return new Portion("end", false);
        };
    untilRead();
    bell.close();
    sql.sql("update feed set next_at = now() where connection_id = ?")
        .param(bell.connection())
        .update();
    feeds.readDue();
    await().during(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(reads).hasValue(1));
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
    await(what)
        .until(
            () -> {
              feeds.readDue();
              return there.test(shown());
            });
  }

  private JsonNode shown() {
    var answer =
        RunningWrit.json("GET", "/v1/connections/" + bell.connection() + "/feed", "officer", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RunningWrit.read(answer);
  }
}
