package dev.writ.connection;

import dev.writ.web.Problem;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where calls may go: HTTPS to public addresses; plain HTTP to loopback only, for the sandbox. A
 * name that does not resolve now is let through, and fails as UNAVAILABLE when called.
 */
public final class Egress {
  private static final int HIGHEST_PORT = 65_535;

  private Egress() {}

  /**
   * Lets the URL pass or says why not.
   *
   * @param trustedHost a host that may be anywhere, or empty
   * @throws Problem egress-refused
   */
  public static void check(URI url, String trustedHost) {
    if (url.toString().length() > 300) {
      throw Problem.egress("the URL is longer than 300 characters");
    }
    if (url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw Problem.egress("the URL needs a host and carries no user, query or fragment");
    }
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT || url.getHost().contains("%")) {
      throw Problem.egress("the URL names a port or an interface that cannot be called");
    }
    var https = "https".equals(url.getScheme());
    if (!https && !"http".equals(url.getScheme())) {
      throw Problem.egress("only https leaves this machine");
    }
    if (url.getHost().equals(trustedHost)) {
      return;
    }
    try {
      var addresses = InetAddress.getAllByName(url.getHost());
      if (Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
        return;
      }
      if (!Arrays.stream(addresses).allMatch(Egress::isPublic)) {
        throw Problem.egress("private addresses are refused");
      }
    } catch (UnknownHostException unknown) {
      // judged by scheme alone
    }
    if (!https) {
      throw Problem.egress("only https leaves this machine");
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !isShared(address);
  }

  /** Carriers' shared IPv4 addresses (RFC 6598), and IPv6 unique local ones (RFC 4193). */
  private static boolean isShared(InetAddress address) {
    var bytes = address.getAddress();
    return switch (address) {
      case Inet4Address four -> (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64;
      case Inet6Address six -> (bytes[0] & 0xFE) == 0xFC;
      default -> true;
    };
  }
}
