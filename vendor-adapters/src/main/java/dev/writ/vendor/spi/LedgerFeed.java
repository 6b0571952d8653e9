package dev.writ.vendor.spi;

/**
 * A vendor's own record of which object belongs to whom, read on a schedule into the ledger because
 * the vendor keeps it for a limited time only.
 */
public interface LedgerFeed {
  /**
   * Reads one portion that follows the cursor. Reading it again gives the same entries, with the
   * same event ids, so that a portion half taken is taken again.
   *
   * @param cursor where the last portion ended; empty at the very first
   */
  Portion read(VendorConnection connection, String cursor, EntrySink sink);

  /**
   * Where the portion ended.
   *
   * @param cursor for the next portion, at most 2,000 characters
   * @param more whether the next portion is there already
   */
  record Portion(String cursor, boolean more) {}

  /** Takes entries one by one. */
  @FunctionalInterface
  interface EntrySink {
    /**
     * Takes one entry.
     *
     * @param event the vendor's id of the event, 1 to 512 characters; seen twice, it is one entry
     * @param owner whose data it is
     */
    void accept(String event, Identifier owner, VendorObject object);
  }
}
