package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Google's statuses and reasons as failures. A 403 is a rate limit, a lack of rights or a refusal,
 * and only its reason tells; old and new envelopes carry it in different places, and not all parts
 * are always there. A body is read for its reasons and nothing else.
 */
final class GoogleWorkspaceErrorDecoder implements ErrorDecoder {
  static final int BODY_LIMIT = 65_536;

  private static final Set<String> RATES =
      Set.of(
          "userRateLimitExceeded",
          "rateLimitExceeded",
          "quotaExceeded",
          "RATE_LIMIT_EXCEEDED",
          "RESOURCE_EXHAUSTED");

  /** A refusal that is about one object and no lack of the connection's. */
  private static final Set<String> ONE_OBJECT = Set.of("insufficientFilePermissions");

  @Override
  public Exception decode(String methodKey, Response response) {
    return failure(response.status(), VendorHttp.firsts(response.headers()), body(response));
  }

  private static byte[] body(Response response) {
    if (response.body() == null) {
      return new byte[0];
    }
    try (var in = response.body().asInputStream()) {
      return in.readNBytes(BODY_LIMIT);
    } catch (IOException lost) {
      return new byte[0];
    }
  }

  /**
   * @param headers as {@link VendorHttp#firsts} gives them; none of Google's pages promises a wait
   */
  static VendorFailure failure(int status, Map<String, String> headers, byte[] body) {
    var wait = RetryAfter.seconds(headers);
    var error = error(body);
    var reasons = reasons(error);
    boolean rate = reasons.stream().anyMatch(RATES::contains);
    if (status == 429 || (rate && (status == 403 || status == 503))) {
      return new VendorFailure(Kind.RATE_LIMITED, status, wait);
    }
    boolean rights = status == 403 && reasons.stream().noneMatch(ONE_OBJECT::contains);
    if (status == 401 || rights || refusedToken(status, error)) {
      return new VendorFailure(Kind.AUTHENTICATION, status);
    }
    return status >= 500
        ? new VendorFailure(Kind.UNAVAILABLE, status, wait)
        : new VendorFailure(Kind.REJECTED, status);
  }

  /** The token endpoint names its error by a bare word, for a 400 as well. */
  private static boolean refusedToken(int status, JsonNode error) {
    return status == 400 && error.isString();
  }

  private static Set<String> reasons(JsonNode error) {
    var reasons = new HashSet<String>();
    error.path("errors").forEach(each -> reasons.add(each.path("reason").asString("")));
    error.path("details").forEach(each -> reasons.add(each.path("reason").asString("")));
    reasons.add(error.path("status").asString(""));
    reasons.remove("");
    return reasons;
  }

  private static JsonNode error(byte[] body) {
    try {
      return VendorHttp.JSON.readTree(body).path("error");
    } catch (JacksonException unreadable) {
      return VendorHttp.JSON.missingNode();
    }
  }
}
