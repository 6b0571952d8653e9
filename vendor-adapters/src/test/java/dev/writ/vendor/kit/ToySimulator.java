package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The toy vendor's other side. Slow work is done when it has been asked about three times. */
final class ToySimulator implements VendorSimulator {
  private static final int PAGE = 100;
  private static final List<String> KINDS = List.of("letter", "vault", "seal");

  private final Map<String, Thing> things = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new LinkedHashMap<>();

  private static final class Thing {
    final String id;
    final String kind;
    final SandboxPerson person;
    boolean hidden;

    Thing(String id, String kind, SandboxPerson person) {
      this.id = id;
      this.kind = kind;
      this.person = person;
    }

    Map<String, String> json() {
      return Map.of("id", id, "kind", kind, "for", person.name());
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
  public synchronized void reset() {
    things.clear();
    asked.clear();
  }

  /** A search goes by POST and changes nothing; asking about a job brings it nearer to its end. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return request.method().equals("DELETE") || request.path().startsWith("/jobs/");
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    for (int i = 0; i < person.objects(); i++) {
      var id = "t-" + person.key() + "-" + i;
      things.put(id, new Thing(id, KINDS.get(i % KINDS.size()), person));
    }
    return List.of();
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    return (int) things.values().stream().filter(t -> t.person.equals(person)).count();
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!"toy-key".equals(request.headers().get("key"))) {
      return error(401);
    }
    var path = request.path();
    var id = path.substring(path.lastIndexOf('/') + 1);
    return switch (request.method() + " " + path.substring(0, path.lastIndexOf('/'))) {
      case "POST " -> search(request);
      case "GET /things" ->
          things.containsKey(id) ? SimulatedResponse.json(200, things.get(id).json()) : error(404);
      case "DELETE /things" -> delete(id, misbehaviours);
      case "GET /jobs" -> job(id, misbehaviours);
      default -> error(404);
    };
  }

  private SimulatedResponse search(SimulatedRequest request) {
    var body = VendorHttp.JSON.readTree(request.body());
    var email = body.path("email").asString("");
    int from = body.path("from").asInt(0);
    var found =
        things.values().stream()
            .filter(thing -> !thing.hidden && thing.person.emails().contains(email))
            .map(Thing::json)
            .toList();
    int to = Math.min(found.size(), from + PAGE);
    return SimulatedResponse.json(
        200, Map.of("things", found.subList(from, to), "next", to < found.size() ? to : -1));
  }

  private SimulatedResponse delete(String id, Set<Misbehaviour> misbehaviours) {
    var thing = things.get(id);
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

  private SimulatedResponse job(String job, Set<Misbehaviour> misbehaviours) {
    var thing = things.get(job.substring(job.indexOf('-') + 1));
    if (thing == null) {
      return error(404);
    }
    boolean done = asked.merge(job, 1, Integer::sum) >= 3;
    if (done && job.startsWith("burn-")) {
      erase(thing, misbehaviours);
    }
    return SimulatedResponse.json(200, Map.of("done", done));
  }

  private void erase(Thing thing, Set<Misbehaviour> misbehaviours) {
    if (misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)) {
      thing.hidden = true;
    } else if (!misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      things.remove(thing.id);
    }
  }

  @Override
  public SimulatedResponse error(int status) {
    return SimulatedResponse.json(status, Map.of("error", status));
  }
}
