package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.time.InstantSource;

/**
 * Statuses of Graph's error page as failures. No body is read: the codes in it are open-ended and
 * nested, and nothing here would go another way for one. Some services send no Retry-After.
 */
final class GraphErrorDecoder implements ErrorDecoder {
  private final InstantSource clock;

  GraphErrorDecoder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Exception decode(String methodKey, Response response) {
    int status = response.status();
    var told = RetryAfter.read(VendorHttp.firsts(response.headers()), clock);
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
}
