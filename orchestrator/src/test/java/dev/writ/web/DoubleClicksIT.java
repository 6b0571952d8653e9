package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.support.Filings;
import dev.writ.vendor.sandbox.SandboxPeople;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Each button pressed several times at once: one press has an effect, the others are told so in a
 * way that is described, and nothing breaks.
 */
class DoubleClicksIT {
  private static final int PRESSES = 6;
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  @Test
  void a_plan_is_approved_denied_or_withdrawn_once() {
    var approved = planned();
    once("POST", approved + "/approve", "approver", Map.of("version", version(approved)));
    var denied = planned();
    once(
        "POST",
        denied + "/deny",
        "officer",
        Map.of("version", version(denied), "ground", "IDENTITY_NOT_VERIFIED"));
    var withdrawn = planned();
    once("POST", withdrawn + "/withdraw", "officer", Map.of("version", version(withdrawn)));
  }

  @Test
  void of_three_different_decisions_one_is_made() {
    var request = planned();
    var seen = Map.of("version", version(request));
    var answers =
        atOnce(
            n ->
                switch (n % 3) {
                  case 0 -> call("POST", request + "/approve", "approver", seen);
                  case 1 -> call("POST", request + "/deny", "approver", seen);
                  default -> call("POST", request + "/withdraw", "officer", seen);
                });
    assertOne(request, answers);
  }

  @Test
  void one_key_files_one_request_whoever_comes_first() {
    var key = UUID.randomUUID().toString();
    var same = atOnce(n -> filing(key, "one-and-the-same@example.com"));
    assertThat(same).allMatch(answer -> answer.statusCode() == 201);
    assertThat(same.stream().map(DoubleClicksIT::id).distinct()).hasSize(1);
    var another = UUID.randomUUID().toString();
    var different = atOnce(n -> filing(another, someone()));
    assertThat(different.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(different.stream().filter(answer -> answer.statusCode() == 422))
        .hasSize(PRESSES - 1)
        .allMatch(answer -> text(answer).contains("idempotency-conflict"));
  }

  @Test
  void who_is_asking_is_answered_once() {
    var request = filed("ONE_TIME_CODE");
    var identity = request + "/identity";
    once(
        "POST",
        identity + "/challenges",
        "officer",
        Map.of("version", version(identity), "kind", "CODE"));
    once(
        "POST",
        identity + "/attest",
        "officer",
        Map.of("version", version(identity), "note", "seen"));
    var agent = filed("AUTHORISED_AGENT") + "/identity";
    once(
        "POST",
        agent + "/agent",
        "officer",
        Map.of("version", version(agent), "permission", "SIGNED"));
  }

  @Test
  void a_clock_hears_of_each_event_once() {
    var request = filed("ONE_TIME_CODE");
    once(
        "PATCH",
        request + "/receipt",
        "officer",
        Map.of("version", version(request), "receivedOn", "2026-11-01", "reason", "a mistake"));
    once(
        "POST", request + "/clock/acknowledgement", "officer", Map.of("version", version(request)));
    once(
        "POST",
        request + "/clock/extension",
        "officer",
        Map.of("version", version(request), "reason", "COMPLEXITY", "noticeSentOn", "2026-11-05"));
  }

  @Test
  void the_same_complaint_is_one_and_is_decided_once() {
    var appeals = filed("ONE_TIME_CODE") + "/appeals";
    var said = Map.of("kind", "COMPLAINT", "receivedOn", Filings.TODAY, "said", "I am not content");
    var answers = atOnce(n -> call("POST", appeals, "officer", said));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    var all = read(appeals);
    assertThat(all).hasSize(1);
    var appeal = appeals + "/" + all.get(0).path("id").asString();
    once("POST", appeal + "/acknowledge", "officer", Map.of("version", 0));
    once(
        "POST",
        appeal + "/decide",
        "approver",
        Map.of("version", 1, "decision", "REJECTED", "reasons", "it was carried out"));
    assertThat(call("POST", appeals, "officer", said).statusCode()).isEqualTo(201);
    assertThat(read(appeals)).as("said again after the decision").hasSize(2);
  }

  @Test
  void a_letter_is_ordered_once_and_sent_again_once() {
    var request = filed("ONE_TIME_CODE");
    once(
        "POST",
        request + "/letters",
        "officer",
        Map.of(
            "kind", "EXTENSION",
            "until", Filings.LATER,
            "explanation", "There are many systems to be searched."));
    var letter = "/v1/letters/" + sent(request).path("id").asString();
    once("POST", letter + "/resend", "officer", Map.of("version", version(letter)));
    var returned = atOnce(n -> call("POST", letter + "/bounce", "officer", full()));
    assertThat(statuses(returned)).isSubsetOf(200, 409);
  }

  @Test
  void the_same_hold_is_one_as_long_as_it_holds() {
    var wanted = hold(someone());
    var answers = atOnce(n -> call("POST", "/v1/holds", "officer", wanted));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(DoubleClicksIT::id).distinct()).hasSize(1);
    var placed = id(answers.getFirst());
    assertThat(id(call("POST", "/v1/holds", "officer", hold(someone()))))
        .as("of another person")
        .isNotEqualTo(placed);
    var ofLonger = new HashMap<String, Object>(wanted);
    ofLonger.put("reviewOn", LocalDate.parse(Filings.LATER).plusDays(1).toString());
    assertThat(id(call("POST", "/v1/holds", "officer", ofLonger)))
        .as("to another day")
        .isNotEqualTo(placed);
    call(
        "POST",
        "/v1/holds/" + placed + "/release",
        "approver",
        Map.of("version", 0, "reason", "over"));
    assertThat(id(call("POST", "/v1/holds", "officer", wanted)))
        .as("said again after its end")
        .isNotEqualTo(placed);
  }

