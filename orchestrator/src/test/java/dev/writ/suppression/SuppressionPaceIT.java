package dev.writ.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuppressionPaceIT {
  @Test
  void a_token_that_tries_out_a_list_is_told_to_wait_and_others_are_not() {
    var greedy = token();
    HttpResponse<byte[]> last = null;
    for (int call = 0; call < 40; call++) {
      last = ask(greedy, 100);
      if (last.statusCode() != 200) {
        break;
      }
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(RunningWrit.read(last).path("type").asString())
        .isEqualTo("urn:writ:problem:rate-limited");
    assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 10L);
    assertThat(ask(token(), 1).statusCode()).isEqualTo(200);
  }

  @Test
  void a_vendors_user_id_is_nobodys_at_another_vendor() {
    var suppressions = RunningWrit.bean(Suppressions.class);
    var id = "u-" + System.nanoTime();
    var there = person(id, "hubspot");
    suppressions.remember(java.util.List.of(there), java.time.Instant.now());
    var answers =
        suppressions.find(java.util.List.of(there, person(id, "openai"), person(id, null), there));
    assertThat(answers.stream().map(java.util.Optional::isPresent))
        .containsExactly(true, false, false, true);
    assertThat(there.toString()).doesNotContain(id);
  }

  @Test
  void a_telephone_number_is_known_however_it_is_spelled_and_as_an_earlier_version_kept_it() {
    var suppressions = RunningWrit.bean(Suppressions.class);
    var digits = "20" + System.nanoTime() % 1_000_000_000;
    suppressions.remember(
        java.util.List.of(phone("+44 (0)" + digits)),
        java.time.Instant.parse("2026-11-28T12:00:00Z"));
    var raw = "+44 30" + digits;
    RunningWrit.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql("insert into suppressed_person (person, erased_on) values (?, '2026-10-01')")
        .param(RunningWrit.bean(dev.writ.vault.Vault.class).hash("suppressed", "PHONE", raw))
        .update();
    var answers =
        suppressions.find(
            java.util.List.of(phone("0044-" + digits), phone(raw), phone("+4430" + digits)));
    assertThat(answers.stream().map(java.util.Optional::isPresent))
        .containsExactly(true, true, false);
  }

  private static Suppressions.Person phone(String number) {
    return new Suppressions.Person(dev.writ.vendor.spi.Identifier.Type.PHONE, number, null);
  }

  @Test
  void of_who_was_erased_a_hash_and_the_last_day_is_kept_and_nothing_else() {
    var suppressions = RunningWrit.bean(Suppressions.class);
    var ada = person("u-" + System.nanoTime(), "hubspot");
    var last = java.time.Instant.parse("2026-11-28T23:59:59Z");
    suppressions.remember(java.util.List.of(ada), last);
    suppressions.remember(java.util.List.of(ada), last.minus(java.time.Duration.ofDays(9)));
    assertThat(suppressions.find(java.util.List.of(ada)))
        .containsExactly(java.util.Optional.of(java.time.LocalDate.of(2026, 11, 28)));
    assertThat(
            RunningWrit.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql(
                    "select column_name || ' ' || data_type from information_schema.columns"
                        + " where table_schema = 'public' and table_name = 'suppressed_person'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("person bytea", "erased_on date");
  }

  private static Suppressions.Person person(String id, String vendor) {
    return new Suppressions.Person(dev.writ.vendor.spi.Identifier.Type.VENDOR_USER_ID, id, vendor);
  }

  private static String token() {
    var issued =
        RunningWrit.json(
            "POST", "/v1/tokens", "admin", "{\"role\": \"INTEGRATOR\", \"name\": \"app\"}");
    return RunningWrit.read(issued).path("token").asString();
  }

  private static HttpResponse<byte[]> ask(String token, int identifiers) {
    var items =
        IntStream.range(0, identifiers)
            .mapToObj(n -> "{\"type\":\"EMAIL\",\"value\":\"guess" + n + "@example.com\"}")
            .collect(Collectors.joining(","));
    return RunningWrit.call(
        "POST",
        "/v1/suppression/check",
        BodyPublishers.ofString("{\"identifiers\":[" + items + "]}"),
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        "application/json");
  }
}
