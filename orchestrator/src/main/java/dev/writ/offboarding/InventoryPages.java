package dev.writ.offboarding;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Laps;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages of a vendor's lists, whose cursors are the vendor's word and are looked at. */
@Component
class InventoryPages {
  private static final int LONGEST_CURSOR = 2_000;
  private final OffboardingRecord record;
  private final TransactionTemplate transaction;

  InventoryPages(OffboardingRecord record, TransactionTemplate transaction) {
    this.record = record;
    this.transaction = transaction;
  }

  /** One page, and how far the walk has come with it. */
  record Turned(Inventory.Page page, Laps laps) {}

  /**
   * One page. A walk that goes in a circle is a malformed answer, and begins anew.
   *
   * @param ours begins cursors that are not the vendor's
   * @param anew takes back what pages of this walk have added up, in a transaction
   */
  Turned read(
      LeaveAttempt attempt,
      Inventory inventory,
      VendorConnection account,
      String cursor,
      String ours,
      Runnable anew) {
    var page = inventory.page(account, cursor);
    if (page.next().length() > LONGEST_CURSOR || page.next().startsWith(ours)) {
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
    }
    var laps = cursor.isEmpty() ? Laps.NONE : record.laps(attempt.id(), attempt.sealer());
    try {
      return new Turned(page, laps.turned(page.next()));
    } catch (VendorFailure circle) {
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            record.cursor(attempt.id(), "", attempt.sealer());
            anew.run();
          });
      throw circle;
    }
  }
}
