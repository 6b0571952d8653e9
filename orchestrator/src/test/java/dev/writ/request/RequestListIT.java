package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The list of requests: its filters, and its pages. */
class RequestListIT {
  private static final String REFERENCE = "LIST-" + UUID.randomUUID();
  private static final List<String> FILED = new ArrayList<>();

  @BeforeAll
  static void file() {
    FILED.add(file("ERASURE", "GDPR", "2026-10-01", "openai"));
    FILED.add(file("ACCESS", "CCPA", "2026-10-02", "openai"));
    FILED.add(file("ERASURE", "UK_GDPR", "2026-10-03", "hubspot", "VCDPA", "CTDPA"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '2,1,0'",
    "&kind=ERASURE, '2,0'",
    "&regime=CCPA, 1",
    "&regime=UK_GDPR, 2",
    "&regime=VCDPA, 2",
    "&regime=us-ct-ctdpa, 2",
    "&regime=VCDPA&kind=ERASURE, 2",
    "&regime=VCDPA&kind=ACCESS, ''",
    "&regime=FADP, ''",
    "&receivedFrom=2026-10-02, '2,1'",
    "&receivedTo=2026-10-02, '1,0'",
    "&receivedFrom=2026-10-02&receivedTo=2026-10-02, 1",
    "&connection=openai, '1,0'",
    "&kind=ERASURE&connection=openai, 0",
    "&outcome=REFUSED, ''",
    "&kind=PORTABILITY, ''"
  })
  void shows_what_passes_every_filter_newest_first(String filters, String expected) {
    var query = filters.replace("openai", RunningWrit.connection("openai"));
    assertThat(ids(list("&reference=" + REFERENCE + query)))
        .isEqualTo(expected.isEmpty() ? List.of() : pick(expected));
  }

  @Test
  void pages_neither_repeat_nor_skip_and_the_last_has_no_next() {
    var seen = new ArrayList<String>();
    var page = list("&limit=1&reference=" + REFERENCE);
    while (seen.addAll(ids(page)) && page.has("next")) {
      assertThat(seen).doesNotHaveDuplicates();
      var next = page.path("next").asString();
      page = list("&limit=1&reference=" + REFERENCE + "&after=" + next);
    }
    assertThat(seen).isEqualTo(pick("2,1,0"));
  }

  @Test
  void a_range_of_days_is_read_by_the_day_of_receipt() {
    var reference = "DAYS-" + UUID.randomUUID();
    var later = filed("ERASURE", "GDPR", "2026-10-09", "openai", reference);
    var earlier = filed("ERASURE", "GDPR", "2026-10-08", "openai", reference);
    var same = filed("ERASURE", "GDPR", "2026-10-09", "openai", reference);
    var query = "&limit=1&receivedFrom=2026-10-08&reference=" + reference;
    assertThat(ids(list("&reference=" + reference))).containsExactly(same, earlier, later);
    var first = list(query);
    var second = list(query + "&after=" + first.path("next").asString());
    var third = list(query + "&after=" + second.path("next").asString());
    assertThat(Stream.of(first, second, third).flatMap(page -> ids(page).stream()))
        .containsExactly(same, later, earlier);
    assertThat(third.has("next")).isFalse();
  }

  @Test
  void one_of_several_laws_is_found_page_by_page_along_an_index() {
    var sql = RunningWrit.bean(JdbcClient.class);
    var law = "xx-" + UUID.randomUUID().toString().substring(0, 8);
    sql.sql(
            """
            insert into request (id, kind, regime, also_under, received_on, identity_method, state, identifiers)
            select gen_random_uuid(), 'ACCESS', 'GDPR', case when n % 1000 = 0 then array[:law] else '{}'::text[] end,
              date '2069-01-01', 'TEST', 'CLOSED', ''::bytea from generate_series(0, 19999) n
            """)
        .param("law", law)
        .update();
    sql.sql("analyze request").update();
    var first = list("&limit=12&regime=" + law);
    assertThat(ids(first)).hasSize(12);
    assertThat(first.path("items").valueStream())
        .allMatch(one -> one.path("regime").asString().equals("GDPR"));
    var after = first.path("next").asString();
    assertThat(ids(list("&limit=12&regime=" + law + "&after=" + after)))
        .hasSize(8)
        .doesNotContainAnyElementsOf(ids(first));
    assertThat(plan(sql, law)).contains("request_by_law").doesNotContain("Seq Scan");
    assertThat(plan(sql, "GDPR")).contains("Index Scan").doesNotContain("Seq Scan", "Sort");
    sql.sql("delete from request where received_on = date '2069-01-01'").update();
  }

  private static String plan(JdbcClient sql, String law) {
    var where = new ArrayList<String>();
    var params = new ArrayList<Object>();
    new RequestFilter(null, null, law, null, null, null, null, null).write(where, params);
    assertThat(params).as("a law is no parameter").isEmpty();
    return String.join(
        "\n",
        sql.sql(
                "explain select * from request where (seq) < (1000000) and %s order by seq desc limit 51"
                    .formatted(String.join(" and ", where)))
            .query(String.class)
            .list());
  }

  @Test
  void a_reference_is_compared_whole() {
    assertThat(ids(list("&reference=" + REFERENCE.substring(0, 12)))).isEmpty();
  }

  @Test
  void an_unknown_cursor_is_refused_and_not_an_empty_page() {
    var path = "/v1/requests?after=" + UUID.randomUUID();
    var answer = RunningWrit.json("GET", path, "officer", null);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RunningWrit.read(answer).path("type").asString())
        .isEqualTo("urn:writ:problem:invalid-parameter");
  }

  private static List<String> pick(String which) {
    return List.of(which.split(",")).stream().map(i -> FILED.get(Integer.parseInt(i))).toList();
  }

  private static JsonNode list(String query) {
    var answer = RunningWrit.json("GET", "/v1/requests?" + query.substring(1), "officer", null);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return RunningWrit.read(answer);
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").valueStream().map(r -> r.path("id").asString()).toList();
  }

  private static String file(
      String kind, String regime, String receivedOn, String vendor, String... others) {
    return filed(kind, regime, receivedOn, vendor, REFERENCE, others);
  }

  private static String filed(
      String kind,
      String regime,
      String receivedOn,
      String vendor,
      String reference,
      String... others) {
    var answer =
        RunningWrit.json(
            "POST",
            "/v1/requests",
            "officer",
            """
            {"kind": "%s", "regime": "%s", "receivedOn": "%s", "reference": "%s", "connections": ["%s"], "alsoUnder": %s,
             "subject": {"identifiers": [{"type": "EMAIL", "value": "nobody@example.com"}]},
             "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}}
            """
                .formatted(
                    kind,
                    regime,
                    receivedOn,
                    reference,
                    RunningWrit.connection(vendor),
                    RunningWrit.JSON.writeValueAsString(others)));
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    return RunningWrit.read(answer).path("id").asString();
  }
}
