package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Statuses of the Compliance API as failures. Of a body only the envelope is looked at: {@code
 * {"error":{"type":...}}}, with or without an outer {@code "type":"error"}. A 404 without it comes
 * from somebody else, such as a proxy, and is no absence.
 */
final class ComplianceErrors implements ErrorDecoder {
  private static final int BODY_LIMIT = 64 * 1024;

  @Override
  public Exception decode(String methodKey, Response response) {
    var headers = VendorHttp.firsts(response.headers());
    return failure(response.status(), headers, body(response));
  }

  /**
   * What an answer that is no success means.
   *
   * @param headers as {@link VendorHttp#firsts} gives them
   */
  static VendorFailure failure(int status, Map<String, String> headers, byte[] body) {
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 404 ->
          new VendorFailure(enveloped(body) ? Kind.REJECTED : Kind.MALFORMED_RESPONSE, status);
      case 429 -> new VendorFailure(Kind.RATE_LIMITED, status, RetryAfter.seconds(headers));
      case 500 ->
          "false".equalsIgnoreCase(headers.getOrDefault("x-should-retry", "").strip())
              ? new VendorFailure(Kind.REJECTED, status)
              : new VendorFailure(Kind.UNAVAILABLE, status, RetryAfter.seconds(headers));
      default -> other(status, headers);
    };
  }

  private static VendorFailure other(int status, Map<String, String> headers) {
    if (status >= 500) {
      return new VendorFailure(Kind.UNAVAILABLE, status, RetryAfter.seconds(headers));
    }
    return new VendorFailure(status < 400 ? Kind.MALFORMED_RESPONSE : Kind.REJECTED, status);
  }

  private static boolean enveloped(byte[] body) {
    return !error(body).path("type").asString("").isBlank();
  }

  /** The inner object of either envelope. */
  static JsonNode error(byte[] body) {
    try {
      return VendorHttp.JSON.readTree(body).path("error");
    } catch (JacksonException unreadable) {
      return VendorHttp.JSON.missingNode();
    }
  }

  private static byte[] body(Response response) {
    if (response.body() == null) {
      return new byte[0];
    }
    try (var in = response.body().asInputStream()) {
      return in.readNBytes(BODY_LIMIT);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }
}
