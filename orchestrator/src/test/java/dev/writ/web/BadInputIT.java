package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad input made from the API description: each is refused with a documented problem that repeats
 * nothing, and nothing breaks.
 */
class BadInputIT {
  private static final String EXAMPLE_CONNECTION = "45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad33";
  private static final String SQL = "%27%3B%20drop%20table%20request%3B--" + BadBodies.MARKER;
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final Set<String> LARGE =
      Set.of("appendLedger", "removeLedger", "addTaskEvidence", "addClaimDocument");
  private static String openai;
  private static String hubspot;
  private static String spare;
  private final List<String> faults = new ArrayList<>();
  private int cases;

  @BeforeAll
  static void connections() {
    openai = RunningWrit.connection("openai");
    hubspot = RunningWrit.connection("hubspot");
    spare = paused(RunningWrit.json("POST", "/v1/connections", "admin", spareConnection("spare")));
  }

  @Test
  void every_property_of_every_body_is_checked() {
    for (var op : Description.operations()) {
      for (var example : op.examples()) {
        for (var bad : BadBodies.of(op.body(), usable(op, example))) {
          var answer = RunningWrit.json(op.method(), path(op), op.role(), bad.json());
          if (answer.statusCode() == 201 && op.id().equals("createConnection")) {
            paused(answer);
          }
          if (answer.statusCode() == 201 && op.id().equals("createWebhook")) {
            deleted(answer);
          }
          if (answer.statusCode() < 400 && !bad.maybe()) {
            faults.add(op + bad.what() + " is taken: " + answer.statusCode());
          }
          note(op + bad.what(), answer, op.problems());
        }
      }
    }
    assertThat(cases).isGreaterThan(1_000);
    assertThat(faults).as(cases + " cases").isEmpty();
  }

  @Test
  void every_path_query_and_header_parameter_is_checked() {
    for (var op : Description.operations()) {
      for (var parameter : op.parameters()) {
        for (var bad : bad(parameter.getSchema().getType(), parameter.getSchema().getFormat())) {
          var where = op + " with " + parameter.getIn() + " " + parameter.getName() + "=" + bad;
          var answer =
              switch (parameter.getIn()) {
                case "path" -> send(op, op.path().replace("{" + parameter.getName() + "}", bad));
                case "query" -> send(op, op.path() + "?" + parameter.getName() + "=" + bad);
                default -> header(op, parameter.getName(), bad);
              };
          var free =
              parameter.getIn().equals("header")
                  || Set.of("reference", "assignee").contains(parameter.getName());
          if (answer.statusCode() < 400 && !free) {
            faults.add(where + " is taken");
          }
          note(where, answer, op.problems());
        }
        if (parameter.getIn().equals("query")) {
          var twice = parameter.getName() + "=1&" + parameter.getName() + "=1";
          refused(op, op.path() + "?" + twice);
        }
      }
      refused(op, path(op) + "?" + BadBodies.MARKER + "=1");
      refused(op, path(op) + "?%ff%fe=1");
      refused(op, path(op) + "?&");
    }
    assertThat(cases).isGreaterThan(200);
    assertThat(faults).as(cases + " cases").isEmpty();
  }

  @Test
  void every_path_takes_any_method_and_type_without_breaking() {
    var methods = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    var types =
        List.of(
            "application/json",
            "application/x-ndjson",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/json;charset=utf-16",
            "*/*",
            "x");
    var all = Description.problems().keySet();
    for (var path : Description.paths()) {
      for (var method : methods) {
        for (var type : types) {
          for (var role : List.of("admin", "officer")) {
            var answer =
                RunningWrit.call(
                    method,
                    filled(path),
                    BodyPublishers.ofString("{\"" + BadBodies.MARKER + "\":1}"),
                    "Authorization",
                    RunningWrit.bearer(role),
                    "Content-Type",
                    type);
            var what = method + " " + path + " with " + type;
            if (answer.statusCode() == 405 && answer.headers().firstValue("Allow").isEmpty()) {
              faults.add(what + ": 405 without Allow");
            }
            if (!method.equals("HEAD")) {
              note(what, answer, all);
            }
          }
        }
      }
    }
    assertThat(faults).as(cases + " cases").isEmpty();
  }

