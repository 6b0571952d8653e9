package dev.writ;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.letter.Mailing;
import dev.writ.support.ErasureEnds;
import dev.writ.support.Filings;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import dev.writ.web.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A person who lives at every vendor of the default run, filed over REST. */
class CatalogueIT {
  private static final String CONSUMER = "openai-consumer";

  @Test
  void an_erasure_ends_right_at_every_vendor_once_the_manual_tasks_are_done() {
    var person = living(3);
    var request = approved(planned("ERASURE", person));
    var done = worked(request, "MONITORING");
    assertThat(vendors(done)).containsExactlyInAnyOrderElementsOf(ErasureEnds.vendors());
    assertThat(ends(done))
        .isEqualTo(ErasureEnds.vendors().stream().collect(toMap(at -> at, ErasureEnds::at)));
    for (var leg : done.path("legs")) {
      if (!ErasureEnds.at(leg.path("vendor").asString()).seen()) {
        assertThat(leg.path("reason").asString()).as(leg.toString()).isNotBlank();
      }
      assertThat(leg.path("residuals").size()).as(leg.toString()).isPositive();
      assertThat(leg.path("located").asInt()).as(leg.toString()).isPositive();
    }
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
  }

  private static Map<String, ErasureEnds.End> ends(JsonNode request) {
    var path = "/v1/manual-tasks?limit=200&request=" + id(request);
    var tasks = RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("items");
    var asked =
        tasks
            .valueStream()
            .collect(
                groupingBy(
                    task -> task.path("vendor").asString(),
                    mapping(task -> task.path("code").asString(), toSet())));
    return request
        .path("legs")
        .valueStream()
        .collect(
            toMap(
                leg -> leg.path("vendor").asString(),
                leg ->
                    ErasureEnds.of(
                        leg, asked.getOrDefault(leg.path("vendor").asString(), Set.of()))));
  }

