package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.Filings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever an identifier comes in: what can be nobody's address or number is not believed. */
class IdentifiersIT {
  private static final String CONNECTION = RunningWrit.connection("hubspot");

  @ParameterizedTest
  @CsvSource({
    "EMAIL, zqmistyped.example.com",
    "EMAIL, zqmistyped@example",
    "EMAIL, Zq <zqmistyped@example.com>",
    "PHONE, zqmistyped"
  })
  void what_can_be_nobodys_is_refused_and_not_repeated(String type, String value) {
    var identifier = Map.of("type", type, "value", value);
    for (var answer :
        List.of(filed(identifier), entered(identifier), asked(identifier), heldBack(identifier))) {
      assertThat(answer.statusCode()).as(text(answer)).isEqualTo(422);
      assertThat(text(answer)).contains("identifier.value").doesNotContain("zqmistyped");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, ada+writ@example.com",
    "EMAIL, ' ada@example.com '",
    "PHONE, +44 (0)20 7946 0958",
    "CUSTOMER_ID, ada"
  })
  void what_can_be_somebodys_is_taken(String type, String value) {
    var identifier = Map.of("type", type, "value", value);
    for (var answer :
        List.of(filed(identifier), entered(identifier), asked(identifier), heldBack(identifier))) {
      assertThat(answer.statusCode()).as(text(answer)).isIn(200, 201);
    }
  }

  private static HttpResponse<byte[]> filed(Map<String, String> identifier) {
    var wanted = Filings.request("ERASURE", "ONE_TIME_CODE", List.of(identifier));
    wanted.put("connections", List.of(CONNECTION));
    return call("/v1/requests", "officer", wanted);
  }

  private static HttpResponse<byte[]> entered(Map<String, String> identifier) {
    var entry =
        Map.of(
            "identifier",
            identifier,
            "connection",
            CONNECTION,
            "kind",
            "contact",
            "objectId",
            Integer.toString(UUID.randomUUID().hashCode() & 0xFFFFFF));
    return call("/v1/ledger/entries", "integrator", Map.of("entries", List.of(entry)));
  }

  private static HttpResponse<byte[]> asked(Map<String, String> identifier) {
    return call("/v1/suppression/check", "integrator", Map.of("identifiers", List.of(identifier)));
  }

  private static HttpResponse<byte[]> heldBack(Map<String, String> identifier) {
    return call(
        "/v1/holds",
        "officer",
        Map.of(
            "sort",
            "LEGAL_HOLD",
            "matter",
            UUID.randomUUID().toString(),
            "owner",
            "legal",
            "reviewOn",
            Filings.LATER,
            "covers",
            Map.of("identifiers", List.of(identifier))));
  }

  private static HttpResponse<byte[]> call(String path, String role, Map<String, ?> body) {
    return RunningWrit.json("POST", path, role, RunningWrit.JSON.writeValueAsString(body));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }
}
