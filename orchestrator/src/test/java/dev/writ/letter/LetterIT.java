package dev.writ.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Letters of the running service in its default set-up: an outbox, read over the API. */
class LetterIT {

  @Test
  void an_erasure_is_acknowledged_and_its_completion_told_in_the_persons_language()
      throws IOException {
    try (var bell = BellAccount.open()) {
      var mark = UUID.randomUUID().toString().substring(0, 8);
      var request = file(bell, mark, "\"language\": \"de\", \"tellRecipients\": true,");
      var acknowledged = letter(request, "ACKNOWLEDGEMENT", "SENT");
      assertThat(show(acknowledged, "officer").path("text").asString())
          .contains("am 2. November 2026", "Antrag auf Löschung", "spätestens am 2. Dezember 2026");
      var plan =
          recipient(request, "TOLD", ", \"how\": \"per E-Mail\", \"toldOn\": \"2026-11-03\"");
      assertThat(plan.path("organisation").asString()).isEqualTo("Example Analytics");
      approve(request);
      var completion = letter(request, "COMPLETION", "SENT");
      assertThat(completion.path("language").asString()).isEqualTo("de");
      assertThat(completion.path("channel").asString()).isEqualTo("OUTBOX");
      var shown = show(completion, "officer");
      assertThat(shown.path("subject").asString()).isEqualTo("Ihr Antrag wurde ausgeführt");
      assertThat(shown.path("text").asString())
          .contains("nachgesehen, dass nichts mehr da ist (Einträge: 1)")
          .contains("Example Analytics, unterrichtet am 3. November 2026, per E-Mail");
      assertThat(show(completion, "auditor").has("text")).isFalse();
      assertThat(show(completion, "auditor").has("subject")).isFalse();
      assertSealed(completion, "Ihr Antrag", mark);
    }
  }

  @Test
  void what_was_erased_and_checked_is_told_service_by_service() {
    try (var bell = BellAccount.open()) {
      var erased = ErasedAtBell.carriedOut(bell);
      var text =
          show(letter(erased.id().toString(), "COMPLETION", "SENT"), "approver").path("text");
      assertThat(text.asString()).contains("erased, and seen to be gone (items: 1)");
      for (var untrue :
          List.of("ACKNOWLEDGEMENT", "IDENTITY_ASK", "EXTENSION", "REFUSAL", "ACCESS_COVER")) {
        var wish = "{\"kind\": \"%s\", \"explanation\": \"x\"}".formatted(untrue);
        assertThat(order(erased.id().toString(), wish, 409)).as(untrue).isNotNull();
      }
      erased.skipAll();
    }
  }

  @Test
  void by_whose_word_it_is_gone_is_told_as_it_is() {
    try (var bell = BellAccount.open()) {
      bell.tower().blind = true;
      var erased = ErasedAtBell.carriedOut(bell);
      var request = erased.id().toString();
      var said = show(letter(request, "PARTIAL_REFUSAL", "SENT"), "officer").path("text");
      assertThat(said.asString())
          .contains("erased, as the service says (items: 1)", "the service says it is done");
      var leg = erased.leg().path("id").asString();
      var attest = "/v1/requests/" + request + "/legs/" + leg + "/attest";
      send("POST", attest, "officer", "{\"note\": \"Its owner showed me.\"}", 200);
      assertThat(completion(request))
          .contains("as whoever saw to it confirms; we could not see it ourselves (items: 1)")
          .doesNotContain("the service says");
      sql()
          .sql("update leg_object set seen_absent_at = now() where leg_id = ?")
          .param(UUID.fromString(leg))
          .update();
      assertThat(completion(request))
          .as("it was seen after all")
          .contains("erased, and seen to be gone (items: 1)")
          .doesNotContain("whoever saw to it", "the service says");
      erased.skipAll();
    }
  }

  /** The very same letter is not ordered twice in a moment: each has an explanation of its own. */
  private String completion(String request) {
    var wish = "{\"kind\": \"COMPLETION\", \"explanation\": \"%s\"}".formatted(UUID.randomUUID());
    var ordered = order(request, wish, 201);
    await().until(() -> show(ordered, "officer").path("state").asString().equals("SENT"));
    return show(ordered, "officer").path("text").asString();
  }

