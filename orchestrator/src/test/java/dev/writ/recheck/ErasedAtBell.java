package dev.writ.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An erasure at the bell vendor, carried out in the running service. */
public final class ErasedAtBell {
  private final String path;
  private final VendorObject chime;
  private final String email;

  private ErasedAtBell(String path, VendorObject chime, String email) {
    this.path = path;
    this.chime = chime;
    this.email = email;
  }

  /** Until nothing is left to do but to look. */
  public static ErasedAtBell carriedOut(BellAccount... bells) {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var chime = new VendorObject("chime", "chime_" + mark);
    var email = "bell-" + mark + "@example.com";
    for (var bell : bells) {
      bell.tower().held.add(chime);
      bell.tower().finished.add(chime);
      enter(bell, email, chime);
    }
    var connections =
        Stream.of(bells)
            .map(bell -> bell.connection().toString())
            .collect(Collectors.joining("\", \""));
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "ERASURE", "regime": "GDPR", "receivedOn": "2026-11-02",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(email, connections));
    assertThat(filed.statusCode()).isEqualTo(201);
    var path = "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
    var erased = new ErasedAtBell(path, chime, email);
    var planned = erased.untilState("AWAITING_APPROVAL");
    erased.ok("POST", "/approve", "approver", version(planned, "Checked twice"));
    erased.untilState("MONITORING");
    return erased;
  }

  /** The company's app sends something of the person there. */
  public static void enter(BellAccount bell, String email, VendorObject chime) {
    enter(bell.connection().toString(), email, chime);
  }

  /** The same at any connection. */
  public static void enter(String connection, String email, VendorObject object) {
    var entered =
        RunningWrit.json(
            "POST",
            "/v1/ledger/entries",
            "integrator",
            """
            {"entries": [{"identifier": {"type": "EMAIL", "value": "%s"}, "connection": "%s", "kind": "%s",
              "objectId": "%s"}]}
            """
                .formatted(email, connection, object.kind(), object.id()));
    assertThat(entered.statusCode()).isEqualTo(200);
  }

  static String version(JsonNode of, String reason) {
    return "{\"version\": %s, \"reason\": \"%s\"}".formatted(of.path("version"), reason);
  }

  public VendorObject chime() {
    return chime;
  }

  public String email() {
    return email;
  }

  public String path() {
    return path;
  }

  public UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  public JsonNode now() {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  public JsonNode leg() {
    return now().path("legs").get(0);
  }

  /** The first look that is still to be made. */
  JsonNode nextLook() {
    return now()
        .path("looks")
        .valueStream()
        .filter(look -> look.path("state").asString().equals("PLANNED"))
        .findFirst()
        .orElseThrow();
  }

  JsonNode look(String id) {
    return now()
        .path("looks")
        .valueStream()
        .filter(look -> look.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Makes the next look now; as it is when it was tried. */
  public JsonNode lookNow() {
    return lookNow(nextLook());
  }

  JsonNode lookNow(JsonNode look) {
    var id = run(look).path("id").asString();
    var tries = look.path("tries").asInt();
    return until(
        () -> look(id),
        now ->
            !now.path("state").asString().equals("PLANNED") || now.path("tries").asInt() > tries);
  }

  /** Asks for it now; the look that is made. */
  JsonNode run(JsonNode look) {
    var path = "/looks/" + look.path("id").asString() + "/run";
    return ok("POST", path, "officer", "{\"version\": " + look.path("version") + "}");
  }

  /** The look of this kind that is still to be made. */
  JsonNode planned(String why) {
    return now()
        .path("looks")
        .valueStream()
        .filter(look -> look.path("state").asString().equals("PLANNED"))
        .filter(look -> look.path("why").asString().equals(why))
        .findFirst()
        .orElseThrow();
  }

  public void skipAll() {
    for (var look : now().path("looks")) {
      if (look.path("state").asString().equals("PLANNED")) {
        ok(
            "POST",
            "/looks/" + look.path("id").asString() + "/skip",
            "officer",
            version(look, "Seen enough"));
      }
    }
  }

  public JsonNode ok(String method, String below, String role, String body) {
    var answer = RunningWrit.json(method, path + below, role, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return RunningWrit.read(answer);
  }

  int status(String method, String below, String role, String body) {
    return RunningWrit.json(method, path + below, role, body).statusCode();
  }

  public JsonNode untilState(String state) {
    return until(this::now, now -> now.path("state").asString().equals(state));
  }

  private static JsonNode until(
      java.util.concurrent.Callable<JsonNode> what, Predicate<JsonNode> holds) {
    return await().until(what, holds);
  }
}
