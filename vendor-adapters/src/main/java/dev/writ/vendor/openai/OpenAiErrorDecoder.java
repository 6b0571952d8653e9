package dev.writ.vendor.openai;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Turns an error status into a {@link VendorFailure}; of the body only {@code code} and {@code
 * type} are looked at.
 */
final class OpenAiErrorDecoder implements ErrorDecoder {
  /** 429 codes that waiting does not cure. */
  private static final Set<String> SPENT =
      Set.of(
          "credit_balance_exhausted",
          "organization_spend_limit_exceeded",
          "project_spend_limit_exceeded",
          "organization_usage_limit_exceeded",
          "insufficient_quota");

  private static final int BODY_LIMIT = 64 * 1024;

  private final InstantSource clock;

  OpenAiErrorDecoder(InstantSource clock) {
    this.clock = clock;
  }

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
   * The failure an answer stands for.
   *
   * @param headers as {@link VendorHttp#firsts} gives them
   */
  VendorFailure failure(int status, Map<String, String> headers, InputStream body) {
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 408 -> new VendorFailure(Kind.UNAVAILABLE, status, RetryAfter.read(headers, clock));
      case 429 ->
          spent(body)
              ? new VendorFailure(Kind.REJECTED, status)
              : new VendorFailure(Kind.RATE_LIMITED, status, RetryAfter.read(headers, clock));
      default ->
          status >= 500
              ? new VendorFailure(Kind.UNAVAILABLE, status, RetryAfter.read(headers, clock))
              : new VendorFailure(Kind.REJECTED, status);
    };
  }

  private static boolean spent(InputStream in) {
    try {
      JsonNode body = VendorHttp.JSON.readTree(in.readNBytes(BODY_LIMIT));
      JsonNode error = body.path("error").isObject() ? body.path("error") : body;
      return SPENT.contains(error.path("code").asString(""))
          || SPENT.contains(error.path("type").asString(""));
    } catch (IOException | JacksonException unreadable) {
      return false;
    }
  }
}
