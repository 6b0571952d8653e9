package dev.writ.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Filings;
import dev.writ.support.Officers;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * One service and its mail server: down, refusing, and killed between the message and its answer.
 * The mail server keeps its port from the first test to the last: nobody else can take it between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterMailIT {
  private final ScriptedMailServer server = new ScriptedMailServer();
  private final Sandbox sandbox = new Sandbox(0, VendorCatalogue.simulators()).start();
  private ServiceProcess service;

  @BeforeAll
  void start() throws Exception {
    service = new ServiceProcess(mailing(server.port())).launch();
    new Officers(service).connect(sandbox, List.of(invented("zqletter3k1")));
  }

  @AfterAll
  void stop() {
    service.close();
    sandbox.close();
    server.close();
  }

  @BeforeEach
  void willing() {
    server.answers.clear();
    server.messages.clear();
  }

  @Test
  void a_letter_waits_for_a_mail_server_that_is_down_and_the_erasure_does_not() throws Exception {
    server.answers.put(ScriptedMailServer.GREETING, ScriptedMailServer.HANG_UP);
    var person = person("zqletter4k2");
    var officers = new Officers(service);
    var request = officers.file("ERASURE", person);
    await("the erasure ends")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              officers.work();
              officers.workByHand(sandbox);
              return officers.done() == officers.filed();
            });
    var waiting = letters(request);
    assertThat(waiting).isNotEmpty();
    assertThat(waiting)
        .allSatisfy(l -> assertThat(l.path("state").asString()).isIn("ORDERED", "SENDING"));
    assertThat(waiting)
        .anySatisfy(l -> assertThat(l.path("trouble").asString()).contains("spoken to"));
    assertThat(server.messages).isEmpty();
    server.answers.clear();
    await("the letters are sent")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                letters(request).stream().allMatch(l -> l.path("state").asString().equals("SENT")));
    assertThat(server.messages)
        .hasSize(waiting.size())
        .allMatch(mail -> mail.contains("To: " + person.email()));
    assertNoTrace();
  }

  @Test
  void a_letter_whose_answer_died_with_the_process_is_not_sent_twice_without_an_officer()
      throws Exception {
    server.answers.put(ScriptedMailServer.END, ScriptedMailServer.SILENCE);
    var request = new Officers(service).file("ERASURE", person("zqletter5k3"));
    await("the mail server has the whole message")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> server.messages.size() == 1);
    service.kill();
    server.answers.remove(ScriptedMailServer.END);
    service.launch();
    var unknown = until(request, "SENT_UNKNOWN");
    assertThat(server.messages).hasSize(1);
    assertThat(unknown.path("attempts").asInt()).isEqualTo(1);
    service.post(
        "/v1/letters/" + unknown.path("id").asString() + "/resend",
        "officer",
        Map.of("version", unknown.path("version").asLong()));
    until(request, "SENT");
    assertThat(server.messages).hasSize(2);
    assertThat(messageId(server.messages.get(0))).isEqualTo(messageId(server.messages.get(1)));
  }

  @Test
  void a_mailbox_that_is_refused_fails_and_is_a_finding_and_a_kind_turned_off_stays_silent()
      throws Exception {
    server.answers.put("RCPT", "550 5.1.1 <zqletter6k4@example.com> unknown");
    var request = new Officers(service).file("ERASURE", person("zqletter6k4"));
    var failed = until(request, "FAILED");
    assertThat(failed.path("trouble").asString()).contains("550").doesNotContain("zqletter");
    var findings = service.get("/v1/findings?code=LETTER_FAILED", "officer");
    assertThat(findings.path("items").size()).isEqualTo(1);
    server.answers.remove("RCPT");
    service.post(
        "/v1/letters/" + failed.path("id").asString() + "/resend",
        "officer",
        Map.of("version", failed.path("version").asLong()));
    until(request, "SENT");
    var over = service.get("/v1/findings?code=LETTER_FAILED&state=OPEN", "officer");
    assertThat(over.path("items").size()).isZero();
    assertNoTrace();
    var path = "/v1/requests/" + request;
    var planned =
        await()
            .atMost(Duration.ofMinutes(3))
            .until(
                () -> service.get(path, "officer"),
                now -> now.path("state").asString().equals("AWAITING_APPROVAL"));
    service.post(path + "/deny", "officer", Map.of("version", planned.path("version").asLong()));
    assertThat(letters(request))
        .allSatisfy(l -> assertThat(l.path("kind").asString()).isEqualTo("ACKNOWLEDGEMENT"));
  }

  @Test
  void a_code_or_link_that_went_out_by_mail_is_the_persons_alone() throws Exception {
    var filed =
        service.post(
            "/v1/requests",
            "officer",
            Filings.request("ERASURE", "ONE_TIME_LINK", person("zqletter7k5").email()));
    var request = filed.path("id").asString();
    var secret = sent(request, "IDENTITY_ASK");
    assertThat(server.messages).anyMatch(mail -> mail.contains("/subject/identity/"));
    assertThat(secret.path("channel").asString()).isEqualTo("SMTP");
    assertThat(secret.path("subject").asString()).isNotBlank();
    assertThat(secret.has("text")).as("the link is nobody else's").isFalse();
    assertThat(sent(request, "ACKNOWLEDGEMENT").path("text").asString()).isNotBlank();
    var own = Map.of("kind", "IDENTITY_ASK", "ask", "Please call us");
    service.post("/v1/requests/" + request + "/letters", "officer", own);
    assertThat(sent(request, "IDENTITY_ASK").path("text").asString())
        .as("what an officer asked is no secret")
        .contains("Please call us");
  }

  /** Somebody of whom each vendor holds something. */
  private SandboxPerson person(String key) {
    var person = invented(key);
    sandbox.plant(List.of(person));
    return person;
  }

  private static SandboxPerson invented(String key) {
    return new SandboxPerson(
        key, "Zqletter Zqreader", List.of(key + "@example.com"), Set.of("*"), 3);
  }

  /** The newest letter of this kind, read by an officer, when it and all others have gone out. */
  private JsonNode sent(String request, String kind) throws Exception {
    var all =
        await()
            .atMost(Duration.ofMinutes(3))
            .until(
                () -> letters(request),
                now -> now.stream().allMatch(l -> l.path("state").asString().equals("SENT")));
    var newest =
        all.stream().filter(l -> l.path("kind").asString().equals(kind)).findFirst().orElseThrow();
    return service.get("/v1/letters/" + newest.path("id").asString(), "officer");
  }

  private static Map<String, String> mailing(int port) {
    var settings = new HashMap<String, String>();
    settings.put("WRIT_SMTP_HOST", "127.0.0.1");
    settings.put("WRIT_SMTP_PORT", Integer.toString(port));
    settings.put("WRIT_SMTP_TLS", "none");
    settings.put("WRIT_SMTP_TIMEOUT", "PT1S");
    settings.put("WRIT_LETTERS_OFF", "refusal");
    settings.put("WRIT_LETTER_FROM", "privacy@writ.test");
    settings.put("WRIT_LETTER_CONTACT", "privacy@writ.test");
    settings.put("WRIT_PRIVACY_NOTICE", "https://writ.test/privacy");
    settings.put("WRIT_LETTER_RETRY", "PT0.5S");
    settings.put("WRIT_LONGEST_LETTER_RETRY", "PT2S");
    return settings;
  }

  private List<JsonNode> letters(String request) throws Exception {
    return service
        .get("/v1/letters?request=" + request, "auditor")
        .path("items")
        .valueStream()
        .toList();
  }

  /** The acknowledgement, which is the only letter of a request that nobody approves. */
  private JsonNode until(String request, String state) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> letters(request).getLast(), now -> now.path("state").asString().equals(state));
  }

  private static String messageId(String message) {
    return message.lines().filter(line -> line.startsWith("Message-ID:")).findFirst().orElseThrow();
  }

  /** The person stands neither in the log nor in any file the service left. */
  private void assertNoTrace() throws Exception {
    assertThat(text(service.log())).doesNotContain("zqletter", "zqreader");
    try (var files = Files.walk(service.home())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(text(file).contains("zqletter")).as(file.toString()).isFalse();
      }
    }
  }

  private static String text(Path file) throws Exception {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase();
    } catch (NoSuchFileException taken) {
      return ""; // The database removes files of its own while they are read.
    }
  }
}
