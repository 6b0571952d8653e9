package dev.writ.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** An erasure at one connection of the running service, and holds on it. */
public final class HeldCase {
  private static final String UNDER_GDPR = "\"kind\": \"ERASURE\", \"regime\": \"GDPR\"";
  private static final String RECEIVED = "2026-11-02";

  private final String path;

  private HeldCase(String path) {
    this.path = path;
  }

  /** Files and waits for the plan. */
  public static HeldCase planned(String email, String connection) {
    return planned(email, connection, "[]");
  }

  /** The same under other laws too. */
  public static HeldCase planned(String email, String connection, String alsoUnder) {
    var laws = UNDER_GDPR + ", \"alsoUnder\": " + alsoUnder;
    return filed(laws, RECEIVED, identifier("EMAIL", email), connection).planned();
  }

  /** The same of somebody who is known by a telephone number too. */
  static HeldCase planned(String email, String number, UUID connection) {
    var both = identifier("EMAIL", email) + ", " + identifier("PHONE", number);
    return filed(UNDER_GDPR, RECEIVED, both, connection.toString()).planned();
  }

  static String identifier(String type, String value) {
    return "{\"type\": \"%s\", \"value\": \"%s\"}".formatted(type, value);
  }

  /** An erasure under the GDPR, which is not waited for. */
  public static HeldCase filed(String email, String connection) {
    return filed(UNDER_GDPR, RECEIVED, identifier("EMAIL", email), connection);
  }

  private static HeldCase filed(
      String what, String receivedOn, String identifiers, String connection) {
    var filed =
        ok(
            "POST",
            "/v1/requests",
            "officer",
            """
            {%s, "receivedOn": "%s",
             "subject": {"identifiers": [%s]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(what, receivedOn, identifiers, connection));
    return new HeldCase("/v1/requests/" + filed.path("id").asString());
  }

  private HeldCase planned() {
    until("AWAITING_APPROVAL");
    return this;
  }

  /** The same for somebody of whom the bell vendor holds so many chimes. */
  public static HeldCase atBell(BellAccount bell, String email, int chimes) {
    ring(bell, email, chimes);
    return planned(email, bell.connection().toString());
  }

  /**
   * The same with one chime, of another kind or under other laws.
   *
   * @param what kind and laws, as fields of the body
   */
  public static HeldCase atBell(BellAccount bell, String email, String what, LocalDate receivedOn) {
    ring(bell, email, 1);
    var whose = identifier("EMAIL", email);
    return filed(what, receivedOn.toString(), whose, bell.connection().toString()).planned();
  }

  public static List<VendorObject> ring(BellAccount bell, String email, int chimes) {
    var all = new ArrayList<VendorObject>();
    for (int i = 0; i < chimes; i++) {
      var chime =
          new VendorObject("chime", "chime_" + UUID.randomUUID().toString().replace("-", ""));
      bell.tower().held.add(chime);
      bell.tower().finished.add(chime);
      ErasedAtBell.enter(bell, email, chime);
      all.add(chime);
    }
    return all;
  }

  public static String someone() {
    return "held-" + UUID.randomUUID() + "@example.com";
  }

  public static LocalDate inDays(int days) {
    return LocalDate.now(ZoneOffset.UTC).plusDays(days);
  }

  public static JsonNode exemption(String covers) {
    return ok(
        "POST",
        "/v1/holds",
        "officer",
        """
        {"sort": "EXEMPTION", "law": "GDPR", "ground": "LEGAL_OBLIGATION", "owner": "tax", "expiresOn": "%s",
         "covers": {%s}}
        """
            .formatted(inDays(300), covers));
  }

  public static JsonNode legalHold(String covers) {
    return legalHold("M-2026-014", covers);
  }

  static JsonNode legalHold(String matter, String covers) {
    return ok(
        "POST",
        "/v1/holds",
        "officer",
        """
        {"sort": "LEGAL_HOLD", "matter": "%s", "owner": "legal", "reviewOn": "%s", "covers": {%s}}
        """
            .formatted(matter, inDays(90), covers));
  }

  public static JsonNode release(JsonNode hold) {
    var path = "/v1/holds/" + hold.path("id").asString();
    var now = ok("GET", path, "auditor", null);
    var word = "{\"version\": %s, \"reason\": \"Settled\"}".formatted(now.path("version"));
    return ok("POST", path + "/release", "approver", word);
  }

  public static JsonNode ok(String method, String path, String role, String body) {
    var answer = RunningWrit.json(method, path, role, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return RunningWrit.read(answer);
  }

  /** What the leg is called in {@code covers}. */
  public String asLeg() {
    return "\"leg\": \"" + leg().path("id").asString() + "\"";
  }

  public UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  public JsonNode now() {
    return ok("GET", path, "officer", null);
  }

  public JsonNode leg() {
    return now().path("legs").get(0);
  }

  public String state() {
    return now().path("state").asString();
  }

  public JsonNode approved() {
    approve();
    return until("MONITORING");
  }

  public void approve() {
    ok("POST", path + "/approve", "approver", "{\"version\": " + now().path("version") + "}");
  }

  public void deny() {
    ok("POST", path + "/deny", "officer", "{\"version\": " + now().path("version") + "}");
  }

  public JsonNode until(String state) {
    return await(state).until(this::now, now -> now.path("state").asString().equals(state));
  }

  /** Until what was held is erased too, and the request answered again. */
  public JsonNode untilAnsweredWith(String outcome) {
    return untilAnswered("outcome", outcome);
  }

  /** Until it is answered again, and what is kept is kept on this ground. */
  public JsonNode untilKeptFor(String ground) {
    return untilAnswered("ground", ground);
  }

  private JsonNode untilAnswered(String field, String word) {
    return await(word)
        .until(
            this::now,
            now ->
                now.path("state").asString().equals("MONITORING")
                    && now.path(field).asString().equals(word));
  }

  /** Makes the next look now. */
  public JsonNode look() {
    return lookUntil(one -> one.has("outcome"));
  }

  /** Has the next look made now, which cannot be; why not. */
  public String skippedLook() {
    return lookUntil(one -> one.path("state").asString().equals("SKIPPED"))
        .path("reason")
        .asString();
  }

  private JsonNode lookUntil(Predicate<JsonNode> made) {
    var look = plannedLooks().getFirst();
    var id = look.path("id").asString();
    ok(
        "POST",
        path + "/looks/" + id + "/run",
        "officer",
        "{\"version\": " + look.path("version") + "}");
    return await()
        .until(
            () ->
                now()
                    .path("looks")
                    .valueStream()
                    .filter(one -> one.path("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow(),
            made);
  }

  public void skipLooks() {
    for (var look : plannedLooks()) {
      ok(
          "POST",
          path + "/looks/" + look.path("id").asString() + "/skip",
          "officer",
          "{\"version\": %s, \"reason\": \"Seen\"}".formatted(look.path("version")));
    }
  }

  private List<JsonNode> plannedLooks() {
    return now()
        .path("looks")
        .valueStream()
        .filter(look -> look.path("state").asString().equals("PLANNED"))
        .toList();
  }

  public Set<String> events() {
    return Set.copyOf(
        ok("GET", path + "/timeline", "auditor", null)
            .valueStream()
            .map(entry -> entry.path("event").asString())
            .toList());
  }
}
