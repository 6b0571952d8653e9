package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Statuses and codes of Salesforce's documents as failures. REST errors are a bare array, whose
 * {@code errorCode} is read and nothing else. OAuth errors are an object; all of them come with 400
 * and say that these credentials do not sign in.
 */
final class SalesforceErrorDecoder implements ErrorDecoder {
  private static final int BODY_LIMIT = 65_536;
  private static final Pattern USAGE = Pattern.compile("\\s*api-usage=([0-9]{1,12})/([0-9]{1,12})");

  private final Kind badRequest;

  private SalesforceErrorDecoder(Kind badRequest) {
    this.badRequest = badRequest;
  }

  static SalesforceErrorDecoder ofCalls() {
    return new SalesforceErrorDecoder(Kind.REJECTED);
  }

  static SalesforceErrorDecoder ofSignIn() {
    return new SalesforceErrorDecoder(Kind.AUTHENTICATION);
  }

  @Override
  public Exception decode(String methodKey, Response response) {
    int status = response.status();
    var headers = VendorHttp.firsts(response.headers());
    var code = code(body(response));
    return switch (status) {
      case 401 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 403 ->
          code.equals("REQUEST_LIMIT_EXCEEDED")
              ? new VendorFailure(Kind.RATE_LIMITED, status, quota(headers))
              : new VendorFailure(Kind.AUTHENTICATION, status);
      case 429 -> new VendorFailure(Kind.RATE_LIMITED, status, RetryAfter.seconds(headers));
      case 400 -> badRequest(code);
      default ->
          status >= 500
              ? new VendorFailure(Kind.UNAVAILABLE, status, RetryAfter.seconds(headers))
              : new VendorFailure(Kind.REJECTED, status);
    };
  }

  /** A deleted row is answered with 404 by the documents, with 400 by others' accounts. */
  private VendorFailure badRequest(String code) {
    return new VendorFailure(badRequest, code.equals("ENTITY_IS_DELETED") ? 404 : 400);
  }

  /** No wait is documented; a spent daily quota is not asked for again within the hour. */
  private static @Nullable Duration quota(Map<String, String> headers) {
    for (var pair : headers.getOrDefault("sforce-limit-info", "").strip().split(";")) {
      var usage = USAGE.matcher(pair);
      if (usage.matches() && Long.parseLong(usage.group(1)) >= Long.parseLong(usage.group(2))) {
        return Duration.ofHours(1);
      }
    }
    return RetryAfter.seconds(headers);
  }

  private static String code(@Nullable JsonNode body) {
    return body == null ? "" : body.path(0).path("errorCode").asString("");
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
