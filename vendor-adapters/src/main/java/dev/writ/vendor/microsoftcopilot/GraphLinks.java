package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.VendorConnection;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Addresses that Graph's answers give, in {@code @odata.nextLink} and {@code Location}. They are
 * followed as they are, and only to the connection's own scheme, host and port, because the token
 * goes with them.
 */
final class GraphLinks {
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~()'%/-]{1,300}");

  private final URI base;

  GraphLinks(VendorConnection connection) {
    base = connection.baseUrl();
  }

  /** The link, or a MALFORMED_RESPONSE when it leads elsewhere. */
  URI checked(String link) {
    URI to;
    try {
      to = URI.create(link);
    } catch (IllegalArgumentException noAddress) {
      throw Answers.malformed();
    }
    Answers.require(
        to.getHost() != null
            && to.getHost().equalsIgnoreCase(base.getHost())
            && Objects.equals(to.getScheme(), base.getScheme())
            && to.getPort() == base.getPort()
            && to.getRawUserInfo() == null
            && to.getRawFragment() == null);
    return to;
  }

  /** The link's path as it is, fit for a handle. */
  String path(String link) {
    var to = checked(link);
    Answers.require(isPath(to.getRawPath()) && to.getRawQuery() == null);
    return to.getRawPath();
  }

  static boolean isPath(String path) {
    return PATH.matcher(path).matches() && !path.contains("..") && !path.contains("//");
  }

  /** Leads to a path that {@link #path} gave. */
  URI to(String path) {
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path);
  }

  /** The path of an operation by its id. */
  String operation(String caseId, String id) {
    return base.getRawPath() + EdiscoveryApi.CASES + "/" + caseId + "/operations/" + id;
  }
}
