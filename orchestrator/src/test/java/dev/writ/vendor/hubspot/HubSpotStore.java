package dev.writ.vendor.hubspot;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.writ.vendor.sandbox.VendorSimulator;
import java.util.Map;
import java.util.TreeMap;

/** Everything the simulated account holds, whoever's it is and whatever a list shows of it. */
public final class HubSpotStore {
  private HubSpotStore() {}

  /** How many objects by type; {@code archived:} before it for those in the recycle bin. */
  public static Map<String, Long> of(VendorSimulator simulator) {
    return ((HubSpotSimulator) simulator)
        .account()
        .all()
        .filter(item -> !item.deleted)
        .collect(
            groupingBy(
                item -> (item.archived ? "archived:" : "") + item.type, TreeMap::new, counting()));
  }
}
