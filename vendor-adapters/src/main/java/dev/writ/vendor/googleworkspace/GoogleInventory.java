package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Every account of the Directory with its Gemini data; where the settings say so, every account's
 * mail, files and apps as well, and at last the accounts, but the one the connection acts as. A
 * page behind the first may name nothing and still have a next one, where many accounts in a row
 * have nothing of a kind.
 */
final class GoogleInventory implements Inventory {
  private final Function<VendorConnection, GoogleAccess> accesses;

  GoogleInventory(Function<VendorConnection, GoogleAccess> accesses) {
    this.accesses = accesses;
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var from = InventoryCursor.of(cursor);
    return new InventoryWalk(accesses.apply(connection), from).page();
  }

  @Override
  public List<String> unlisted() {
    return List.of();
  }

  /** The Directory lists accounts; what an account has of Gemini chats Vault tells, one by one. */
  @Override
  public List<String> seenById() {
    return List.of(GoogleKind.GEMINI.word());
  }
}
