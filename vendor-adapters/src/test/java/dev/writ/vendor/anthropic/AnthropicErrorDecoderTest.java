package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicErrorDecoderTest {
  private static final String LIMITED =
      "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}";
  private static final String SPENT =
      "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\","
          + "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}";

  private static VendorFailure failure(int status, Map<String, String> headers, String body) {
    return AnthropicErrorDecoder.failure(
        status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_429_that_names_a_wait_is_a_rate_limit() {
    var limited = failure(429, Map.of("retry-after", "7"), LIMITED);
    assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void a_429_that_names_a_limit_is_a_rate_limit_although_its_wait_was_lost() {
    var limited = failure(429, Map.of("anthropic-ratelimit-requests-remaining", "0"), LIMITED);
    assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(limited.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LIMITED, SPENT, "", "<html>", "[]"})
  void a_429_that_names_neither_is_the_spend_cap_and_is_not_tried_again(String body) {
    assertThat(failure(429, Map.of(), body).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void a_spend_cap_that_is_told_is_one_whatever_the_headers_say() {
    var headers = new HashMap<String, String>();
    headers.put("anthropic-ratelimit-requests-remaining", "12");
    headers.put("retry-after", "1");
    assertThat(failure(429, headers, SPENT).kind()).isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>nginx</html>", "{}", "{\"error\":\"Not Found\"}"})
  void a_404_of_somebody_else_is_no_absence(String body) {
    assertThat(failure(404, Map.of(), body).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @CsvSource({"9999999,604800", "0,0"})
  void a_wait_has_a_bound(String header, long seconds) {
    assertThat(failure(529, Map.of("retry-after", header), "").retryAfter())
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999"})
  void a_wait_that_is_no_number_of_seconds_says_nothing(String header) {
    assertThat(failure(503, Map.of("retry-after", header), "").retryAfter()).isEmpty();
  }
}
