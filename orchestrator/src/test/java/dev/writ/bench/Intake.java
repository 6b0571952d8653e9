package dev.writ.bench;

import dev.writ.vendor.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests filed at a steady rate whatever the answers do; each latency counts from the moment the
 * call was due, so a stall is felt by every call behind it.
 */
final class Intake implements Measure {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int RATE = 200;
  private static final int WARM_UP_RATE = 100;
  private static final double BUDGET_MILLIS = 50;

  /**
   * What came of a burst; turned away is 503 with a problem document that says when to come again.
   */
  private record Burst(int sent, int accepted, int turnedAway, Latencies latencies) {
    int broken() {
      return sent - accepted - turnedAway;
    }
  }

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    var figures = new ArrayList<Figure>();
    figures.addAll(filed(options, "role api alone, legs left to another process", "api", 3_000));
    figures.addAll(filed(options, "one process, legs carried out meanwhile", "api,worker", 300));
    return figures;
  }

  private static List<Figure> filed(Options options, String what, String roles, int warmUp)
      throws Exception {
    try (var sandbox = new Sandbox(0, Plain.simulators()).start();
        var service = Service.start(settings(roles))) {
      for (var vendor : sandbox.vendors()) {
        service.connect(sandbox, vendor, vendor);
      }
      var warm = burst(service, "warm", WARM_UP_RATE, options.size(warmUp, warmUp / 10));
      if (roles.contains("worker")) {
        service.awaitMonitored(warm.accepted(), Duration.ofMinutes(5));
      }
      var burst = burst(service, "intake", RATE, RATE * options.size(20, 5));
      int done = service.answered();
      int kept = filedAs(service, "intake");
      var note =
          "%d sent open-loop at %d/s, %d answered 201, %d in the database, %d of all carried out by the end; generator on the same processors"
              .formatted(burst.sent(), RATE, burst.accepted(), kept, done);
      return List.of(
          new Figure(
              "POST /v1/requests at 200/s, p99; " + what,
              burst.latencies().percentile(0.99),
              "ms",
              new Figure.Budget(BUDGET_MILLIS, true),
              note),
          Figure.plain("   p50", burst.latencies().percentile(0.5), "ms", ""),
          Figure.plain(
              "   turned away",
              burst.turnedAway(),
              "requests",
              "503, a problem document and Retry-After"),
          Figure.atMost(
              0, "   answered otherwise, or not", warm.broken() + burst.broken(), "requests", ""),
          Figure.atMost(
              0,
              "   lost",
              burst.accepted() - kept,
              "requests",
              "answered 201 and not in the database"));
    }
  }

  /** The in-process engine slows down with every open workflow; a server of its own does not. */
  private static Map<String, String> settings(String roles) {
    var cli = System.getenv("WRIT_TEMPORAL_CLI");
    return cli == null || cli.isBlank()
        ? Map.of("WRIT_ROLES", roles)
        : Map.of("WRIT_ROLES", roles, "WRIT_ENGINE", "dev-server", "WRIT_TEMPORAL_CLI", cli);
  }

  private static Burst burst(Service service, String word, int rate, int count) throws Exception {
    var latencies = new Latencies();
    var accepted = new AtomicInteger();
    var turnedAway = new AtomicInteger();
    long start = System.nanoTime();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / rate;
        var body = JSON.writeValueAsString(Service.erasure(word + i + "@example.com", word));
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        callers.submit(
            () -> {
              try {
                var answer = service.process().send("POST", "/v1/requests", "officer", body);
                if (answer.statusCode() == 201) {
                  accepted.incrementAndGet();
                } else if (turnsAway(answer)) {
                  turnedAway.incrementAndGet();
                }
              } finally {
                latencies.add(System.nanoTime() - due);
              }
              return null;
            });
      }
    }
    return new Burst(count, accepted.get(), turnedAway.get(), latencies);
  }

  private static boolean turnsAway(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 503
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.startsWith("application/problem+json"))
            .isPresent();
  }

  private static int filedAs(Service service, String reference) {
    return service
        .sql()
        .sql("select count(*) from request where reference = ?")
        .param(reference)
        .query(Integer.class)
        .single();
  }
}
