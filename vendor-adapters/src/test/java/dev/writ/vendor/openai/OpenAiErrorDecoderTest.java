package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure;
import feign.Request;
import feign.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiErrorDecoderTest {
  private final OpenAiErrorDecoder decoder =
      new OpenAiErrorDecoder(() -> Instant.parse("2026-11-23T12:00:00Z"));

  private VendorFailure failure(int status, Map<String, List<String>> headers, String body) {
    var request = Request.create(Request.HttpMethod.GET, "/v1/files", Map.of(), null, null, null);
    var response =
        Response.builder()
            .status(status)
            .request(request)
            .headers(Map.copyOf(headers))
            .body(body, StandardCharsets.UTF_8)
            .build();
    return (VendorFailure) decoder.decode("files", response);
  }

  private VendorFailure failure(int status, String retryAfter) {
    return failure(status, Map.of("retry-after", List.of(retryAfter)), "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "0, PT0S",
    "999999999, P7D",
    "'Mon, 23 Nov 2026 12:00:30 GMT', PT30S",
    "'Mon, 23 Nov 2026 11:00:00 GMT', PT0S",
    "'Tue, 23 Nov 2027 12:00:00 GMT', P7D"
  })
  void retry_after_is_seconds_or_a_date_and_never_more_than_a_week(String header, Duration wait) {
    assertThat(failure(429, header).retryAfter()).contains(wait);
    assertThat(failure(503, header).retryAfter()).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1s", ""})
  void an_unreadable_retry_after_says_nothing(String header) {
    assertThat(failure(429, header).retryAfter()).isEmpty();
    assertThat(failure(429, header).kind()).isEqualTo(VendorFailure.Kind.RATE_LIMITED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded"
      })
  void a_spent_budget_is_not_retried_with_or_without_the_wrapper(String code) {
    String bare = "{\"message\":\"no\",\"type\":\"x\",\"param\":null,\"code\":\"" + code + "\"}";
    for (String body : List.of(bare, "{\"error\":" + bare + "}")) {
      var failure = failure(429, Map.of("Retry-After", List.of("1")), body);
      assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
      assertThat(failure.retryAfter()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "null", "[]", "{\"error\":\"text\"}", "{\"error\":{}}"})
  void a_429_with_whatever_else_in_its_body_is_a_rate_limit(String body) {
    assertThat(failure(429, Map.of(), body).kind()).isEqualTo(VendorFailure.Kind.RATE_LIMITED);
  }

  @Test
  void the_message_holds_nothing_of_the_body() {
    String body = "{\"error\":{\"message\":\"ada@example.com\",\"type\":\"x\",\"code\":null}}";
    assertThat(failure(400, Map.of(), body)).hasMessage("REJECTED (HTTP 400)");
  }
}
