package dev.writ.connection;

import dev.writ.web.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where calls may go: HTTPS to public addresses; plain HTTP to loopback only, for the sandbox. A
 * name that does not resolve now is let through, and fails as UNAVAILABLE when called.
 */
final class Egress {
  private Egress() {}

  static void check(URI url) {
    if (url.toString().length() > 300) {
      throw Problem.egress("the base URL is longer than 300 characters");
    }
    if (url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw Problem.egress("the base URL needs a host and carries no user, query or fragment");
    }
    try {
      var address = InetAddress.getByName(url.getHost());
      if (address.isLoopbackAddress()) {
        return;
      }
      if (address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()) {
        throw Problem.egress("private addresses are refused");
      }
    } catch (UnknownHostException unknown) {
      // judged by scheme alone
    }
    if (!"https".equals(url.getScheme())) {
      throw Problem.egress("only https leaves this machine");
    }
  }
}
