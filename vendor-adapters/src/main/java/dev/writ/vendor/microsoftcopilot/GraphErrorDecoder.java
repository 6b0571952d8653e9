package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of Graph's error page as failures. No body is read: the codes in it are open-ended and
 * nested, and nothing here would go another way for one.
 */
final class GraphErrorDecoder implements ErrorDecoder {

  @Override
  public Exception decode(String methodKey, Response response) {
    int status = response.status();
    var told = retryAfter(response);
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 429, 509 -> new VendorFailure(Kind.RATE_LIMITED, status, told);
      case 408, 423 -> new VendorFailure(Kind.UNAVAILABLE, status, told);
      default ->
          status >= 500
              ? new VendorFailure(Kind.UNAVAILABLE, status, told)
              : status >= 400
                  ? new VendorFailure(Kind.REJECTED, status)
                  : new VendorFailure(Kind.MALFORMED_RESPONSE, status);
    };
  }

  /** Some services send none. */
  static @Nullable Duration retryAfter(Response response) {
    var value =
        response.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
            .flatMap(header -> header.getValue().stream())
            .findFirst()
            .map(String::strip)
            .orElse("");
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(Instant.now(), at);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
