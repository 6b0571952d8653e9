package dev.writ.connection;

import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.web.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether credentials and settings are those that the vendor's package knows. */
final class ConnectionTexts {
  private static final int LONGEST_CREDENTIAL = 10_000;
  private static final int LONGEST_SETTING = 1_000;

  private ConnectionTexts() {}

  static void checkCredentials(VendorDescriptor vendor, Map<String, String> credentials) {
    for (var needed : vendor.credentials()) {
      if (credentials.getOrDefault(needed, "").isBlank()) {
        throw Problem.invalid("credentials must hold " + needed);
      }
    }
    var known =
        Stream.concat(vendor.credentials().stream(), vendor.optionalCredentials().stream())
            .collect(Collectors.toUnmodifiableSet());
    check("credentials", credentials, known, LONGEST_CREDENTIAL);
  }

  static void checkSettings(VendorDescriptor vendor, Map<String, String> settings) {
    var known =
        vendor.settings().stream()
            .map(VendorDescriptor.Setting::name)
            .collect(Collectors.toUnmodifiableSet());
    check("settings", settings, known, LONGEST_SETTING);
  }

  private static void check(
      String field, Map<String, String> texts, Set<String> known, int longest) {
    if (!known.containsAll(texts.keySet())) {
      throw Problem.invalid(field + " holds a name this vendor does not know; see GET /v1/vendors");
    }
    for (var text : texts.values()) {
      if (text.isBlank() || text.length() > longest) {
        throw Problem.invalid(
            "each of the " + field + " has 1 to " + longest + " characters and is not blank");
      }
    }
  }
}
