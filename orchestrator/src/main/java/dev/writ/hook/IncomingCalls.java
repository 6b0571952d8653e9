package dev.writ.hook;

import dev.writ.vendor.spi.VendorHooks;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a vendor's call as it came in, byte by byte, because its signature covers that. Many also
 * sign the address they called; behind a proxy it is not the one that arrives here, so it is put
 * together from {@code WRIT_PUBLIC_URL} where that is set.
 */
final class IncomingCalls {
  /** Many times what a hundred events take; a stranger sends no more either. */
  private static final int MOST_BYTES = 256 * 1024;

  private final String publicUrl;

  /**
   * @param publicUrl how vendors reach this service, before the path; empty: as they called it
   */
  IncomingCalls(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * The call of this request.
   *
   * @throws Problem too-large, or when address or body cannot be read
   */
  VendorHooks.Call read(HttpServletRequest request) {
    return new VendorHooks.Call(request.getMethod(), url(request), headers(request), body(request));
  }

  private URI url(HttpServletRequest request) {
    var address =
        publicUrl.isEmpty()
            ? request.getRequestURL().toString()
            : publicUrl + request.getRequestURI();
    var query = request.getQueryString();
    try {
      return new URI(query == null ? address : address + "?" + query);
    } catch (URISyntaxException malformed) {
      throw Problem.parameter("the address is not percent-encoded");
    }
  }

  /** A header that comes several times is one list, as RFC 9110 has it. */
  private static Map<String, String> headers(HttpServletRequest request) {
    var headers = new HashMap<String, String>();
    for (var name : Collections.list(request.getHeaderNames())) {
      headers.put(
          name.toLowerCase(Locale.ROOT),
          String.join(", ", Collections.list(request.getHeaders(name))));
    }
    return headers;
  }

  private static byte[] body(HttpServletRequest request) {
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    } catch (IOException cut) {
      throw Problem.body("the body ends too early");
    }
    if (body.length > MOST_BYTES) {
      throw Problem.tooLarge();
    }
    return body;
  }
}
