package dev.writ;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Officers;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SeenCall;
import dev.writ.webhook.ReceiverServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * A marked person is planted at every vendor, sent through everything, and then searched for in
 * every file the service left: tables, write-ahead log, workflow histories, logs; and in every
 * answer that is not the person's own package.
 */
class PlantedPersonIT {
  private static final SandboxPerson MARKED =
      new SandboxPerson(
          "zqmarker7f3", "Zqmarker Zqperson", List.of("zqmarker7f3@example.com"), Set.of("*"), 9);

  @Test
  void a_marked_person_leaves_no_trace_outside_sealed_values() throws Exception {
    var answers = new ArrayList<String>();
    var traces = new TreeSet<>(Set.of("zqmarker7f3", "zqmarker", "zqperson"));
    ServiceProcess left;
    try (var sandbox = new Sandbox(0, VendorCatalogue.simulators()).start();
        var receiver = new ReceiverServer();
        var service = new ServiceProcess(engine()).launch()) {
      left = service;
      sandbox.keepLog(true);
      sandbox.seed(7);
      var officers = new Officers(service);
      officers.connect(sandbox, List.of(MARKED));
      service.post(
          "/v1/webhooks",
          "admin",
          Map.of(
              "name",
              "Listener",
              "url",
              receiver.url(),
              "events",
              List.of("request.moved", "leg.moved", "finding.raised", "task.opened", "task.due")));
      sandbox.vendors().forEach(v -> sandbox.misbehave(v, Misbehaviour.MALFORMED, 0.05));
      sandbox.vendors().forEach(v -> sandbox.misbehave(v, Misbehaviour.ANSWER_LOST, 0.1));
      answers.addAll(badCalls(service));
      var access = officers.file("ACCESS", MARKED);
      finish(officers, sandbox);
      assertPackageIsThePersons(service, access);
      officers.file("ERASURE", MARKED);
      finish(officers, sandbox);
      var asked = asked(service);
      answers.addAll(everythingReadable(service, access));
      answers.addAll(readable(service, "officer", List.of(asked, asked + "/timeline")));
      answers.addAll(readable(service, "auditor", List.of(asked + "/identity")));
      sandbox.log().stream().map(SeenCall::object).forEach(object -> vendorId(object, traces));
      assertHeardOfNobody(receiver, traces);
      assertThat(sandbox.log()).isNotEmpty();
    }
    assertThat(traces).hasSizeGreaterThan(6);
    for (var answer : answers) {
      assertThat(answer.toLowerCase()).doesNotContain("zqmarker", "zqperson");
    }
    assertThat(hits(left.log(), traces)).isEmpty();
    try (var files = Files.walk(left.home())) {
      var all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSizeGreaterThan(50);
      for (var file : all) {
        assertThat(hits(file, traces)).as(left.home().relativize(file).toString()).isEmpty();
      }
    }
  }

  /** What left the house holds neither the person nor an id of a vendor's. */
  private static void assertHeardOfNobody(ReceiverServer receiver, Set<String> traces) {
    assertThat(receiver.calls().toString())
        .contains("request.moved", "leg.moved", "task.opened", "VERIFIED_ABSENT");
    for (var call : receiver.calls()) {
      var told = call.toString().toLowerCase();
      assertThat(traces.stream().filter(told::contains)).as(told).isEmpty();
    }
  }

  @Test
  void the_search_itself_finds_what_lies_in_the_clear() throws IOException {
    var file = Files.createTempFile("planted", ".bin");
    Files.write(file, "\0\1xxZqMarker7f3@example.com\2".getBytes(UTF_8));
    assertThat(hits(file, Set.of("zqmarker7f3"))).containsExactly("zqmarker7f3");
    Files.delete(file);
  }

  /**
   * The durable histories of the development server are searched too, where its binary is to be
   * had.
   */
  private static Map<String, String> engine() {
    var cli = System.getenv("WRIT_TEMPORAL_CLI");
    return cli == null || cli.isBlank()
        ? Map.of()
        : Map.of("WRIT_ENGINE", "dev-server", "WRIT_TEMPORAL_CLI", cli);
  }

