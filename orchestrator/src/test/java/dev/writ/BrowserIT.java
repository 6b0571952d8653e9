package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.page.Language;
import dev.writ.page.Phrases;
import dev.writ.subject.Browser;
import dev.writ.support.Chromium;
import dev.writ.support.ErasureEnds;
import dev.writ.support.Filings;
import dev.writ.support.Mailbox;
import dev.writ.support.ServiceProcess;
import dev.writ.web.RunningWrit;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** The persons' pages of a default run, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
  private static final Pattern PAGE = Pattern.compile("/subject/identity/\\S+");
  private static final int RATE = 300;
  private ServiceProcess service;
  private Chromium browser;

  @BeforeAll
  void start() throws Exception {
    browser = Chromium.open("en");
    service =
        new ServiceProcess(
                Map.of(
                    "WRIT_SANDBOX", "true",
                    "WRIT_SANDBOX_PORT", "0",
                    "WRIT_INTAKE_RATE", "1000",
                    "WRIT_IDENTITY_RATE", Integer.toString(RATE)))
            .launch();
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (service != null) {
      service.close();
    }
  }

  /**
   * Somebody who lives at all nine vendors, from the form to the completion letter. Officers do
   * what no API does, and vouch for what the vendor's own log shows; the person, who comes last,
   * deletes the account that nobody else can.
   */
  @Test
  void a_german_asks_by_the_form_proves_it_by_the_code_and_reads_the_end() throws Exception {
    try (var german = Chromium.open("de")) {
      german.open(at("/request"));
      assertThat(german.heading()).isEqualTo("Anfrage zu Ihren Daten");
      fillIn(german, "single@example.com");
      assertThat(german.heading()).isEqualTo("Bitte sehen Sie in Ihr Postfach");
      var id = newest();
      german.type("#code", code(id));
      german.click("button");
      assertThat(german.heading()).isEqualTo("Danke");
      german.click("section a");
      assertThat(german.heading()).isEqualTo("Ihre Anfrage");
      var status = german.path();

      var request = "/v1/requests/" + id;
      var planned = until(request, now -> state(now).equals("AWAITING_APPROVAL"));
      service.post(request + "/approve", "approver", Map.of("version", planned.path("version")));
      var worked =
          until(
              request,
              now -> {
                workByHand(id);
                return endedButFor("openai-consumer", now);
              });
      assertThat(worked.path("legs").valueStream().map(leg -> leg.path("located").asInt()))
          .as("something at each of the nine")
          .hasSize(9)
          .doesNotContain(0);
      vouch(request, leg(worked, "chatgpt-enterprise"));
      german.open(at(status));
      german.click("button[value=task]");
      assertThat(german.heading()).isEqualTo("Ihr ChatGPT-Konto löschen");
      german.click("button[value=done]");
      assertThat(german.heading()).isEqualTo("Danke");
      var answered = until(request, now -> state(now).equals("MONITORING"));
      assertThat(answered.path("outcome").asString()).isEqualTo("FULFILLED");
      assertThat(leg(answered, "openai-consumer").path("state").asString())
          .as("a word is no observation")
          .isEqualTo("UNVERIFIABLE");
      assertThat(Mailbox.text(service, id, "COMPLETION"))
          .contains("HubSpot (Breeze): gelöscht, und nachgesehen, dass nichts mehr da ist")
          .contains("(Gemini): gelöscht, wie die damit betraute Person bestätigt; wir selbst")
          .contains("OpenAI consumer (Free, Plus, Pro): gelöscht, wie Sie uns gesagt haben; wir")
          .doesNotContain("nach Angabe des Dienstes", "Artikel 77");

      german.open(at(status));
      assertThat(german.text())
          .contains("Ihre Anfrage ist beantwortet", "Was geschehen ist")
          .doesNotContain("und was nicht");
      assertThat(german.has("button[value=withdraw]")).isFalse();
      german.type("#said", "Das hat mir zu lange gedauert.");
      german.click("button[value=complain]");
      assertThat(german.text()).contains("Ihre Nachricht ist angekommen");
      var said = service.get(request + "/appeals", "officer").get(0).path("said").asString();
      assertThat(said).isEqualTo("Das hat mir zu lange gedauert.");
      assertThat(german.complaints()).isEmpty();
    }
  }

  @Test
  void the_form_and_its_code_need_a_keyboard_and_nothing_else() throws Exception {
    browser.open(at("/request?lang=en"));
    browser.tabTo("#right-ERASURE");
    assertThat(browser.focusRing()).isEqualTo("solid");
    browser.press(Keys.SPACE);
    browser.press(Keys.TAB);
    browser.press("Germany");
    browser.press(Keys.TAB);
    browser.press("keyboard@example.com", Keys.ENTER);
    browser.arrivesAt("Look into your mailbox");
    browser.tabTo("#code");
    browser.press(code(newest()), Keys.ENTER);
    browser.arrivesAt("Thank you");
    browser.tabTo("section a");
    browser.press(Keys.ENTER);
    browser.arrivesAt("Your request");
    browser.tabTo("button[value=withdraw]");
    browser.press(Keys.ENTER);
    browser.arrivesAt("Your request was taken back");
  }

  @Test
  void after_mistakes_the_summary_has_the_focus_and_leads_to_each_of_them() {
    browser.open(at("/request?lang=en"));
    browser.type("#email", "nobody");
    browser.click("button");
    assertThat(browser.one(".summary").getText()).contains("Say what you want", "e-mail address");
    browser.tabTo("a[href='#email']");
    browser.press(Keys.ENTER);
    browser.press(Keys.END, "@example.com");
    assertThat(browser.one("#email").getDomProperty("value")).isEqualTo("nobody@example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Delete your ChatGPT account",
    "de, Ihr ChatGPT-Konto löschen",
    "fr, Supprimer votre compte ChatGPT",
    "es, Eliminar su cuenta de ChatGPT"
  })
  void every_page_is_accessible_and_silent_in_each_language(String language, String steps)
      throws Exception {
    form(language);
    identity(language);
    status(language);
    task(language, steps);
    browser.open(at("/subject/requests/unknown?lang=" + language));
    inspect(language, "gone");
    waits(language);
    inspect(language, "wait");
  }

  private void form(String language) throws Exception {
    browser.open(at("/request?lang=" + language));
    inspect(language, "form");
    browser.click("button");
    inspect(language, "form-mistakes");
    fillIn(browser, "pages-" + language + "@example.com");
    inspect(language, "form-code");
    var code = code(newest());
    browser.type("#code", other(code));
    browser.click("button");
    inspect(language, "form-code-wrong");
    browser.type("#code", code);
    browser.click("button");
    inspect(language, "form-proved");
    browser.open(at("/request?lang=" + language));
    fillIn(browser, "pages-" + language + "@example.com");
    for (int tries = 0; tries < 3; tries++) {
      browser.type("#code", other(code(newest())));
      browser.click("button");
    }
    inspect(language, "form-code-over");
  }

  /** The pages know the request's language, whatever the browser prefers. */
  private void identity(String language) throws Exception {
    for (var kind : List.of("LINK", "CODE")) {
      var request = filed(language, "UNVERIFIED");
      until(request, now -> state(now).equals("VERIFYING_IDENTITY"));
      var version = service.get(request + "/identity", "officer").path("version").asLong();
      var wish = Map.of("version", version, "kind", kind);
      service.post(request + "/identity/challenges", "officer", wish);
      var letter = Mailbox.text(service, id(request), "IDENTITY_ASK");
      var page = first(PAGE, letter);
      assertThat(page).endsWith("?lang=" + language);
      browser.open(at(page.substring(0, page.indexOf('?'))));
      inspect(language, "identity-" + kind);
      if (kind.equals("CODE")) {
        browser.type("#code", other(first(CODE, letter)));
        browser.click("button");
        inspect(language, "identity-code-wrong");
        browser.type("#code", first(CODE, letter));
      }
      browser.click("button");
      inspect(language, "identity-thanks");
    }
  }

  private void status(String language) throws Exception {
    var request = filed(language, "UNVERIFIED");
    until(request, now -> state(now).equals("VERIFYING_IDENTITY"));
    Mailbox.text(service, id(request), "ACKNOWLEDGEMENT");
    var linked = service.send("POST", request + "/status-link", "officer", null);
    var link = at(RunningWrit.JSON.readTree(linked.body()).path("link").asString());
    browser.open(link);
    inspect(language, "status");
    browser.type("#said", " ");
    browser.click("button[value=complain]");
    inspect(language, "complaint-empty");
    browser.open(link);
    browser.type("#said", "?");
    browser.click("button[value=complain]");
    inspect(language, "complaint-thanks");
    browser.open(link);
    browser.click("button[value=withdraw]");
    inspect(language, "withdrawn");
    browser.open(link);
    inspect(language, "status-withdrawn");
  }

  private void task(String language, String steps) throws Exception {
    var request = filed(language, "OFFICER_ATTESTED");
    var planned = until(request, now -> state(now).equals("AWAITING_APPROVAL"));
    service.post(request + "/approve", "approver", Map.of("version", planned.path("version")));
    until(request, now -> !open(id(request)).isEmpty());
    var task = open(id(request)).getFirst();
    var path = "/v1/manual-tasks/" + task.path("id").asString() + "/link";
    var link = service.post(path, "officer", Map.of("version", task.path("version")));
    browser.open(at(link.path("path").asString()));
    assertThat(browser.heading()).isEqualTo(steps);
    inspect(language, "task");
    browser.click("button[value=done]");
    inspect(language, "task-thanks");
  }

  private void inspect(String language, String name) {
    browser.photograph(language + "-" + name);
    assertThat(browser.language()).as(name).isEqualTo(language);
    assertThat(browser.violations()).as(name).isEmpty();
    assertThat(browser.fitsNarrowScreen()).as(name + " on a narrow screen").isTrue();
    assertThat(browser.complaints()).as(name).isEmpty();
  }

  private static void fillIn(Chromium browser, String email) {
    browser.click("#right-ERASURE");
    browser.click("option[value=DE]");
    browser.type("#email", email);
    browser.click("button");
  }

  /** A link that others call too often rests for everybody; now and then a call is let through. */
  private void waits(String language) {
    var path = "/subject/tasks/flooded-" + language;
    var title = new Phrases().of(Language.of(language), "wait.title");
    var others = Stream.generate(() -> new Browser(service.address())).limit(2).toList();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              others.forEach(other -> flood(other, path));
              browser.open(at(path + "?lang=" + language));
              return browser.heading().equals(title);
            });
  }

  private static void flood(Browser caller, String path) {
    int calls = 0;
    while (caller.reads(path).statusCode() != 429) {
      assertThat(calls++).as("calls that were let through").isLessThan(2 * RATE);
    }
  }

  private String filed(String language, String method) throws Exception {
    var wanted =
        Map.of(
            "kind",
            "ERASURE",
            "regime",
            "GDPR",
            "receivedOn",
            "2026-11-02",
            "language",
            language,
            "subject",
            Map.of(
                "identifiers",
                List.of(
                    Map.of(
                        "type", "EMAIL", "value", "pages-" + UUID.randomUUID() + "@example.com"))),
            "identity",
            Filings.identity(method),
            "connections",
            List.of(consumer()));
    return "/v1/requests/" + service.post("/v1/requests", "officer", wanted).path("id").asString();
  }

  private String consumer() throws Exception {
    return connection("sandbox-openai-consumer").path("id").asString();
  }

  private JsonNode connection(String name) throws Exception {
    return service
        .get("/v1/connections", "admin")
        .valueStream()
        .filter(c -> c.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String code(String request) {
    return first(CODE, Mailbox.text(service, request, "IDENTITY_ASK"));
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as(pattern + " in the letter").isTrue();
    return found.group();
  }

  private static String other(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  private String newest() throws Exception {
    return service
        .get("/v1/requests?limit=1", "officer")
        .path("items")
        .get(0)
        .path("id")
        .asString();
  }

  /** The person's open tasks of a request. */
  private List<JsonNode> open(String request) throws Exception {
    return tasks(request).filter(task -> task.path("doer").asString().equals("SUBJECT")).toList();
  }

  /** What an officer does at the vendor, with what shows it. */
  private void workByHand(String request) throws Exception {
    for (var brief : tasks(request).toList()) {
      if (brief.path("doer").asString().equals("OFFICER")) {
        var path = "/v1/manual-tasks/" + brief.path("id").asString();
        var task = service.get(path, "officer");
        for (var about : task.path("about")) {
          eraseAtTheSandbox(task, about);
        }
        var shown = service.upload(path + "/evidence", "officer", "text/plain", "log.txt", "gone");
        assertThat(shown.statusCode()).isEqualTo(201);
        var result = Map.of("version", task.path("version"), "result", "DONE");
        service.post(path + "/result", "officer", result);
      }
    }
  }

  private void eraseAtTheSandbox(JsonNode task, JsonNode about) throws Exception {
    var vendor = task.path("vendor").asString();
    var wish = "kind=" + encoded(about.path("kind")) + "&id=" + encoded(about.path("id"));
    var sandbox = URI.create(connection("sandbox-" + vendor).path("baseUrl").asString());
    var call =
        HttpRequest.newBuilder(sandbox.resolve("/_sandbox/" + vendor + "/by-hand?" + wish))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(call, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
  }

  private static String encoded(JsonNode text) {
    return URLEncoder.encode(text.asString(), StandardCharsets.UTF_8);
  }

  /** An officer has read the vendor's own log. */
  private void vouch(String request, JsonNode leg) throws Exception {
    assertThat(leg.path("verdict").asString()).isEqualTo("CLAIMED");
    var path = request + "/legs/" + leg.path("id").asString() + "/attest";
    service.post(path, "officer", Map.of("note", "The deletion stands in the audit log."));
  }

  private static boolean endedButFor(String vendor, JsonNode request) {
    return request
        .path("legs")
        .valueStream()
        .filter(leg -> !leg.path("vendor").asString().equals(vendor))
        .allMatch(ErasureEnds::reached);
  }

  private static JsonNode leg(JsonNode request, String vendor) {
    return request
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("vendor").asString().equals(vendor))
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> tasks(String request) throws Exception {
    return service
        .get("/v1/manual-tasks?state=OPEN&request=" + request, "officer")
        .path("items")
        .valueStream();
  }

  private interface Seen {
    boolean in(JsonNode request) throws Exception;
  }

  private JsonNode until(String request, Seen seen) {
    return await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> service.get(request, "officer"), now -> holds(seen, now));
  }

  private static boolean holds(Seen seen, JsonNode now) {
    try {
      return seen.in(now);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String state(JsonNode request) {
    return request.path("state").asString();
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private URI at(String path) {
    return service.address().resolve(path);
  }
}