  @Test
  void the_same_word_about_a_recipient_is_one_until_there_is_another() {
    var recipients = filed("ONE_TIME_CODE") + "/recipients";
    var told = told("2026-11-20");
    var answers = atOnce(n -> call("POST", recipients, "officer", told));
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(read(recipients)).hasSize(1);
    call("POST", recipients, "officer", told("2026-11-21"));
    call("POST", recipients, "officer", told);
    assertThat(read(recipients)).as("taken back").hasSize(3);
  }

  private static Map<String, ?> told(String day) {
    return Map.of(
        "organisation", "Example Hosting Ltd",
        "role", "SERVICE_PROVIDER",
        "told", "TOLD",
        "how", "by its portal",
        "toldOn", day);
  }

  private static Map<String, ?> hold(String email) {
    return Map.of(
        "sort", "LEGAL_HOLD",
        "matter", "M-7",
        "owner", "legal",
        "reviewOn", Filings.LATER,
        "covers", Map.of("identifiers", List.of(Map.of("type", "EMAIL", "value", email))));
  }

  @Test
  void a_hold_is_changed_and_released_once() {
    var hold = "/v1/holds/" + id(call("POST", "/v1/holds", "officer", hold(someone())));
    once("PATCH", hold, "officer", Map.of("version", 0, "owner", "tax"));
    once("POST", hold + "/release", "approver", Map.of("version", 1, "reason", "over"));
  }

  @Test
  void a_connection_is_made_once_and_left_once() {
    var name = "twice-" + UUID.randomUUID();
    once(
        "POST",
        "/v1/connections",
        "admin",
        Map.of(
            "vendor",
            "hubspot",
            "name",
            name,
            "baseUrl",
            "http://127.0.0.1:9",
            "credentials",
            Map.of("accessToken", "none")));
    var id =
        read("/v1/connections")
            .valueStream()
            .filter(one -> one.path("name").asString().equals(name))
            .map(one -> one.path("id").asString())
            .findFirst()
            .orElseThrow();
    call("PATCH", "/v1/connections/" + id, "admin", Map.of("state", "PAUSED"));
    once(
        "POST",
        "/v1/offboardings",
        "officer",
        Map.of("connection", id, "returnData", false, "openRequests", "FINISH", "reason", "over"));
    var leaving =
        "/v1/offboardings/"
            + read("/v1/offboardings?connection=" + id).path("items").get(0).path("id").asString();
    await("nothing of it goes on by itself")
        .ignoreExceptions()
        .until(
            () ->
                call("POST", leaving + "/cancel", "officer", Map.of("version", version(leaving)))
                        .statusCode()
                    == 200);
  }

  @Test
  void a_drill_is_opened_and_stopped_once() {
    var drills = "/v1/connections/" + RunningWrit.connection("hubspot") + "/drills";
    var opened = once("POST", drills, "officer", null);
    once("POST", "/v1/drills/" + id(opened) + "/stop", "officer", null);
  }

  @Test
  void a_receiver_is_changed_rotated_and_deleted_once() {
    var made =
        call(
            "POST",
            "/v1/webhooks",
            "admin",
            Map.of("name", "twice", "url", "http://127.0.0.1:9", "events", List.of("task.due")));
    var webhook = "/v1/webhooks/" + RunningWrit.read(made).path("webhook").path("id").asString();
    once("PATCH", webhook, "admin", Map.of("version", 0, "name", "changed"));
    once("POST", webhook + "/rotate-secret", "admin", Map.of("version", 1));
    var deleted = atOnce(n -> call("DELETE", webhook, "admin", null));
    assertThat(deleted.stream().filter(answer -> answer.statusCode() == 204)).hasSize(1);
    assertThat(statuses(deleted)).isSubsetOf(204, 404);
  }

