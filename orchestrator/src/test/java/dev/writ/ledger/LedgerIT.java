package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vault.Vault;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.Problem;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Entries over HTTP: all or none, duplicates absorbed, each judged by its vendor's package. */
class LedgerIT {
  private static final String OPENAI = RunningWrit.connection("openai");
  private static final UUID OPENAI_ID = UUID.fromString(OPENAI);
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Ledger ledger = RunningWrit.bean(Ledger.class);

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
        "vendor     | nobody                               | identifier.vendor is not in the"
            + " catalogue",
        "vendor     | hubspot                              | identifier.vendor is not the"
            + " connection's"
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

  @Test
  void what_was_entered_can_be_taken_back_and_once_more() {
    var mark = mark();
    append(lines(mark, 3));
    var two = lines(mark, 2).replace("\n", ",") + "," + lines(mark(), 1);
    var taken = remove(two);
    assertThat(taken.statusCode()).as(new String(taken.body())).isEqualTo(200);
    assertThat(RunningWrit.read(taken).path("removed").asInt()).isEqualTo(2);
    assertThat(RunningWrit.read(taken).path("absent").asInt()).isEqualTo(1);
    assertThat(RunningWrit.read(remove(two)).path("removed").asInt()).as("a second click").isZero();
    assertThat(accepted(append(lines(mark, 3)))).as("the third was left").isEqualTo(2);
    var bad = two + ",{\"kind\":\"" + mark + "\"}";
    assertThat(remove(bad).statusCode()).isEqualTo(400);
    assertThat(RunningWrit.json("POST", "/v1/ledger/removals", "officer", "{}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_is_entered_for_a_vendor_that_is_left_stays() {
    try (var bell = BellAccount.open()) {
      var chime = new VendorObject("chime", "chime_" + mark());
      var entry =
          new Ledger.Entry(
              new Identifier(Identifier.Type.EMAIL, mark() + "@example.com"),
              bell.connection(),
              chime,
              Instant.EPOCH);
      ledger.append(List.of(entry));
      var state = "update connection set state = ? where id = ?";
      sql.sql(state).params("FROZEN", bell.connection()).update();
      assertThatThrownBy(() -> ledger.remove(List.of(entry))).isInstanceOf(Problem.class);
      sql.sql(state).params("ACTIVE", bell.connection()).update();
      assertThat(ledger.remove(List.of(entry))).isEqualTo(1);
    }
  }

  @Test
  void a_telephone_number_spelled_otherwise_is_the_same_person() {
    var number = "+44 (0)20 " + System.nanoTime() % 1_000_000_000;
    var entry = phoned(number, "resp_" + mark());
    ledger.append(List.of(entry));
    var otherwise = phone(number.replace("+44 (0)", "0044").replace(" ", "-"));
    assertThat(ledger.find(otherwise, OPENAI_ID)).containsExactly(entry.object());
    assertThat(ledger.append(List.of(phoned(otherwise.value(), entry.object().id())))).isZero();
  }

  /** Their hashes cannot be made anew: nobody knows the numbers. */
  @Test
  void a_telephone_number_that_an_earlier_version_entered_is_found_as_it_was_spelled() {
    var number = "+44 20 " + System.nanoTime() % 1_000_000_000;
    var entry = phoned(number, "resp_" + mark());
    ledger.append(List.of(entry));
    var raw = RunningWrit.bean(Vault.class).hash("person", "PHONE", number);
    var now = RunningWrit.bean(PersonHashes.class).of("person", entry.person());
    assertThat(
            sql.sql("update ledger_entry set person = ? where person = ?")
                .params(raw, now)
                .update())
        .isEqualTo(1);
    assertThat(ledger.find(entry.person(), OPENAI_ID)).containsExactly(entry.object());
    ledger.append(List.of(entry));
    assertThat(ledger.find(entry.person(), OPENAI_ID)).as("once").containsExactly(entry.object());
    assertThat(ledger.remove(List.of(entry))).as("one entry, of two lines").isEqualTo(1);
    assertThat(ledger.find(entry.person(), OPENAI_ID)).isEmpty();
  }

  private static Identifier phone(String number) {
    return new Identifier(Identifier.Type.PHONE, number);
  }

  private static Ledger.Entry phoned(String number, String response) {
    return new Ledger.Entry(
        phone(number), OPENAI_ID, new VendorObject("response", response), Instant.EPOCH);
  }

  private static HttpResponse<byte[]> remove(String entries) {
    return RunningWrit.json(
        "POST", "/v1/ledger/removals", "integrator", "{\"entries\":[" + entries + "]}");
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
