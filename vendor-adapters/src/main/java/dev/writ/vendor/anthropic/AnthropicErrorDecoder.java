package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Turns an error status into a {@link VendorFailure}. Of the body only {@code
 * error.details.error_code} of a 429 is looked at, and whether a 404 is the vendor's: one without
 * {@code error.type} comes from somebody else, such as a proxy, and is no absence.
 */
final class AnthropicErrorDecoder implements ErrorDecoder {
  private static final String SPENT = "enforced_spend_limit_reached";
  private static final String LIMITS = "anthropic-ratelimit-";
  private static final int BODY_LIMIT = 64 * 1024;

  @Override
  public Exception decode(String methodKey, Response response) {
    var headers = VendorHttp.firsts(response.headers());
    var body = response.body();
    if (body == null) {
      return failure(response.status(), headers, InputStream.nullInputStream());
    }
    try (var in = body.asInputStream()) {
      return failure(response.status(), headers, in);
    } catch (IOException unreadable) {
      return failure(response.status(), headers, InputStream.nullInputStream());
    }
  }

  /**
   * The failure an answer stands for; redirects are none of the vendor's.
   *
   * @param headers as {@link VendorHttp#firsts} gives them
   */
  static VendorFailure failure(int status, Map<String, String> headers, InputStream body) {
    var wait = RetryAfter.seconds(headers);
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 404 ->
          new VendorFailure(
              error(body).path("type").asString("").isBlank()
                  ? Kind.MALFORMED_RESPONSE
                  : Kind.REJECTED,
              status);
      case 408 -> new VendorFailure(Kind.UNAVAILABLE, status, wait);
      case 429 ->
          spent(headers, wait, body)
              ? new VendorFailure(Kind.REJECTED, status)
              : new VendorFailure(Kind.RATE_LIMITED, status, wait);
      default ->
          status >= 500
              ? new VendorFailure(Kind.UNAVAILABLE, status, wait)
              : new VendorFailure(Kind.REJECTED, status);
    };
  }

  /**
   * Whether the month's spend cap is reached, which no waiting cures: the vendor says so, or names
   * neither a wait nor a limit. A rate limit whose retry-after was lost on the way still shows its
   * limits.
   */
  private static boolean spent(
      Map<String, String> headers, @Nullable Duration wait, InputStream body) {
    return SPENT.equals(error(body).path("details").path("error_code").asString(""))
        || (wait == null && headers.keySet().stream().noneMatch(name -> name.startsWith(LIMITS)));
  }

  private static JsonNode error(InputStream body) {
    try {
      return VendorHttp.JSON.readTree(body.readNBytes(BODY_LIMIT)).path("error");
    } catch (IOException | JacksonException unreadable) {
      return VendorHttp.JSON.missingNode();
    }
  }
}
