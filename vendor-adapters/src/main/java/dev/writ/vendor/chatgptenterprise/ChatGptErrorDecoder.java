package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.time.Duration;
import java.util.Optional;

/** Statuses as failures. The form of an error's body is unconfirmed, so that none is read. */
final class ChatGptErrorDecoder implements ErrorDecoder {
  private static final int MOST_DIGITS = 9;

  @Override
  public Exception decode(String methodKey, Response response) {
    var retryAfter =
        response.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
            .flatMap(header -> header.getValue().stream())
            .findFirst();
    return failure(response.status(), retryAfter);
  }

  /** Of any answer that is no success; a redirect is undocumented where it is asked about. */
  static VendorFailure failure(int status, Optional<String> retryAfter) {
    var wait = retryAfter.map(String::strip).flatMap(ChatGptErrorDecoder::seconds).orElse(null);
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 429 -> new VendorFailure(Kind.RATE_LIMITED, status, wait);
      default -> {
        if (status >= 500) {
          yield new VendorFailure(Kind.UNAVAILABLE, status, wait);
        }
        yield new VendorFailure(status >= 400 ? Kind.REJECTED : Kind.MALFORMED_RESPONSE, status);
      }
    };
  }

  private static Optional<Duration> seconds(String text) {
    return text.length() <= MOST_DIGITS && text.matches("[0-9]+")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
