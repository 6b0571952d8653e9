package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.identity.Challenges;
import dev.writ.page.Language;
import dev.writ.support.Traces;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The form that files a request, as somebody without scripts or a token uses it. */
class IntakeIT {
  private static final Pattern STATUS = Pattern.compile("/subject/requests/[A-Za-z0-9_-]+");
  private static final URI SERVICE = URI.create("http://127.0.0.1:" + RunningWrit.port());
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Browser browser = new Browser(SERVICE);
  private final String email = "intake-" + UUID.randomUUID() + "@example.com";

  @ParameterizedTest
  @CsvSource({
    "en, Ask about your data, California",
    "de, Anfrage zu Ihren Daten, Kalifornien",
    "fr, Demande sur vos données, Californie",
    "es, Solicitud sobre sus datos, California"
  })
  void the_form_is_accessible_in_each_language(String tag, String title, String place) {
    var asked = browser.reads("/request?lang=" + tag);
    var preferred = browser.reads("/request", "Accept-Language", tag + ";q=0.9, xx");
    for (var page : List.of(asked, preferred)) {
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<h1>" + title + "</h1>", place);
      assertThat(page.headers().firstValue("Content-Language")).hasValue(tag);
      Reader.assertAccessible(page.body(), tag);
    }
    assertThat(asked.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(asked.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(asked.headers().map()).doesNotContainKey("set-cookie");
    var email = Reader.tags(asked.body()).stream().filter(t -> t.of("id").equals("email"));
    assertThat(email.map(tag2 -> tag2.of("autocomplete"))).containsExactly("email");
  }

  @Test
  void mistakes_are_listed_first_lead_to_their_fields_and_lose_nothing_that_was_entered() {
    int before = filed();
    var form = browser.filledIn("no-address\"><script>alert(1)</script>");
    form.put("right", "");
    form.put("place", "ZZ");
    var page = browser.sends("/request", form);
    assertThat(page.statusCode()).isEqualTo(422);
    Reader.assertAccessible(page.body(), "en");
    assertThat(page.body())
        .contains("role=\"alert\"", "href=\"#right-", "href=\"#place\"", "href=\"#email\"")
        .contains("value=\"no-address&quot;&gt;&lt;script&gt;")
        .contains("value=\"" + form.get("form") + "\"");
    assertThat(filed()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ada", "ada@", "@example.com", "ada@example", "a b@example.com"})
  void what_is_no_address_is_not_taken(String address) {
    int before = filed();
    assertThat(browser.sends("/request", browser.filledIn(address)).statusCode()).isEqualTo(422);
    assertThat(filed()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, GDPR",
    "NO, GDPR",
    "GB-SCT, UK_GDPR",
    "US-CA, CCPA",
    "US-VA, VCDPA",
    "CA-QC, LAW_25"
  })
  void the_law_follows_from_the_place(String place, String regime) {
    var form = browser.filledIn(email);
    form.put("place", place);
    assertThat(browser.sends("/request", form).statusCode()).isEqualTo(200);
    var request = request(newest());
    assertThat(request.path("regime").asString()).isEqualTo(regime);
  }

  @Test
  void every_place_of_the_form_can_be_filed() {
    for (var place : RunningWrit.bean(Places.class).inOrder(Language.EN)) {
      var visitor = new Browser(SERVICE);
      var form = visitor.filledIn("place-" + UUID.randomUUID() + "@example.com");
      form.put("place", place.code());
      assertThat(visitor.sends("/request", form).statusCode()).as(place.code()).isEqualTo(200);
    }
  }

  @Test
  void a_request_rests_until_the_address_is_proved_and_no_vendor_is_called() {
    assertThat(browser.sends("/request", browser.filledIn(email)).statusCode()).isEqualTo(200);
    var id = newest();
    await().until(() -> request(id).path("state").asString().equals("VERIFYING_IDENTITY"));
    var request = request(id);
    assertThat(request.path("kind").asString()).isEqualTo("ERASURE");
    assertThat(request.path("language").asString()).isEqualTo("en");
    assertThat(request.path("legs").valueStream().map(leg -> leg.path("state").asString()))
        .isNotEmpty()
        .containsOnly("PLANNED");
    var stored =
        sql.sql(
                "select channel || ' ' || coalesce(jurisdiction, '-') || ' ' || (filed_by is null)"
                    + " from request where id = ?")
            .param(id)
            .query(String.class)
            .single();
    assertThat(stored)
        .as("the seat of the controller is not known here")
        .isEqualTo("WEB_FORM - true");
    assertThat(identity(id).path("challenges").get(0).path("kind").asString()).isEqualTo("LINK");
  }

  @Test
  void a_known_person_an_unknown_one_and_a_machine_get_the_same_bytes() {
    var pages = new ArrayList<String>();
    var form = browser.filledIn(email);
    for (int times = 0; times < 2; times++) {
      pages.add(answer(form));
      form = browser.filledIn(email);
    }
    int before = filed();
    form.put("website", "https://spam.example");
    pages.add(answer(form));
    assertThat(filed()).as("what a machine sends is not filed").isEqualTo(before);
    assertThat(pages.stream().distinct()).hasSize(1);
    assertThat(pages.getFirst()).startsWith("200").contains("id=\"code\"");
  }

  /** Without the word that was sent, which is each form's own. */
  private String answer(Map<String, String> form) {
    var page = browser.sends("/request", form);
    return page.statusCode()
        + " "
        + page.headers().map().keySet()
        + page.body().replace(form.get("form"), "");
  }

  @Test
  void the_code_from_the_letter_is_entered_on_the_page_that_answered_the_form() {
    var form = browser.filledIn(email);
    browser.sends("/request", form);
    var id = newest();
    var code = letter(id).code().orElseThrow();
    var wrong = enters(form, other(code));
    assertThat(wrong.statusCode()).isEqualTo(400);
    Reader.assertAccessible(wrong.body(), "en");
    assertThat(challenge(id).path("triesLeft").asInt()).isEqualTo(2);
    var proved = enters(form, code.substring(0, 3) + " " + code.substring(3));
    assertThat(proved.statusCode()).isEqualTo(200);
    assertThat(enters(form, code).statusCode()).as("once").isEqualTo(404);
    assertThat(identity(id).path("method").asString()).isEqualTo("ONE_TIME_CODE");
    assertThat(challenge(id).path("state").asString()).isEqualTo("USED");
    var status = STATUS.matcher(proved.body());
    assertThat(status.find()).as("a status link for whoever proved the address").isTrue();
    assertThat(browser.reads(status.group()).statusCode()).isEqualTo(200);
  }

  @Test
  void three_wrong_codes_end_the_code_and_not_the_link() {
    var form = browser.filledIn(email);
    browser.sends("/request", form);
    var id = newest();
    var letter = letter(id);
    var code = letter.code().orElseThrow();
    for (int tries = 0; tries < 3; tries++) {
      assertThat(enters(form, other(code)).body()).doesNotContain("/subject/requests/");
    }
    assertThat(enters(form, code).statusCode()).isEqualTo(404);
    assertThat(challenge(id).path("state").asString()).isEqualTo("OPEN");
    var link = browser.sends(letter.path(), Map.of("answer", "confirm"));
    assertThat(link.statusCode()).isEqualTo(200);
    assertThat(identity(id).path("method").asString()).isEqualTo("ONE_TIME_LINK");
  }

  @Test
  void a_code_ends_after_ten_minutes_and_its_link_after_seven_days() {
    var form = browser.filledIn(email);
    browser.sends("/request", form);
    var id = newest();
    var letter = letter(id);
    var asked = OffsetDateTime.parse(challenge(id).path("askedAt").asString());
    var codeUntil = OffsetDateTime.parse(challenge(id).path("codeUntil").asString());
    var until = OffsetDateTime.parse(challenge(id).path("until").asString());
    assertThat(Duration.between(asked, codeUntil)).isEqualTo(Duration.ofMinutes(10));
    assertThat(Duration.between(asked, until)).isEqualTo(Duration.ofDays(7));
    sql.sql("update identity_challenge set code_until = now() where request_id = ?")
        .param(id)
        .update();
    var over = enters(form, letter.code().orElseThrow());
    assertThat(over.statusCode()).isEqualTo(404);
    assertThat(browser.reads(letter.path()).statusCode()).isEqualTo(200);
    var unknown = new TreeMap<>(form);
    unknown.put("form", UUID.randomUUID().toString());
    assertThat(enters(unknown, "123456").body()).isEqualTo(over.body());
  }

  private HttpResponse<String> enters(Map<String, String> form, String code) {
    return browser.sends(
        "/request/code", Map.of("form", form.get("form"), "lang", "en", "code", code));
  }

  private static String other(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  /** What goes into the letter of a request's first challenge. */
  private static Challenges.Letter letter(UUID request) {
    var challenge = UUID.fromString(challenge(request).path("id").asString());
    return RunningWrit.bean(Challenges.class).reveal(challenge).orElseThrow();
  }

  private static JsonNode challenge(UUID request) {
    return identity(request).path("challenges").get(0);
  }

  @Test
  void a_double_click_files_one_request() {
    int before = filed();
    var form = browser.filledIn(email);
    var clicks =
        List.of(1, 2, 3).stream()
            .map(n -> CompletableFuture.supplyAsync(() -> browser.sends("/request", form)))
            .toList();
    var pages = clicks.stream().map(CompletableFuture::join).toList();
    assertThat(pages).allMatch(page -> page.statusCode() == 200);
    assertThat(pages.stream().map(page -> page.body()).distinct()).hasSize(1);
    assertThat(filed()).isEqualTo(before + 1);
  }

  @Test
  void a_form_without_its_word_is_shown_again() {
    int before = filed();
    var form = browser.filledIn(email);
    form.put("form", "");
    assertThat(browser.sends("/request", form).body()).contains("name=\"form\"");
    assertThat(filed()).isEqualTo(before);
  }

  @Test
  void one_address_files_ten_an_hour() {
    var statuses = new TreeMap<Integer, Integer>();
    for (int i = 0; i < 12; i++) {
      var form = new TreeMap<>(Map.of("right", "ACCESS", "place", "DE", "lang", "en"));
      form.put("email", "many-" + i + "-" + email);
      form.put("form", UUID.randomUUID().toString());
      var page = browser.sends("/request", form);
      statuses.merge(page.statusCode(), 1, Integer::sum);
      if (page.statusCode() == 429) {
        assertThat(Integer.parseInt(page.headers().firstValue("Retry-After").orElseThrow()))
            .isBetween(1, 3600);
      }
    }
    assertThat(statuses).isEqualTo(Map.of(200, 10, 429, 2));
    var other = new Browser(SERVICE);
    assertThat(other.sends("/request", other.filledIn(email)).statusCode()).isEqualTo(200);
  }

  @Test
  void no_table_holds_what_was_entered() {
    var form = browser.filledIn("zqintake7@example.com");
    form.put("customer", "zqcustomer7"); // what the form has no field for is not taken
    assertThat(browser.sends("/request", form).statusCode()).isEqualTo(200);
    var traces = List.of("zqintake7", "zqcustomer7", form.get("form"));
    assertThat(Traces.of(traces, sql)).isEmpty();
    sql.sql("insert into subject_form (form_hash, sent_at) values (?, '2000-01-01')")
        .param("a zqintake7 trace".getBytes(UTF_8))
        .update();
    assertThat(Traces.of(traces, sql)).as("the search finds").containsKey("subject_form");
    RunningWrit.bean(SubjectTidying.class).run();
    assertThat(Traces.of(traces, sql)).as("and old forms are forgotten").isEmpty();
  }

  private int filed() {
    return sql.sql("select count(*) from request where channel = 'WEB_FORM'")
        .query(Integer.class)
        .single();
  }

  private UUID newest() {
    return sql.sql("select id from request where channel = 'WEB_FORM' order by seq desc limit 1")
        .query(UUID.class)
        .single();
  }

  private static JsonNode request(UUID id) {
    return RunningWrit.read(RunningWrit.json("GET", "/v1/requests/" + id, "officer", null));
  }

  private static JsonNode identity(UUID id) {
    return RunningWrit.read(
        RunningWrit.json("GET", "/v1/requests/" + id + "/identity", "officer", null));
  }
}
