package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import java.util.Arrays;
import java.util.List;

/**
 * The workspace's lists, kind after kind in erase order; what lies below the members is listed
 * member by member. A page may name nothing and still have a next one, where many members in a row
 * have nothing of a kind: a page takes few calls, because a workspace admits 100 a minute. What
 * stays, because only a human erases it, may be named again after others went.
 */
final class ChatGptInventory implements Inventory {

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var from = InventoryCursor.of(cursor);
    return new InventoryWalk(ChatGptEnterpriseAdapter.workspace(connection), from).page();
  }

  /** Attachments are named by messages alone, and conversations by nothing but the log files. */
  @Override
  public List<String> unlisted() {
    return Arrays.stream(ChatGptKind.values())
        .filter(kind -> kind.list().isEmpty() && kind != ChatGptKind.MEMORIES)
        .map(ChatGptKind::word)
        .toList();
  }
}
