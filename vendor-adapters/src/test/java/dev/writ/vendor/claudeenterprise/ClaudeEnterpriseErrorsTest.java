package dev.writ.vendor.claudeenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses, headers and both envelopes of Anthropic's errors. */
class ClaudeEnterpriseErrorsTest {
  private static VendorFailure failure(int status, Map<String, String> headers, String body) {
    return ComplianceErrors.failure(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "302, MALFORMED_RESPONSE",
    "400, REJECTED",
    "401, AUTHENTICATION",
    "402, REJECTED",
    "403, AUTHENTICATION",
    "409, REJECTED",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, UNAVAILABLE",
    "529, UNAVAILABLE"
  })
  void a_status_has_its_kind(int status, Kind kind) {
    assertThat(failure(status, Map.of(), "").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"type\":\"not_found_error\",\"message\":\"Chat claude_chat_1 not found.\"}}",
        "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"\"},\"request_id\":\"req_1\"}"
      })
  void a_404_in_either_envelope_is_an_absence(String body) {
    assertThat(failure(404, Map.of(), body).kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{}", "{\"error\":\"x\"}", "[]", "{\"error\":{}}"})
  void a_404_in_no_envelope_is_malformed(String body) {
    assertThat(failure(404, Map.of(), body).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void the_wait_is_the_vendors() {
    assertThat(failure(429, Map.of("retry-after", "7"), "").retryAfter())
        .contains(Duration.ofSeconds(7));
    assertThat(failure(429, Map.of("retry-after", "soon"), "").retryAfter()).isEmpty();
    assertThat(failure(503, Map.of("retry-after", "1"), "").retryAfter())
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void a_wait_of_weeks_is_waited_for_a_week() {
    assertThat(failure(429, Map.of("retry-after", "1209600"), "").retryAfter())
        .contains(Duration.ofDays(7));
  }

  @Test
  void a_500_that_must_not_be_retried_is_a_rejection() {
    assertThat(failure(500, Map.of("x-should-retry", "false"), "").kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure(500, Map.of("x-should-retry", "true"), "").kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }
}