  @Test
  void an_access_request_brings_something_from_every_vendor() throws Exception {
    var person = living(4);
    var ready = worked(approved(planned("ACCESS", person)), "AWAITING_RELEASE");
    assertThat(vendors(ready)).containsExactlyInAnyOrderElementsOf(ErasureEnds.vendors());
    assertThat(ready.path("legs").valueStream().map(leg -> leg.path("state").asString()))
        .containsOnly("EXPORTED");
    var zip =
        RunningWrit.json("GET", "/v1/requests/" + id(ready) + "/package", "officer", null).body();
    var names = new ArrayList<String>();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().startsWith(CONSUMER) && entry.getName().endsWith("export.txt")) {
          assertThat(new String(entries.readAllBytes(), StandardCharsets.UTF_8))
              .isEqualTo("fetched by hand");
        }
      }
    }
    for (var leg : ready.path("legs")) {
      assertThat(names).anyMatch(name -> name.startsWith(leg.path("vendor").asString() + "-"));
    }
    assertThat(names).anyMatch(name -> name.endsWith("1-export.txt"));
  }

  @Test
  void the_person_confirms_by_a_link_that_works_once_and_changes_nothing_when_it_is_read() {
    var consumer = RunningWrit.connection(CONSUMER);
    var request = approved(plannedAt("ERASURE", living(5), "de", consumer));
    var task = task(request);
    assertThat(task.path("doer").asString()).isEqualTo("SUBJECT");
    var told = told(request, "TASK_STEPS");
    assertThat(told)
        .contains("Ihr ChatGPT-Konto löschen", "1. Wir können nicht sehen")
        .containsPattern("\\n" + shown(task).path("steps").size() + "\\. ");
    var path = link(told);

    for (int reads = 0; reads < 2; reads++) {
      var page = RunningWrit.call("GET", path, BodyPublishers.noBody());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(new String(page.body(), StandardCharsets.UTF_8))
          .contains("<form")
          .doesNotContain("@example.com");
    }
    assertThat(answer(path, "answer=nonsense").statusCode()).isEqualTo(400);
    assertThat(answer(path, "answer=done").statusCode()).isEqualTo(200);
    assertThat(answer(path, "answer=done").statusCode()).isEqualTo(404);
    assertThat(RunningWrit.call("GET", path, BodyPublishers.noBody()).statusCode()).isEqualTo(404);
    var closed = shown(task);
    assertThat(closed.path("state").asString()).isEqualTo("DONE");
    assertThat(closed.path("closedBy").asString()).isEqualTo("SUBJECT");
    var done = worked(request, "MONITORING");
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED");
    assertThat(leg(done, CONSUMER).path("verdict").asString()).isEqualTo("ATTESTED");
    var letters = letters(request, "TASK_STEPS");
    assertThat(letters.size()).as("one letter a task").isEqualTo(1);
    assertThat(handedOverAgain(letters.get(0)))
        .as("what nobody has to do any more is asked of nobody")
        .isEqualTo("CANCELLED");
  }

  @Test
  void steps_that_did_not_reach_the_person_are_read_without_their_link_and_sent_with_a_new_one() {
    var request = approved(planned("ERASURE", living(8), CONSUMER));
    var first = link(told(request, "TASK_STEPS"));
    var letter = "/v1/letters/" + id(letters(request, "TASK_STEPS").get(0));
    for (var state : List.of("FAILED", "BOUNCED")) {
      RunningWrit.bean(JdbcClient.class)
          .sql("update letter set channel = 'SMTP', state = ? where id = ?::uuid")
          .params(state, letter.substring(letter.lastIndexOf('/') + 1))
          .update();
      var seen = RunningWrit.read(RunningWrit.json("GET", letter, "officer", null));
      assertThat(seen.path("state").asString()).isEqualTo(state);
      assertThat(seen.path("text").asString())
          .as("mailed, and not gone there")
          .contains("\n1. ", "/subject/tasks/…")
          .doesNotContainPattern("/subject/tasks/[A-Za-z0-9_-]");
      assertThat(opened(first)).isEqualTo(200);
      var version = "{\"version\": " + seen.path("version") + "}";
      assertThat(RunningWrit.json("POST", letter + "/resend", "officer", version).statusCode())
          .isEqualTo(200);
      var again = link(told(request, "TASK_STEPS"));
      assertThat(again).isNotEqualTo(first);
      assertThat(opened(first)).as("the link before").isEqualTo(404);
      assertThat(opened(again)).isEqualTo(200);
      first = again;
    }
    assertThat(answer(first, "answer=no-account").statusCode()).isEqualTo(200);
    var sent = RunningWrit.read(RunningWrit.json("GET", letter, "officer", null));
    var version = "{\"version\": " + sent.path("version") + "}";
    assertThat(RunningWrit.json("POST", letter + "/resend", "officer", version).statusCode())
        .as("nobody has to do it any more")
        .isEqualTo(409);
  }

  private static int opened(String link) {
    return RunningWrit.call("GET", link, BodyPublishers.noBody()).statusCode();
  }

  /** As if nobody had taken the letter until now. */
  private static String handedOverAgain(JsonNode letter) {
    RunningWrit.bean(JdbcClient.class)
        .sql("update letter set state = 'ORDERED', next_at = null where id = ?::uuid")
        .param(id(letter))
        .update();
    RunningWrit.bean(Mailing.class).deliver(UUID.fromString(id(letter)));
    var path = "/v1/letters/" + id(letter);
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null))
        .path("state")
        .asString();
  }

  @Test
  void who_never_had_an_account_there_is_told_that_it_is_their_own_word() {
    var request = approved(planned("ERASURE", living(9), CONSUMER));
    answered(task(request), "no-account");
    assertThat(reached(request, "MONITORING").path("outcome").asString()).isEqualTo("FULFILLED");
    assertThat(told(request, "COMPLETION"))
        .contains("nothing was there, as you told us; we could not see it ourselves")
        .doesNotContain("erased");
  }

  @Test
  void who_does_not_want_to_erase_there_is_not_told_that_the_service_offers_no_way() {
    var request = approved(planned("ERASURE", living(10), CONSUMER));
    answered(task(request), "refused");
    var done = reached(request, "MONITORING");
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(leg(done, CONSUMER).path("reason").asString())
        .contains("only the person can do it there, and did not want to");
    assertThat(told(request, "PARTIAL_REFUSAL"))
        .contains("only the account holder can do it there, and you told us that you do not want")
        .doesNotContain("no way", "erased");
  }

  @Test
  void what_an_officer_could_not_do_by_hand_is_told_so_and_not_in_the_officers_words() {
    var request = approved(planned("ERASURE", living(11), CONSUMER));
    var path = "/v1/manual-tasks/" + id(task(request));
    for (var ground : List.of("", ",\"ground\":\"EXCESSIVE\"", ",\"ground\":\"DEBUG\"")) {
      var body =
          "{\"version\":1,\"result\":\"REFUSED\",\"reason\":\"Ada is on leave\"" + ground + "}";
      assertThat(RunningWrit.json("POST", path + "/result", "officer", body).statusCode())
          .as("no ground, one of whole requests, one the law does not know: " + ground)
          .isEqualTo(422);
    }
    assertThat(closed(path, 1, "REFUSED", "Ada is on leave")).isEqualTo(200);
    var done = reached(request, "MONITORING");
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(leg(done, CONSUMER).path("reason").asString())
        .contains("whoever was asked to do it by hand could not")
        .doesNotContain("leave");
    assertThat(done.path("grounds").toString()).isEqualTo("[\"LEGAL_OBLIGATION\"]");
    assertThat(told(request, "PARTIAL_REFUSAL"))
        .contains("it has to be done by hand there, and was not done, for the reasons named")
        .contains("(Art. 17(3)(b) GDPR)")
        .doesNotContain("no way", "erased", "leave");
  }

  @Test
  void what_the_person_does_not_want_to_fetch_is_missed_in_the_package_for_that_reason()
      throws Exception {
    var request = approved(planned("ACCESS", living(12), CONSUMER));
    var task = task(request);
    var path = "/v1/manual-tasks/" + id(task);
    var version = task.path("version").asInt();
    assertThat(closed(path, version, "REFUSED", "Kept for the auditors"))
        .as("what Art. 17(3) GDPR lets be kept from erasure is read out all the same")
        .isEqualTo(422);
    answered(task, "refused");
    var ready = reached(request, "AWAITING_RELEASE");
    var index = entry(ready, "index.html");
    assertThat(index).contains("only the person can do it there, and did not want to");
    approved(ready);
    assertThat(told(request, "ACCESS_COVER"))
        .contains("only the account holder can do it there, and you told us that you do not want")
        .doesNotContain("no way");
  }

  @Test
  void where_nothing_is_there_to_be_fetched_nothing_is_missed_in_the_package() throws Exception {
    var request = approved(planned("ACCESS", living(14), CONSUMER));
    answered(task(request), "no-account");
    var ready = reached(request, "AWAITING_RELEASE");
    assertThat(ready.path("outcome").asString()).isEqualTo("FULFILLED");
    assertThat(entry(ready, "index.html"))
        .contains("Searched, and nothing found")
        .doesNotContain("could not be read out", "Not in this package", ".ndjson");
    approved(ready);
    assertThat(told(request, "ACCESS_COVER"))
        .contains("nothing was there, as you told us; we could not see it ourselves");
  }

  @Test
  void what_the_person_fetched_there_is_not_in_the_package_and_is_said_to_be_so() {
    var request = approved(planned("ACCESS", living(7), CONSUMER));
    var task = task(request);
    assertThat(closed("/v1/manual-tasks/" + id(task), task.path("version").asInt(), "DONE", null))
        .as("an officer's word without a file")
        .isEqualTo(409);
    answered(task, "done");
    var ready = reached(request, "AWAITING_RELEASE");
    assertThat(leg(ready, CONSUMER).path("exported").asInt()).isZero();
    assertThat(leg(ready, CONSUMER).path("reason").asString()).contains("the person fetched it");
    assertThat(ready.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    approved(ready);
    assertThat(told(request, "ACCESS_COVER"))
        .contains("not in the package, because you told us that you fetched it there yourself")
        .doesNotContain("no way");
  }

  @Test
  void what_the_vendor_alone_says_can_be_vouched_for_until_the_last_leg_ends() {
    var request = approved(planned("ERASURE", living(13), CONSUMER, "chatgpt-enterprise"));
    var persons = task(request, CONSUMER);
    workByHandAt(task(request, "chatgpt-enterprise"));
    var waiting =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> now(request),
                is ->
                    leg(is, "chatgpt-enterprise").path("state").asString().equals("UNVERIFIABLE"));
    assertThat(waiting.path("state").asString()).isEqualTo("EXECUTING");
    var claimed = leg(waiting, "chatgpt-enterprise");
    assertThat(claimed.path("verdict").asString()).isEqualTo("CLAIMED");
    assertThat(claimed.path("reason").asString())
        .contains("gone by the word of the vendor alone")
        .doesNotContain("attests");
    assertThat(claimed.path("reminder").asString())
        .contains("unless an officer looks there and attests to it before the last leg ends");
    assertThat(leg(waiting, CONSUMER).has("reminder")).isFalse();

    var attest = "/v1/requests/" + id(request) + "/legs/" + id(claimed) + "/attest";
    var vouched =
        RunningWrit.json("POST", attest, "officer", "{\"note\": \"read in the audit log\"}");
    assertThat(vouched.statusCode()).as(text(vouched.body())).isEqualTo(200);
    assertThat(leg(now(request), "chatgpt-enterprise").has("reminder")).isFalse();
    answered(persons, "done");
    assertThat(reached(request, "MONITORING").path("outcome").asString()).isEqualTo("FULFILLED");
  }

  /** Nothing but the ledger knows of a conversation, and no API shows it. */
  @Test
  void what_turns_up_after_the_erase_and_cannot_be_looked_at_is_not_called_gone() {
    var person = living(8);
    var request = approved(planned("ERASURE", person, "chatgpt-enterprise"));
    task(request);
    var entered =
        RunningWrit.json(
            "POST",
            "/v1/ledger/entries",
            "integrator",
            """
            {"entries": [{"identifier": {"type": "EMAIL", "value": "%s"}, "connection": "%s",
              "kind": "conversation", "objectId": "late-conversation-1"}]}
            """
                .formatted(person.email(), RunningWrit.connection("chatgpt-enterprise")));
    assertThat(entered.statusCode()).as(text(entered.body())).isEqualTo(200);
    var stuck = worked(request, "NEEDS_ATTENTION");
    var leg = leg(stuck, "chatgpt-enterprise");
    assertThat(leg.path("state").asString()).isEqualTo("STILL_PRESENT");
    assertThat(leg.path("reason").asString()).contains("1 of them not in the plan");
    var below = "/v1/requests/" + id(request) + "/legs/" + id(leg);
    assertThat(RunningWrit.json("POST", below + "/retry", "officer", null).statusCode())
        .as("nobody has approved what was found later")
        .isEqualTo(409);
    var seen = "{\"version\": " + stuck.path("version") + "}";
    assertThat(RunningWrit.json("POST", below + "/erase-again", "approver", seen).statusCode())
        .isEqualTo(200);
    var done = worked(request, "MONITORING");
    assertThat(leg(done, "chatgpt-enterprise").path("state").asString()).isEqualTo("UNVERIFIABLE");
  }

  @Test
  void a_task_takes_an_assignee_a_comment_and_evidence_that_is_what_it_says() throws Exception {
    var request = approved(planned("ERASURE", living(6), CONSUMER));
    var task = task(request);
    var path = "/v1/manual-tasks/" + id(task);
    var version = task.path("version").asInt();
    var changed =
        RunningWrit.json(
            "PATCH",
            path,
            "officer",
            "{\"version\":" + version + ",\"assignee\":\"privacy desk\",\"dueOn\":\"2099-01-31\"}");
    assertThat(RunningWrit.read(changed).path("dueOn").asString()).isEqualTo("2099-01-31");
    assertThat(
            RunningWrit.json(
                    "PATCH", path, "officer", "{\"version\":" + version + ",\"assignee\":\"x\"}")
                .statusCode())
        .as("a stale version")
        .isEqualTo(409);
    RunningWrit.json("POST", path + "/comments", "officer", "{\"text\":\"asked Ada herself\"}");

    assertThat(upload(path, "application/pdf", "proof.pdf", "this is text").statusCode())
        .as("text that says it is a PDF")
        .isEqualTo(422);
    assertThat(upload(path, "text/html", "proof.html", "<p>").statusCode()).isEqualTo(415);
    assertThat(upload(path, "text/plain", "a%2Fb", "text").statusCode()).isEqualTo(400);
    var kept = upload(path, "text/plain", "proof%20of%20it.txt", "the portal says so");
    assertThat(kept.statusCode()).isEqualTo(201);
    var evidence = RunningWrit.read(kept).path("id").asString();
    assertThat(
            new String(
                RunningWrit.json("GET", path + "/evidence/" + evidence, "officer", null).body(),
                StandardCharsets.UTF_8))
        .isEqualTo("the portal says so");

    var officers = shown(task);
    assertThat(officers.path("comments").get(0).path("text").asString())
        .isEqualTo("asked Ada herself");
    assertThat(officers.path("evidence").get(0).path("name").asString())
        .isEqualTo("proof of it.txt");
    assertThat(officers.path("subject").get(0).path("value").asString()).contains("@");
    var auditors = RunningWrit.read(RunningWrit.json("GET", path, "auditor", null));
    assertThat(auditors.has("subject") || auditors.has("about") || auditors.has("comments"))
        .as("what names the person, to an auditor")
        .isFalse();
    assertThat(auditors.path("evidence").get(0).has("name")).isFalse();
    assertThat(closed(path, officers.path("version").asInt(), "REFUSED", null)).isEqualTo(422);
    assertThat(closed(path, officers.path("version").asInt(), "REFUSED", "no access"))
        .isEqualTo(200);
    assertThat(closed(path, officers.path("version").asInt(), "DONE", null)).isEqualTo(409);
    var done = worked(request, "MONITORING");
    assertThat(leg(done, CONSUMER).path("state").asString()).isEqualTo("UNVERIFIABLE");
    assertThat(leg(done, CONSUMER).path("verdict").asString()).isEqualTo("UNVERIFIABLE");
    assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
  }

  /** A vendor without an adapter, which is the connection's settings and nothing else. */
  @Test
  void a_vendor_that_is_asked_by_hand_is_configured_and_its_erasure_ends_by_a_humans_word()
      throws Exception {
    var connection = byHand();
    try {
      var request = approved(plannedAt("ERASURE", living(14), "en", connection));
      var task = shown(task(request));
      var path = "/v1/manual-tasks/" + id(task);
      assertThat(task.path("title").asString())
          .isEqualTo("Ask Example Assistant to erase the person's data");
      assertThat(task.path("doer").asString()).isEqualTo("OFFICER");
      assertThat(task.path("vendorTime").asString()).isEqualTo("PT48H");
      assertThat(task.path("steps").valueStream().map(JsonNode::asString))
          .startsWith(
              "Requests go to: privacy@example.org",
              "Write to the address.",
              "Ask for the erasure.");
      assertThat(task.path("about").size()).isEqualTo(1);

      assertThat(tooMuch(path)).contains(" 413 ", "application/problem+json", "too-large");
      assertThat(upload(path, "text/html", "proof.html", "<p>").statusCode()).isEqualTo(415);
      assertThat(upload(path, "image/png", "proof.png", "no picture").statusCode()).isEqualTo(422);
      assertThat(shown(task).path("evidence").isEmpty()).isTrue();
      assertThat(filesOf(request)).as("of what was refused").isZero();
      assertThat(upload(path, "text/plain", "proof.txt", "they have done it").statusCode())
          .isEqualTo(201);
      assertThat(filesOf(request)).isEqualTo(1);
      assertThat(closed(path, task.path("version").asInt(), "DONE", null)).isEqualTo(200);

      var done = reached(request, "MONITORING");
      assertThat(done.path("outcome").asString()).isEqualTo("FULFILLED");
      var leg = leg(done, "manual");
      assertThat(leg.path("state").asString()).isEqualTo("UNVERIFIABLE");
      assertThat(leg.path("verdict").asString()).isEqualTo("ATTESTED");
      assertThat(told(request, "COMPLETION"))
          .contains("as whoever saw to it confirms; we could not see it ourselves");
      var look = looked(done, leg);
      assertThat(look.path("objectsRead").asInt()).as(look.toString()).isZero();
      assertThat(look.path("beyondSight").asInt()).as(look.toString()).isEqualTo(1);
      assertThat(look.path("outcome").asString()).as(look.toString()).isEqualTo("UNVERIFIABLE");
      assertThat(leg(now(request), "manual").path("verdict").asString())
          .as("a look that sees nothing raises nothing")
          .isEqualTo("ATTESTED");
    } finally {
      RunningWrit.json("PATCH", "/v1/connections/" + connection, "admin", "{\"state\":\"PAUSED\"}");
    }
  }

  private static String byHand() {
    var made =
        RunningWrit.json(
            "POST",
            "/v1/connections",
            "admin",
            """
            {"vendor": "manual", "name": "Example Assistant", "credentials": {},
             "settings": {"vendorName": "Example Assistant", "contact": "privacy@example.org", "dueDays": "2",
               "exportInstructions": "Ask for a copy.", "eraseInstructions": "Write to the address.\\nAsk for the erasure."}}
            """);
    assertThat(made.statusCode()).as(text(made.body())).isEqualTo(201);
    return id(RunningWrit.read(made));
  }

  /** The answer to a file that says it is too long, of which hardly anything is sent. */
  private static String tooMuch(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RunningWrit.port())) {
      socket.setSoTimeout(30_000);
      var call =
          "POST %s/evidence HTTP/1.1\r\n"
              + "Host: 127.0.0.1\r\n"
              + "Authorization: %s\r\n"
              + "Content-Type: text/plain\r\n"
              + "Writ-File-Name: long.txt\r\n"
              + "Content-Length: %d\r\n"
              + "Connection: close\r\n\r\n"
              + "long";
      socket
          .getOutputStream()
          .write(
              call.formatted(path, RunningWrit.bearer("officer"), Upload.MOST_BYTES + 1)
                  .getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return text(socket.getInputStream().readAllBytes());
    }
  }

  private static int filesOf(JsonNode request) {
    return RunningWrit.bean(JdbcClient.class)
        .sql("select count(*) from sealed_file where request_id = ?::uuid")
        .param(id(request))
        .query(Integer.class)
        .single();
  }

  /** One more look at the leg, made at once. */
  private static JsonNode looked(JsonNode request, JsonNode leg) {
    var path = "/v1/requests/" + id(request) + "/looks";
    var added =
        RunningWrit.json(
            "POST",
            path,
            "officer",
            "{\"leg\":\"%s\",\"dueAt\":\"%s\",\"reason\":\"once more\"}"
                .formatted(id(leg), Instant.now().plusSeconds(1)));
    assertThat(added.statusCode()).as(text(added.body())).isEqualTo(201);
    var look = id(RunningWrit.read(added));
    return await()
        .until(
            () ->
                RunningWrit.read(RunningWrit.json("GET", path, "officer", null))
                    .valueStream()
                    .filter(one -> id(one).equals(look))
                    .findFirst()
                    .orElseThrow(),
            one -> one.path("state").asString().equals("DONE"));
  }

  // --- the way of a request

  /** The n-th of those who live everywhere with a few objects; nobody else's test asks for them. */
  private static SandboxPerson living(int n) {
    return SandboxPeople.all().reversed().stream()
        .filter(person -> person.objects() >= 3 && person.objects() < 10)
        .filter(person -> person.emails().size() == 1)
        .skip(n)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> vendors(JsonNode request) {
    return request.path("legs").valueStream().map(leg -> leg.path("vendor").asString()).toList();
  }

  private static JsonNode planned(String kind, SandboxPerson person, String... vendors) {
    return plannedAt(
        kind, person, "en", Stream.of(vendors).map(RunningWrit::connection).toArray(String[]::new));
  }

  private static JsonNode plannedAt(
      String kind, SandboxPerson person, String language, String... at) {
    var connections = Stream.of(at).map(id -> "\"" + id + "\"").toList();
    var body =
        """
        {"kind":"%s","regime":"GDPR","receivedOn":"%s","identity":{"method":"OFFICER_ATTESTED","note":"Called back"},
         "language":"%s","subject":{"identifiers":[{"type":"EMAIL","value":"%s"}]}%s}
        """
            .formatted(
                kind,
                Filings.TODAY,
                language,
                person.email(),
                connections.isEmpty() ? "" : ",\"connections\":" + connections);
    var filed = RunningWrit.json("POST", "/v1/requests", "officer", body);
    assertThat(filed.statusCode()).as(text(filed.body())).isEqualTo(201);
    return reached(RunningWrit.read(filed), "AWAITING_APPROVAL");
  }

  private static JsonNode approved(JsonNode request) {
    var answer =
        RunningWrit.json(
            "POST",
            "/v1/requests/" + id(request) + "/approve",
            "approver",
            "{\"version\":" + request.path("version") + "}");
    assertThat(answer.statusCode()).as(text(answer.body())).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  private static JsonNode reached(JsonNode request, String state) {
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> now(request), is -> is.path("state").asString().equals(state));
  }

  /** Somebody does the manual work until the request gets there. */
  private static JsonNode worked(JsonNode request, String state) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              workByHand(request);
              return now(request);
            },
            is -> is.path("state").asString().equals(state));
  }

  private static void workByHand(JsonNode request) {
    tasks(request).forEach(CatalogueIT::workByHandAt);
  }

  private static void workByHandAt(JsonNode brief) {
    var path = "/v1/manual-tasks/" + id(brief);
    var task = shown(brief);
    if (task.path("purpose").asString().equals("EXPORT")) {
      upload(path, "text/plain", "export.txt", "fetched by hand");
    } else if (!task.path("vendor").asString().equals(CONSUMER)) {
      for (var about : task.path("about")) {
        RunningWrit.sandbox()
            .byHand(
                task.path("vendor").asString(),
                new VendorObject(about.path("kind").asString(), about.path("id").asString()));
      }
    }
    closed(path, task.path("version").asInt(), "DONE", null);
  }

  private static JsonNode task(JsonNode request) {
    return await().until(() -> tasks(request), tasks -> !tasks.isEmpty()).get(0);
  }

  private static JsonNode task(JsonNode request, String vendor) {
    return await()
        .until(
            () ->
                tasks(request)
                    .valueStream()
                    .filter(task -> task.path("vendor").asString().equals(vendor))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static JsonNode tasks(JsonNode request) {
    var path = "/v1/manual-tasks?state=OPEN&request=" + id(request);
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("items");
  }

  private static String told(JsonNode request, String kind) {
    return await()
        .until(
            () -> {
              var letter = "/v1/letters/" + id(letters(request, kind).path(0));
              var read = RunningWrit.read(RunningWrit.json("GET", letter, "officer", null));
              return read.path("text").asString();
            },
            text -> !text.isEmpty());
  }

  private static JsonNode letters(JsonNode request, String kind) {
    var path = "/v1/letters?kind=" + kind + "&request=" + id(request);
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null)).path("items");
  }

  /** The path of the page that a letter about a task leads to. */
  private static String link(String told) {
    var found = Pattern.compile("(/subject/tasks/[^?\\s]+)\\?lang=").matcher(told);
    assertThat(found.find()).as(told).isTrue();
    return found.group(1);
  }

  /** What the package holds under this name. */
  private static String entry(JsonNode ready, String name) throws IOException {
    var zip =
        RunningWrit.json("GET", "/v1/requests/" + id(ready) + "/package", "officer", null).body();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return text(entries.readAllBytes());
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  /** The person presses a button on the page of a new link. */
  private static void answered(JsonNode task, String button) {
    var made =
        RunningWrit.json(
            "POST",
            "/v1/manual-tasks/" + id(task) + "/link",
            "officer",
            "{\"version\":" + task.path("version") + "}");
    var path = RunningWrit.read(made).path("path").asString();
    assertThat(answer(path, "answer=" + button).statusCode()).isEqualTo(200);
  }

  private static JsonNode shown(JsonNode task) {
    return RunningWrit.read(
        RunningWrit.json("GET", "/v1/manual-tasks/" + id(task), "officer", null));
  }

  private static int closed(String path, int version, String result, String reason) {
    var ground = result.equals("REFUSED") ? ",\"ground\":\"LEGAL_OBLIGATION\"" : "";
    var why = ground + (reason == null ? "" : ",\"reason\":\"" + reason + "\"");
    return RunningWrit.json(
            "POST",
            path + "/result",
            "officer",
            "{\"version\":" + version + ",\"result\":\"" + result + "\"" + why + "}")
        .statusCode();
  }

  private static java.net.http.HttpResponse<byte[]> upload(
      String path, String type, String name, String content) {
    return RunningWrit.call(
        "POST",
        path + "/evidence",
        BodyPublishers.ofString(content),
        "Authorization",
        RunningWrit.bearer("officer"),
        "Content-Type",
        type,
        "Writ-File-Name",
        name);
  }

  private static java.net.http.HttpResponse<byte[]> answer(String path, String form) {
    return RunningWrit.call(
        "POST",
        path,
        BodyPublishers.ofString(form),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static JsonNode leg(JsonNode request, String vendor) {
    return request
        .path("legs")
        .valueStream()
        .filter(leg -> leg.path("vendor").asString().equals(vendor))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode now(JsonNode request) {
    return RunningWrit.read(
        RunningWrit.json("GET", "/v1/requests/" + id(request), "officer", null));
  }

  private static String id(JsonNode node) {
    return node.path("id").asString();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
