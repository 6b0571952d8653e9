package dev.writ.bench;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Very many requests that are watched after their erasure: what they cost while nothing is due, and
 * how fast looks are made when some are. The many are rows whose looks lie in the future; those
 * that are looked at were erased by the service itself, because a look needs a real key.
 */
final class Monitoring implements Measure {
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    int many = options.size(100_000, 2_000);
    int real = options.size(400, 20);
    try (var sandbox = new Sandbox(0, Plain.simulators()).start();
        var service = Service.start(Map.of("WRIT_SWEEP", "PT2S"))) {
      var connections = new HashMap<String, String>();
      for (var vendor : sandbox.vendors()) {
        connections.put(vendor, service.connect(sandbox, vendor, vendor));
      }
      erase(service, sandbox, connections, real);
      service.restart();
      settle();
      double alone = service.residentMebibytes();
      seed(service, many);
      long start = System.nanoTime();
      service.restart();
      double seconds = (System.nanoTime() - start) / 1e9;
      settle();
      double full = service.residentMebibytes();
      var note = "resident size of the service's process half a minute after a start";
      return List.of(
          Figure.atMost(
              1024, "resident with %,d requests in MONITORING".formatted(many), full, "MiB", note),
          Figure.plain("   the same service without them", alone, "MiB", ""),
          Figure.plain(
              "stop and start with all of them", seconds, "s", "until liveness answers 200"),
          looksPerSecond(service));
    }
  }

  private static void erase(
      Service service, Sandbox sandbox, Map<String, String> connections, int count)
      throws Exception {
    var people =
        SandboxPeople.all().stream()
            .filter(p -> p.objects() > 0 && p.objects() < 30)
            .limit(count)
            .toList();
    service.enter(sandbox.plant(people), connections::get);
    for (var person : people) {
      service.erase(person.email());
    }
    service.awaitMonitored(people.size(), LONGEST);
  }

  /** Two legs a request, an object at each, four looks at each over the ninety days ahead. */
  private static void seed(Service service, int count) {
    var sql = service.sql();
    sql.sql(
            """
            insert into request (id, kind, regime, received_on, identity_method, state, outcome, wrapped_key, identifiers)
            select gen_random_uuid(), 'ERASURE', 'GDPR', date '2026-11-02', 'OFFICER_ATTESTED', 'MONITORING', 'FULFILLED',
              decode(repeat(md5(n::text), 8), 'hex'), decode(repeat(md5(n::text), 8), 'hex')
            from generate_series(1, :count) n
            """)
        .param("count", count)
        .update();
    sql.sql(
            """
            insert into leg (id, request_id, connection_id, vendor, state, verdict, confirmed_at)
            select gen_random_uuid(), r.id, c.id, c.vendor, 'VERIFIED_ABSENT', 'OBSERVED_ABSENT', now()
            from request r cross join (select * from connection order by name limit 2) c
            where r.state = 'MONITORING' and not exists (select 1 from leg l where l.request_id = r.id)
            """)
        .update();
    sql.sql(
            """
            insert into leg_object (leg_id, ord, kind, sealed, state, seen_absent_at)
            select l.id, 0, 'thing', decode(repeat(md5(l.id::text), 6), 'hex'), 'CLAIMED', now() from leg l
            where not exists (select 1 from leg_object o where o.leg_id = l.id)
            """)
        .update();
    sql.sql(
            """
            insert into look (id, request_id, leg_id, due_at, next_at, why, state, planned_by)
            select gen_random_uuid(), l.request_id, l.id, s.due, s.due, 'POLICY', 'PLANNED', 'SYSTEM'
            from leg l cross join generate_series(1, 4) n,
              lateral (select now() + interval '1 day' + random() * interval '22 days' * n as due) s
            where l.state = 'VERIFIED_ABSENT' and not exists (select 1 from look k where k.leg_id = l.id)
            """)
        .update();
    sql.sql("vacuum analyze").update();
  }

  /** Every look at what the service erased itself becomes due at once. */
  private static Figure looksPerSecond(Service service) {
    var sql = service.sql();
    int due =
        sql.sql(
                """
                update look set next_at = now() where state = 'PLANNED'
                  and request_id in (select id from request where wrapped_by <> '')
                """)
            .update();
    Awaitility.await("all looks are made")
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> made(service) >= due);
    double seconds =
        sql.sql(
                "select extract(epoch from max(done_at) - min(done_at)) from look where state ="
                    + " 'DONE'")
            .query(Double.class)
            .single();
    return Figure.plain(
        "looks made a second",
        due / Math.max(seconds, 0.001),
        "/s",
        "%,d looks, from the first to the last; vendors answer at once; a day has 86,400 seconds"
            .formatted(due));
  }

  private static int made(Service service) {
    return service
        .sql()
        .sql("select count(*) from look where state = 'DONE'")
        .query(Integer.class)
        .single();
  }

  /** The first sweeps and collections are over. */
  private static void settle() {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() > until);
  }

  /** Of one process, in MiB; 0 where there is no {@code /proc}. */
  static double resident(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
              .sum()
          / 1024.0;
    } catch (IOException goneOrNotLinux) {
      return 0;
    }
  }
}
