package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedSearches.Quirk;
import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Adapter and simulator with the real sandbox between them, and everything that went over the wire.
 */
final class GoogleBench implements AutoCloseable {
  private static final int MOST_POLLS = 50;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  final GoogleWorkspaceAdapter adapter = new GoogleWorkspaceAdapter(now::get);
  final GoogleWorkspaceSimulator simulator = new GoogleWorkspaceSimulator(now::get);
  final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  final Map<String, String> settings = new HashMap<>(simulator.settings());

  GoogleBench() {
    settings.remove("drillUser");
  }

  /** Answers in the simulator's place where there is something. */
  volatile Function<SimulatedRequest, Optional<SimulatedResponse>> instead =
      any -> Optional.empty();

  private final Sandbox sandbox = SharedServer.host(new Watched());

  /** What went over the wire. */
  record Exchange(SimulatedRequest request, SimulatedResponse response) {}

  /** What an export has given. */
  static final class Taken implements RecordSink {
    final List<JsonNode> records = new ArrayList<>();
    final Map<String, String> files = new LinkedHashMap<>();

    @Override
    public void accept(String kind, String json) {
      records.add(VendorHttp.JSON.readTree(json));
    }

    @Override
    public void file(String kind, String name, String mediaType, InputStream content)
        throws IOException {
      files.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private final class Watched implements VendorSimulator {
    @Override
    public String vendor() {
      return simulator.vendor();
    }

    @Override
    public String basePath() {
      return simulator.basePath();
    }

    @Override
    public Map<String, String> credentials() {
      return simulator.credentials();
    }

    @Override
    public void reset() {
      simulator.reset();
    }

    @Override
    public List<VendorObject> plant(SandboxPerson person) {
      return simulator.plant(person);
    }

    @Override
    public int held(SandboxPerson person) {
      return simulator.held(person);
    }

    @Override
    public SimulatedResponse answer(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
      var answer = instead.apply(request).orElseGet(() -> simulator.answer(request, misbehaviours));
      exchanges.add(new Exchange(request, answer));
      return answer;
    }

    @Override
    public SimulatedResponse error(int status) {
      return simulator.error(status);
    }
  }

  URI baseUrl() {
    return sandbox.baseUrl(simulator.vendor());
  }

  VendorConnection connection() {
    return new VendorConnection(
        baseUrl(),
        Map.of("serviceAccountKey", new Secret(SimulatedIdentity.serviceAccountKey())),
        settings);
  }

  /** Everything that settings can ask for. */
  GoogleBench erasingEverything() {
    for (var setting : List.of("eraseAccount", "eraseMail", "eraseDrive", "eraseTokens")) {
      settings.put(setting, "true");
    }
    return this;
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  void quirks(Quirk... wanted) {
    simulator.vault().searches().quirks(wanted);
  }

  Subject plant(SandboxPerson person) {
    simulator.plant(person);
    return new Subject(
        person.emails().stream().map(e -> new Identifier(Identifier.Type.EMAIL, e)).toList(),
        List.of());
  }

  SimulatedUser user(SandboxPerson person) {
    return simulator.tenant().planted(person).orElseThrow();
  }

  VendorObject chats(SandboxPerson person) {
    return new VendorObject("gemini_conversations", user(person).account.id);
  }

  Location locate(Subject subject) {
    return adapter.locate(connection(), subject);
  }

  List<String> kinds(Subject subject) {
    return locate(subject).objects().stream().map(VendorObject::kind).distinct().toList();
  }

  Erasure erase(VendorObject object) {
    return adapter.erase(connection(), object);
  }

  Presence look(VendorObject object) {
    var presence = adapter.read(connection(), object);
    for (int i = 0; presence instanceof Presence.InProgress slow && i < MOST_POLLS; i++) {
      presence = adapter.pollRead(connection(), object, slow.handle());
    }
    return presence;
  }

  Taken export(VendorObject object) {
    var taken = new Taken();
    var export = adapter.export(connection(), object, taken);
    for (int i = 0; export instanceof Export.InProgress slow && i < MOST_POLLS; i++) {
      export = adapter.pollExport(connection(), object, slow.handle(), taken);
    }
    if (!(export instanceof Export.Complete)) {
      throw new AssertionError("the export never ended");
    }
    return taken;
  }

  /** Requests that reached the simulator, as {@code METHOD /path}. */
  List<String> calls() {
    return exchanges.stream().map(e -> e.request().method() + " " + e.request().path()).toList();
  }

  /** A call of somebody else's, with a token of the simulator's own. */
  SimulatedResponse ask(String email, String scope, String method, String path, Object body) {
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.identity().accessToken(email, scope)),
            VendorHttp.JSON.writeValueAsBytes(body)),
        Set.of());
  }

  /** A hold in a matter of the legal department's. */
  void hold(Map<String, Object> hold) {
    var scope = "https://www.googleapis.com/auth/ediscovery";
    var matter = ask(SimulatedTenant.ADMIN, scope, "POST", "/v1/matters", Map.of("name", "Case"));
    var id = VendorHttp.JSON.readTree(matter.body()).path("matterId").asString("");
    var answer = ask(SimulatedTenant.ADMIN, scope, "POST", "/v1/matters/" + id + "/holds", hold);
    if (answer.status() != 200) {
      throw new AssertionError("no hold");
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
