package dev.writ.bench;

import dev.writ.connection.ConnectionService;
import dev.writ.ledger.Ledger;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The ledger: entries a second in bulk, and looking a person up among very many entries. */
final class LedgerSpeed implements Measure {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int A_CALL = 10_000;
  private static final int SENDERS = 2;
  private static final int OBJECTS = 5;
  private static final int WITHOUT_INDEX_FROM = 3_000_000;

  /** A connection and objects that its vendor may hold. */
  private record Place(UUID connection, List<VendorObject> objects) {
    Ledger.Entry entry(String word, int i) {
      return new Ledger.Entry(
          person(word, i / OBJECTS),
          connection,
          objects.get(i % OBJECTS),
          Instant.parse("2026-11-01T00:00:00Z"));
    }
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    try (var writ = new Embedded()) {
      var place = place(writ.bean(ConnectionService.class));
      int known = options.size(20_000, 2_000) * OBJECTS;
      int calls = options.size(20, 2);
      append(writ, place, "warm", 2);
      seed(writ, place, options.ledgerEntries());
      append(writ, place, "known", Math.max(1, known / A_CALL));
      double direct = append(writ, place, "direct", calls);
      lines(writ, place, "warm-lines", 1);
      double rest = lines(writ, place, "lines", calls / SENDERS);
      var find = find(writ, place, options.size(5_000, 500), known / OBJECTS);
      int n = writ.sql().sql("select count(*) from ledger_entry").query(Integer.class).single();
      var size =
          writ.sql()
              .sql("select pg_total_relation_size('ledger_entry') / 1048576")
              .query(Long.class)
              .single();
      return List.of(
          Figure.atLeast(
              10_000,
              "bulk append through REST (NDJSON)",
              rest,
              "entries/s",
              "%d senders, bodies of %,d lines, table of %,d entries"
                  .formatted(SENDERS, A_CALL, n)),
          Figure.atLeast(
              10_000,
              "bulk append through Ledger.append",
              direct,
              "entries/s",
              "one caller, %,d a call".formatted(A_CALL)),
          Figure.atMost(
              5,
              "look-up by person at %,d entries, p95".formatted(n),
              find.percentile(0.95),
              "ms",
              "Ledger.find of a random one of %,d people with %d objects, decrypted; p50 %.2f ms, p99 %.2f ms; table and index %,d MiB, warm"
                  .formatted(
                      known / OBJECTS,
                      OBJECTS,
                      find.percentile(0.5),
                      find.percentile(0.99),
                      size)));
    }
  }

  private static Place place(ConnectionService connections) {
    try (var sandbox = new Sandbox(0, Plain.simulators())) {
      var byVendor =
          sandbox.plant(People.many("objects", 1, 3 * OBJECTS)).stream()
              .collect(Collectors.groupingBy(Sandbox.Planted::vendor));
      // Only a vendor that cannot be searched by person has anything to enter.
      var vendor =
          byVendor.keySet().stream()
              .filter(v -> byVendor.get(v).size() >= OBJECTS)
              .findFirst()
              .orElseThrow();
      var objects =
          byVendor.get(vendor).stream().map(Sandbox.Planted::object).limit(OBJECTS).toList();
      var connection =
          connections.all().stream().filter(c -> c.vendor().equals(vendor)).findFirst();
      return new Place(connection.orElseThrow().id(), objects);
    }
  }

  /** Rows of nobody: random hashes, as long as real ones. */
  private static void seed(Embedded writ, Place place, int entries) {
    boolean bare = entries >= WITHOUT_INDEX_FROM;
    if (bare) {
      writ.sql().sql("alter table ledger_entry drop constraint ledger_entry_pkey").update();
    }
    int portion = 1_000_000;
    for (int from = 0; from < entries; from += portion) {
      writ.sql()
          .sql(
              """
              insert into ledger_entry (person, connection_id, kind, object, sealed, at)
              select sha256(int8send(n / 5)), :connection, :kind, sha256(int8send(-n)),
                decode(repeat(md5(n::text), 8), 'hex'), timestamptz '2026-01-01'
              from generate_series(:from::bigint + 1, :to::bigint) n
              """)
          .param("connection", place.connection())
          .param("kind", place.objects().getFirst().kind())
          .param("from", from)
          .param("to", Math.min(from + portion, entries))
          .update();
    }
    if (bare) {
      writ.sql()
          .sql(
              "set maintenance_work_mem = '1GB';"
                  + " alter table ledger_entry add primary key (person, connection_id, kind, object)")
          .update();
    }
    writ.sql().sql("vacuum analyze ledger_entry").update();
    writ.sql().sql("checkpoint").update();
  }

  private static double append(Embedded writ, Place place, String word, int calls) {
    var ledger = writ.bean(Ledger.class);
    var batches = new ArrayList<List<Ledger.Entry>>();
    for (int call = 0; call < calls; call++) {
      batches.add(
          IntStream.range(call * A_CALL, (call + 1) * A_CALL)
              .mapToObj(i -> place.entry(word, i))
              .toList());
    }
    long start = System.nanoTime();
    int added = batches.stream().mapToInt(ledger::append).sum();
    return perSecond(added, calls, start);
  }

  private static double lines(Embedded writ, Place place, String word, int callsEach)
      throws Exception {
    int calls = callsEach * SENDERS;
    var bodies = new ArrayList<byte[]>();
    for (int call = 0; call < calls; call++) {
      var body = new StringBuilder();
      for (int i = call * A_CALL; i < (call + 1) * A_CALL; i++) {
        body.append(line(place.entry(word, i))).append('\n');
      }
      bodies.add(body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    var token = writ.token("integrator");
    long start = System.nanoTime();
    int added = 0;
    try (var http = HttpClient.newHttpClient();
        var senders = Executors.newFixedThreadPool(SENDERS)) {
      var sent = new ArrayList<Callable<Integer>>();
      bodies.forEach(body -> sent.add(() -> send(http, writ, token, body)));
      for (var one : senders.invokeAll(sent)) {
        added += one.get();
      }
    }
    return perSecond(added, calls, start);
  }

  private static int send(HttpClient http, Embedded writ, String token, byte[] body)
      throws Exception {
    var call =
        HttpRequest.newBuilder(writ.uri("/v1/ledger/entries"))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    var answer = http.send(call, BodyHandlers.ofByteArray());
    return JSON.readTree(answer.body()).path("accepted").asInt();
  }

  private static String line(Ledger.Entry entry) {
    return JSON.writeValueAsString(
        Service.ledgerLine(entry.person().value(), entry.connection().toString(), entry.object()));
  }

  private static double perSecond(int added, int calls, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (added != calls * A_CALL) {
      throw new IllegalStateException("of %d entries %d were new".formatted(calls * A_CALL, added));
    }
    return added / seconds;
  }

  private static Latencies find(Embedded writ, Place place, int lookUps, int people) {
    var ledger = writ.bean(Ledger.class);
    var random = new Random(20261124);
    var latencies = new Latencies();
    for (int i = 0; i < lookUps + lookUps / 5; i++) {
      var person = person("known", random.nextInt(people));
      long start = System.nanoTime();
      var found = ledger.find(person, place.connection());
      long time = System.nanoTime() - start;
      if (found.size() != OBJECTS) {
        throw new IllegalStateException("a known person has " + found.size() + " entries");
      }
      if (i >= lookUps / 5) {
        latencies.add(time);
      }
    }
    return latencies;
  }

  private static Identifier person(String word, int i) {
    return new Identifier(Identifier.Type.EMAIL, word + "-" + i + "@example.com");
  }
}
