package dev.writ.bench;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What one filing and one erasure ask of the database and of the processors. Counts say the same on
 * a busy machine; processor time nearly so. Each statement is listed in {@code target/}.
 */
final class Profile implements Measure {
  private static final int CALLERS = 4;

  /** One kind of statement. */
  private record Statement(double perRequest, double millis, String text) {}

  /** How the requests are filed and how one knows that they are through. */
  private interface Course {
    void through(Service service, List<SandboxPerson> people) throws Exception;
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    int warm = options.size(400, 100);
    int counted = options.size(400, 100);
    var figures = new ArrayList<Figure>();
    figures.addAll(
        taken("a filing", "api", People.many("filing", warm + counted, 0), warm, Profile::file));
    figures.addAll(
        taken(
            "an erasure of one object at each of two vendors",
            "api,worker",
            People.many("small", warm + counted, 1),
            warm,
            Profile::carryOut));
    return figures;
  }

  private static List<Figure> taken(
      String what, String roles, List<SandboxPerson> people, int warm, Course course)
      throws Exception {
    try (var sandbox = new Sandbox(0, Plain.simulators()).start();
        var service = Service.start(Map.of("WRIT_ROLES", roles))) {
      count(service);
      var ids = new HashMap<String, String>();
      for (var vendor : sandbox.vendors()) {
        ids.put(vendor, service.connect(sandbox, vendor, vendor));
      }
      service.enter(sandbox.plant(people), ids::get);
      course.through(service, people.subList(0, warm));
      service.sql().sql("select pg_stat_statements_reset()").query(rows -> {});
      double transactions = service.transactions();
      double activities = service.activities();
      double own = service.cpuMillis();
      double database = service.databaseCpuMillis();
      course.through(service, people.subList(warm, people.size()));
      int requests = people.size() - warm;
      own = (service.cpuMillis() - own) / requests;
      database = (service.databaseCpuMillis() - database) / requests;
      transactions = (service.transactions() - transactions) / requests;
      activities = (service.activities() - activities) / requests;
      var statements = statements(service, requests);
      list(what, statements);
      return List.of(
          Figure.plain(
              what + ": statements",
              statements.stream().mapToDouble(Statement::perRequest).sum(),
              "",
              "%d requests after %d to warm up, role %s; %.1f activities each"
                  .formatted(requests, warm, roles, activities)),
          Figure.plain(what + ": transactions", transactions, "", ""),
          Figure.plain(what + ": processor, the service", own, "ms", "compilers included"),
          Figure.plain(what + ": processor, the database", database, "ms", ""));
    }
  }

  /** The database begins to count statements with its next start. */
  private static void count(Service service) throws IOException {
    service.sql().sql("alter system set shared_preload_libraries = 'pg_stat_statements'").update();
    service.restart();
    service.sql().sql("create extension if not exists pg_stat_statements").update();
  }

  private static void file(Service service, List<SandboxPerson> people) throws Exception {
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var calls = new ArrayList<Callable<String>>();
      people.forEach(person -> calls.add(() -> service.erase(person.email())));
      for (var call : callers.invokeAll(calls)) {
        call.get();
      }
    }
  }

  private static void carryOut(Service service, List<SandboxPerson> people) throws Exception {
    int before = service.answered();
    file(service, people);
    service.awaitMonitored(before + people.size(), Duration.ofMinutes(5));
  }

  /** Of the service alone: what this class asks itself is left out. */
  private static List<Statement> statements(Service service, int requests) {
    return service
        .sql()
        .sql(
            """
            select sum(calls), sum(total_exec_time), query from pg_stat_statements
            where query not like '%pg_stat_%' and query not like 'select count(*) from request where state in%'
            group by query order by sum(calls) desc
            """)
        .query(
            (row, n) ->
                new Statement(
                    row.getDouble(1) / requests,
                    row.getDouble(2) / requests,
                    row.getString(3).replaceAll("\\s+", " ")))
        .list();
  }

  private static void list(String what, List<Statement> statements) throws IOException {
    var file = Path.of("target", "statements-" + what.replaceAll("\\W+", "-") + ".txt");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        statements.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%6.2f %8.3f ms  %s%n",
                        one.perRequest(),
                        one.millis(),
                        one.text()))
            .collect(Collectors.joining("", "a request, milliseconds in it, statement\n", "")));
  }
}
