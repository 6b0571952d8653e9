package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's envelopes, old and new, whole and in parts. */
class GoogleWorkspaceErrorDecoderTest {
  private static Kind kind(int status, String body) {
    return GoogleWorkspaceErrorDecoder.failure(
            status, Map.of(), body.getBytes(StandardCharsets.UTF_8))
        .kind();
  }

  @ParameterizedTest
  @CsvSource({
    "403,userRateLimitExceeded,RATE_LIMITED",
    "403,rateLimitExceeded,RATE_LIMITED",
    "403,quotaExceeded,RATE_LIMITED",
    "429,rateLimitExceeded,RATE_LIMITED",
    "503,quotaExceeded,RATE_LIMITED",
    "503,backendError,UNAVAILABLE",
    "500,backendError,UNAVAILABLE",
    "403,forbidden,AUTHENTICATION",
    "403,insufficientPermissions,AUTHENTICATION",
    "403,accessNotConfigured,AUTHENTICATION",
    "403,insufficientFilePermissions,REJECTED",
    "401,authError,AUTHENTICATION",
    "400,badRequest,REJECTED",
    "404,notFound,REJECTED",
    "409,conflict,REJECTED",
    "412,conditionNotMet,REJECTED"
  })
  void the_reason_of_an_old_envelope_decides(int status, String reason, Kind expected) {
    var body =
        "{\"error\":{\"code\":%d,\"errors\":[{\"domain\":\"x\",\"reason\":\"%s\"}]}}"
            .formatted(status, reason);
    assertThat(kind(status, body)).isEqualTo(expected);
  }

  @Test
  void a_rate_limit_may_stand_in_the_details_of_a_refusal() {
    assertThat(
            kind(
                403,
                "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"details\":[{\"@type\":"
                    + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"RATE_LIMIT_EXCEEDED\"}]}}"))
        .isEqualTo(Kind.RATE_LIMITED);
  }

  @Test
  void a_refusal_without_a_reason_is_a_lack_of_rights() {
    assertThat(kind(403, "{\"error\":{\"status\":\"PERMISSION_DENIED\"}}"))
        .isEqualTo(Kind.AUTHENTICATION);
    assertThat(kind(403, "")).isEqualTo(Kind.AUTHENTICATION);
    assertThat(kind(403, "<html>")).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void the_token_endpoint_names_its_error_by_a_word() {
    assertThat(kind(400, "{\"error\":\"invalid_grant\"}")).isEqualTo(Kind.AUTHENTICATION);
    assertThat(kind(401, "{\"error\":\"unauthorized_client\"}")).isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void a_wait_is_taken_where_one_is_told() {
    assertThat(
            GoogleWorkspaceErrorDecoder.failure(429, Map.of("retry-after", "7"), new byte[0])
                .retryAfter())
        .contains(Duration.ofSeconds(7));
    assertThat(
            GoogleWorkspaceErrorDecoder.failure(429, Map.of("retry-after", "soon"), new byte[0])
                .retryAfter())
        .isEmpty();
  }
}
