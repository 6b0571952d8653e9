package dev.writ.bench;

import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * One erasure over every vendor that can be simulated, with 50 ms for every call, until each leg
 * has ended or waits for a human; against the slowest of them when it is the only vendor of a
 * request. Unlike in {@link FanOut} some vendors work for seconds on what they were asked, so that
 * their calls alone say little about their own chain.
 */
final class WholeCatalogue implements Measure {
  private static final int OBJECTS = 9;
  private static final Duration CALL = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "catalogue";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    int warm = options.size(3, 1);
    int rounds = options.size(5, 1);
    try (var sandbox = new Sandbox(0, VendorCatalogue.simulators()).start();
        var service = Service.start(Map.of("WRIT_LONGEST_POLL", "PT1S"))) {
      var people = People.many("catalogue", warm + 2 * rounds, OBJECTS);
      var connections = new LinkedHashMap<String, String>();
      for (var vendor : sandbox.vendors()) {
        connections.put(vendor, service.connect(sandbox, vendor, vendor));
      }
      service.enter(sandbox.plant(people), connections::get);
      for (var person : people.subList(0, warm)) {
        rests(service, service.erase(person.email()));
      }
      sandbox.vendors().forEach(vendor -> sandbox.latency(vendor, CALL));
      var together = new ArrayList<Double>();
      var alone = new LinkedHashMap<String, List<Double>>();
      for (int i = warm; i < people.size(); i += 2) {
        together.add(rests(service, service.erase(people.get(i).email())));
        for (var vendor : connections.keySet()) {
          alone
              .computeIfAbsent(vendor, v -> new ArrayList<>())
              .add(
                  rests(
                      service, service.erase(people.get(i + 1).email(), connections.get(vendor))));
        }
      }
      return figures(together, alone);
    }
  }

  /** Milliseconds until every leg has ended or waits for a human. */
  private static double rests(Service service, String request) {
    long start = System.nanoTime();
    Awaitility.await("every leg has ended or waits for a human")
        .atMost(LONGEST)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                service
                    .sql()
                    .sql(
                        """
                        select bool_and(state in
                          ('NOTHING_FOUND', 'VERIFIED_ABSENT', 'UNVERIFIABLE', 'MANUAL_TASK'))
                        from leg where request_id = ?::uuid
                        """)
                    .param(request)
                    .query(Boolean.class)
                    .single());
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<Figure> figures(List<Double> together, Map<String, List<Double>> alone) {
    var medians = new LinkedHashMap<String, Double>();
    alone.forEach((vendor, walls) -> medians.put(vendor, Latencies.median(walls)));
    var slowest = Collections.max(medians.entrySet(), Map.Entry.comparingByValue());
    double wall = Latencies.median(together);
    return List.of(
        Figure.atMost(
            1.3,
            "one erasure over %d vendors, wall time / its slowest vendor alone"
                .formatted(alone.size()),
            wall / slowest.getValue(),
            "x",
            "medians of %d; %d objects a vendor; slowest: %s"
                .formatted(together.size(), OBJECTS, slowest.getKey())),
        Figure.plain("its wall time", wall, "ms", "from the filed request until each leg rests"),
        Figure.plain("its slowest vendor alone", slowest.getValue(), "ms", ""),
        Figure.plain(
            "all vendors one after another",
            medians.values().stream().mapToDouble(Double::doubleValue).sum(),
            "ms",
            ""));
  }
}
