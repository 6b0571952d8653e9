package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The toy vendor's other side. Slow work is done when it has been asked about three times. */
final class ToySimulator implements VendorSimulator {
  private static final int PAGE = 100;
  private static final List<String> KINDS = List.of("letter", "vault", "seal");

  private static final String OWN_KEY = "key-2";

  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new LinkedHashMap<>();
  private final Set<String> keys = new TreeSet<>(List.of("key-1", OWN_KEY));
  private Backup backup = new Backup(InstantSource.system());
  private int made;

  /** Numbered as it was made, so that a list goes on behind a thing that is gone. */
  private static final class Thing {
    final int number;
    final String id;
    final String kind;
    final List<String> emails;
    final String text;
    boolean hidden;
    boolean gone;

    Thing(int number, String id, String kind, List<String> emails, String text) {
      this.number = number;
      this.id = id;
      this.kind = kind;
      this.emails = emails;
      this.text = text;
    }

    Map<String, String> json() {
      return Map.of("id", id, "kind", kind, "for", text);
    }
  }

  @Override
  public String vendor() {
    return "toy";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("key", "toy-key");
  }

  @Override
  public synchronized boolean uses(Backup given) {
    backup = given;
    return true;
  }

  @Override
  public synchronized void reset() {
    things.clear();
    asked.clear();
    keys.addAll(List.of("key-1", OWN_KEY));
    made = 0;
  }

  /** A search goes by POST and changes nothing; asking about a job brings it nearer to its end. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return request.method().equals("DELETE")
        || request.path().startsWith("/jobs/")
        || (request.method().equals("POST") && request.path().equals("/things"));
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    for (int i = 0; i < person.objects(); i++) {
      var id = "t-" + person.key() + "-" + i;
      make(id, KINDS.get(i % KINDS.size()), person.emails(), person.name());
    }
    return List.of();
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    backup.catchUp();
    return (int)
        things.values().stream()
            .filter(thing -> !thing.gone && thing.emails.equals(person.emails()))
            .count();
  }

  private @Nullable Thing find(String id) {
    var thing = things.get(id);
    return thing == null || thing.gone ? null : thing;
  }

  private Thing make(String id, String kind, List<String> emails, String text) {
    var thing = new Thing(++made, id, kind, emails, text);
    things.put(id, thing);
    return thing;
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!"toy-key".equals(request.headers().get("key")) || !keys.contains(OWN_KEY)) {
      return error(401);
    }
    backup.catchUp();
    var path = request.path();
    var id = path.substring(path.lastIndexOf('/') + 1);
    return switch (request.method() + " " + path) {
      case "POST /search" -> search(request);
      case "POST /things" -> create(request);
      case "GET /things" -> list(request);
      case "GET /keys" -> SimulatedResponse.json(200, Map.of("keys", keys));
      case "GET /promises" -> SimulatedResponse.json(200, Map.of("retentionDays", 30));
      default -> answer(request.method(), path, id, misbehaviours);
    };
  }

  private SimulatedResponse answer(
      String method, String path, String id, Set<Misbehaviour> misbehaviours) {
    return switch (method + " " + path.substring(0, path.lastIndexOf('/'))) {
      case "DELETE /keys" -> keys.remove(id) ? SimulatedResponse.json(200, Map.of()) : error(404);
      case "GET /things" ->
          find(id) == null ? error(404) : SimulatedResponse.json(200, find(id).json());
      case "DELETE /things" -> delete(id, misbehaviours);
      case "GET /jobs" -> job(id, misbehaviours);
      default -> error(404);
    };
  }

  private SimulatedResponse create(SimulatedRequest request) {
    var body = VendorHttp.JSON.readTree(request.body());
    var emails = List.of(body.path("email").asString(""));
    var kind = body.path("kind").asString("");
    return SimulatedResponse.json(
        201, make("m-" + (made + 1), kind, emails, body.path("text").asString("")).json());
  }

  private SimulatedResponse list(SimulatedRequest request) {
    int after = Integer.parseInt(request.param("after").orElse("0"));
    var kind = request.param("kind").orElse("");
    var found =
        things.values().stream()
            .filter(
                thing ->
                    !thing.hidden && !thing.gone && thing.kind.equals(kind) && thing.number > after)
            .limit(PAGE + 1L)
            .toList();
    var page = found.subList(0, Math.min(PAGE, found.size()));
    return SimulatedResponse.json(
        200,
        Map.of(
            "things",
            page.stream().map(Thing::json).toList(),
            "next",
            found.size() > PAGE ? page.getLast().number : -1));
  }

  private SimulatedResponse search(SimulatedRequest request) {
    var body = VendorHttp.JSON.readTree(request.body());
    var email = body.path("email").asString("");
    int from = body.path("from").asInt(0);
    var found =
        things.values().stream()
            .filter(thing -> !thing.hidden && !thing.gone && thing.emails.contains(email))
            .map(Thing::json)
            .toList();
    int to = Math.min(found.size(), from + PAGE);
    return SimulatedResponse.json(
        200, Map.of("things", found.subList(from, to), "next", to < found.size() ? to : -1));
  }

  private SimulatedResponse delete(String id, Set<Misbehaviour> misbehaviours) {
    var thing = find(id);
    if (thing == null) {
      return error(404);
    }
    if (thing.kind.equals("seal")) {
      return error(405);
    }
    if (thing.kind.equals("vault")) {
      return SimulatedResponse.json(202, Map.of("job", "burn-" + id));
    }
    erase(thing, misbehaviours);
    return SimulatedResponse.json(200, Map.of());
  }

  /** Who asks again after the end hears of it again. */
  private SimulatedResponse job(String job, Set<Misbehaviour> misbehaviours) {
    var thing = find(job.substring(job.indexOf('-') + 1));
    boolean ended = asked.getOrDefault(job, 0) >= 3;
    if (thing == null && !ended) {
      return error(404);
    }
    boolean done = asked.merge(job, 1, Integer::sum) >= 3;
    if (thing != null && done && job.startsWith("burn-")) {
      erase(thing, misbehaviours);
    }
    return SimulatedResponse.json(200, Map.of("done", done));
  }

  private void erase(Thing thing, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        () -> thing.hidden = true,
        () -> {
          thing.gone = true;
          return () -> thing.gone = false;
        });
  }

  @Override
  public SimulatedResponse error(int status) {
    return SimulatedResponse.json(status, Map.of("error", status));
  }
}