  @Test
  void a_refusal_without_reasons_is_not_sent_and_one_with_reasons_takes_its_place() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "refused", "");
      deny(request);
      var refused = letter(request, "REFUSAL", "REFUSED_BY_VALIDATOR");
      assertThat(refused.path("missing").get(0).asString()).isEqualTo("REASONS");
      assertThat(refused.path("attempts").asInt()).isZero();
      assertThat(show(refused, "officer").path("text").asString()).contains("judicial remedy");
      assertThat(findings("LETTER_REFUSED", refused)).isEqualTo(1);
      assertThat(order(request, "{\"kind\": \"COMPLETION\"}", 409)).isNotNull();
      var wish =
          "{\"kind\": \"REFUSAL\", \"grounds\": [\"LEGAL_CLAIMS\"], \"explanation\": \"A suit is"
              + " pending.\"}";
      order(request, wish, 201);
      var sent = letter(request, "REFUSAL", "SENT");
      assertThat(show(sent, "officer").path("text").asString())
          .contains("Art. 17(3)(e) GDPR", "A suit is pending.", "Article 77", "judicial remedy");
      assertThat(show(refused, "officer").path("state").asString()).isEqualTo("CANCELLED");
      assertThat(findings("LETTER_REFUSED", refused)).isZero();
    }
  }

  @Test
  void a_refusal_gives_the_ground_that_was_recorded_with_the_decision() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "grounded", "");
      decide(request, "deny", "officer", ", \"ground\": \"EXCESSIVE\", \"reason\": \"The fifth\"");
      var text = show(letter(request, "REFUSAL", "SENT"), "officer").path("text").asString();
      assertThat(text).contains("excessive", "Art. 12(5) GDPR");
    }
  }

  @Test
  void a_refusal_says_what_each_law_of_the_request_demands() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "several", "\"alsoUnder\": [\"CCPA\"],");
      decide(request, "deny", "officer", ", \"ground\": \"IDENTITY_NOT_VERIFIED\"");
      var text = show(letter(request, "REFUSAL", "SENT"), "officer").path("text").asString();
      assertThat(text)
          .contains("judicial remedy", "(Article 77 GDPR)", "as the law requires (11 CCR 7101)")
          .contains("(Art. 12(2), 12(6) GDPR; 11 CCR 7022(a))");
    }
  }

  @Test
  void who_has_no_address_is_written_to_by_hand() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "\"CUSTOMER_ID\", \"value\": \"customer-47\"", "", "GDPR");
      var letter = letter(request, "ACKNOWLEDGEMENT", "BY_HAND");
      assertThat(findings("LETTER_BY_HAND", letter)).isEqualTo(1);
      var confirm = path(letter) + "/confirm";
      send("POST", confirm, "officer", "{\"version\": 0}", 409);
      var sent = send("POST", confirm, "officer", version(letter), 200);
      assertThat(sent.path("state").asString()).isEqualTo("SENT");
      assertThat(findings("LETTER_BY_HAND", letter)).isZero();
      send("POST", confirm, "officer", version(sent), 409);
    }
  }

  @Test
  void nobody_has_to_find_out_what_became_of_a_notice_whose_appeal_was_decided() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "\"CUSTOMER_ID\", \"value\": \"customer-48\"", "", "CPA");
      var appeals = "/v1/requests/" + request + "/appeals";
      var said =
          "{\"kind\": \"APPEAL\", \"receivedOn\": \"%s\", \"how\": \"EMAIL\", \"said\": \"No\"}";
      var today = LocalDate.now(java.time.ZoneOffset.UTC);
      var filed = send("POST", appeals, "officer", said.formatted(today), 201);
      var appeal = appeals + "/" + filed.path("id").asString();
      send(
          "POST",
          appeal + "/extend",
          "officer",
          "{\"version\": 0, \"reason\": \"COMPLEXITY\"}",
          200);
      var letter = letter(request, "APPEAL_EXTENSION", "BY_HAND");
      var rejected = "{\"version\": 1, \"decision\": \"REJECTED\", \"reasons\": \"It stands\"}";
      send("POST", appeal + "/decide", "approver", rejected, 200);
      assertNobodyHasToFindOut(letter);
    }
  }

  @Test
  void nobody_has_to_find_out_what_became_of_steps_that_were_seen_to() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "\"CUSTOMER_ID\", \"value\": \"customer-49\"", "", "GDPR");
      var task = UUID.randomUUID();
      sql()
          .sql(
              """
              insert into manual_task (id, request_id, leg_id, connection_id, vendor, code, purpose, doer, described, objects,
                state, due_on, opened_at)
              select ?, request_id, id, connection_id, vendor, 'CODE', 'ERASE', 'SUBJECT', '', 1, 'OPEN', current_date + 30,
                now() from leg where request_id = ?
              """)
          .params(task, UUID.fromString(request))
          .update();
      RunningWrit.bean(TransactionTemplate.class)
          .executeWithoutResult(
              tx ->
                  RunningWrit.bean(LetterDesk.class)
                      .order(
                          UUID.fromString(request),
                          LetterKind.TASK_STEPS,
                          "task/" + task,
                          LetterFacts.NONE.giving("Erase it there.")));
      var letter = letter(request, "TASK_STEPS", "BY_HAND");
      sql()
          .sql("update manual_task set state = 'DONE', closed_at = now() where id = ?")
          .param(task)
          .update();
      assertNobodyHasToFindOut(letter);
      // Nobody could read what it asks.
      sql().sql("delete from manual_task where id = ?").param(task).update();
    }
  }

  /** As if whoever was sending it had died doing so. */
  private static void assertNobodyHasToFindOut(JsonNode letter) {
    var id = UUID.fromString(letter.path("id").asString());
    sql()
        .sql(
            "update letter set state = 'SENDING', attempts = 1, intended_at = now() - interval '1"
                + " hour' where id = ?")
        .param(id)
        .update();
    assertThat(silent().deliver(id)).isZero();
    assertThat(show(letter, "officer").path("state").asString()).isEqualTo("CANCELLED");
    assertThat(findings("LETTER_SENT_UNKNOWN", letter)).isZero();
  }

  /** Mailing by a post that never says what became of anything. */
  private static Mailing silent() {
    var post =
        new Post() {
          @Override
          public Letter.Channel channel() {
            return Letter.Channel.OUTBOX;
          }

          @Override
          public Handed hand(Envelope envelope) {
            return new Handed.Unknown("no answer");
          }

          @Override
          public Optional<Boolean> taken(UUID letter, int attempt) {
            return Optional.empty();
          }

          @Override
          public void forget(UUID letter) {}
        };
    return new Mailing(
        RunningWrit.bean(LetterRecord.class),
        RunningWrit.bean(Writing.class),
        RunningWrit.bean(dev.writ.request.Correspondence.class),
        RunningWrit.bean(LetterTroubles.class),
        RunningWrit.bean(Postings.class),
        RunningWrit.bean(AppealLetters.class),
        RunningWrit.bean(TaskLetters.class),
        post,
        RunningWrit.bean(LetterSettings.class),
        java.time.Clock.systemUTC(),
        RunningWrit.bean(TransactionTemplate.class));
  }

  @Test
  void what_came_back_is_said_once_and_can_be_sent_again() {
    try (var bell = BellAccount.open()) {
      var letter = letter(file(bell, "returned", ""), "ACKNOWLEDGEMENT", "SENT");
      var text = show(letter, "officer").path("text");
      var reason = "{\"reason\": \"MAILBOX_UNKNOWN\"}";
      var bounced = send("POST", path(letter) + "/bounce", "integrator", reason, 200);
      assertThat(bounced.path("state").asString()).isEqualTo("BOUNCED");
      assertThat(bounced.path("trouble").asString()).contains("mailbox unknown");
      assertThat(findings("LETTER_BOUNCED", letter)).isEqualTo(1);
      var again = send("POST", path(letter) + "/bounce", "officer", reason, 200);
      assertThat(again.path("version")).isEqualTo(bounced.path("version"));
      send("POST", path(letter) + "/resend", "officer", version(letter), 409);
      send("POST", path(letter) + "/resend", "officer", version(bounced), 200);
      var sent = until(letter, now -> now.path("attempts").asInt() == 2);
      assertThat(sent.path("state").asString()).isEqualTo("SENT");
      assertThat(sent.path("text")).isEqualTo(text);
      assertThat(findings("LETTER_BOUNCED", letter)).isZero();
    }
  }

  @Test
  void what_the_mail_system_says_finds_its_letter_by_the_message_id_alone() {
    try (var bell = BellAccount.open()) {
      var letter = letter(file(bell, "undeliverable", ""), "ACKNOWLEDGEMENT", "SENT");
      var id = UUID.fromString(letter.path("id").asString());
      var delayed = ReturnedMailTest.status(id, ReturnedMailTest.recipient("delayed", "4.4.1"));
      assertThat(returned(delayed, "integrator", 200).path("state").asString()).isEqualTo("SENT");
      var failed = ReturnedMailTest.status(id, ReturnedMailTest.recipient("failed", "5.1.1"));
      returned(failed, "auditor", 403);
      var bounced = returned(failed, "integrator", 200);
      assertThat(bounced.path("state").asString()).isEqualTo("BOUNCED");
      assertThat(bounced.path("trouble").asString()).isEqualTo("it came back: mailbox unknown");
      assertThat(returned(failed, "officer", 200).path("version"))
          .as("told twice it is the same return")
          .isEqualTo(bounced.path("version"));
      assertThat(findings("LETTER_BOUNCED", letter)).isEqualTo(1);
      returned(failed.replace(id.toString(), UUID.randomUUID().toString()), "officer", 404);
      returned("Subject: Hello\r\n\r\nHello", "officer", 422);
    }
  }

  private static JsonNode returned(String message, String role, int status) {
    var answer =
        RunningWrit.call(
            "POST",
            "/v1/letter-returns",
            BodyPublishers.ofString(message),
            "Authorization",
            RunningWrit.bearer(role),
            "Content-Type",
            "message/rfc822");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
    return RunningWrit.read(answer);
  }

  @Test
  void an_own_template_is_tried_before_it_is_in_force() {
    var path = "/v1/letter-templates/IDENTITY_ASK/fr";
    var lacking = "{\"version\": 0, \"subject\": \"x\", \"body\": \"{{#ASK}}{{ask}}{{/ASK}}\"}";
    var refused = send("PUT", path, "admin", lacking, 422);
    assertThat(refused.path("detail").asString()).contains("PURPOSE").doesNotContain("ASK,");
    var own =
        "{\"version\": %d, \"subject\": \"Qui ?\", \"body\": \"{{#ASK}}{{ask}}{{/ASK}}"
            + " {{#PURPOSE}}Seulement pour cela.{{/PURPOSE}}\"}";
    send("PUT", path, "officer", own.formatted(0), 403);
    var put = send("PUT", path, "admin", own.formatted(0), 200);
    assertThat(put.path("origin").asString()).isEqualTo("OWN");
    send("PUT", path, "admin", own.formatted(0), 409);
    try (var bell = BellAccount.open()) {
      var request = file(bell, "asked", "\"language\": \"fr\",");
      order(request, "{\"kind\": \"IDENTITY_ASK\", \"ask\": \"246810\"}", 201);
      var letter = letter(request, "IDENTITY_ASK", "SENT");
      assertThat(letter.path("templateVersion").asInt()).isEqualTo(1);
      assertThat(letter.path("templateSha256")).isEqualTo(put.path("sha256"));
      assertThat(show(letter, "officer").path("text").asString())
          .isEqualTo("246810 Seulement pour cela.\n");
    }
    send("DELETE", path + "?version=0", "admin", null, 409);
    var back = send("DELETE", path + "?version=1", "admin", null, 200);
    assertThat(back.path("origin").asString()).isEqualTo("BUILT_IN");
    assertThat(back.path("version").asInt()).isEqualTo(2);
    assertThat(send("GET", "/v1/letter-templates", "auditor", null, 200).size())
        .isEqualTo(4 * LetterKind.values().length);
  }

  @Test
  void a_bare_statement_about_a_recipient_is_refused_and_a_detailed_one_is_told() {
    try (var bell = BellAccount.open()) {
      var request = known(bell, "untold", "", "CCPA");
      var bare =
          "{\"organisation\": \"Example Archive\", \"role\": \"THIRD_PARTY\", \"told\":"
              + " \"IMPOSSIBLE\", \"explanation\": \"Not possible.\"}";
      send("POST", "/v1/requests/" + request + "/recipients", "officer", bare, 422);
      recipient(
          request,
          "DISPROPORTIONATE",
          ", \"explanation\": \"It was dissolved in 2024 and none of its registered successors"
              + " answers at any known address.\"");
      approve(request);
      var text = show(letter(request, "COMPLETION", "SENT"), "officer").path("text").asString();
      assertThat(text)
          .contains("dissolved in 2024", "11 CCR 7101")
          .doesNotContain("received your data and were told");
      var list = send("GET", "/v1/requests/" + request + "/recipients", "auditor", null, 200);
      assertThat(list.size()).isEqualTo(1);
    }
  }

  @Test
  void an_occasion_orders_a_letter_once_and_an_order_that_is_rolled_back_is_none() {
    try (var bell = BellAccount.open()) {
      var request = UUID.fromString(file(bell, "once", ""));
      var desk = RunningWrit.bean(LetterDesk.class);
      var transaction = RunningWrit.bean(TransactionTemplate.class);
      var facts = LetterFacts.extended(LocalDate.of(2027, 2, 2), "Many records.");
      transaction.executeWithoutResult(
          tx -> {
            desk.order(request, LetterKind.EXTENSION, "rolled-back", facts);
            tx.setRollbackOnly();
          });
      var ordered = new ArrayList<Optional<UUID>>();
      for (int i = 0; i < 2; i++) {
        ordered.add(
            transaction.execute(tx -> desk.order(request, LetterKind.EXTENSION, "first", facts)));
      }
      assertThat(ordered.get(0)).isPresent();
      assertThat(ordered.get(1)).isEmpty();
      var sent = letter(request.toString(), "EXTENSION", "SENT");
      assertThat(sent.path("id").asString()).isEqualTo(ordered.get(0).orElseThrow().toString());
      assertThat(show(sent, "officer").path("text").asString())
          .contains("2 February 2027", "Many records.");
    }
  }

  @Test
  void a_letter_dies_with_the_key_of_its_request_and_its_story_stays() throws IOException {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "forgotten", "");
      var sent = letter(request, "ACKNOWLEDGEMENT", "SENT");
      deny(request);
      var refused = letter(request, "REFUSAL", "REFUSED_BY_VALIDATOR");
      assertThat(files(sent)).hasSize(1);
      var id = UUID.fromString(request);
      sql()
          .sql("update request set ended_at = ended_at - interval '31 days' where id = ?")
          .param(id)
          .update();
      send("POST", "/v1/schedules/key-destruction/trigger", "admin", null, 200);
      await().until(() -> files(sent).isEmpty());
      var shown = show(sent, "officer");
      assertThat(shown.has("text")).isFalse();
      assertThat(shown.path("state").asString()).isEqualTo("SENT");
      assertThat(show(refused, "officer").path("state").asString()).isEqualTo("CANCELLED");
      assertThat(
              sql()
                  .sql(
                      "select count(*) from letter where request_id = ? and (body is not null or"
                          + " subject is not null or facts is not null)")
                  .param(id)
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  @Test
  void pages_neither_repeat_nor_skip() {
    try (var bell = BellAccount.open()) {
      var request = file(bell, "paged", "");
      letter(request, "ACKNOWLEDGEMENT", "SENT");
      for (int i = 0; i < 2; i++) {
        order(request, "{\"kind\": \"IDENTITY_ASK\", \"ask\": \"code %d\"}".formatted(i), 201);
        letter(request, "IDENTITY_ASK", "SENT");
        await()
            .until(
                () ->
                    send(
                            "GET",
                            "/v1/letters?state=ORDERED&request=" + request,
                            "auditor",
                            null,
                            200)
                        .path("items")
                        .isEmpty());
      }
      var query = "/v1/letters?limit=2&request=" + request;
      var first = send("GET", query, "auditor", null, 200);
      var second =
          send("GET", query + "&after=" + first.path("next").asString(), "auditor", null, 200);
      var kinds = new ArrayList<String>();
      first.path("items").forEach(item -> kinds.add(item.path("kind").asString()));
      second.path("items").forEach(item -> kinds.add(item.path("kind").asString()));
      assertThat(kinds).containsExactly("IDENTITY_ASK", "IDENTITY_ASK", "ACKNOWLEDGEMENT");
      assertThat(second.has("next")).isFalse();
      send("GET", "/v1/letters?after=" + UUID.randomUUID(), "auditor", null, 400);
    }
  }

  /** Of somebody who is known at the bell, so that there is something to approve. */
  private static String file(BellAccount bell, String mark, String more) {
    return known(bell, mark, more, "GDPR");
  }

  private static String known(BellAccount bell, String mark, String more, String regime) {
    var email = mark + "-" + UUID.randomUUID() + "@example.com";
    var chime = new VendorObject("chime", "chime_" + UUID.randomUUID().toString().substring(0, 8));
    bell.tower().held.add(chime);
    bell.tower().finished.add(chime);
    ErasedAtBell.enter(bell, email, chime);
    return file(bell, "\"EMAIL\", \"value\": \"" + email + "\"", more, regime);
  }

  private static String file(BellAccount bell, String identifier, String more, String regime) {
    var body =
        """
        {"kind": "ERASURE", "regime": "%s", "receivedOn": "2026-11-02", %s
         "subject": {"identifiers": [{"type": %s}]},
         "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
        """
            .formatted(regime, more, identifier, bell.connection());
    return send("POST", "/v1/requests", "officer", body, 201).path("id").asString();
  }

  private static void approve(String request) {
    decide(request, "approve", "approver", "");
  }

  private static void deny(String request) {
    decide(request, "deny", "officer", "");
  }

  private static void decide(String request, String decision, String role, String more) {
    var path = "/v1/requests/" + request;
    var planned =
        await()
            .until(
                () -> send("GET", path, "officer", null, 200),
                now -> now.path("state").asString().equals("AWAITING_APPROVAL"));
    var body = "{\"version\": " + planned.path("version") + more + "}";
    send("POST", path + "/" + decision, role, body, 200);
  }

  private static JsonNode recipient(String request, String told, String more) {
    var body =
        "{\"organisation\": \"Example Analytics\", \"role\": \"THIRD_PARTY\", \"told\": \"%s\"%s}"
            .formatted(told, more);
    return send("POST", "/v1/requests/" + request + "/recipients", "officer", body, 201);
  }

  private static JsonNode order(String request, String body, int status) {
    return send("POST", "/v1/requests/" + request + "/letters", "officer", body, status);
  }

  /** The newest letter of this kind, once it is in this state. */
  private static JsonNode letter(String request, String kind, String state) {
    var query = "/v1/letters?request=" + request + "&kind=" + kind;
    return await()
        .until(
            () -> send("GET", query, "auditor", null, 200).path("items").path(0),
            now -> now.path("state").asString().equals(state));
  }

  private static JsonNode until(JsonNode letter, Predicate<JsonNode> holds) {
    return await()
        .until(
            () -> show(letter, "officer"),
            now -> holds.test(now) && !now.path("state").asString().equals("SENDING"));
  }

  private static JsonNode show(JsonNode letter, String role) {
    return send("GET", path(letter), role, null, 200);
  }

  private static String path(JsonNode letter) {
    return "/v1/letters/" + letter.path("id").asString();
  }

  private static String version(JsonNode letter) {
    return "{\"version\": " + letter.path("version") + "}";
  }

  private static long findings(String code, JsonNode letter) {
    return send("GET", "/v1/findings?state=OPEN&limit=200&code=" + code, "auditor", null, 200)
        .path("items")
        .valueStream()
        .filter(f -> f.path("summary").asString().contains(letter.path("id").asString()))
        .count();
  }

  private static void assertSealed(JsonNode letter, String... traces) throws IOException {
    var files = files(letter);
    assertThat(files).hasSize(1);
    var content = new String(Files.readAllBytes(files.getFirst()), StandardCharsets.ISO_8859_1);
    assertThat(content).hasSizeGreaterThan(500).doesNotContain("Subject:").doesNotContain(traces);
  }

  private static List<java.nio.file.Path> files(JsonNode letter) throws IOException {
    var folder = RunningWrit.bean(WritSettings.class).home().resolve("outbox");
    try (var all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().startsWith(letter.path("id").asString()))
          .toList();
    }
  }

  private static JdbcClient sql() {
    return RunningWrit.bean(JdbcClient.class);
  }

  private static JsonNode send(String method, String path, String role, String body, int status) {
    var answer = RunningWrit.json(method, path, role, body);
    assertThat(answer.statusCode())
        .as(method + " " + path + " " + new String(answer.body(), UTF_8))
        .isEqualTo(status);
    return RunningWrit.read(answer);
  }
}
