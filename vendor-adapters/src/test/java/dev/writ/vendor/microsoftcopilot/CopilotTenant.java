package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.MarkedHandle;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The simulator in a sandbox, with an adapter before it and every exchange written down. */
final class CopilotTenant implements AutoCloseable {
  final MicrosoftCopilotSimulator simulator;
  final MicrosoftCopilotAdapter adapter = new MicrosoftCopilotAdapter();
  final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
  final Sandbox sandbox;
  private volatile Function<SimulatedRequest, Optional<SimulatedResponse>> imposed =
      request -> Optional.empty();

  record Exchange(SimulatedRequest request, SimulatedResponse answer) {}

  CopilotTenant() {
    this(false);
  }

  CopilotTenant(boolean mayDeleteForGood) {
    simulator = new MicrosoftCopilotSimulator(InstantSource.system(), mayDeleteForGood);
    sandbox = SharedServer.host(new Watched());
    sandbox.keepLog(true);
  }

  /** These answers stand in for the simulator's. */
  void impose(Function<SimulatedRequest, Optional<SimulatedResponse>> answers) {
    imposed = answers;
  }

  void misbehave(Misbehaviour... wanted) {
    sandbox.misbehave(MicrosoftCopilotSimulator.VENDOR, Set.of(wanted));
  }

  VendorConnection connection(String... settings) {
    var all = new HashMap<>(simulator.settings());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return connection(simulator.credentials(), all);
  }

  VendorConnection connection(Map<String, String> credentials, Map<String, String> settings) {
    var secrets = new HashMap<String, Secret>();
    credentials.forEach((name, value) -> secrets.put(name, new Secret(value)));
    return new VendorConnection(
        sandbox.baseUrl(MicrosoftCopilotSimulator.VENDOR), secrets, settings);
  }

  /** The history of a person who is planted now. */
  VendorObject history(SandboxPerson person) {
    sandbox.plant(List.of(person));
    return CopilotKind.INTERACTIONS.of(simulator.user(person).id);
  }

  /** What is located of a person with this history, without the account. */
  List<VendorObject> all(VendorObject history) {
    return List.of(
        history, CopilotKind.MEMORIES.of(history.id()), CopilotKind.STUDIO.of(history.id()));
  }

  VendorObject account(SandboxPerson person) {
    return CopilotKind.ACCOUNT.of(simulator.user(person).id);
  }

  List<VendorObject> locate(Identifier.Type type, String value, String... settings) {
    return adapter
        .locate(connection(settings), new Subject(List.of(new Identifier(type, value)), List.of()))
        .objects();
  }

  List<String> export(VendorObject object) {
    var lines = new ArrayList<String>();
    adapter.export(connection(), object, (kind, json) -> lines.add(json));
    return lines;
  }

  Erasure erase(VendorObject object, String... settings) {
    return finish(object, adapter.erase(connection(settings), object), settings);
  }

  Erasure finish(VendorObject object, Erasure begun, String... settings) {
    var erasure = begun;
    for (int polls = 0; erasure instanceof Erasure.InProgress slow; polls++) {
      if (polls > 2_000) {
        throw new AssertionError("never done");
      }
      erasure = adapter.pollErasure(connection(settings), object, slow.handle());
    }
    return erasure;
  }

  /** Asks on until the handle begins with this step's name. */
  Erasure.InProgress until(VendorObject object, PurgeHandle.Step step) {
    var erasure = adapter.erase(connection(), object);
    while (erasure instanceof Erasure.InProgress slow) {
      if (PurgeHandle.parse(MarkedHandle.opened(object, slow.handle())).step() == step) {
        return slow;
      }
      erasure = adapter.pollErasure(connection(), object, slow.handle());
    }
    throw new AssertionError("the step was never reached");
  }

  long seen(String method, String pathEnd) {
    return exchanges.stream()
        .filter(e -> e.request().method().equals(method) && e.request().path().endsWith(pathEnd))
        .count();
  }

  @Override
  public void close() {
    sandbox.close();
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
    public Map<String, String> settings() {
      return simulator.settings();
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
    public boolean changes(SimulatedRequest request) {
      return simulator.changes(request);
    }

    @Override
    public boolean erases(SimulatedRequest request) {
      return simulator.erases(request);
    }

    @Override
    public Optional<String> objectOf(SimulatedRequest request) {
      return simulator.objectOf(request);
    }

    @Override
    public SimulatedResponse answer(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
      var answer = imposed.apply(request).orElseGet(() -> simulator.answer(request, misbehaviours));
      exchanges.add(new Exchange(request, answer));
      return answer;
    }

    @Override
    public SimulatedResponse error(int status) {
      return simulator.error(status);
    }
  }
}
