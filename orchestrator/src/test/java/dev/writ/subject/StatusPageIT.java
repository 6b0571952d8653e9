package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Traces;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The page behind a status link. */
class StatusPageIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Browser browser = new Browser(URI.create("http://127.0.0.1:" + RunningWrit.port()));
  private final String email = "status-" + UUID.randomUUID() + "@example.com";
  private final String path = filed("GDPR");
  private final String link = link();

  @ParameterizedTest
  @CsvSource({"en, Your request", "de, Ihre Anfrage", "fr, Votre demande", "es, Su solicitud"})
  void the_page_says_where_the_request_stands_and_names_nobody(String tag, String title) {
    var page = browser.reads(link + "?lang=" + tag);
    assertThat(page.statusCode()).isEqualTo(200);
    Reader.assertAccessible(page.body(), tag);
    assertThat(page.body())
        .contains("<h1>" + title + "</h1>", "2026")
        .doesNotContain(email, "openai", path.substring(path.lastIndexOf('/') + 1));
  }

  @Test
  void reading_it_changes_nothing() {
    var before = read(path);
    var timeline = read(path + "/timeline");
    browser.reads(link);
    browser.reads(link, "Accept", "application/json");
    assertThat(read(path)).isEqualTo(before);
    assertThat(read(path + "/timeline")).isEqualTo(timeline);
  }

  @ParameterizedTest
  @CsvSource({"'*/*'", "'text/html,application/xhtml+xml,application/json;q=0.9'", "image/png"})
  void whoever_does_not_insist_on_json_gets_the_page(String accept) {
    var page = browser.reads(link, "Accept", accept);
    assertThat(page.statusCode()).isEqualTo(200);
    Reader.assertAccessible(page.body(), "en");
  }

  @Test
  void the_same_is_told_in_json() {
    var told = browser.reads(link, "Accept", "application/json");
    assertThat(told.statusCode()).isEqualTo(200);
    var status = RunningWrit.JSON.readTree(told.body());
    assertThat(status.path("standing").asString()).isEqualTo("WAITS_FOR_YOU");
    assertThat(status.path("due").asString()).isEqualTo("2026-12-02");
    assertThat(status.path("asked").get(0).asString()).isEqualTo("IDENTITY");
    assertThat(status.path("withdrawable").asBoolean()).isTrue();
    assertThat(status.path("appealable").asBoolean()).isFalse();
    var gone = browser.reads("/subject/requests/unknown", "Accept", "application/json");
    assertThat(gone.statusCode()).isEqualTo(404);
  }

  @Test
  void unknown_ended_and_malformed_words_are_one_answer() {
    var ended = link;
    var newer = link();
    assertThat(browser.reads(newer).statusCode()).isEqualTo(200);
    sql.sql("update status_link set until = now() where request_id = ?").param(id()).update();
    var pages =
        List.of(ended, newer, "/subject/requests/x", "/subject/requests/" + "y".repeat(2000))
            .stream()
            .map(browser::reads)
            .toList();
    assertThat(pages).allMatch(page -> page.statusCode() == 404);
    assertThat(pages.stream().map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(pages.stream().map(page -> page.headers().map().keySet()).distinct()).hasSize(1);
    var posted = browser.sends(ended, Map.of("do", "withdraw", "lang", "en"));
    assertThat(posted.statusCode()).isEqualTo(404);
    assertThat(read(path).path("state").asString()).isEqualTo("VERIFYING_IDENTITY");
  }

  @Test
  void the_person_takes_it_back_once_and_hears_what_was_stopped() {
    var page = browser.sends(link, Map.of("do", "withdraw", "lang", "en"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("nothing will be done: 1", "too late: 0");
    assertThat(read(path).path("state").asString()).isEqualTo("WITHDRAWN");
    var again = browser.sends(link, Map.of("do", "withdraw", "lang", "en"));
    assertThat(again.body()).as("a second click").isEqualTo(page.body());
    assertThat(browser.reads(link).body()).doesNotContain("value=\"withdraw\"");
    var entry =
        read(path + "/timeline")
            .valueStream()
            .filter(e -> e.path("event").asString().equals("WITHDRAW"))
            .toList();
    assertThat(entry).hasSize(1);
    assertThat(entry.getFirst().path("actor").asString()).isEqualTo("SUBJECT");
  }

  @Test
  void what_is_over_is_not_taken_back() {
    var denied =
        RunningWrit.json(
            "POST", path + "/deny", "officer", "{\"version\": " + read(path).path("version") + "}");
    assertThat(denied.statusCode()).isEqualTo(200);
    var page = browser.sends(link, Map.of("do", "withdraw", "lang", "en"));
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("too late");
    assertThat(browser.reads(link).body()).contains("was refused");
    assertThat(read(path).path("state").asString()).isEqualTo("DENIED");
  }

  @Test
  void a_complaint_is_sealed_and_sent_twice_it_is_one() {
    var form =
        Map.of(
            "do",
            "complain",
            "lang",
            "en",
            "said",
            "zqsaid7\r\nNobody answers",
            "form",
            Browser.word(browser.reads(link).body()));
    assertThat(browser.sends(link, form).statusCode()).isEqualTo(200);
    assertThat(browser.sends(link, form).statusCode()).isEqualTo(200);
    var appeals = read(path + "/appeals");
    assertThat(appeals).hasSize(1);
    assertThat(appeals.get(0).path("kind").asString()).isEqualTo("COMPLAINT");
    assertThat(appeals.get(0).path("said").asString()).isEqualTo("zqsaid7\nNobody answers");
    assertThat(
            new String(RunningWrit.json("GET", path + "/appeals", "auditor", null).body(), UTF_8))
        .doesNotContain("zqsaid7");
    assertThat(Traces.of(List.of("zqsaid7", email, link.substring(link.lastIndexOf('/') + 1)), sql))
        .isEmpty();
  }

  @Test
  void an_appeal_is_refused_where_the_law_knows_none_and_an_empty_box_everywhere() {
    var word = Browser.word(browser.reads(link).body());
    var empty = Map.of("do", "complain", "lang", "en", "said", " ", "form", word);
    assertThat(browser.sends(link, empty).statusCode()).isEqualTo(422);
    var appeal = Map.of("do", "appeal", "lang", "en", "said", "No", "form", word);
    assertThat(browser.sends(link, appeal).statusCode()).isEqualTo(409);
    assertThat(read(path + "/appeals")).isEmpty();
  }

  @Test
  void one_address_may_call_so_often_a_minute() {
    var statuses =
        java.util.stream.IntStream.range(0, 25)
            .mapToObj(n -> browser.reads("/subject/requests/guess-" + n).statusCode())
            .toList();
    assertThat(statuses).startsWith(404).endsWith(429);
    assertThat(
            new Browser(URI.create("http://127.0.0.1:" + RunningWrit.port()))
                .reads(link)
                .statusCode())
        .isEqualTo(200);
  }

  private String filed(String regime) {
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ERASURE", "regime": "%s", "receivedOn": "2026-11-02", "identity": {"method": "UNVERIFIED"},
             "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]}, "connections": ["%s"]}
            """
                .formatted(regime, email, RunningWrit.connection("openai")));
    assertThat(filed.statusCode()).as(new String(filed.body(), UTF_8)).isEqualTo(201);
    var request = "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
    await().until(() -> read(request).path("state").asString().equals("VERIFYING_IDENTITY"));
    return request;
  }

  private String link() {
    var made = RunningWrit.json("POST", path + "/status-link", "officer", null);
    assertThat(made.statusCode()).isEqualTo(201);
    return RunningWrit.read(made).path("link").asString();
  }

  private UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private static JsonNode read(String path) {
    var answer = RunningWrit.json("GET", path, "officer", null);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return RunningWrit.read(answer);
  }
}
