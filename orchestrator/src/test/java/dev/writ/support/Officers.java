package dev.writ.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The people around a service: they connect vendors, file requests, approve plans and what was
 * found beyond them, retry stuck legs, release packages.
 */
public final class Officers {
  private static final List<String> STUCK = List.of("BLOCKED", "FAILED", "STILL_PRESENT");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> NEEDS_A_FILE = List.of("EXPORT", "LOOK_UP");
  private final ServiceProcess service;
  private final Map<String, JsonNode> last = new LinkedHashMap<>();
  private final List<String> links = new ArrayList<>();

  public Officers(ServiceProcess service) {
    this.service = service;
  }

  /** Somebody carries out the open manual tasks at the sandbox's vendors and says so. */
  public void workByHand(Sandbox sandbox) throws Exception {
    workByHand(sandbox, path -> {});
  }

  /** What somebody does at an open task, whose path is given, before it is worked on. */
  public interface Before {
    void at(String path) throws Exception;
  }

  /** The same, with something done at each task before; it may close the task. */
  public void workByHand(Sandbox sandbox, Before before) throws Exception {
    var open = service.get("/v1/manual-tasks?state=OPEN&limit=200", "officer").path("items");
    for (var brief : open) {
      var path = "/v1/manual-tasks/" + brief.path("id").asString();
      before.at(path);
      var task = service.get(path, "officer");
      if (!task.path("state").asString().equals("OPEN")) {
        continue;
      }
      var vendor = task.path("vendor").asString();
      if (task.path("doer").asString().equals("SUBJECT")) {
        workAsThePerson(path, task.path("version"));
        continue;
      }
      if (NEEDS_A_FILE.contains(task.path("purpose").asString())) {
        upload(path);
      } else if (sandbox.vendors().contains(vendor)) {
        for (var about : task.path("about")) {
          sandbox.byHand(
              vendor, new VendorObject(about.path("kind").asString(), about.path("id").asString()));
        }
      }
      act(
          path + "/result",
          "officer",
          "{\"version\":%s,\"result\":\"DONE\"}",
          task.path("version"));
    }
  }

  /** The person opens the page of a link, has done it, and says so. */
  private void workAsThePerson(String path, JsonNode version) throws Exception {
    var made = service.send("POST", path + "/link", "officer", "{\"version\":" + version + "}");
    if (made.statusCode() == 409) {
      return;
    }
    assertThat(made.statusCode()).as(new String(made.body())).isEqualTo(201);
    var page = JSON.readTree(made.body()).path("path").asString();
    links.add(page.substring(page.lastIndexOf('/') + 1));
    var pressed =
        service.call(
            "POST", page, "answer=done", "Content-Type", "application/x-www-form-urlencoded");
    assertThat(pressed.statusCode()).as(new String(pressed.body())).isEqualTo(200);
  }

  /** The words of the links that persons were given here. */
  public List<String> links() {
    return List.copyOf(links);
  }

  private void upload(String path) throws Exception {
    var answer =
        service.upload(
            path + "/evidence", "officer", "text/plain", "export.txt", "fetched by hand");
    assertThat(answer.statusCode()).as(new String(answer.body())).isIn(201, 409);
  }

  /** A vendor without an API: nothing of it can be simulated, and nothing is ever called. */
  public void connectByHand(String vendor) throws Exception {
    service.post(
        "/v1/connections",
        "admin",
        Map.of("vendor", vendor, "name", vendor, "credentials", Map.of()));
  }

