package dev.writ.vendor.hubspot;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Statuses of HubSpot's error guide as failures. The body is read for the rate limit's name and
 * nothing else.
 */
final class HubSpotErrorDecoder implements ErrorDecoder {
  private static final int BODY_LIMIT = 65_536;

  private final InstantSource clock;

  HubSpotErrorDecoder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Exception decode(String methodKey, Response response) {
    int status = response.status();
    var told = RetryAfter.read(VendorHttp.firsts(response.headers()), clock);
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 423 ->
          new VendorFailure(Kind.RATE_LIMITED, status, told == null ? Duration.ofSeconds(2) : told);
      case 429 ->
          new VendorFailure(Kind.RATE_LIMITED, status, told == null ? byPolicy(response) : told);
      case 477 -> new VendorFailure(Kind.UNAVAILABLE, status, told);
      default ->
          status >= 500
              ? new VendorFailure(Kind.UNAVAILABLE, status, told)
              : new VendorFailure(Kind.REJECTED, status);
    };
  }

  /**
   * Retry-After is undocumented on a 429, so the wait follows the policy's name, or an older body's
   * message.
   */
  private static @Nullable Duration byPolicy(Response response) {
    var body = body(response);
    if (body == null) {
      return null;
    }
    var policy = body.path("policyName").asString("").toUpperCase(Locale.ROOT);
    var message = body.path("message").asString("").toLowerCase(Locale.ROOT);
    if (policy.equals("DAILY") || message.contains("daily limit")) {
      return Duration.ofHours(1);
    }
    if (policy.startsWith("TEN_SECONDLY")) {
      return Duration.ofSeconds(10);
    }
    if (policy.contains("SECONDLY") || message.contains("secondly limit")) {
      return Duration.ofSeconds(1);
    }
    return null;
  }

  private static @Nullable JsonNode body(Response response) {
    if (response.body() == null) {
      return null;
    }
    try (var in = response.body().asInputStream()) {
      return VendorHttp.JSON.readTree(in.readNBytes(BODY_LIMIT));
    } catch (IOException | JacksonException unreadable) {
      return null;
    }
  }
}
