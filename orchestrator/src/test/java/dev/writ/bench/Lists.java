package dev.writ.bench;

import dev.writ.vendor.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The request list, page by page under every filter, over very many requests. */
final class Lists implements Measure {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAGES = 20;
  private static final int DEEP = 20;

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public List<Figure> run(Options options) throws Exception {
    int count = options.requestsInList();
    try (var sandbox = new Sandbox(0, Plain.simulators()).start();
        var service = Service.start(Map.of("WRIT_ROLES", "api"))) {
      var connections = new ArrayList<String>();
      for (var vendor : sandbox.vendors().stream().sorted().toList()) {
        connections.add(service.connect(sandbox, vendor, vendor));
      }
      var rare = service.connect(sandbox, sandbox.vendors().iterator().next(), "rare");
      seed(service, count, rare);
      return measure(service, count, filters(connections.getFirst(), rare));
    }
  }

  /**
   * Two legs a request with an object each; most requests closed, a few in every other state. The
   * rare connection has a leg in every ten-thousandth request. Foreign keys hold by construction
   * and are not looked up row by row.
   */
  private static void seed(Service service, int count, String rare) {
    var sql = service.sql();
    sql.sql(
            """
            insert into request (id, kind, regime, received_on, reference, identity_method, state, outcome, wrapped_key,
              identifiers, created_at)
            select gen_random_uuid(),
              case when n % 100 < 70 then 'ERASURE' when n % 100 < 95 then 'ACCESS' else 'PORTABILITY' end,
              case when n % 10 < 6 then 'GDPR' when n % 10 < 8 then 'UK_GDPR' else 'CCPA' end,
              date '2023-11-24' + (n * 1096 / :count)::int, 'REF-' || n, 'OFFICER_ATTESTED', s.state,
              case when s.state in ('CLOSED', 'MONITORING')
                then case when n % 500 = 0 then 'FULFILLED_WITH_EXCEPTIONS' when n % 3 = 0 then 'NOTHING_FOUND' else 'FULFILLED' end
                when s.state = 'DENIED' then 'REFUSED' end,
              decode(md5(n::text), 'hex'), decode(repeat(md5(n::text), 8), 'hex'),
              timestamptz '2023-11-24' + (n * interval '1096 days' / :count)
            from generate_series(1, :count) n, lateral (select case
              when n % 1000 < 900 then 'CLOSED' when n % 1000 < 980 then 'MONITORING' when n % 1000 < 988 then 'DENIED'
              when n % 1000 < 992 then 'WITHDRAWN' when n % 1000 < 994 then 'DUPLICATE' when n % 1000 < 997 then 'EXECUTING'
              when n % 1000 < 998 then 'AWAITING_APPROVAL' when n % 1000 < 999 then 'AWAITING_RELEASE'
              when n % 10000 < 9999 then 'PLANNING' else 'NEEDS_ATTENTION' end as state) s
            """)
        .param("count", count)
        .update();
    sql.sql(
            """
            set session_replication_role = replica;
            insert into leg (id, request_id, connection_id, vendor, state, verdict)
            select gen_random_uuid(), r.id, c.id, c.vendor, 'VERIFIED_ABSENT', 'OBSERVED_ABSENT'
            from request r join connection c on c.id <> :rare::uuid or r.seq % 10000 = 0
            """)
        .param("rare", rare)
        .update();
    sql.sql(
            """
            set session_replication_role = replica;
            insert into leg_object (leg_id, ord, kind, sealed, state)
            select id, 0, 'thing', decode(repeat(md5(id::text), 6), 'hex'), 'CLAIMED' from leg
            """)
        .update();
    sql.sql("vacuum analyze").update();
  }

  private static Map<String, String> filters(String connection, String rare) {
    var filters = new LinkedHashMap<String, String>();
    filters.put("no filter", "");
    for (var one :
        List.of(
            "state=CLOSED",
            "state=AWAITING_APPROVAL",
            "state=NEEDS_ATTENTION",
            "state=RECEIVED",
            "kind=ERASURE",
            "kind=PORTABILITY",
            "regime=CCPA",
            "outcome=FULFILLED",
            "outcome=FULFILLED_WITH_EXCEPTIONS",
            "reference=REF-4711",
            "reference=REF-NONE",
            "receivedFrom=2024-02-01&receivedTo=2024-02-29",
            "receivedTo=2023-11-30",
            "receivedFrom=2026-11-01",
            "state=MONITORING&kind=ACCESS",
            "state=NEEDS_ATTENTION&kind=PORTABILITY&regime=CCPA",
            "kind=PORTABILITY&outcome=REFUSED",
            "state=CLOSED&receivedTo=2023-12-31")) {
      filters.put(one, one);
    }
    filters.put("connection (in every request)", "connection=" + connection);
    filters.put("connection (in 1 of 10,000)", "connection=" + rare);
    filters.put("connection (1 of 10,000), state=CLOSED", "state=CLOSED&connection=" + rare);
    filters.put(
        "connection, state=NEEDS_ATTENTION", "state=NEEDS_ATTENTION&connection=" + connection);
    return filters;
  }

  private static List<Figure> measure(Service service, int count, Map<String, String> filters)
      throws Exception {
    for (int i = 0; i < 10; i++) {
      page(service, "", null, new Latencies());
    }
    var deep =
        service
            .sql()
            .sql(
                "select id from request where seq % greatest(1, :step) = 0 order by seq limit :most")
            .param("step", count / DEEP)
            .param("most", DEEP)
            .query(UUID.class)
            .list();
    var all = new Latencies();
    var worst = new LinkedHashMap<String, Double>();
    for (var filter : filters.entrySet()) {
      var one = new Latencies();
      String after = null;
      for (int i = 0; i < PAGES && (i == 0 || after != null); i++) {
        after = page(service, filter.getValue(), after, one, all);
      }
      for (var start : deep) {
        page(service, filter.getValue(), start.toString(), one, all);
      }
      worst.put(filter.getKey(), one.percentile(0.95));
    }
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.atMost(
            100,
            "GET /v1/requests over %,d requests, p95 over all filters and pages".formatted(count),
            all.percentile(0.95),
            "ms",
            "%d pages of 50, %d filters, first %d pages and %d from anywhere; p50 %.1f ms; warm"
                .formatted(all.count(), filters.size(), PAGES, DEEP, all.percentile(0.5))));
    worst.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(6)
        .forEach(
            entry ->
                figures.add(
                    Figure.atMost(
                        100, "   p95 with " + entry.getKey(), entry.getValue(), "ms", "")));
    return figures;
  }

  private static String page(Service service, String filter, String after, Latencies... latencies)
      throws Exception {
    var path = "/v1/requests?limit=50" + and(filter) + and(after == null ? "" : "after=" + after);
    long start = System.nanoTime();
    var answer = service.process().send("GET", path, "officer", null);
    long time = System.nanoTime() - start;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    for (var one : latencies) {
      one.add(time);
    }
    var next = JSON.readTree(answer.body()).path("next");
    return next.isString() ? next.asString() : null;
  }

  private static String and(String parameter) {
    return parameter.isEmpty() ? "" : "&" + parameter;
  }
}
