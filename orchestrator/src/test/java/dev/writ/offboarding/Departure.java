package dev.writ.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.quay.Quay;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A connection of its own to the quay, in the running service, and the way out of it. */
public final class Departure {
  private static final String SECOND = issueSecondApprover();
  public final Quay quay;
  public final String connection;
  private String path = "";
  private String openRequests = "FINISH";

  private Departure(Quay quay, String connection) {
    this.quay = quay;
    this.connection = connection;
  }

  public static Departure fromQuay() {
    var key = "key-" + UUID.randomUUID();
    return new Departure(Quay.of(key), connect(key));
  }

  /** A vendor without an API, and a quay that nobody calls. */
  static Departure fromOneByHand() {
    var name = "by-hand-" + UUID.randomUUID();
    return new Departure(
        Quay.of(name),
        connected(
            """
            {"vendor": "manual", "name": "%s", "credentials": {}, "settings": {"vendorName": "Example Mail", "contact": "privacy desk",
             "exportInstructions": "Ask for a copy.", "eraseInstructions": "Ask for the erasure."}}
            """
                .formatted(name)));
  }

  /** The id of the open task of this offboarding. */
  String openTask() {
    until(now -> anyOpenTask());
    return openTasks().get(0).path("id").asString();
  }

  boolean anyOpenTask() {
    return !openTasks().isEmpty();
  }

  private JsonNode openTasks() {
    var list =
        "/v1/manual-tasks?state=OPEN&offboarding=" + path.substring("/v1/offboardings/".length());
    return RunningWrit.read(RunningWrit.json("GET", list, "officer", null)).path("items");
  }

  void closeTask(String task, String result) {
    var closed =
        RunningWrit.json("POST", "/v1/manual-tasks/" + task + "/result", "officer", result);
    assertThat(closed.statusCode()).as(new String(closed.body())).isEqualTo(200);
  }

  static String connect(String key) {
    return connected(
        """
        {"vendor": "quay", "name": "%s", "baseUrl": "http://127.0.0.1:9", "credentials": {"key": "%s"}}
        """
            .formatted("quay-" + UUID.randomUUID(), key));
  }

  private static String connected(String wanted) {
    var created = RunningWrit.json("POST", "/v1/connections", "admin", wanted);
    assertThat(created.statusCode()).isEqualTo(201);
    return RunningWrit.read(created).path("id").asString();
  }

  public Departure holding(int crates, int letters) {
    for (int i = 0; i < crates; i++) {
      quay.crates.add("c%05d".formatted(i));
    }
    for (int i = 0; i < letters; i++) {
      quay.letters.add("l" + i);
      assertThat(enter("l" + i)).isEqualTo(200);
    }
    quay.keys.add("other-key");
    return this;
  }

  Departure carrying() {
    openRequests = "CARRY";
    return this;
  }

  /** Has the engine ask the record again at once. */
  void wake() {
    var id = UUID.fromString(path.substring("/v1/offboardings/".length()));
    RunningWrit.publish(new OffboardingChanged(id));
  }

  /** Enters a letter into the ledger; answers with the status. */
  int enter(String letter) {
    return enter("letter", letter);
  }

  int enter(String kind, String object) {
    return RunningWrit.json(
            "POST",
            "/v1/ledger/entries",
            "integrator",
            """
            {"entries": [{"identifier": {"type": "EMAIL", "value": "ada@example.com"}, "connection": "%s",
             "kind": "%s", "objectId": "%s"}]}
            """
                .formatted(connection, kind, object))
        .statusCode();
  }

  JsonNode open(boolean returnData, String more) {
    return openWith(RunningWrit.token("officer"), returnData, more);
  }

  JsonNode openWith(String token, boolean returnData, String more) {
    openUnplanned(token, returnData, more);
    return until(now -> now.has("plan"));
  }

  /** Opens, and does not wait for the counts. */
  void openUnplanned() {
    openUnplanned(RunningWrit.token("officer"), false, "");
  }

  private void openUnplanned(String token, boolean returnData, String more) {
    var answer =
        RunningWrit.call(
            "POST",
            "/v1/offboardings",
            BodyPublishers.ofString(
                """
                {"connection": "%s", "returnData": %s, "openRequests": "%s", "reason": "The contract ends"%s}
                """
                    .formatted(connection, returnData, openRequests, more)),
            "Authorization",
            "Bearer " + token,
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(201);
    at("/v1/offboardings/" + RunningWrit.read(answer).path("id").asString());
  }

  /** The offboarding that was opened already. */
  public void at(String opened) {
    path = opened;
  }

  String path() {
    return path;
  }

  void approveTwice() {
    assertThat(act("approve", "approver", "")).isEqualTo(200);
    assertThat(act("approve", "approver", "")).as("the same approver").isEqualTo(409);
    approveAsSecond();
  }

  /** The plan has grown: both look at it once more. */
  void approveWhatGrew() {
    until(now -> now.path("trouble").asString("").contains("two approvers"));
    approveTwice();
  }

  public void approveAsSecond() {
    assertThat(approveWith(SECOND)).isEqualTo(200);
  }

  /** Approves with this token; answers with the status. */
  int approveWith(String token) {
    return RunningWrit.call(
            "POST",
            path + "/approve",
            BodyPublishers.ofString("{\"version\": " + show().path("version") + "}"),
            "Authorization",
            "Bearer " + token,
            "Content-Type",
            "application/json")
        .statusCode();
  }

  int act(String action, String role, String more) {
    var body = "{\"version\": " + show().path("version") + more + "}";
    return RunningWrit.json("POST", path + "/" + action, role, body).statusCode();
  }

  public JsonNode show() {
    return RunningWrit.read(RunningWrit.json("GET", path, "auditor", null));
  }

  public JsonNode until(String state) {
    return until(now -> now.path("state").asString().equals(state));
  }

  public JsonNode until(Predicate<JsonNode> there) {
    return await().until(this::show, there);
  }

  private static String issueSecondApprover() {
    return issue("APPROVER", "second-approver");
  }

  static String issue(String role, String person) {
    var issued =
        RunningWrit.json(
            "POST",
            "/v1/tokens",
            "admin",
            "{\"role\": \"%s\", \"name\": \"Leaving\", \"person\": \"%s\"}"
                .formatted(role, person));
    return RunningWrit.read(issued).path("token").asString();
  }
}
