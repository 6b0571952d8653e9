package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.Response;
import feign.codec.ErrorDecoder;
import java.time.InstantSource;

/**
 * A refused sign-in. The platform answers 400 as well as 401 for a wrong client, secret or tenant
 * ({@code AADSTS...}), so that every refusal but a plea to slow down concerns the credentials.
 */
final class LoginErrorDecoder implements ErrorDecoder {
  private final GraphErrorDecoder graph;

  LoginErrorDecoder(InstantSource clock) {
    graph = new GraphErrorDecoder(clock);
  }

  @Override
  public Exception decode(String methodKey, Response response) {
    var failure = graph.decode(methodKey, response);
    return failure instanceof VendorFailure known && known.kind() == Kind.REJECTED
        ? new VendorFailure(Kind.AUTHENTICATION, known.status())
        : failure;
  }
}
