package dev.writ.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.web.RunningWrit;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Findings from being raised to being resolved. */
class FindingIT {
  private static final Executor THREADS = Thread::startVirtualThread;
  private final Findings findings = RunningWrit.bean(Findings.class);
  private final String code =
      "TEST_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  private final String key = "test/" + UUID.randomUUID();

  @Test
  void the_same_thing_found_twice_is_one_finding() {
    var id = raise(Severity.LOW);
    assertThat(raise(Severity.LOW)).isEqualTo(id);
    var shown = show(id);
    assertThat(shown.path("times").asInt()).isEqualTo(2);
    assertThat(events(shown)).containsExactly("RAISE");
    assertThat(findings.unresolvedKeys(code)).containsExactly(key);
  }

  @Test
  void an_acceptance_ends_by_itself_when_its_day_has_passed() {
    var id = raise(Severity.MEDIUM);
    accept(id, 0, 200);
    assertThat(show(id).path("state").asString()).isEqualTo("ACCEPTED");
    RunningWrit.bean(FindingDesk.class).run();
    assertThat(show(id).path("state").asString()).isEqualTo("ACCEPTED");
    RunningWrit.bean(JdbcClient.class)
        .sql("update finding set accepted_until = ? where id = ?")
        .params(LocalDate.now(ZoneOffset.UTC).minusDays(1), id)
        .update();
    RunningWrit.bean(FindingDesk.class).run();
    assertThat(show(id).path("state").asString()).isEqualTo("OPEN");
    assertThat(events(show(id))).containsExactly("RAISE", "ACCEPT", "LAPSE");
  }

  @Test
  void an_acceptance_that_is_renewed_while_it_lapses_stays() throws Exception {
    var id = raise(Severity.MEDIUM);
    accept(id, 0, 200);
    var sql = RunningWrit.bean(JdbcClient.class);
    var until = "update finding set accepted_until = ? where id = ?";
    sql.sql(until).params(LocalDate.now(ZoneOffset.UTC).minusDays(1), id).update();
    var lapsing = new AtomicReference<CompletableFuture<Void>>();
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              sql.sql(until).params(LocalDate.now(ZoneOffset.UTC).plusDays(9), id).update();
              lapsing.set(
                  CompletableFuture.runAsync(
                      () -> RunningWrit.bean(FindingDesk.class).run(), THREADS));
              await().until(() -> waitsForLock(sql));
            });
    lapsing.get().get(20, TimeUnit.SECONDS);
    assertThat(show(id).path("state").asString()).isEqualTo("ACCEPTED");
  }

  /** Asked outside of the transaction that holds the row. */
  private static boolean waitsForLock(JdbcClient sql) {
    return CompletableFuture.supplyAsync(
            () ->
                sql.sql(
                        "select exists (select 1 from pg_stat_activity where wait_event_type ="
                            + " 'Lock' and query like '%from finding%for update%')")
                    .query(Boolean.class)
                    .single(),
            THREADS)
        .join();
  }

  @Test
  void the_same_thing_found_by_many_at_once_is_one_finding() {
    var all =
        IntStream.range(0, 8)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> raise(Severity.LOW), THREADS))
            .toList();
    var ids = all.stream().map(CompletableFuture::join).collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(show(ids.iterator().next()).path("times").asInt()).isEqualTo(8);
  }

  @Test
  void what_was_accepted_is_open_again_when_it_gets_worse() {
    var id = raise(Severity.LOW);
    accept(id, 0, 200);
    raise(Severity.LOW);
    assertThat(show(id).path("state").asString()).isEqualTo("ACCEPTED");
    raise(Severity.HIGH);
    assertThat(show(id).path("state").asString()).isEqualTo("OPEN");
    assertThat(show(id).path("severity").asString()).isEqualTo("HIGH");
    raise(Severity.MEDIUM);
    assertThat(show(id).path("severity").asString()).isEqualTo("HIGH");
  }

  @Test
  void what_is_resolved_stays_so_and_is_found_anew() {
    var id = raise(Severity.HIGH);
    var done = "{\"version\": 0, \"reason\": \"Setting put right\"}";
    send("POST", "/v1/findings/" + id + "/resolve", done, 200);
    accept(id, 1, 409);
    send("PATCH", "/v1/findings/" + id, "{\"version\": 1, \"owner\": \"desk\"}", 409);
    var next = raise(Severity.HIGH);
    assertThat(next).isNotEqualTo(id);
    findings.over(key);
    assertThat(show(next).path("resolvedBy").asString()).isEqualTo("SYSTEM");
    findings.over(key);
    assertThat(events(show(next))).containsExactly("RAISE", "RESOLVE");
  }

  @Test
  void nobody_decides_about_what_somebody_else_has_changed_and_nobody_is_named() {
    var id = raise(Severity.LOW);
    var path = "/v1/findings/" + id;
    send("PATCH", path, "{\"version\": 0, \"owner\": \"ada@example.com\"}", 422);
    send("PATCH", path, "{\"version\": 0, \"owner\": \"vendor desk\"}", 200);
    accept(id, 0, 409);
    send("POST", path + "/resolve", "{\"version\": 0, \"reason\": \"x\"}", 409);
    assertThat(show(id).path("owner").asString()).isEqualTo("vendor desk");
  }

  @Test
  void pages_neither_repeat_nor_skip_and_filters_hold_together() {
    var raised = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      raised.addFirst(findings.raise(draft(key + i, Severity.LOW)).toString());
    }
    findings.raise(draft(key + "x", Severity.HIGH));
    var seen = new ArrayList<String>();
    var query = "/v1/findings?limit=2&severity=LOW&state=OPEN&code=" + code;
    var page = send("GET", query, null, 200);
    page.path("items").forEach(item -> seen.add(item.path("id").asString()));
    assertThat(page.path("items").size()).isEqualTo(2);
    page = send("GET", query + "&after=" + page.path("next").asString(), null, 200);
    page.path("items").forEach(item -> seen.add(item.path("id").asString()));
    assertThat(page.has("next")).isFalse();
    assertThat(seen).isEqualTo(raised);
    send("GET", "/v1/findings?after=" + UUID.randomUUID(), null, 400);
  }

  @Test
  void open_findings_are_counted_by_severity() {
    raise(Severity.HIGH);
    RunningWrit.bean(FindingGauges.class).read();
    var gauge =
        RunningWrit.bean(MeterRegistry.class)
            .get("writ.findings.open")
            .tag("severity", "high")
            .gauge();
    assertThat(gauge.value()).isGreaterThanOrEqualTo(1);
  }

  private UUID raise(Severity severity) {
    return findings.raise(draft(key, severity));
  }

  private FindingDraft draft(String about, Severity severity) {
    return new FindingDraft(
        code,
        about,
        severity,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Found by a test");
  }

  private static void accept(UUID id, long version, int status) {
    var body =
        "{\"version\": %d, \"reason\": \"Known\", \"until\": \"%s\"}"
            .formatted(version, LocalDate.now(ZoneOffset.UTC).plusDays(7));
    send("POST", "/v1/findings/" + id + "/accept", body, status);
  }

  private static List<String> events(JsonNode finding) {
    return finding.path("history").valueStream().map(c -> c.path("event").asString()).toList();
  }

  private static JsonNode show(UUID id) {
    return send("GET", "/v1/findings/" + id, null, 200);
  }

  private static JsonNode send(String method, String path, String body, int status) {
    var answer = RunningWrit.json(method, path, "officer", body);
    assertThat(answer.statusCode())
        .as(method + " " + path + new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return RunningWrit.read(answer);
  }
}
