package dev.writ.bench;

import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.sandbox.VendorSimulator;
import java.util.List;
import java.util.Set;

/** Vendors at which everything is done by API and at once, so that only Writ is measured. */
final class Plain {
  private static final Set<String> VENDORS = Set.of("openai", "hubspot");

  private Plain() {}

  static List<VendorSimulator> simulators() {
    return VendorCatalogue.simulators().stream()
        .filter(simulator -> VENDORS.contains(simulator.vendor()))
        .toList();
  }
}
