package dev.writ.feed;

import dev.writ.ledger.Ledger;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Gathers the entries of one portion and hands them on some at a time, so that a portion of any
 * size takes little memory. An event seen twice is one entry because the ledger takes an entry
 * once.
 */
final class FeedEntries implements LedgerFeed.EntrySink {
  static final int AT_ONCE = 1_000;
  private final UUID connection;
  private final Predicate<VendorObject> fits;
  private final Instant now;
  private final Consumer<List<Ledger.Entry>> full;
  private List<Ledger.Entry> entries = new ArrayList<>();
  private int refused;

  /**
   * @param fits whether the vendor's package can deal with the object
   * @param full takes each full batch; the last one is {@link #rest}
   */
  FeedEntries(
      UUID connection,
      Predicate<VendorObject> fits,
      Instant now,
      Consumer<List<Ledger.Entry>> full) {
    this.connection = connection;
    this.fits = fits;
    this.now = now;
    this.full = full;
  }

  @Override
  public void accept(String event, Identifier owner, VendorObject object) {
    if (owner.value().isBlank() || !fits.test(object)) {
      refused++;
      return;
    }
    entries.add(new Ledger.Entry(owner, connection, object, now));
    if (entries.size() == AT_ONCE) {
      var batch = entries;
      entries = new ArrayList<>();
      full.accept(batch);
    }
  }

  /** Those not handed on yet. */
  List<Ledger.Entry> rest() {
    return entries;
  }

  int refused() {
    return refused;
  }
}
