package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.Request;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosoftCopilotErrorDecoderTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private static VendorFailure failure(ErrorDecoder decoder, int status, String retryAfter) {
    var request = Request.create(Request.HttpMethod.GET, "/users", Map.of(), null, null, null);
    var response =
        Response.builder()
            .status(status)
            .request(request)
            .headers(Map.of("retry-after", List.of(retryAfter)))
            .body("{\"error\":{\"code\":\"x\"}}", StandardCharsets.UTF_8)
            .build();
    return (VendorFailure) decoder.decode("users", response);
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED",
    "401, AUTHENTICATION",
    "402, REJECTED",
    "403, AUTHENTICATION",
    "404, REJECTED",
    "408, UNAVAILABLE",
    "409, REJECTED",
    "412, REJECTED",
    "423, UNAVAILABLE",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, UNAVAILABLE",
    "507, UNAVAILABLE",
    "509, RATE_LIMITED",
    "302, MALFORMED_RESPONSE"
  })
  void every_documented_status_has_its_kind(int status, Kind kind) {
    assertThat(failure(new GraphErrorDecoder(CLOCK), status, "").kind()).isEqualTo(kind);
    assertThat(failure(new GraphErrorDecoder(CLOCK), status, "").status()).isEqualTo(status);
  }

  @Test
  void retry_after_is_heeded_where_it_is_given() {
    assertThat(failure(new GraphErrorDecoder(CLOCK), 429, "7").retryAfter())
        .contains(Duration.ofSeconds(7));
    assertThat(
            failure(new GraphErrorDecoder(CLOCK), 503, "Mon, 23 Nov 2026 12:00:30 GMT")
                .retryAfter())
        .contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5"})
  void an_unreadable_retry_after_says_nothing(String header) {
    assertThat(failure(new GraphErrorDecoder(CLOCK), 429, header).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, AUTHENTICATION",
    "401, AUTHENTICATION",
    "404, AUTHENTICATION",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE"
  })
  void a_sign_in_that_is_refused_concerns_the_credentials(int status, Kind kind) {
    assertThat(failure(new LoginErrorDecoder(CLOCK), status, "").kind()).isEqualTo(kind);
  }
}
