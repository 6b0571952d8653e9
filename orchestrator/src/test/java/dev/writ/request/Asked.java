package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.identity.ChallengeAnswers;
import dev.writ.identity.Challenges;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.support.Filings;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A request in the running service, filed as a wish says. */
final class Asked {
  private final String path;

  private Asked(String path) {
    this.path = path;
  }

  /** What is asked for; each {@code with…} is a wish of its own. */
  record Wish(
      String kind,
      String regime,
      List<String> alsoUnder,
      String receivedOn,
      List<String> identifiers,
      List<UUID> connections,
      String method) {

    static Wish erasure(String email, UUID... connections) {
      return new Wish(
          "ERASURE",
          "GDPR",
          List.of(),
          "2026-11-02",
          List.of(email(email)),
          List.of(connections),
          "OFFICER_ATTESTED");
    }

    static String email(String value) {
      return "{\"type\": \"EMAIL\", \"value\": \"%s\"}".formatted(value);
    }

    Wish kind(String other) {
      return new Wish(other, regime, alsoUnder, receivedOn, identifiers, connections, method);
    }

    Wish regime(String other) {
      return new Wish(kind, other, alsoUnder, receivedOn, identifiers, connections, method);
    }

    Wish alsoUnder(String... others) {
      return new Wish(kind, regime, List.of(others), receivedOn, identifiers, connections, method);
    }

    Wish receivedOn(String other) {
      return new Wish(kind, regime, alsoUnder, other, identifiers, connections, method);
    }

    Wish identifiers(String... others) {
      return new Wish(kind, regime, alsoUnder, receivedOn, List.of(others), connections, method);
    }

    Wish connections(UUID... others) {
      return new Wish(kind, regime, alsoUnder, receivedOn, identifiers, List.of(others), method);
    }

    /** It is still to be shown who is asking. */
    Wish unproved() {
      return new Wish(kind, regime, alsoUnder, receivedOn, identifiers, connections, "UNVERIFIED");
    }

    private String body() {
      return """
      {"kind": "%s", "regime": "%s", "alsoUnder": %s, "receivedOn": "%s", "identity": %s,
       "subject": {"identifiers": [%s]}, "connections": [%s]}
      """
          .formatted(
              kind,
              regime,
              RunningWrit.JSON.writeValueAsString(alsoUnder),
              receivedOn,
              RunningWrit.JSON.writeValueAsString(Filings.identity(method)),
              String.join(",", identifiers),
              connections.stream().map(c -> "\"" + c + "\"").collect(Collectors.joining(",")));
    }

    Asked file() {
      return filed(RunningWrit.json("POST", "/v1/requests", "officer", body()));
    }

    Asked file(String idempotencyKey) {
      return filed(
          RunningWrit.call(
              "POST",
              "/v1/requests",
              BodyPublishers.ofString(body()),
              "Authorization",
              RunningWrit.bearer("officer"),
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              idempotencyKey));
    }

    Asked fileAs(String token) {
      return filed(
          RunningWrit.call(
              "POST",
              "/v1/requests",
              BodyPublishers.ofString(body()),
              "Authorization",
              "Bearer " + token,
              "Content-Type",
              "application/json"));
    }

    private static Asked filed(HttpResponse<byte[]> answer) {
      assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(201);
      return new Asked("/v1/requests/" + RunningWrit.read(answer).path("id").asString());
    }
  }

  /** An address that nobody else has, with something of its person at each of these accounts. */
  static String somebodyAt(BellAccount... accounts) {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var email = "asked-" + mark + "@example.com";
    for (var bell : accounts) {
      heldOf(email, bell);
    }
    return email;
  }

  /** Something of this person's is at the account. */
  static VendorObject heldOf(String email, BellAccount bell) {
    var chime = new VendorObject("chime", "chime_" + UUID.randomUUID().toString().substring(0, 8));
    bell.tower().held.add(chime);
    ErasedAtBell.enter(bell, email, chime);
    return chime;
  }

  UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  String path() {
    return path;
  }

  JsonNode now() {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }

  JsonNode clock() {
    return RunningWrit.read(RunningWrit.json("GET", path + "/clock", "auditor", null));
  }

  String state() {
    return now().path("state").asString();
  }

  JsonNode until(String state) {
    return await().until(this::now, now -> now.path("state").asString().equals(state));
  }

  /** Until it waits for an approver, or for the release where none was wanted. */
  JsonNode untilPlanned() {
    return await()
        .until(
            this::now,
            now ->
                List.of("AWAITING_APPROVAL", "AWAITING_RELEASE")
                    .contains(now.path("state").asString()));
  }

  /** The same action as somebody who has just read the request. */
  HttpResponse<byte[]> act(String action, String role) {
    return act(action, RunningWrit.token(role), "");
  }

  HttpResponse<byte[]> act(String action, String token, String more) {
    return actAt(now().path("version").asLong(), action, token, more);
  }

  HttpResponse<byte[]> actAt(long version, String action, String token, String more) {
    return RunningWrit.call(
        "POST",
        path + "/" + action,
        BodyPublishers.ofString("{\"version\": " + version + more + "}"),
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        "application/json");
  }

  JsonNode done(String action, String role) {
    var answer = act(action, role);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  /** What the person gets to show who is asking. */
  Challenges.Letter challenged(Challenges.Kind kind) {
    var challenges = RunningWrit.bean(Challenges.class);
    return challenges.reveal(challenges.ask(id(), kind).id()).orElseThrow();
  }

  /** The person shows it by what was sent. */
  Asked proves(Challenges.Letter letter) {
    var word = letter.path().substring(Challenges.PATH.length());
    assertThat(RunningWrit.bean(ChallengeAnswers.class).answer(word, letter.code().orElse("")))
        .isEqualTo(ChallengeAnswers.Answer.PROVED);
    return this;
  }

  Asked proves() {
    return proves(challenged(Challenges.Kind.LINK));
  }

  List<String> events() {
    return texts(
        RunningWrit.read(RunningWrit.json("GET", path + "/timeline", "auditor", null)), "event");
  }

  List<String> legs(String field) {
    return texts(now().path("legs"), field);
  }

  static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(one -> one.path(field).asString()).toList();
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
