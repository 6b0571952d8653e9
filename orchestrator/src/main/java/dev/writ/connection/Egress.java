package dev.writ.connection;

import dev.writ.web.Problem;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where calls may go: HTTPS to public addresses, and to this machine where it is named as such:
 * {@code localhost} or a loopback address in figures, then over plain HTTP too, for the sandbox. A
 * name can come to lead elsewhere, so it is judged when it is set and again before each call; Java
 * remembers for 30 seconds where a name leads (its {@code networkaddress.cache.ttl}), so that a
 * call goes where its judgement looked, but for the moment in which these end.
 */
public final class Egress {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern FIGURES_OR_HERE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[.*]", Pattern.CASE_INSENSITIVE);

  private Egress() {}

  /**
   * Lets the URL pass or says why not.
   *
   * @param trustedHost a host that may be anywhere, or empty
   * @return false when the name leads nowhere at this moment: nothing is called there, and it may
   *     be kept, as its address will be judged before a call
   * @throws Problem egress-refused
   */
  public static boolean check(URI url, String trustedHost) {
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
      return true;
    }
    boolean here = FIGURES_OR_HERE.matcher(url.getHost()).matches();
    if (!https && !here) {
      throw Problem.egress("only https leaves this machine");
    }
    try {
      var addresses = List.of(InetAddress.getAllByName(url.getHost()));
      if (here && addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
        return true;
      }
      if (!https) {
        throw Problem.egress("only https leaves this machine");
      }
      if (!addresses.stream().allMatch(Egress::isPublic)) {
        throw Problem.egress("private addresses are refused");
      }
      return true;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && switch (address) {
          case Inet4Address four -> !isSpecial(four.getAddress());
          case Inet6Address six -> isGlobal(six.getAddress());
          default -> false;
        };
  }

  /** This network, carriers' shared, protocols', benchmarks' and reserved addresses (RFC 6890). */
  private static boolean isSpecial(byte[] four) {
    int first = four[0] & 0xFF;
    int second = four[1] & 0xFF;
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xC0) == 64)
        || (first == 192 && second == 0 && four[2] == 0)
        || (first == 198 && (second & 0xFE) == 18);
  }

  /** Global unicast, or a translated IPv4 address (RFC 6052, RFC 3056) that is public itself. */
  private static boolean isGlobal(byte[] six) {
    var translated = new byte[] {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
    if (Arrays.equals(six, 0, 12, translated, 0, 12)) {
      return isPublicFour(Arrays.copyOfRange(six, 12, 16));
    }
    if (six[0] == 0x20 && six[1] == 2) {
      return isPublicFour(Arrays.copyOfRange(six, 2, 6));
    }
    boolean teredo = six[0] == 0x20 && six[1] == 1 && six[2] == 0 && six[3] == 0;
    return (six[0] & 0xE0) == 0x20 && !teredo;
  }

  private static boolean isPublicFour(byte[] four) {
    try {
      return isPublic(InetAddress.getByAddress(four));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an IPv4 address has four bytes", impossible);
    }
  }
}