  @Test
  void a_type_nobody_can_give_is_not_acceptable() {
    for (var op : Description.operations()) {
      if (op.signed()) {
        continue; // a vendor is answered whatever it accepts
      }
      var answer =
          RunningWrit.call(
              op.method(),
              path(op),
              BodyPublishers.ofString(
                  op.examples().isEmpty() ? "" : usable(op, op.examples().getFirst()).toString()),
              "Authorization",
              RunningWrit.bearer(op.role()),
              "Content-Type",
              "application/json",
              "Accept",
              "image/png");
      note(op + " as image/png", answer, op.problems());
      assertThat(answer.statusCode()).as(op.id()).isIn(406, 204, 404, 415);
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void a_body_past_its_limit_is_too_large_whether_it_would_be_read_or_not() {
    var body = " ".repeat((1 << 20) + 1);
    for (var op : Description.operations()) {
      if (!WITH_BODY.contains(op.method()) || LARGE.contains(op.id())) {
        continue;
      }
      var answer = RunningWrit.json(op.method(), path(op), op.role(), body);
      if (answer.statusCode() != 413) {
        faults.add(op + " takes it: " + answer.statusCode());
      }
      note(op + " with more than 1 MiB", answer, op.problems());
    }
    assertThat(cases).isGreaterThan(50);
    assertThat(faults).isEmpty();
  }

  @Test
  void the_metrics_have_room_for_every_path() {
    var room =
        RunningWrit.bean(Environment.class)
            .getRequiredProperty("management.metrics.web.server.max-uri-tags", Integer.class);
    assertThat(room).isGreaterThan(2 * Description.paths().size());
  }

  private void note(
      String what, HttpResponse<byte[]> answer, java.util.Collection<String> problems) {
    cases++;
    Refusals.fault(answer, problems).ifPresent(fault -> faults.add(what + " " + fault));
  }

  private void refused(Description.Op op, String path) {
    var answer = send(op, path);
    if (answer.statusCode() < 400) {
      faults.add(op.method() + " " + path + " is taken");
    }
    note(op.method() + " " + path, answer, op.problems());
  }

  private HttpResponse<byte[]> send(Description.Op op, String path) {
    var body = op.examples().isEmpty() ? null : usable(op, op.examples().getFirst()).toString();
    return RunningWrit.json(op.method(), filled(path), op.role(), body);
  }

  private HttpResponse<byte[]> header(Description.Op op, String name, String value) {
    return RunningWrit.call(
        op.method(),
        filled(op.path()),
        BodyPublishers.ofString("{}"),
        "Authorization",
        RunningWrit.bearer(op.role()),
        "Content-Type",
        "application/json",
        name,
        value);
  }

  private static List<String> bad(String type, String format) {
    var values =
        new ArrayList<>(List.of(BadBodies.MARKER, "%20", "%EF%BB%BF", SQL, "%F0%9F%92%A5"));
    values.addAll(List.of("null", "true", BadBodies.MARKER.repeat(500), "%ED%A0%80", "%C0%80"));
    if ("uuid".equals(format)) {
      values.addAll(List.of("1-1-1-1-1", UUID.randomUUID() + "0", "{" + UUID.randomUUID() + "}"));
    }
    if ("date".equals(format)) {
      values.addAll(List.of("2026-02-30", "2026-1-1", "2026-01-01Z", "0000-01-01", "-2026-01-01"));
    }
    if ("integer".equals(type)) {
      values.addAll(List.of("0", "-1", "201", "0x10", "1.5", "1e2", "99999999999999999999"));
    }
    values.removeIf(value -> value.contains("{"));
    return values;
  }

  private static String path(Description.Op op) {
    return op.id().equals("changeConnection") ? op.at(spare, spare) : filled(op.path());
  }

  private static String filled(String path) {
    return path.replace("{id}", UUID.randomUUID().toString())
        .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
  }

  /** The example with ids that exist here, and without an address outside this machine. */
  private static ObjectNode usable(Description.Op op, JsonNode example) {
    var id = op.id().equals("appendLedger") ? openai : hubspot;
    var body =
        (ObjectNode) RunningWrit.JSON.readTree(example.toString().replace(EXAMPLE_CONNECTION, id));
    if (op.id().equals("createConnection")) {
      body.put("baseUrl", "http://127.0.0.1:9");
    }
    if (op.id().equals("createWebhook")) {
      body.put("url", "http://127.0.0.1:9");
    }
    return body;
  }

  private static String spareConnection(String name) {
    return """
    {"vendor": "hubspot", "name": "%s", "baseUrl": "http://127.0.0.1:9", "credentials": {"accessToken": "none"}}
    """
        .formatted(name);
  }

  private static void deleted(HttpResponse<byte[]> created) {
    var id = RunningWrit.read(created).path("webhook").path("id").asString();
    assertThat(RunningWrit.json("DELETE", "/v1/webhooks/" + id, "admin", null).statusCode())
        .isEqualTo(204);
  }

  /** Takes part in no request of another test. */
  private static String paused(HttpResponse<byte[]> created) {
    assertThat(created.statusCode())
        .as(new String(created.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    var id = RunningWrit.read(created).path("id").asString();
    var answer =
        RunningWrit.json("PATCH", "/v1/connections/" + id, "admin", "{\"state\":\"PAUSED\"}");
    assertThat(Set.of(answer.statusCode())).containsOnly(200);
    return id;
  }
}
