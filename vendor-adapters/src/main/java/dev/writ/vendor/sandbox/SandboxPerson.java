package dev.writ.vendor.sandbox;

import java.util.List;
import java.util.Set;

/**
 * An invented person of the sandbox.
 *
 * @param key stable word, e.g. {@code ada}; vendor ids derive from it
 * @param emails the first is the main address; all under example.com
 * @param vendors where the person lives; {@code *} is every vendor
 * @param objects about how many objects each vendor holds (1 or more)
 */
public record SandboxPerson(
    String key, String name, List<String> emails, Set<String> vendors, int objects) {
  public SandboxPerson {
    emails = List.copyOf(emails);
    vendors = Set.copyOf(vendors);
  }

  public String email() {
    return emails.getFirst();
  }

  public boolean livesIn(String vendor) {
    return vendors.contains("*") || vendors.contains(vendor);
  }
}
