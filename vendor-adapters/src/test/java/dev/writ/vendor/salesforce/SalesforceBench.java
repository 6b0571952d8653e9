package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SandboxSettings;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The simulator in a sandbox, with one person and every request written down. */
final class SalesforceBench implements AutoCloseable {
  final SalesforceSimulator simulator = new SalesforceSimulator();
  final SalesforceAdapter adapter = new SalesforceAdapter();
  final List<SimulatedRequest> requests = new ArrayList<>();
  final Sandbox sandbox;

  SalesforceBench(SandboxPerson person, SandboxJournal journal) {
    sandbox =
        new Sandbox(SandboxSettings.onPort(0).keptIn(journal), List.of(new Recorded(simulator)));
    sandbox.plant(List.of(person));
    sandbox.start();
  }

  VendorConnection connection() {
    return new VendorConnection(
        sandbox.baseUrl("salesforce"),
        simulator.credentials().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue()))),
        simulator.settings());
  }

  List<VendorObject> locate(SandboxPerson person) {
    var emails =
        person.emails().stream()
            .map(email -> new Identifier(Identifier.Type.EMAIL, email))
            .toList();
    return adapter.locate(connection(), new Subject(emails, List.of())).objects();
  }

  /** To its end. */
  Erasure erase(VendorObject object) {
    var erasure = adapter.erase(connection(), object);
    while (erasure instanceof Erasure.InProgress slow) {
      erasure = adapter.pollErasure(connection(), object, slow.handle());
    }
    return erasure;
  }

  @Override
  public void close() {
    sandbox.close();
  }

  /** The simulator, whole. */
  private final class Recorded implements VendorSimulator {
    private final SalesforceSimulator inner;

    Recorded(SalesforceSimulator inner) {
      this.inner = inner;
    }

    @Override
    public String vendor() {
      return inner.vendor();
    }

    @Override
    public String basePath() {
      return inner.basePath();
    }

    @Override
    public Map<String, String> credentials() {
      return inner.credentials();
    }

    @Override
    public void reset() {
      inner.reset();
    }

    @Override
    public List<VendorObject> plant(SandboxPerson person) {
      return inner.plant(person);
    }

    @Override
    public int held(SandboxPerson person) {
      return inner.held(person);
    }

    @Override
    public SimulatedResponse answer(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
      synchronized (requests) {
        requests.add(request);
      }
      return inner.answer(request, misbehaviours);
    }

    @Override
    public SimulatedResponse error(int status) {
      return inner.error(status);
    }

    @Override
    public boolean changes(SimulatedRequest request) {
      return inner.changes(request);
    }

    @Override
    public boolean erases(SimulatedRequest request) {
      return inner.erases(request);
    }

    @Override
    public Optional<String> objectOf(SimulatedRequest request) {
      return inner.objectOf(request);
    }

    @Override
    public SimulatedRequest again(SimulatedRequest journalled) {
      return inner.again(journalled);
    }
  }
}