  @Test
  void what_is_kept_by_version_is_changed_once() {
    var schedule = "/v1/schedules/claim-checks";
    var every = read(schedule).path("every").asString();
    once("PATCH", schedule, "admin", Map.of("version", version(schedule), "every", every));
    var template = "/v1/letter-templates/ACKNOWLEDGEMENT/fr";
    var words = read(template);
    once(
        "PUT",
        template,
        "admin",
        Map.of(
            "version", words.path("version").asInt(),
            "subject", words.path("subject").asString(),
            "body", words.path("body").asString()));
    call("DELETE", template + "?version=" + version(template), "admin", null);
    var claims = "/v1/connections/" + RunningWrit.connection("anthropic") + "/claims";
    var region =
        read(claims)
            .path("claims")
            .valueStream()
            .filter(claim -> claim.path("promise").asString().equals("REGION"))
            .findFirst()
            .orElseThrow();
    once(
        "PUT",
        claims + "/REGION",
        "officer",
        Map.of("version", region.path("version").asLong(), "evidence", "NONE"));
  }

  private interface Press {
    HttpResponse<byte[]> press(int n);
  }

  /** The press that had the effect; the others are refused as a conflict. */
  private static HttpResponse<byte[]> once(
      String method, String path, String role, Map<String, ?> body) {
    return assertOne(method + " " + path, atOnce(n -> call(method, path, role, body)));
  }

  private static HttpResponse<byte[]> assertOne(String what, List<HttpResponse<byte[]>> answers) {
    var done = answers.stream().filter(answer -> answer.statusCode() < 300).toList();
    assertThat(done)
        .as(what + " " + answers.stream().map(DoubleClicksIT::text).toList())
        .hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
        .as(what)
        .hasSize(PRESSES - 1)
        .allMatch(answer -> Refusals.fault(answer, Description.problems().keySet()).isEmpty());
    return done.getFirst();
  }

  private static List<HttpResponse<byte[]>> atOnce(Press press) {
    try (var threads = Executors.newFixedThreadPool(PRESSES)) {
      var calls =
          IntStream.range(0, PRESSES)
              .<Callable<HttpResponse<byte[]>>>mapToObj(n -> () -> press.press(n))
              .toList();
      return threads.invokeAll(calls).stream().map(done -> done.resultNow()).toList();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static Set<Integer> statuses(List<HttpResponse<byte[]>> answers) {
    return answers.stream().map(HttpResponse::statusCode).collect(Collectors.toSet());
  }

  /** With a plan that waits for its approval. */
  private static String planned() {
    var person = SandboxPeople.all().get(150 + PEOPLE.getAndIncrement());
    var wanted = request(person.email(), "OFFICER_ATTESTED");
    wanted.put("kind", "ACCESS");
    return filed(wanted, "AWAITING_APPROVAL");
  }

  private static String filed(String method) {
    return filed(request(someone(), method), "VERIFYING_IDENTITY");
  }

  private static String filed(Map<String, ?> wanted, String state) {
    var request = "/v1/requests/" + id(call("POST", "/v1/requests", "officer", wanted));
    await(state).until(() -> read(request).path("state").asString().equals(state));
    return request;
  }

  private static Map<String, Object> request(String email, String method) {
    var wanted = Filings.request("ERASURE", method, email);
    wanted.put("connections", List.of(RunningWrit.connection("hubspot")));
    return wanted;
  }

  private static HttpResponse<byte[]> filing(String key, String email) {
    return RunningWrit.call(
        "POST",
        "/v1/requests",
        BodyPublishers.ofString(
            RunningWrit.JSON.writeValueAsString(request(email, "ONE_TIME_CODE"))),
        "Authorization",
        RunningWrit.bearer("officer"),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        key);
  }

  private static JsonNode sent(String request) {
    var letters = "/v1/letters?kind=EXTENSION&request=" + request.substring(13);
    await("it is sent").until(() -> read(letters).at("/items/0/state").asString().equals("SENT"));
    return read(letters).path("items").get(0);
  }

  private static Map<String, ?> full() {
    return Map.of("reason", "MAILBOX_FULL");
  }

  private static String someone() {
    return "twice-" + UUID.randomUUID() + "@example.com";
  }

  private static long version(String path) {
    return read(path).path("version").asLong();
  }

  private static JsonNode read(String path) {
    var role =
        path.startsWith("/v1/webhooks") || path.equals("/v1/connections") ? "admin" : "officer";
    return RunningWrit.read(RunningWrit.json("GET", path, role, null));
  }

  private static String id(HttpResponse<byte[]> answer) {
    return RunningWrit.read(answer).path("id").asString();
  }

  private static HttpResponse<byte[]> call(
      String method, String path, String role, Map<String, ?> body) {
    var json = body == null ? null : RunningWrit.JSON.writeValueAsString(body);
    return RunningWrit.json(method, path, role, json);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }
}
