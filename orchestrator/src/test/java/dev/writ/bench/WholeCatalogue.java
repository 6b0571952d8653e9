package dev.writ.bench;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Officers;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * One erasure and one access request of a person who lives at all nine vendors, with 50 ms for
 * every call and a human who does what is asked as soon as it is, against the slowest leg's own
 * chain: its calls, and the waits between looks that the vendor's way of working demands. Unlike in
 * {@link FanOut} some vendors work for seconds on what they were asked.
 */
final class WholeCatalogue implements Measure {
  private static final int OBJECTS = 9;
  private static final Duration CALL = Duration.ofMillis(50);
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final List<String> KINDS = List.of("ERASURE", "ACCESS");
  private static final Set<String> OVER =
      Set.of("MONITORING", "CLOSED", "AWAITING_RELEASE", "RESPONDED");

  /** The vendor without an API. */
  private static final String BY_HAND = "openai-consumer";

  /** What one leg did: it calls once at a time. */
  private record Chain(String vendor, long calls, double waited) {
    double called() {
      return calls * (double) CALL.toMillis();
    }

    double millis() {
      return called() + waited;
    }
  }

  /**
   * How long a leg was seen to wait: one that is woken before its time has waited no longer. What
   * it waits before the first look and after the last one, some 10 ms, counts against Writ.
   *
   * @param atFirst milliseconds that were left at the first look
   * @param atLast those at the last one
   */
  private record Waited(double atFirst, double atLast) {
    static Waited of(double left) {
      return new Waited(left, left);
    }

    Waited until(Waited later) {
      return new Waited(atFirst, later.atLast());
    }

    double millis() {
      return atFirst - atLast;
    }
  }

  /**
   * One request.
   *
   * @param processor milliseconds of it that the service used
   * @param slowest the leg with the longest chain
   */
  private record Round(double wall, double processor, Chain slowest, List<Chain> all) {
    double ratio() {
      return wall / slowest.millis();
    }

    double toCallsAlone() {
      return wall / slowest.called();
    }

    /** What is left when the vendor's own delays are taken from both. */
    double withoutWaits() {
      return (wall - slowest.waited()) / slowest.called();
    }
  }

  @Override
  public String name() {
    return "catalogue";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    int warm = options.size(4, 1);
    int rounds = options.size(5, 1);
    var figures = new ArrayList<Figure>();
    try (var sandbox = new Sandbox(0, VendorCatalogue.simulators()).start();
        var service = Service.start(Map.of("WRIT_LONGEST_POLL", "PT1S"));
        var human = Executors.newSingleThreadScheduledExecutor()) {
      var people = People.many("catalogue", KINDS.size() * (warm + rounds), OBJECTS);
      connect(service, sandbox, people);
      workByHand(human, service, sandbox);
      var next = people.iterator();
      for (int i = 0; i < warm; i++) {
        for (var kind : KINDS) {
          round(service, sandbox, kind, next.next());
        }
      }
      sandbox.vendors().forEach(vendor -> sandbox.latency(vendor, CALL));
      for (var kind : KINDS) {
        var measured = new ArrayList<Round>();
        for (int i = 0; i < rounds; i++) {
          measured.add(round(service, sandbox, kind, next.next()));
        }
        figures.addAll(figures(kind, measured));
      }
      human.shutdownNow();
    }
    return figures;
  }

  private static void connect(Service service, Sandbox sandbox, List<SandboxPerson> people)
      throws Exception {
    var connections = new HashMap<String, String>();
    for (var vendor : sandbox.vendors()) {
      connections.put(vendor, service.connect(sandbox, vendor, vendor));
    }
    service.enter(sandbox.plant(people), connections::get);
    new Officers(service.process()).connectByHand(BY_HAND);
  }

  private static void workByHand(ScheduledExecutorService human, Service service, Sandbox sandbox) {
    var officers = new Officers(service.process());
    Runnable look =
        () -> {
          try {
            if (service.openTasks() > 0) {
              officers.workByHand(sandbox);
            }
          } catch (Exception | AssertionError broken) {
            broken.printStackTrace();
          }
        };
    human.scheduleWithFixedDelay(look, 0, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Round round(Service service, Sandbox sandbox, String kind, SandboxPerson person)
      throws Exception {
    var before =
        sandbox.vendors().stream().collect(Collectors.toMap(vendor -> vendor, sandbox::calls));
    var waits = new ConcurrentHashMap<Service.Wait, Waited>();
    double used = service.cpuMillis();
    long start = System.nanoTime();
    var request = service.file(kind, person.email());
    Awaitility.await("the request is carried out")
        .atMost(LONGEST)
        .pollDelay(Duration.ZERO)
        .pollInterval(MOMENT)
        .until(
            () -> {
              service
                  .waits(request)
                  .forEach((wait, left) -> waits.merge(wait, Waited.of(left), Waited::until));
              return OVER.contains(service.state(request));
            });
    double wall = (System.nanoTime() - start) / 1e6;
    var chains =
        before.keySet().stream()
            .map(
                vendor ->
                    new Chain(
                        vendor,
                        sandbox.calls(vendor) - before.get(vendor),
                        waits.entrySet().stream()
                            .filter(wait -> wait.getKey().vendor().equals(vendor))
                            .mapToDouble(wait -> wait.getValue().millis())
                            .sum()))
            .sorted(Comparator.comparingDouble(Chain::millis).reversed())
            .toList();
    return new Round(wall, service.cpuMillis() - used, chains.getFirst(), chains);
  }

  private static List<Figure> figures(String kind, List<Round> rounds) {
    var what = "one " + kind.toLowerCase(Locale.ROOT) + " over 9 vendors, ";
    double ratio = Latencies.median(rounds.stream().map(Round::ratio).toList());
    double without = Latencies.median(rounds.stream().map(Round::withoutWaits).toList());
    var middle = rounds.stream().filter(round -> round.ratio() == ratio).findFirst().orElseThrow();
    var legs =
        middle.all().stream()
            .map(leg -> "%s %d calls + %.0f ms".formatted(leg.vendor(), leg.calls(), leg.waited()))
            .collect(Collectors.joining(", "));
    var slowest = middle.slowest();
    return List.of(
        Figure.atMost(
            1.3,
            what + "wall time / (slowest leg's calls x 50 ms + its waits between looks)",
            ratio,
            "x",
            "median of %d; %d objects a vendor; %s".formatted(rounds.size(), OBJECTS, legs)),
        Figure.plain(
            what + "wall time / (slowest leg's calls x 50 ms), its waits not counted at all",
            Latencies.median(rounds.stream().map(Round::toCallsAlone).toList()),
            "x",
            "the budget's words taken by the letter: the slowest leg's own chain of calls"),
        Figure.plain(
            what + "the same with the waits taken from both",
            without,
            "x",
            "stricter: all that is Writ's own falls on the calls alone"),
        Figure.plain(
            what + "wall time", middle.wall(), "ms", "from POST until its last leg has ended"),
        Figure.plain(
            what + "calls x 50 ms of the slowest leg", slowest.called(), "ms", slowest.vendor()),
        Figure.plain(
            what + "waits between looks of the slowest leg",
            slowest.waited(),
            "ms",
            "what the vendor's way of working demands, cut to a second as in the default run"),
        Figure.plain(
            what + "processor time of the service",
            middle.processor(),
            "ms",
            "the database, the vendors and the human run beside it"));
  }
}
