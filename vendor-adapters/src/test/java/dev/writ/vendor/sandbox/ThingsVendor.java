package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * A vendor of things: one per planted person, and numbered ones by {@code POST /v1/things}, whose
 * ids tell in which order they were made. {@code POST /v1/things/forget} erases the thing that its
 * body names; {@code POST /v1/things/search} only reads.
 */
class ThingsVendor implements VendorSimulator {
  static final String TOKEN = "an-invented-token";

  private final String vendor;
  private final Map<String, String> things = new TreeMap<>();
  private final Set<String> hidden = new TreeSet<>();
  private Backup backup = new Backup(InstantSource.system());
  private int made;
  volatile CountDownLatch arrivals = new CountDownLatch(0);

  ThingsVendor(String vendor) {
    this.vendor = vendor;
  }

  synchronized Map<String, String> things() {
    return Map.copyOf(things);
  }

  @Override
  public String vendor() {
    return vendor;
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("token", TOKEN);
  }

  @Override
  public synchronized boolean uses(Backup given) {
    backup = given;
    return true;
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public synchronized void reset() {
    things.clear();
    hidden.clear();
    made = 0;
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    things.put(person.key(), person.email());
    return List.of(new VendorObject("thing", person.key()));
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    backup.catchUp();
    return things.containsKey(person.key()) ? 1 : 0;
  }

  @Override
  public boolean changes(SimulatedRequest request) {
    return VendorSimulator.super.changes(request) && !request.path().endsWith("/search");
  }

  @Override
  public boolean erases(SimulatedRequest request) {
    return VendorSimulator.super.erases(request) || request.path().endsWith("/forget");
  }

  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    if (request.path().endsWith("/forget")) {
      return Optional.of("/v1/things/" + request.text());
    }
    return request.path().startsWith("/v1/things/") && changesOrReadsOne(request)
        ? VendorSimulator.super.objectOf(request)
        : Optional.empty();
  }

  private static boolean changesOrReadsOne(SimulatedRequest request) {
    return !request.path().endsWith("/search");
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    arrivals.countDown();
    backup.catchUp();
    if (request.path().startsWith("/v1/echo")) {
      return SimulatedResponse.json(
          200,
          Map.of(
              "path", request.path(),
              "query", request.query(),
              "headers", request.headers().keySet(),
              "body", request.text()));
    }
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return error(401);
    }
    if (request.path().equals("/v1/break")) {
      throw new IllegalStateException("ada@example.com");
    }
    var call = request.method() + " " + request.path();
    return switch (call) {
      case "GET /v1/things", "POST /v1/things/search" ->
          SimulatedResponse.json(
              200, things.keySet().stream().filter(id -> !hidden.contains(id)).toList());
      case "POST /v1/things" -> {
        var id = "made-" + ++made;
        things.put(id, request.headers().get("content-type") + " " + request.text());
        yield SimulatedResponse.json(201, Map.of("id", id));
      }
      case "POST /v1/things/forget" -> forget(request.text(), misbehaviours);
      default -> {
        var id = request.path().substring("/v1/things/".length());
        yield request.method().equals("DELETE")
            ? forget(id, misbehaviours)
            : things.containsKey(id) ? SimulatedResponse.json(200, Map.of("id", id)) : error(404);
      }
    };
  }

  private SimulatedResponse forget(String id, Set<Misbehaviour> misbehaviours) {
    if (!things.containsKey(id)) {
      return error(404);
    }
    var kept = Objects.requireNonNull(things.get(id));
    backup.erase(
        misbehaviours,
        () -> hidden.add(id),
        () -> {
          things.remove(id);
          return () -> things.put(id, kept);
        });
    return SimulatedResponse.empty(204);
  }

  @Override
  public SimulatedResponse error(int status) {
    return SimulatedResponse.json(status, Map.of("message", vendor + " error"))
        .withHeader("Retry-After", "77");
  }
}