  /**
   * A connection per simulator, quick enough for tests, and the ledger of the planted objects.
   *
   * @return the connections' ids by vendor
   */
  public Map<String, String> connect(Sandbox sandbox, List<SandboxPerson> people) throws Exception {
    var connections = new HashMap<String, String>();
    for (var vendor : sandbox.vendors()) {
      var connection =
          Map.of(
              "vendor",
              vendor,
              "name",
              vendor,
              "baseUrl",
              sandbox.baseUrl(vendor).toString(),
              "callsPerSecond",
              500,
              "concurrency",
              8,
              "credentials",
              sandbox.simulator(vendor).credentials(),
              "settings",
              sandbox.simulator(vendor).settings());
      connections.put(
          vendor, service.post("/v1/connections", "admin", connection).path("id").asString());
    }
    var entries =
        sandbox.plant(people).stream()
            .map(
                p ->
                    Map.of(
                        "identifier", Map.of("type", "EMAIL", "value", p.person().email()),
                        "connection", connections.get(p.vendor()),
                        "kind", p.object().kind(),
                        "objectId", p.object().id(),
                        "parentId", p.object().parent()))
            .toList();
    service.post("/v1/ledger/entries", "integrator", Map.of("entries", entries));
    return connections;
  }

  /** Files a request and returns its id. */
  public String file(String kind, SandboxPerson person) throws Exception {
    var request = Filings.request(kind, "OFFICER_ATTESTED", person.emails().toArray(String[]::new));
    var filed = service.post("/v1/requests", "officer", request);
    last.put(filed.path("id").asString(), filed);
    return filed.path("id").asString();
  }

  /**
   * One round through all requests, read in one call: approve, release, and retry what is stuck.
   */
  public void work() throws Exception {
    for (var request : service.get("/v1/requests?limit=200", "officer").path("items")) {
      var id = request.path("id").asString();
      if (!last.containsKey(id) || over(last.get(id))) {
        continue;
      }
      last.put(id, request);
      switch (request.path("state").asString()) {
        case "AWAITING_APPROVAL", "AWAITING_RELEASE" ->
            act("/v1/requests/" + id + "/approve", "approver", request.path("version"));
        case "PLANNING", "NEEDS_ATTENTION" -> retryStuck(request);
        default -> {}
      }
    }
  }

  private void retryStuck(JsonNode request) throws Exception {
    for (var leg : request.path("legs")) {
      if (STUCK.contains(leg.path("state").asString())
          && leg.path("nextAttemptAt").isMissingNode()) {
        var at =
            "/v1/requests/" + request.path("id").asString() + "/legs/" + leg.path("id").asString();
        if (leg.path("unplanned").asInt() > 0) {
          // What the plan did not have is for approvers, for two where it is in doubt.
          act(at + "/erase-again", "approver", request.path("version"));
          act(at + "/erase-again", second(), request.path("version"));
        } else {
          act(at + "/retry", "officer", null);
        }
      }
    }
  }

  /** The name of another approver's token, beside those of the first run. */
  private String second() throws Exception {
    var file = service.home().resolve("tokens").resolve("second-approver");
    if (!Files.exists(file)) {
      var made =
          service.post(
              "/v1/tokens", "admin", Map.of("name", "second approver", "role", "APPROVER"));
      Files.writeString(file, made.path("token").asString());
    }
    return file.getFileName().toString();
  }

  /** A conflict means that the engine was quicker: the next round looks again. */
  private void act(String path, String role, JsonNode version) throws Exception {
    act(path, role, version == null ? null : "{\"version\":%s}", version);
  }

  private void act(String path, String role, String body, JsonNode version) throws Exception {
    var answer = service.send("POST", path, role, body == null ? null : body.formatted(version));
    assertThat(answer.statusCode()).as(new String(answer.body())).isIn(200, 409);
  }

  public long done() {
    return last.values().stream().filter(Officers::over).count();
  }

  public int filed() {
    return last.size();
  }

  public JsonNode last(String id) {
    return last.get(id);
  }

  /** What is not done yet, for a failure's message: states and reasons, no identifiers. */
  public String open() {
    var text = new StringBuilder();
    last.values().stream()
        .filter(request -> !over(request))
        .forEach(
            request -> {
              text.append('\n').append(request.path("state").asString());
              request.path("legs").forEach(leg -> text.append("\n   ").append(leg));
            });
    return text.toString();
  }

  private static boolean over(JsonNode request) {
    return List.of("MONITORING", "CLOSED").contains(request.path("state").asString());
  }
}
