package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.identity.IdentityAsked;
import dev.writ.identity.IdentityProved;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A request's clock as officers and other rooms move it. */
class ClockIT {
  private final BellAccount bell = BellAccount.open();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void the_receipt_is_the_first_event_and_every_date_says_what_it_follows_from() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today, "GDPR");
    var clock = request.clock();
    // That the letter of acknowledgement went out may stand there by now.
    assertThat(words(clock.path("events"), "kind")).startsWith("RECEIVED");
    assertThat(clock.path("channel").asString()).isEqualTo("EMAIL");
    var due = clock.path("leading");
    assertThat(due.path("safeDue").asString()).isEqualTo(today.plusMonths(1).toString());
    assertThat(due.path("rule").asString()).isEqualTo("eu-gdpr");
    assertThat(due.path("calendar").asString()).isEqualTo("de");
    assertThat(due.path("explanation").asString()).contains("Art. 12(3) GDPR");
    assertThat(words(clock.path("laws").get(0).path("dates"), "what"))
        .containsExactly("RESPONSE", "EXTENSION_NOTICE", "REFUSAL");
    assertThat(clock.path("history")).hasSize(3);
    assertThat(request.show().path("due").path("safeDue")).isEqualTo(due.path("safeDue"));
    assertThat(words(clock.path("alarms"), "percent"))
        .containsExactly("50", "50", "75", "75", "90", "90", "100", "100");
    assertThat(clock.path("alarms").valueStream()).noneMatch(alarm -> alarm.has("raisedAt"));
  }

  @Test
  void a_corrected_receipt_moves_the_dates_and_old_and_new_stand_in_the_timeline() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(2), "GDPR");
    var earlier = today.minusDays(20);
    var after =
        request.ok(
            "PATCH",
            "/receipt",
            "\"receivedOn\": \"%s\", \"channel\": \"POST\", \"reason\": \"The stamp\""
                .formatted(earlier));
    assertThat(after.path("receivedOn").asString()).isEqualTo(earlier.toString());
    assertThat(after.path("events").valueStream())
        .filteredOn(event -> event.path("kind").asString().equals("RECEIPT_CORRECTED"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("replaces").asInt(-1)).isZero());
    assertThat(request.show().path("receivedOn").asString()).isEqualTo(earlier.toString());
    assertThat(request.timeline())
        .contains(
            "RECEIPT_CORRECTED %s EMAIL -> %s POST".formatted(today.minusDays(2), earlier),
            "DUE_MOVED %s -> %s"
                .formatted(today.minusDays(2).plusMonths(1), earlier.plusMonths(1)));
    assertThat(words(after.path("history"), "safeDue"))
        .contains(today.minusDays(2).plusMonths(1).toString(), earlier.plusMonths(1).toString());
    assertThat(status(request, "PATCH", "/receipt", "\"reason\": \"x\"")).isEqualTo(422);
    var future = "\"receivedOn\": \"%s\", \"reason\": \"x\"".formatted(today.plusDays(3));
    assertThat(status(request, "PATCH", "/receipt", future)).isEqualTo(422);
    var personal = "\"channel\": \"ada@example.com\", \"reason\": \"x\"";
    assertThat(status(request, "PATCH", "/receipt", personal)).isEqualTo(422);
  }

  @Test
  void a_corrected_jurisdiction_changes_whose_holidays_count() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today, "GDPR");
    var after =
        request.ok("PATCH", "/receipt", "\"jurisdiction\": \"IE\", \"reason\": \"Our seat\"");
    assertThat(after.path("leading").path("calendar").asString()).isEqualTo("ie");
    assertThat(after.path("receivedOn").asString()).isEqualTo(today.toString());
    assertThat(words(after.path("history"), "calendar")).contains("de", "ie");
    assertThat(request.timeline()).contains("JURISDICTION_CORRECTED DE -> IE");
    var personal = "\"jurisdiction\": \"ada@example.com\", \"reason\": \"x\"";
    assertThat(status(request, "PATCH", "/receipt", personal)).isEqualTo(422);
    var brazil = OpenRequest.under(bell, "ERASURE", "BR", today, "LGPD");
    var elsewhere = "\"jurisdiction\": \"DE\", \"reason\": \"x\"";
    assertThat(status(brazil, "PATCH", "/receipt", elsewhere)).isEqualTo(422);
    assertThat(brazil.timeline()).noneMatch(line -> line.startsWith("JURISDICTION"));
  }

  @Test
  void a_british_access_request_rests_while_it_is_clarified_and_an_erasure_does_not() {
    var access = OpenRequest.under(bell, "ACCESS", "GB-ENG", today.minusDays(9), "UK_GDPR");
    var before = access.clock().path("leading").path("safeDue").asString();
    var ask = "\"ground\": \"CLARIFICATION\", \"askedOn\": \"" + today.minusDays(7) + "\"";
    var paused = access.ok("POST", "/clock/pause", ask);
    assertThat(paused.path("laws").get(0).path("paused").asBoolean()).isTrue();
    assertThat(paused.path("leading").path("safeDue").asString()).isEqualTo(before);
    assertThat(access.refused("POST", "/clock/pause", ask)).contains("Art. 12A", "rests already");
    var resumed = access.ok("POST", "/clock/resume", "");
    assertThat(resumed.path("leading").path("safeDue").asString())
        .isEqualTo(LocalDate.parse(before).plusDays(8).toString());
    assertThat(access.refused("POST", "/clock/resume", "")).contains("does not rest");
    assertThat(access.timeline())
        .contains("CLOCK_PAUSED RUNS -> RESTS", "CLOCK_RESUMED RESTS -> RUNS");

    var erasure = OpenRequest.under(bell, "ERASURE", "GB-ENG", today.minusDays(9), "UK_GDPR");
    assertThat(erasure.refused("POST", "/clock/pause", ask)).contains("s.54(3C)");
  }

  @Test
  void a_proved_identity_leaves_the_rest_for_a_clarification_alone() {
    var notes = RunningWrit.bean(IdentityNotes.class);
    var access = OpenRequest.under(bell, "ACCESS", "GB-ENG", today.minusDays(9), "UK_GDPR");
    var before = access.clock().path("leading").path("safeDue").asString();
    var ask = "\"ground\": \"CLARIFICATION\", \"askedOn\": \"" + today.minusDays(7) + "\"";
    access.ok("POST", "/clock/pause", ask);
    notes.asked(new IdentityAsked(access.id(), UUID.randomUUID(), true));
    assertThat(rests(access)).containsExactly("IDENTITY", "CLARIFICATION");
    assertThat(access.act("POST", "/clock/resume", "").statusCode()).as("which?").isEqualTo(422);

    notes.proved(new IdentityProved(access.id(), "ONE_TIME_LINK", "REASONABLE"));
    assertThat(rests(access)).containsExactly("CLARIFICATION");
    assertThat(access.refused("POST", "/clock/resume", "\"ground\": \"IDENTITY\""))
        .contains("does not rest on this ground");
    var answered = access.ok("POST", "/clock/resume", "");
    assertThat(answered.path("laws").get(0).path("paused").asBoolean()).isFalse();
    assertThat(words(answered.path("events"), "ground"))
        .endsWith("CLARIFICATION", "IDENTITY", "IDENTITY", "", "CLARIFICATION");
    assertThat(answered.path("leading").path("safeDue").asString())
        .as("a month from today")
        .isEqualTo(today.plusMonths(1).minusDays(1).toString())
        .isGreaterThan(before);
    assertThat(access.timeline())
        .containsSubsequence(
            "CLOCK_PAUSED RUNS -> RESTS",
            "CLOCK_PAUSED RESTS -> RESTS",
            "CLOCK_RESUMED RESTS -> RESTS",
            "CLOCK_RESUMED RESTS -> RUNS");
  }

  private static List<String> rests(OpenRequest request) {
    return request
        .clock()
        .path("laws")
        .get(0)
        .path("restsOn")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  @Test
  void no_european_or_californian_clock_rests_and_the_article_is_named() {
    var both = OpenRequest.under(bell, "ERASURE", "DE", today, "GDPR", "CCPA");
    var version = both.show().path("version");
    assertThat(both.refused("POST", "/clock/pause", "\"ground\": \"IDENTITY\""))
        .contains("Art. 12(3) GDPR");
    assertThat(both.show().path("version")).as("nothing happened").isEqualTo(version);
    assertThat(words(both.clock().path("events"), "kind")).doesNotContain("PAUSED");
  }

  @Test
  void an_extension_is_had_once_and_only_while_its_window_is_open() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(10), "GDPR");
    var told = "\"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"" + today + "\"";
    var stale = request.versioned(told);
    var extended = request.ok("POST", "/clock/extension", told);
    assertThat(extended.path("leading").path("safeDue").asString())
        .isGreaterThan(today.plusDays(70).toString());
    assertThat(words(extended.path("laws").get(0).path("dates"), "what"))
        .doesNotContain("EXTENSION_NOTICE");
    assertThat(request.act("POST", "/clock/extension", told).statusCode()).isEqualTo(409);
    assertThat(
            RunningWrit.json("POST", request.path() + "/clock/extension", "officer", stale)
                .statusCode())
        .isEqualTo(409);

    var late = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(45), "GDPR");
    assertThat(late.refused("POST", "/clock/extension", told))
        .contains("Art. 12(3) GDPR", "had to be told until");
  }

  @Test
  void an_extension_lengthens_no_refusal_whose_day_is_told_and_whose_lateness_is_found() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(40), "GDPR");
    var told =
        "\"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"%s\"".formatted(today.minusDays(20));
    var extended = request.ok("POST", "/clock/extension", told);
    assertThat(extended.path("alarms").valueStream())
        .filteredOn(alarm -> alarm.path("what").asString().equals("REFUSAL"))
        .hasSize(4)
        .allMatch(alarm -> alarm.has("raisedAt"));
    request.ok("POST", "/deny", "\"ground\": \"LAW_NOT_APPLICABLE\"");
    assertThat(request.findings()).containsExactly("HIGH RESOLVED", "HIGH OPEN");
    assertThat(
            RunningWrit.bean(JdbcClient.class)
                .sql("select code || ' ' || summary from finding where key = ?")
                .param("refusal-late/" + request.id())
                .query(String.class)
                .single())
        .startsWith("REFUSAL_LATE The refusal came on " + today)
        .contains("Art. 12(4) GDPR: ");

    var inTime = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(5), "GDPR");
    inTime.ok("POST", "/deny", "\"ground\": \"LAW_NOT_APPLICABLE\"");
    assertThat(inTime.findings()).isEmpty();
  }

  @Test
  void of_several_laws_the_earliest_leads_and_each_takes_what_it_allows() {
    var request =
        OpenRequest.under(bell, "ACCESS", "DE", today.minusDays(5), "GDPR", "LGPD", "CCPA");
    var clock = request.clock();
    assertThat(words(clock.path("laws"), "law")).containsExactly("GDPR", "LGPD", "CCPA");
    assertThat(clock.path("leading").path("rule").asString()).isEqualTo("br-lgpd");
    assertThat(clock.path("leading").path("safeDue").asString())
        .isEqualTo(today.plusDays(10).toString());
    var told = "\"reason\": \"COMPLEXITY\", \"noticeSentOn\": \"" + today + "\"";
    var after = request.ok("POST", "/clock/extension", told);
    assertThat(after.path("leading").path("rule").asString()).isEqualTo("br-lgpd");
    var brazil = after.path("laws").get(1);
    assertThat(brazil.path("withoutEffect").get(0).path("reason").asString())
        .contains("no extension");
    assertThat(after.path("laws").get(2).path("withoutEffect")).isEmpty();
    assertThat(words(after.path("laws").get(2).path("dates"), "what")).contains("ACKNOWLEDGEMENT");
    var acknowledged = request.ok("POST", "/clock/acknowledgement", "");
    assertThat(words(acknowledged.path("alarms"), "what")).doesNotContain("ACKNOWLEDGEMENT");
  }

  @Test
  void alarms_whose_time_has_passed_are_raised_with_the_filing_and_end_with_the_answer() {
    var request = OpenRequest.under(bell, "ERASURE", "DE", today.minusDays(40), "GDPR");
    var alarms = request.clock().path("alarms");
    assertThat(words(alarms, "percent")).hasSize(8);
    assertThat(alarms.valueStream()).allMatch(alarm -> alarm.has("raisedAt"));
    assertThat(request.findings()).containsExactly("HIGH OPEN");
    assertThat(request.timeline())
        .contains("RESPONSE_ALARM %s -> 100%%".formatted(today.minusDays(40).plusMonths(1)));
    RunningWrit.bean(ClockAlarms.class).raise(request.id());
    assertThat(request.clock().path("alarms")).as("each once").hasSize(8);
    request.ok("POST", "/withdraw", "\"reason\": \"Came to terms\"");
    assertThat(request.clock().has("answeredAt")).isTrue();
    assertThat(request.findings()).containsExactly("HIGH RESOLVED");
    assertThat(status(request, "POST", "/clock/acknowledgement", "")).isEqualTo(409);
    var corrected = "\"receivedOn\": \"%s\", \"reason\": \"Stamp\"".formatted(today);
    request.ok("PATCH", "/receipt", corrected);
    assertThat(request.findings()).containsExactly("HIGH RESOLVED");
  }

  @Test
  void other_rooms_note_what_happened_and_the_officers_version_stays() {
    var clocks = RunningWrit.bean(RequestClocks.class);
    var british = OpenRequest.under(bell, "ERASURE", "GB-SCT", today.minusDays(9), "UK_GDPR");
    var version = british.show().path("version");
    var before = clocks.of(british.id()).response().statutoryDue();
    assertThat(
            clocks.note(
                british.id(), new ClockEvent.Paused(today.minusDays(8), PauseGround.IDENTITY)))
        .isTrue();
    assertThat(clocks.of(british.id()).isPaused()).isTrue();
    assertThat(clocks.note(british.id(), new ClockEvent.Resumed(today, PauseGround.IDENTITY)))
        .isTrue();
    assertThat(clocks.of(british.id()).response().statutoryDue()).isAfter(before);
    assertThat(british.show().path("version")).isEqualTo(version);

    var californian = OpenRequest.under(bell, "ERASURE", "US-CA", today.minusDays(9), "CCPA");
    assertThat(clocks.note(californian.id(), new ClockEvent.Paused(today, PauseGround.IDENTITY)))
        .as("the Californian clock runs on")
        .isFalse();
    assertThat(words(californian.clock().path("events"), "kind")).doesNotContain("PAUSED");
    var appeal = OpenRequest.under(bell, "ERASURE", "US-VA", today, "VCDPA");
    assertThat(clocks.appeal(appeal.id(), today, Optional.empty()))
        .singleElement()
        .extracting(Due::safeDue)
        .isEqualTo(today.plusDays(60));
  }

  @Test
  void laws_named_twice_and_places_a_law_does_not_reach_are_refused() {
    assertThat(filing("\"regime\": \"GDPR\", \"alsoUnder\": [\"GDPR\"]")).isEqualTo(422);
    assertThat(filing("\"regime\": \"GDPR\", \"alsoUnderRules\": [\"eu-gdpr\"]")).isEqualTo(422);
    assertThat(filing("\"regime\": \"GDPR\", \"alsoUnderRules\": [\"no-such-rule\"]"))
        .isEqualTo(422);
    assertThat(filing("\"regime\": \"LGPD\", \"jurisdiction\": \"DE\"")).isEqualTo(422);
    assertThat(filing("\"regime\": \"GDPR\", \"jurisdiction\": \"Lilliput\"")).isEqualTo(201);
  }

  private int filing(String laws) {
    return RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ERASURE", %s, "receivedOn": "%s", "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(laws, today, UUID.randomUUID() + "@example.com", bell.connection()))
        .statusCode();
  }

  private static int status(OpenRequest request, String method, String below, String body) {
    return request.act(method, below, body).statusCode();
  }

  private static List<String> words(JsonNode items, String field) {
    return items.valueStream().map(item -> item.path(field).asString()).toList();
  }
}
