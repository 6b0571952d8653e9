package dev.writ.vendor.spi;

import java.net.URI;
import java.util.stream.Stream;

/** Where a vendor's own answers may send us. */
final class Destinations {
  private Destinations() {}

  static boolean allowed(VendorDescriptor vendor, VendorConnection connection, URI to) {
    var host = to.getHost();
    if (host == null || to.getUserInfo() != null) {
      return false;
    }
    var base = connection.baseUrl();
    if (host.equalsIgnoreCase(base.getHost())) {
      return base.getScheme().equals(to.getScheme()) && base.getPort() == to.getPort();
    }
    return "https".equals(to.getScheme())
        && to.getPort() == -1
        && Stream.concat(
                vendor.hosts().stream(), vendor.roots().values().stream().map(URI::getHost))
            .anyMatch(known -> matches(known, host));
  }

  private static boolean matches(String known, String host) {
    return known.startsWith("*.")
        ? host.length() > known.length() - 1
            && host.regionMatches(
                true, host.length() - known.length() + 1, known, 1, known.length() - 1)
        : known.equalsIgnoreCase(host);
  }
}
