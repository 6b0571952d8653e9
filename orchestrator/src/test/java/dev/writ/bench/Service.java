package dev.writ.bench;

import dev.writ.support.ServiceProcess;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.Sandbox.Planted;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged service in a process of its own, and its database. Its data goes when it closes. */
final class Service implements AutoCloseable {
  private static final int ENTRIES_A_CALL = 5_000;
  private final ServiceProcess process;
  private JdbcClient sql;

  private Service(ServiceProcess process) throws IOException {
    this.process = process;
    this.sql = JdbcClient.create(database(process.home()));
  }

  /** Starts with automatic approval, no undo window, and these settings. */
  static Service start(Map<String, String> settings) throws IOException {
    var all =
        new HashMap<>(
            Map.of(
                "WRIT_APPROVAL_ERASURE", "automatic",
                "WRIT_APPROVAL_ACCESS", "automatic",
                "WRIT_UNDO_WINDOW", "PT0S",
                "WRIT_SWEEP", "PT24H"));
    all.putAll(settings);
    return new Service(new ServiceProcess(all, ServiceProcess.AS_RUN).launch());
  }

  private static PGSimpleDataSource database(Path home) throws IOException {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(
        new int[] {
          Integer.parseInt(
              Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(3).strip())
        });
    source.setDatabaseName("postgres");
    source.setUser("writ");
    source.setPassword(Files.readString(home.resolve("keys/postgres")).strip());
    return source;
  }

  ServiceProcess process() {
    return process;
  }

  /** Stops and starts on the same data; its database may listen elsewhere then. */
  void restart() throws IOException {
    process.stop();
    process.launch();
    sql = JdbcClient.create(database(process.home()));
  }

  /** Resident memory of the service's own process. */
  double residentMebibytes() {
    return Monitoring.resident(process.handle());
  }

  JdbcClient sql() {
    return sql;
  }

  /** A connection to the sandbox's simulator of this vendor, whose limits are never felt. */
  String connect(Sandbox sandbox, String vendor, String name) throws Exception {
    var connection =
        Map.of(
            "vendor",
            vendor,
            "name",
            name,
            "baseUrl",
            sandbox.baseUrl(vendor).toString(),
            "callsPerSecond",
            1000,
            "concurrency",
            32,
            "credentials",
            sandbox.simulator(vendor).credentials(),
            "settings",
            sandbox.simulator(vendor).settings());
    return process.post("/v1/connections", "admin", connection).path("id").asString();
  }

  /** Enters planted objects into the ledger. */
  void enter(List<Planted> planted, Function<String, String> connectionOf) throws Exception {
    var entries = planted.stream().map(one -> entry(one, connectionOf)).toList();
    for (int from = 0; from < entries.size(); from += ENTRIES_A_CALL) {
      var some = entries.subList(from, Math.min(from + ENTRIES_A_CALL, entries.size()));
      process.post("/v1/ledger/entries", "integrator", Map.of("entries", some));
    }
  }

  private static Map<String, Object> entry(Planted one, Function<String, String> connectionOf) {
    return ledgerLine(one.person().email(), connectionOf.apply(one.vendor()), one.object());
  }

  /** An entry as the API takes it. */
  static Map<String, Object> ledgerLine(String email, String connection, VendorObject object) {
    var line = new HashMap<String, Object>();
    line.put("identifier", Map.of("type", "EMAIL", "value", email));
    line.put("connection", connection);
    line.put("kind", object.kind());
    line.put("objectId", object.id());
    if (!object.parent().isEmpty()) {
      line.put("parentId", object.parent());
    }
    return line;
  }

  /** Files an erasure and returns the request's id. */
  String erase(String email) throws Exception {
    return process.post("/v1/requests", "officer", erasure(email, "bench")).path("id").asString();
  }

  /** Files a request of this kind and returns its id. */
  String file(String kind, String email) throws Exception {
    var body = new HashMap<>(erasure(email, "bench"));
    body.put("kind", kind);
    return process.post("/v1/requests", "officer", body).path("id").asString();
  }

  String state(String request) {
    return sql.sql("select state from request where id = ?::uuid")
        .param(request)
        .query(String.class)
        .single();
  }

  int openTasks() {
    return sql.sql("select count(*) from manual_task where state = 'OPEN'")
        .query(Integer.class)
        .single();
  }

  /** A leg that looks at its vendor again at a moment, and not before. */
  record Wait(String vendor, Instant until) {}

  /**
   * What legs of a request wait for now, with the milliseconds that are left. A leg that waits
   * after a failure waits by Writ's own back-off, and is not counted.
   */
  Map<Wait, Double> waits(String request) {
    var waits = new HashMap<Wait, Double>();
    sql.sql(
            """
            select vendor, next_attempt_at,
              1000 * extract(epoch from next_attempt_at - clock_timestamp()) as millis
            from leg where request_id = ?::uuid and attempts = 0 and next_attempt_at > clock_timestamp()
            """)
        .param(request)
        .query(
            row -> {
              waits.put(
                  new Wait(
                      row.getString("vendor"), row.getTimestamp("next_attempt_at").toInstant()),
                  row.getDouble("millis"));
            });
    return waits;
  }

  /** Received today: an old one would ring its clock's alarms with its filing. */
  static Map<String, Object> erasure(String email, String reference) {
    return Map.of(
        "kind",
        "ERASURE",
        "regime",
        "GDPR",
        "receivedOn",
        LocalDate.now(ZoneOffset.UTC).toString(),
        "reference",
        reference,
        "subject",
        Map.of("identifiers", List.of(Map.of("type", "EMAIL", "value", email))),
        "identity",
        Map.of("method", "OFFICER_ATTESTED", "note", "Called back"));
  }

  /** Waits, looking every few milliseconds, until so many requests are monitored. */
  void awaitMonitored(int requests, Duration atMost) {
    Awaitility.await("requests are monitored")
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> answered() >= requests);
  }

  /** Requests that were carried out. */
  int answered() {
    return sql.sql("select count(*) from request where state in ('MONITORING', 'CLOSED')")
        .query(Integer.class)
        .single();
  }

  /** Activities that the service has carried out, by its own metrics. */
  double activities() throws Exception {
    var metrics = new String(process.send("GET", "/actuator/prometheus", "admin", null).body());
    return metrics
        .lines()
        .filter(line -> line.startsWith("writ_queue_delay_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Milliseconds of processor time that the service's own process has used. */
  double cpuMillis() {
    return cpuMillis(process.handle());
  }

  /** The same of its database. */
  double databaseCpuMillis() throws IOException {
    var server =
        ProcessHandle.of(
                Long.parseLong(
                    Files.readAllLines(process.home().resolve("postgres/postmaster.pid"))
                        .getFirst()
                        .strip()))
            .orElseThrow();
    return Stream.concat(Stream.of(server), server.descendants())
        .mapToDouble(Service::cpuMillis)
        .sum();
  }

  static double cpuMillis(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /** Transactions that the database has ended. */
  double transactions() {
    return sql.sql(
            "select xact_commit + xact_rollback from pg_stat_database where datname ="
                + " current_database()")
        .query(Double.class)
        .single();
  }

  @Override
  public void close() throws IOException {
    process.close();
    delete(process.home());
    Files.deleteIfExists(process.log());
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