  private static void finish(Officers officers, Sandbox sandbox) {
    await("the request is monitored")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              officers.work();
              officers.workByHand(sandbox);
              assertThat(officers.done()).as(officers.open()).isEqualTo(officers.filed());
            });
  }

  private static List<String> badCalls(ServiceProcess service) throws Exception {
    var mark = "zqmarker7f3@example.com";
    var calls =
        List.of(
            List.of("POST", "/v1/requests", "{\"kind\":\"" + mark + "\"}"),
            List.of("POST", "/v1/requests", "{\"" + mark + "\":1}"),
            List.of("POST", "/v1/requests", "{\"kind\": " + mark),
            List.of(
                "POST",
                "/v1/requests",
                "{\"kind\":\"ERASURE\",\"regime\":\"GDPR\",\"receivedOn\":\"2026-11-02\",\"reference\":\""
                    + mark
                    + "\",\"subject\":{\"identifiers\":[{\"type\":\"EMAIL\",\"value\":\""
                    + mark
                    + "\"}]},\"identity\":{\"method\":\"X\",\"note\":\""
                    + mark
                    + "\"}}"),
            List.of("GET", "/v1/requests/" + mark, ""),
            List.of("GET", "/v1/requests?state=" + mark, ""),
            List.of("GET", "/" + mark, ""),
            List.of("PUT", "/v1/requests", mark));
    var answers = new ArrayList<String>();
    for (var call : calls) {
      var body = call.get(2).isEmpty() ? null : call.get(2);
      var answer = service.send(call.get(0), call.get(1), "officer", body);
      assertThat(answer.statusCode()).as(call.get(0) + " " + call.get(1)).isBetween(400, 499);
      answers.add(new String(answer.body(), UTF_8));
    }
    return answers;
  }

  /** Asked for by a link, by a code to a held address, and vouched for in the end. */
  private static String asked(ServiceProcess service) throws Exception {
    var mark = MARKED.email();
    var filed =
        service.post(
            "/v1/requests",
            "integrator",
            Map.of(
                "kind",
                "ACCESS",
                "regime",
                "CCPA",
                "receivedOn",
                "2026-11-02",
                "subject",
                Map.of("identifiers", List.of(Map.of("type", "EMAIL", "value", mark))),
                "identity",
                Map.of("method", "ONE_TIME_LINK")));
    var path = "/v1/requests/" + filed.path("id").asString();
    service.post(
        path + "/identity/challenges",
        "officer",
        Map.of("version", 1, "kind", "CODE", "contact", mark));
    service.post(
        path + "/identity/data-points",
        "officer",
        Map.of("version", 2, "types", List.of("NAME"), "matched", 2, "declared", false));
    service.post(
        path + "/identity/attest", "officer", Map.of("version", 3, "note", "Called " + mark));
    return path;
  }

  private static List<String> everythingReadable(ServiceProcess service, String id)
      throws Exception {
    var paths =
        List.of(
            "/v1/requests",
            "/v1/requests/" + id,
            "/v1/requests/" + id + "/timeline",
            "/v1/requests/" + id + "/looks",
            "/v1/requests/" + id + "/resurfacings",
            "/v1/vendors",
            "/v1/manual-tasks",
            "/v1/record?year=2026",
            "/v1/statistics?year=2026",
            "/v1/letters?limit=200",
            "/v1/requests/" + id + "/recipients",
            "/v1/findings?limit=200",
            "/actuator/prometheus");
    var answers = readable(service, "officer", paths);
    answers.addAll(readable(service, "admin", List.of("/v1/connections")));
    return answers;
  }

  private static List<String> readable(ServiceProcess service, String role, List<String> paths)
      throws Exception {
    var answers = new ArrayList<String>();
    for (var path : paths) {
      var answer = service.send("GET", path, role, null);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      answers.add(new String(answer.body(), UTF_8));
    }
    return answers;
  }

  private static void assertPackageIsThePersons(ServiceProcess service, String id)
      throws Exception {
    var zip = service.send("GET", "/v1/requests/" + id + "/package", "officer", null);
    assertThat(zip.statusCode()).isEqualTo(200);
    var text = new StringBuilder();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
      while (entries.getNextEntry() != null) {
        text.append(new String(entries.readAllBytes(), UTF_8));
      }
    }
    assertThat(text).contains("zqmarker7f3@example.com");
  }

  /** The last segment of an object's path, when it is long enough to be told from chance. */
  private static void vendorId(String object, Set<String> traces) {
    var id = object.substring(object.lastIndexOf('/') + 1);
    if (id.length() >= 8 && id.chars().anyMatch(Character::isDigit)) {
      traces.add(id.toLowerCase());
    }
  }

  private static List<String> hits(Path file, Set<String> traces) throws IOException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase();
    return traces.stream().filter(text::contains).toList();
  }
}
