package dev.writ.vendor.spi;

import java.net.URI;
import java.util.Map;

/**
 * One account at one vendor.
 *
 * @param baseUrl scheme, host and path prefix without a trailing slash; calls go nowhere else
 * @param credentials by the names the descriptor asks for
 * @param settings by the names the descriptor lists
 * @param admission passed by every call
 * @param patience for reading calls
 */
public record VendorConnection(
    URI baseUrl,
    Map<String, Secret> credentials,
    Map<String, String> settings,
    Admission admission,
    Patience patience) {
  public VendorConnection {
    credentials = Map.copyOf(credentials);
    settings = Map.copyOf(settings);
  }

  /** A connection that admits every call and repeats none. */
  public VendorConnection(
      URI baseUrl, Map<String, Secret> credentials, Map<String, String> settings) {
    this(baseUrl, credentials, settings, Admission.OPEN, Patience.NONE);
  }

  /**
   * One of the vendor's further addresses. They are the documented ones while the base URL is the
   * vendor's own; a sandbox or proxy serves all of them below its base URL.
   */
  public URI root(VendorDescriptor vendor, String word) {
    var root = vendor.roots().get(word);
    if (root == null) {
      throw new IllegalArgumentException(vendor.id() + " has no root " + word);
    }
    return baseUrl.equals(vendor.defaultBaseUrl()) ? root : baseUrl;
  }

  /** The same account, called at another address. */
  public VendorConnection at(URI address) {
    return new VendorConnection(address, credentials, settings, admission, patience);
  }

  /** The named credential; its absence is an AUTHENTICATION failure. */
  public String require(String credential) {
    var secret = credentials.get(credential);
    if (secret == null) {
      throw new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 0);
    }
    return secret.reveal();
  }

  @Override
  public String toString() {
    return "VendorConnection[" + baseUrl.getHost() + "]";
  }
}
