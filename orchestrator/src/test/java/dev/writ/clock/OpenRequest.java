package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A request whose plan waits for an approver in the running service: nothing moves it but us. */
public final class OpenRequest {
  private final UUID id;

  private OpenRequest(UUID id) {
    this.id = id;
  }

  /** Under these laws, the first its regime; received on that day. */
  public static OpenRequest under(
      BellAccount bell, String kind, String jurisdiction, LocalDate received, String... laws) {
    return under(bell, kind, jurisdiction, received, laws, List.of());
  }

  /** And under these rules, by their ids. */
  static OpenRequest under(
      BellAccount bell,
      String kind,
      String jurisdiction,
      LocalDate received,
      String[] laws,
      List<String> rules) {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var chime = new VendorObject("chime", "chime_" + mark);
    bell.tower().held.add(chime);
    var email = "clock-" + mark + "@example.com";
    ErasedAtBell.enter(bell, email, chime);
    var others = List.of(laws).subList(1, laws.length);
    var filed =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "%s", "regime": "%s", "alsoUnder": %s, "alsoUnderRules": %s, "jurisdiction": "%s", "receivedOn": "%s", "channel": "EMAIL",
             "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
            """
                .formatted(
                    kind,
                    laws[0],
                    RunningWrit.JSON.writeValueAsString(others),
                    RunningWrit.JSON.writeValueAsString(rules),
                    jurisdiction,
                    received,
                    email,
                    bell.connection()));
    assertThat(filed.statusCode()).as(new String(filed.body())).isEqualTo(201);
    var request = new OpenRequest(UUID.fromString(RunningWrit.read(filed).path("id").asString()));
    request.untilState("AWAITING_APPROVAL");
    return request;
  }

  public UUID id() {
    return id;
  }

  public String path() {
    return "/v1/requests/" + id;
  }

  JsonNode show() {
    return RunningWrit.read(RunningWrit.json("GET", path(), "officer", null));
  }

  public JsonNode clock() {
    return RunningWrit.read(RunningWrit.json("GET", path() + "/clock", "auditor", null));
  }

  /** What the action answers; the body without its version. */
  HttpResponse<byte[]> act(String method, String below, String body) {
    return RunningWrit.json(method, path() + below, "officer", versioned(body));
  }

  public String versioned(String body) {
    return "{\"version\": " + show().path("version") + (body.isEmpty() ? "" : ", " + body) + "}";
  }

  JsonNode ok(String method, String below, String body) {
    var answer = act(method, below, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return RunningWrit.read(answer);
  }

  /** The detail of a refusal by law. */
  String refused(String method, String below, String body) {
    var answer = act(method, below, body);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(422);
    var problem = RunningWrit.read(answer);
    assertThat(problem.path("type").asString()).isEqualTo("urn:writ:problem:refused-by-law");
    return problem.path("detail").asString();
  }

  JsonNode untilState(String state) {
    return await().until(this::show, now -> now.path("state").asString().equals(state));
  }

  List<String> timeline() {
    return RunningWrit.read(RunningWrit.json("GET", path() + "/timeline", "auditor", null))
        .valueStream()
        .map(e -> words(e, "event") + " " + words(e, "from") + " -> " + words(e, "to"))
        .toList();
  }

  List<String> findings() {
    return RunningWrit.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("select severity || ' ' || state from finding where request_id = ? order by seq")
        .param(id)
        .query(String.class)
        .list();
  }

  private static String words(JsonNode of, String field) {
    return of.path(field).asString();
  }
}
