package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.malformed;

import dev.writ.vendor.spi.VendorConnection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a token exchange says the Data 360 tenant is. With or without a scheme: the documents'
 * samples hide the value. A token goes to Salesforce's hosts, or to the connection's own.
 */
final class TenantAddress {
  static final List<String> HOSTS = List.of("*.c360a.salesforce.com", "*.salesforce.com");

  private static final Pattern PLAIN =
      Pattern.compile("(?:https?://)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9_-]+)*/?");

  private TenantAddress() {}

  /** Anywhere else is a malformed answer, and is not called. */
  static URI of(VendorConnection connection, @Nullable String told) {
    if (told == null || !PLAIN.matcher(told).matches()) {
      throw malformed();
    }
    var base = connection.baseUrl();
    var text = told.endsWith("/") ? told.substring(0, told.length() - 1) : told;
    var address = URI.create(text.contains("://") ? text : base.getScheme() + "://" + text);
    if (address.getHost() == null || !(same(base, address) || salesforces(address))) {
      throw malformed();
    }
    return address;
  }

  private static boolean same(URI base, URI address) {
    return address.getHost().equalsIgnoreCase(base.getHost())
        && address.getScheme().equals(base.getScheme())
        && address.getPort() == base.getPort();
  }

  private static boolean salesforces(URI address) {
    var host = address.getHost().toLowerCase(Locale.ROOT);
    return address.getScheme().equals("https")
        && address.getPort() == -1
        && address.getPath().isEmpty()
        && HOSTS.stream().anyMatch(known -> host.endsWith(known.substring(1)));
  }
}
