package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.util.Map;

/** Statuses as failures. The form of an error's body is unconfirmed, so that none is read. */
final class ChatGptErrorDecoder implements ErrorDecoder {
  @Override
  public Exception decode(String methodKey, Response response) {
    return failure(response.status(), VendorHttp.firsts(response.headers()));
  }

  /**
   * Of any answer that is no success; a redirect is undocumented where it is asked about.
   *
   * @param headers as {@link VendorHttp#firsts} gives them
   */
  static VendorFailure failure(int status, Map<String, String> headers) {
    var wait = RetryAfter.seconds(headers);
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
}
