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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A marked person is planted at every vendor, sent through everything, and then searched for in
 * every file the service left: tables, write-ahead log, workflow histories, logs; and in every
 * answer that is not the person's own package.
 */
class PlantedPersonIT {
  private static final SandboxPerson MARKED =
      new SandboxPerson(
          "zqmarker7f3", "Zqmarker Zqperson", List.of("zqmarker7f3@example.com"), Set.of("*"), 9);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern LINK = Pattern.compile("/subject/tasks/([^?\\s]+)");
  private static final String UNKNOWN_CONTACT = "987650123498765";
  private static final String EVENT = "381627934098712";

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
      var hubspot = officers.connect(sandbox, List.of(MARKED)).get("hubspot");
      officers.connectByHand("openai-consumer");
      var hands = new MarkedHands(service);
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
      finish(officers, hands, sandbox);
      assertPackageIsThePersons(service, access);
      traces.addAll(calledBack(service, hubspot, sandbox));
      officers.file("ERASURE", MARKED);
      finish(officers, hands, sandbox);
      hands.assertAllWasTried();
      traces.addAll(hands.objects());
      traces.addAll(written(service));
      officers.links().forEach(word -> traces.add(word.toLowerCase(Locale.ROOT)));
      var asked = asked(service);
      answers.addAll(hands.readable());
      answers.addAll(everythingReadable(service, access));
      answers.addAll(readable(service, "officer", List.of(asked, asked + "/timeline")));
      answers.addAll(readable(service, "auditor", List.of(asked + "/identity")));
      sandbox.log().stream().map(SeenCall::object).forEach(object -> vendorId(object, traces));
      assertHeardOfNobody(receiver, traces);
      assertThat(sandbox.log()).isNotEmpty();
    }
    assertThat(traces).hasSizeGreaterThan(6);
    for (var answer : answers) {
      var told = answer.toLowerCase(Locale.ROOT);
      assertThat(traces.stream().filter(told::contains)).as(told).isEmpty();
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

  /** The words of the links that stand in letters about what only the person can do. */
  private static Set<String> written(ServiceProcess service) throws Exception {
    var words = new TreeSet<String>();
    var letters = service.get("/v1/letters?kind=TASK_STEPS&limit=200", "officer").path("items");
    for (var brief : letters) {
      var letter = service.get("/v1/letters/" + brief.path("id").asString(), "officer");
      var link = LINK.matcher(letter.path("text").asString());
      assertThat(link.find()).isTrue();
      words.add(link.group(1).toLowerCase(Locale.ROOT));
    }
    assertThat(words).as("one for the copy, one for the erasure").hasSize(2);
    return words;
  }

  /** A signed call of a vendor's about the person's own object, and one that no simulator knows. */
  private static Set<String> calledBack(ServiceProcess service, String hubspot, Sandbox sandbox)
      throws Exception {
    var secret = "zqsecret-0123456789abcdef";
    var credentials = new HashMap<>(sandbox.simulator("hubspot").credentials());
    credentials.put("clientSecret", secret);
    var changed =
        service.send(
            "PATCH",
            "/v1/connections/" + hubspot,
            "admin",
            JSON.writeValueAsString(Map.of("credentials", credentials)));
    assertThat(changed.statusCode()).isEqualTo(200);
    var contact =
        sandbox.log().stream()
            .filter(call -> call.vendor().equals("hubspot"))
            .map(SeenCall::object)
            .filter(object -> object.matches(".*/contacts/[0-9]+"))
            .map(object -> object.substring(object.lastIndexOf('/') + 1))
            .findFirst()
            .orElseThrow();
    var path = "/v1/connections/" + hubspot + "/webhook";
    for (var id : List.of(contact, UNKNOWN_CONTACT)) {
      var body =
          """
          [{"eventId":%s,"subscriptionId":25,"portalId":33,"appId":1160452,"occurredAt":%d,
            "subscriptionType":"contact.privacyDeletion","attemptNumber":0,"objectId":%s}]\
          """
              .formatted(EVENT, System.currentTimeMillis(), id);
      var sent = Long.toString(System.currentTimeMillis());
      var taken =
          service.call(
              "POST",
              path,
              body,
              "Content-Type",
              "application/json",
              "X-HubSpot-Request-Timestamp",
              sent,
              "X-HubSpot-Signature-v3",
              signed(secret, "POST" + service.address() + path + body + sent));
      assertThat(taken.statusCode()).as(new String(taken.body(), UTF_8)).isBetween(200, 299);
    }
    return Set.of(UNKNOWN_CONTACT, EVENT, secret);
  }

  private static String signed(String secret, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }

  /** Marks what people write and upload at manual tasks, each in time before it is closed. */
  private static final class MarkedHands {
    private final ServiceProcess service;
    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<String> objects = new TreeSet<>();
    private int refused;

    MarkedHands(ServiceProcess service) {
      this.service = service;
    }

    void mark(String path) throws Exception {
      if (!tasks.add(path)) {
        return;
      }
      var task = service.get(path, "officer");
      task.path("about").forEach(about -> vendorId(about.path("id").asString(), objects));
      if (task.path("doer").asString().equals("SUBJECT")) {
        // Steps of a task that is closed are not written any more.
        await("the steps are sent").atMost(Duration.ofMinutes(3)).until(this::stepsSent);
      }
      service.post(
          path + "/comments", "officer", Map.of("text", "Zqperson called, " + MARKED.email()));
      var kept =
          service.upload(
              path + "/evidence",
              "officer",
              "text/plain",
              "zqmarker7f3.txt",
              "It was done for Zqmarker Zqperson, " + MARKED.email());
      assertThat(kept.statusCode()).as(new String(kept.body(), UTF_8)).isEqualTo(201);
      if (refused == 0
          && task.path("doer").asString().equals("OFFICER")
          && task.path("purpose").asString().equals("ERASE")) {
        var version = service.get(path, "officer").path("version").asLong();
        service.post(
            path + "/result",
            "officer",
            Map.of(
                "version", version,
                "result", "REFUSED",
                "ground", "LEGAL_OBLIGATION",
                "reason", "Zqperson still works there"));
        refused++;
      }
    }

    private boolean stepsSent() throws Exception {
      return service
          .get("/v1/letters?kind=TASK_STEPS&limit=200", "officer")
          .path("items")
          .valueStream()
          .allMatch(letter -> letter.path("state").asString().equals("SENT"));
    }

    Set<String> objects() {
      return objects;
    }

    void assertAllWasTried() {
      assertThat(tasks).hasSizeGreaterThan(3);
      assertThat(objects).as("a possible account").anyMatch(id -> id.startsWith("email-z-"));
      assertThat(refused).isEqualTo(1);
    }

    /** What those are shown who may not read whom a task is about. */
    List<String> readable() throws Exception {
      return PlantedPersonIT.readable(service, "auditor", List.copyOf(tasks));
    }
  }

  private static void finish(Officers officers, MarkedHands hands, Sandbox sandbox) {
    await("the request is monitored")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              officers.work();
              officers.workByHand(sandbox, hands::mark);
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
