package dev.writ.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The notice of an extension is ordered with it, and the extension counts once it has gone out. */
class ExtensionNoticeIT {
  private static final String WANTED = "\"reason\": \"COMPLEXITY\"";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final BellAccount bell = BellAccount.open();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void an_extension_orders_its_notice_and_counts_when_that_has_gone_out() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(10), "GDPR");
    var before = request.clock().path("leading").path("safeDue").asString();
    request.ok("POST", "/clock/extension", WANTED + ", \"explanation\": \"Zwanzig Archive.\"");
    var letter = letter(request, "SENT");
    var clock = await().until(request::clock, now -> !now.has("extensionOrdered"));
    assertThat(clock.path("leading").path("safeDue").asString())
        .isEqualTo(today.minusDays(10).plusMonths(3).toString())
        .isGreaterThan(before);
    assertThat(letter.path("text").asString()).contains("It is complex.", "Zwanzig Archive.");
    assertThat(request.timeline())
        .anyMatch(entry -> entry.startsWith("EXTENSION_ORDERED"))
        .anyMatch(entry -> entry.startsWith("CLOCK_EXTENDED"));
    conflict(request, WANTED);
  }

  @Test
  void what_the_law_does_not_allow_orders_nothing() {
    var late = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(45), "GDPR");
    assertThat(late.refused("POST", "/clock/extension", WANTED)).contains("had to be told until");
    assertThat(letters(late)).isEmpty();
    assertThat(late.clock().has("extensionOrdered")).isFalse();
    var other = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(5), "GDPR");
    for (var told : List.of("", ", \"noticeSentOn\": \"" + today + "\"")) {
      assertThat(other.refused("POST", "/clock/extension", "\"reason\": \"CONSULTATIONS\"" + told))
          .contains("Art. 12(3) GDPR", "COMPLEXITY, NUMBER_OF_REQUESTS");
    }
    assertThat(letters(other)).isEmpty();
    assertThat(other.clock().path("laws").get(0).path("extensionGrounds").toString())
        .isEqualTo("[\"COMPLEXITY\",\"NUMBER_OF_REQUESTS\"]");
    assertThat(other.act("POST", "/clock/extension", "").statusCode()).isEqualTo(400);
    var explained = WANTED + ", \"explanation\": \"Why\", \"noticeSentOn\": \"" + today + "\"";
    var open = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(5), "GDPR");
    assertThat(open.act("POST", "/clock/extension", explained).statusCode()).isEqualTo(422);
  }

  @Test
  void until_the_notice_goes_out_nothing_is_extended_and_once_too_late_it_is_void() {
    var request = unreachable();
    var due = request.clock().path("leading").path("safeDue");
    request.ok("POST", "/clock/extension", WANTED);
    var letter = letter(request, "BY_HAND");
    var waiting = request.clock();
    assertThat(waiting.path("leading").path("safeDue")).isEqualTo(due);
    assertThat(waiting.path("extensionOrdered").path("newDue").asString())
        .isGreaterThan(due.asString());
    assertThat(finding("letter-by-hand/" + letter.path("id").asString()))
        .as("an extension hangs on it")
        .isEqualTo("LETTER_BY_HAND HIGH OPEN");
    assertThat(request.act("POST", "/clock/extension", WANTED).statusCode()).isEqualTo(409);

    var earlier = "\"receivedOn\": \"%s\", \"reason\": \"Stamp\"".formatted(today.minusDays(60));
    request.ok("PATCH", "/receipt", earlier);
    act(letter, "confirm");
    var over = request.clock();
    assertThat(over.has("extensionOrdered")).isFalse();
    assertThat(over.path("events").valueStream().map(event -> event.path("kind").asString()))
        .doesNotContain("EXTENDED");
    assertThat(finding("extension-void/" + request.id())).isEqualTo("EXTENSION_VOID HIGH OPEN");
  }

  @Test
  void a_notice_that_was_posted_in_time_counts_from_that_day_whenever_it_is_confirmed() {
    var request = unreachable();
    request.ok("POST", "/clock/extension", WANTED);
    var letter = letter(request, "BY_HAND");
    sql.sql("update letter set ordered_at = now() - interval '14 days' where id = ?::uuid")
        .param(letter.path("id").asString())
        .update();
    var received = today.minusMonths(1).minusDays(8);
    request.ok(
        "PATCH", "/receipt", "\"receivedOn\": \"%s\", \"reason\": \"Stamp\"".formatted(received));
    var posted = ", \"sentOn\": \"%s\"";
    assertThat(acted(letter, "confirm", posted.formatted(today.plusDays(3))).statusCode())
        .isEqualTo(422);
    assertThat(acted(letter, "confirm", posted.formatted(today.minusDays(16))).statusCode())
        .isEqualTo(422);
    var day = today.minusDays(12);
    var confirmed = acted(letter, "confirm", posted.formatted(day));
    assertThat(confirmed.statusCode()).isEqualTo(200);
    var extended = request.clock().path("events").valueStream().toList().getLast();
    assertThat(extended.path("kind").asString()).isEqualTo("EXTENDED");
    assertThat(extended.path("day").asString()).isEqualTo(day.toString());
    assertThat(
            sql.sql("select count(*) from finding where key = ?")
                .param("extension-void/" + request.id())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void a_notice_that_came_back_counts_from_no_day_before_its_return() {
    var request = unreachable();
    request.ok("POST", "/clock/extension", WANTED);
    var letter = letter(request, "BY_HAND");
    sql.sql("update letter set ordered_at = now() - interval '2 days' where id = ?::uuid")
        .param(letter.path("id").asString())
        .update();
    var posted = ", \"sentOn\": \"" + today.minusDays(2) + "\"";
    assertThat(acted(letter, "confirm", posted).statusCode()).isEqualTo(200);
    returned(letter);
    act(read("/v1/letters/" + letter.path("id").asString()), "resend");
    var again = letter(request, "BY_HAND");
    assertThat(again.path("id")).isEqualTo(letter.path("id"));
    assertThat(acted(again, "confirm", posted).statusCode())
        .as("the posting that came back")
        .isEqualTo(422);
    assertThat(request.clock().has("extensionOrdered")).isTrue();
    var anew = ", \"sentOn\": \"" + today + "\"";
    assertThat(acted(again, "confirm", anew).statusCode()).isEqualTo(200);
    assertThat(kinds(request.clock())).endsWith("NOTICE_RETURNED", "EXTENDED");
  }

  @Test
  void a_notice_that_is_cancelled_takes_its_extension_with_it() {
    var request = unreachable();
    request.ok("POST", "/clock/extension", WANTED);
    act(letter(request, "BY_HAND"), "cancel");
    assertThat(request.clock().has("extensionOrdered")).isFalse();
    assertThat(request.timeline()).anyMatch(entry -> entry.startsWith("EXTENSION_CANCELLED"));
    request.ok("POST", "/clock/extension", WANTED);
    assertThat(letters(request)).hasSize(2);
  }

  @Test
  void a_notice_that_is_cancelled_takes_nothing_of_which_the_person_was_told_another_way() {
    var request = unreachable();
    request.ok("POST", "/clock/extension", WANTED);
    var told = ", \"noticeSentOn\": \"" + today + "\"";
    var extended = request.ok("POST", "/clock/extension", WANTED + told).path("leading");
    act(letter(request, "BY_HAND"), "cancel");
    assertThat(request.clock().path("leading")).isEqualTo(extended);
    assertThat(request.timeline()).noneMatch(entry -> entry.startsWith("EXTENSION_CANCELLED"));
    conflict(request, WANTED);
    conflict(request, WANTED + told);
  }

  @Test
  void a_letter_by_hand_is_the_notice_of_what_waits_and_no_other_letter_is() {
    var request = unreachable();
    request.ok("POST", "/clock/extension", WANTED);
    var failed = letter(request, "BY_HAND");
    sql.sql("update letter set state = 'FAILED' where id = ?::uuid")
        .param(failed.path("id").asString())
        .update();
    var order = "{\"kind\": \"EXTENSION\", \"explanation\": \"Archives\", \"until\": \"%s\"}";
    var path = request.path() + "/letters";
    var later = order.formatted(today.plusMonths(5));
    assertThat(RunningWrit.json("POST", path, "officer", later).statusCode())
        .as("later than the extension")
        .isEqualTo(422);
    var body = order.formatted(today.plusMonths(2));
    assertThat(RunningWrit.json("POST", path, "officer", body).statusCode()).isEqualTo(201);
    assertThat(request.clock().has("extensionOrdered")).isTrue();
    act(letter(request, "BY_HAND"), "confirm");
    assertThat(kinds(request.clock())).endsWith("EXTENDED");
    assertThat(request.clock().has("extensionOrdered")).isFalse();
  }

  @Test
  void laws_that_take_different_reasons_are_extended_by_one_act_and_one_letter() {
    var request = OpenRequest.under(bell, "ACCESS", "DE", today.minusDays(10), "GDPR", "PIPEDA");
    var before = request.clock().path("leading");
    boolean canada = before.path("rule").asString().equals("ca-pipeda");
    var others = "\"reason\": \"%s\"".formatted(canada ? "COMPLEXITY" : "CONSULTATIONS");
    assertThat(request.refused("POST", "/clock/extension", others))
        .as("a notice of no more time")
        .contains(canada ? "PIPEDA leads" : "GDPR leads", before.path("statutoryDue").asString())
        .contains(canada ? "CONSULTATIONS" : "COMPLEXITY");
    assertThat(letters(request)).isEmpty();

    var both = WANTED + ", \"furtherReasons\": [\"CONSULTATIONS\"]";
    request.ok("POST", "/clock/extension", both);
    var letter = sent(request);
    assertThat(letter.path("text").asString())
        .contains("It is complex. We have to consult others before we can answer.");
    var extended = request.clock();
    assertExtended(extended);
    assertThat(day(extended)).isGreaterThan(before.path("statutoryDue").asString());
    conflict(request, both);
    conflict(request, others + ", \"noticeSentOn\": \"" + today + "\"");

    sentAgainLater(letter);
    returned(letter);
    var back = request.clock();
    assertThat(day(back)).isEqualTo(before.path("statutoryDue").asString());
    assertThat(back.path("extensionOrdered").path("reason").asString()).isEqualTo("COMPLEXITY");
    assertThat(back.path("extensionOrdered").path("furtherReasons").toString())
        .isEqualTo("[\"CONSULTATIONS\"]");
    assertThat(back.path("extensionOrdered").path("newDue").asString()).isEqualTo(day(extended));
    act(read("/v1/letters/" + letter.path("id").asString()), "resend");
    sent(request);
    assertExtended(request.clock());
    assertThat(day(request.clock())).isEqualTo(day(extended));
    assertThat(letters(request)).hasSize(1);
  }

  private static void assertExtended(JsonNode clock) {
    assertThat(clock.path("laws").valueStream())
        .allSatisfy(law -> assertThat(law.path("withoutEffect")).isEmpty());
    var last = clock.path("events").get(clock.path("events").size() - 1);
    assertThat(last.path("reason").asString()).isEqualTo("COMPLEXITY");
    assertThat(last.path("furtherReasons").toString()).isEqualTo("[\"CONSULTATIONS\"]");
  }

  private static String day(JsonNode clock) {
    return clock.path("leading").path("statutoryDue").asString();
  }

  private static void conflict(OpenRequest request, String body) {
    var answer = request.act("POST", "/clock/extension", body);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(409);
    assertThat(RunningWrit.read(answer).path("detail").asString()).contains("may do so once");
  }

  /** As if an officer had sent it once more some days after it had told the person. */
  private void sentAgainLater(JsonNode letter) {
    sql.sql("update letter set sent_at = sent_at + interval '3 days' where id = ?::uuid")
        .param(letter.path("id").asString())
        .update();
  }

  @Test
  void a_notice_that_came_back_extends_nothing_until_the_person_is_told() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(10), "GDPR");
    var due = request.clock().path("leading");
    request.ok("POST", "/clock/extension", WANTED);
    var letter = sent(request);
    assertThat(request.clock().path("leading")).isNotEqualTo(due);
    returned(letter);
    var back = request.clock();
    assertThat(back.path("leading").path("statutoryDue")).isEqualTo(due.path("statutoryDue"));
    assertThat(back.has("extensionOrdered")).isTrue();
    assertThat(kinds(back)).endsWith("EXTENDED", "NOTICE_RETURNED");
    assertThat(summary("letter-bounced/" + letter.path("id").asString()))
        .contains("noticeSentOn", "by " + due.path("statutoryDue").asString())
        .contains("nothing is extended");
    act(read("/v1/letters/" + letter.path("id").asString()), "resend");
    var again = sent(request);
    assertThat(again.path("id")).isEqualTo(letter.path("id"));
    assertThat(kinds(request.clock())).endsWith("NOTICE_RETURNED", "EXTENDED");
  }

  @Test
  void whoever_is_told_another_way_after_a_return_is_told() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(10), "GDPR");
    request.ok("POST", "/clock/extension", WANTED);
    var letter = sent(request);
    var extended = request.clock().path("leading").path("statutoryDue");
    returned(letter);
    request.ok("POST", "/clock/extension", WANTED + ", \"noticeSentOn\": \"" + today + "\"");
    var clock = request.clock();
    assertThat(clock.path("leading").path("statutoryDue")).isEqualTo(extended);
    assertThat(clock.has("extensionOrdered")).isFalse();
    act(read("/v1/letters/" + letter.path("id").asString()), "resend");
    returned(letter(request, "SENT"));
    assertThat(request.clock().path("leading").path("statutoryDue"))
        .as("the letter told nobody anything")
        .isEqualTo(extended);
  }

  private static JsonNode sent(OpenRequest request) {
    var letter = letter(request, "SENT");
    await().until(request::clock, now -> !now.has("extensionOrdered"));
    return letter;
  }

  private static void returned(JsonNode letter) {
    var answer =
        RunningWrit.json(
            "POST",
            "/v1/letters/" + letter.path("id").asString() + "/bounce",
            "officer",
            "{\"reason\": \"MAILBOX_UNKNOWN\"}");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
  }

  private static List<String> kinds(JsonNode clock) {
    return clock.path("events").valueStream().map(event -> event.path("kind").asString()).toList();
  }

  private String summary(String key) {
    return sql.sql("select summary from finding where key = ?")
        .param(key)
        .query(String.class)
        .single();
  }

  @Test
  void order_and_letter_are_committed_together_or_not_at_all() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(3), "GDPR");
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              var wish = new ClockDesk.Extension(List.of("COMPLEXITY"), null, null, null);
              var version = request.show().path("version").asLong();
              RunningWrit.bean(ClockDesk.class).extend(request.id(), version, wish, "OFFICER");
              tx.setRollbackOnly();
            });
    assertThat(letters(request)).isEmpty();
    assertThat(request.clock().has("extensionOrdered")).isFalse();
  }

  /** Whoever has no address that can be written to is written to by hand. */
  private OpenRequest unreachable() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(3), "GDPR");
    var sealer = RunningWrit.bean(dev.writ.request.Assignments.class).sealer(request.id());
    sql.sql("update request set identifiers = ? where id = ?")
        .params(
            sealer.seal(
                "[{\"type\":\"CUSTOMER_ID\",\"value\":\"customer-47\"}]",
                "identifiers/" + request.id()),
            request.id())
        .update();
    return request;
  }

  private static JsonNode letter(OpenRequest request, String state) {
    var found =
        await()
            .until(
                () ->
                    letters(request)
                        .valueStream()
                        .filter(letter -> letter.path("state").asString().equals(state))
                        .findFirst(),
                java.util.Optional::isPresent);
    return read("/v1/letters/" + found.orElseThrow().path("id").asString());
  }

  private static JsonNode letters(OpenRequest request) {
    return read("/v1/letters?kind=EXTENSION&request=" + request.id()).path("items");
  }

  private static void act(JsonNode letter, String action) {
    var answer = acted(letter, action, "");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
  }

  private static java.net.http.HttpResponse<byte[]> acted(
      JsonNode letter, String action, String more) {
    return RunningWrit.json(
        "POST",
        "/v1/letters/" + letter.path("id").asString() + "/" + action,
        "officer",
        "{\"version\": " + letter.path("version") + more + "}");
  }

  private String finding(String key) {
    return sql.sql("select code || ' ' || severity || ' ' || state from finding where key = ?")
        .param(key)
        .query(String.class)
        .single();
  }

  private static JsonNode read(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }
}
