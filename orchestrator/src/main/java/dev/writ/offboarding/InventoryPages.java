package dev.writ.offboarding;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;

/** Pages of a vendor's lists, whose cursors are the vendor's word and are looked at. */
final class InventoryPages {
  private static final int LONGEST_CURSOR = 2_000;

  private InventoryPages() {}

  /**
   * One page.
   *
   * @param ours begins cursors that are not the vendor's
   */
  static Inventory.Page read(
      Inventory inventory, VendorConnection account, String cursor, String ours) {
    var page = inventory.page(account, cursor);
    boolean circle = !page.next().isEmpty() && page.next().equals(cursor);
    if (page.next().length() > LONGEST_CURSOR || circle || page.next().startsWith(ours)) {
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
    }
    return page;
  }
}
