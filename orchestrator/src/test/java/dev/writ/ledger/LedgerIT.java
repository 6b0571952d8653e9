package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Entries over HTTP: all or none, duplicates absorbed, each judged by its vendor's package. */
class LedgerIT {
  private static final String OPENAI = RunningWrit.connection("openai");

  @Test
  void a_bad_line_is_named_and_leaves_nothing() {
    var mark = mark();
    var bad = lines(mark, 1_500) + "\n{\"kind\":\"" + mark + "\"}\n" + lines(mark + "z", 10);
    var refused = append(bad);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(detail(refused)).startsWith("line 1501:").doesNotContain(mark);
    assertThat(accepted(append(lines(mark, 1_500)))).isEqualTo(1_500);
  }

  @Test
  void what_is_there_already_is_a_duplicate() {
    var lines = lines(mark(), 2_500);
    assertThat(accepted(append(lines))).isEqualTo(2_500);
    var again = read(append(lines + "\n" + lines(mark(), 3)));
    assertThat(again.path("accepted").asInt()).isEqualTo(3);
    assertThat(again.path("duplicates").asInt()).isEqualTo(2_500);
  }

  @Test
  void two_senders_of_the_same_lines_in_opposite_order_both_succeed() {
    var mark = mark();
    var there = lines(mark, 3_000);
    var back = there.lines().toList().reversed().stream().collect(Collectors.joining("\n"));
    var first = CompletableFuture.supplyAsync(() -> append(there));
    var second = CompletableFuture.supplyAsync(() -> append(back));
    assertThat(accepted(first.join()) + accepted(second.join())).isEqualTo(3_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection | 8f14e45f-ceea-467f-a0e6-2f1d3c1d9c11 | no such connection",
        "kind       | spaceship                            | no such kind",
        "objectId   | ../zq7marker                         | no such kind",
        "at         | 2999-01-01T00:00:00Z                 | at lies",
        "at         | 1969-01-01T00:00:00Z                 | at lies",
        "vendor     | nobody                               | identifier.vendor is not in the catalogue",
        "vendor     | hubspot                              | identifier.vendor is not the connection's"
      })
  void an_entry_that_cannot_be_is_refused_by_its_line(String field, String value, String why) {
    var entry =
        (tools.jackson.databind.node.ObjectNode) RunningWrit.JSON.readTree(lines(mark(), 1));
    if (field.equals("vendor")) {
      ((tools.jackson.databind.node.ObjectNode) entry.get("identifier")).put("vendor", value);
    } else {
      entry.put(field, value);
    }
    var answer = append(lines(mark(), 1) + "\n" + entry);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(detail(answer)).startsWith("line 2: " + why).doesNotContain(value + " ");
    var batch =
        RunningWrit.json(
            "POST", "/v1/ledger/entries", "integrator", "{\"entries\":[" + entry + "]}");
    assertThat(batch.statusCode()).isEqualTo(422);
    assertThat(detail(batch)).startsWith("entries[0]: " + why);
  }

  @Test
  void a_line_too_many_is_too_large() {
    var answer = append(lines(mark(), 100_001));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "null", "[]", "5", "{", "{}", "{\"entries\":[]}", "\u00e9\ud800"})
  void a_line_that_is_no_entry_is_refused(String line) {
    var answer = append(line);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).isNotBlank();
  }

  private static String mark() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String lines(String mark, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"identifier":{"type":"EMAIL","value":"p%d@example.com"},"connection":"%s","kind":"response","objectId":"resp_%s%d"}\
                """
                    .formatted(i, OPENAI, mark, i))
        .collect(Collectors.joining("\n"));
  }

  private static HttpResponse<byte[]> append(String lines) {
    return RunningWrit.call(
        "POST",
        "/v1/ledger/entries",
        BodyPublishers.ofString(lines),
        "Authorization",
        RunningWrit.bearer("integrator"),
        "Content-Type",
        "application/x-ndjson");
  }

  private static JsonNode read(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return RunningWrit.read(answer);
  }

  private static int accepted(HttpResponse<byte[]> answer) {
    return read(answer).path("accepted").asInt();
  }

  private static String detail(HttpResponse<byte[]> answer) {
    return RunningWrit.read(answer).path("detail").asString();
  }
}
