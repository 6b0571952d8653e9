package dev.writ.bench;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Requests a second through the whole service against workflows a second through a bare engine of
 * the same kind, with as many activities each as the service needed. The two take turns.
 */
final class OrchestrationCost implements Measure {
  private static final int CALLERS = 8;
  private final String engine;

  OrchestrationCost(String engine) {
    this.engine = engine;
  }

  /** What the service did in one turn. */
  private record Turn(double perSecond, Spent spent) {}

  /** Of one request; processor time in milliseconds. */
  private record Spent(
      double activities,
      double vendorCalls,
      double transactions,
      double service,
      double database,
      double vendors) {

    static Spent soFar(Service service, Sandbox sandbox) throws Exception {
      return new Spent(
          service.activities(),
          sandbox.vendors().stream().mapToLong(sandbox::calls).sum(),
          service.transactions(),
          service.cpuMillis(),
          service.databaseCpuMillis(),
          Service.cpuMillis(ProcessHandle.current()));
    }

    Spent since(Spent before, int requests) {
      return new Spent(
          (activities - before.activities) / requests,
          (vendorCalls - before.vendorCalls) / requests,
          (transactions - before.transactions) / requests,
          (service - before.service) / requests,
          (database - before.database) / requests,
          (vendors - before.vendors) / requests);
    }
  }

  @Override
  public String name() {
    return engine.equals("in-process") ? "cost" : "cost-dev-server";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    var settings = new HashMap<>(Map.of("WRIT_ENGINE", engine));
    var cli = System.getenv("WRIT_TEMPORAL_CLI");
    if (engine.equals("dev-server")) {
      if (cli == null || cli.isBlank()) {
        System.err.println("   not measured: WRIT_TEMPORAL_CLI names no temporal binary");
        return List.of();
      }
      settings.put("WRIT_TEMPORAL_CLI", cli);
    }
    var figures = new ArrayList<Figure>();
    try (var sandbox = new Sandbox(0, Plain.simulators()).start();
        var service = Service.start(settings);
        var bare = BareEngine.start(engine)) {
      var ids = new HashMap<String, String>();
      for (var vendor : sandbox.vendors()) {
        ids.put(vendor, service.connect(sandbox, vendor, vendor));
      }
      int size = options.size(200, 20);
      int turns = options.size(3, 1);
      var strangers = People.many("stranger", size * (turns + 1), 1);
      figures.addAll(
          compared("requests that find nothing", strangers, turns, service, sandbox, bare));
      var people = People.many("small", size * (turns + 1), 1);
      service.enter(sandbox.plant(people), ids::get);
      figures.addAll(
          compared("erasures of a person with few objects", people, turns, service, sandbox, bare));
    }
    return figures;
  }

  /** One turn more than counted: the first warms up. */
  private List<Figure> compared(
      String what,
      List<SandboxPerson> people,
      int turns,
      Service service,
      Sandbox sandbox,
      BareEngine bare)
      throws Exception {
    int size = people.size() / (turns + 1);
    var served = new ArrayList<Turn>();
    var plain = new ArrayList<Double>();
    var bareCpu = new ArrayList<Double>();
    for (int turn = 0; turn <= turns; turn++) {
      served.add(turn(service, sandbox, people.subList(turn * size, (turn + 1) * size)));
      double cpu = Service.cpuMillis(ProcessHandle.current());
      plain.add(bare.perSecond(size, (int) Math.round(served.getLast().spent().activities())));
      bareCpu.add((Service.cpuMillis(ProcessHandle.current()) - cpu) / size);
    }
    var counted = served.subList(1, served.size());
    double writ = Latencies.median(counted.stream().map(Turn::perSecond).toList());
    double engineAlone = Latencies.median(plain.subList(1, plain.size()));
    var spent = counted.getLast().spent();
    var note =
        "%s engine, %d at a time, two connections, median of %d turns each; %.1f activities, %.1f vendor calls, %.0f transactions a request"
            .formatted(
                engine, size, turns, spent.activities(), spent.vendorCalls(), spent.transactions());
    var cpu =
        "service %.1f, database %.1f, simulated vendors and the caller %.1f"
            .formatted(spent.service(), spent.database(), spent.vendors());
    return List.of(
        Figure.atLeast(
            0.6,
            what + ": requests/s against the bare engine's workflows/s",
            writ / engineAlone,
            "x",
            note),
        Figure.plain(what + ": through the service", writ, "requests/s", ""),
        Figure.plain(
            what + ": bare engine, as many activities that do nothing",
            engineAlone,
            "workflows/s",
            ""),
        Figure.plain(
            what + ": processor time of a request",
            spent.service() + spent.database() + spent.vendors(),
            "ms",
            cpu),
        Figure.plain(
            what + ": processor time of a bare workflow",
            Latencies.median(bareCpu.subList(1, bareCpu.size())),
            "ms",
            "client, engine and worker in one process; a server of its own is not counted"));
  }

  private static Turn turn(Service service, Sandbox sandbox, List<SandboxPerson> people)
      throws Exception {
    int before = service.answered();
    var spent = Spent.soFar(service, sandbox);
    long start = System.nanoTime();
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var filed = new ArrayList<Callable<String>>();
      people.forEach(person -> filed.add(() -> service.erase(person.email())));
      for (var one : callers.invokeAll(filed)) {
        one.get();
      }
    }
    service.awaitMonitored(before + people.size(), Duration.ofMinutes(5));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Turn(
        people.size() / seconds, Spent.soFar(service, sandbox).since(spent, people.size()));
  }
}
