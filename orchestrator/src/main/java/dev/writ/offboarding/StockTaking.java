package dev.writ.offboarding;

import dev.writ.ledger.Ledger;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads everything that is ours, page by page: the vendor's own lists, and what the ledger alone
 * knows. The cursor moves in one transaction with what its page named.
 */
@Component
class StockTaking implements LeavePart {
  /** The ledger's part of a reading has cursors of its own. */
  private static final String LEDGER = "ledger ";

  private static final int LONGEST_CURSOR = 2_000;
  private static final int LEDGER_PAGE = 100;
  private final OffboardingRecord record;
  private final Stock stock;
  private final Plan plan;
  private final Ledger ledger;
  private final TransactionTemplate transaction;

  StockTaking(
      OffboardingRecord record,
      Stock stock,
      Plan plan,
      Ledger ledger,
      TransactionTemplate transaction) {
    this.record = record;
    this.stock = stock;
    this.plan = plan;
    this.ledger = ledger;
    this.transaction = transaction;
  }

  /** Counts, and changes nothing. */
  void plan(LeaveAttempt attempt) {
    var inventory = attempt.adapter().inventory();
    while (inventory.isPresent()) {
      var page = page(inventory.get(), attempt, record.cursor(attempt.id(), attempt.sealer()));
      if (page.next().isEmpty()) {
        planned(attempt, page.objects());
        return;
      }
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            plan.add(attempt.id(), Plan.LISTED, byKind(page.objects()));
            record.cursor(attempt.id(), page.next(), attempt.sealer());
          });
      attempt.counted(page.objects().size());
      if (attempt.outOfTime()) {
        return;
      }
    }
    planned(attempt, List.of());
  }

  private void planned(LeaveAttempt attempt, List<VendorObject> lastPage) {
    var adapter = attempt.adapter();
    var ledgered = ledger.count(attempt.connection().id(), unlisted(adapter));
    var rights = new TreeMap<String, Long>();
    adapter
        .access()
        .ifPresent(
            access ->
                access
                    .list(attempt.account())
                    .forEach(right -> rights.merge(right.kind(), 1L, Long::sum)));
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          plan.add(attempt.id(), Plan.LISTED, byKind(lastPage));
          plan.add(attempt.id(), Plan.LEDGERED, ledgered);
          plan.add(attempt.id(), Plan.RIGHTS, rights);
          record.planned(attempt.id());
          record.noted(attempt.offboarding(), "PLANNED", OffboardingRecord.SYSTEM);
        });
  }

  /** Enters what there is; the lists of a vendor that erases too are read again afterwards. */
  @Override
  public void work(LeaveAttempt attempt) {
    var id = attempt.id();
    var sealer = attempt.sealer();
    var rank = rank(attempt.adapter());
    while (!attempt.outOfTime()) {
      var cursor = record.cursor(id, sealer);
      if (cursor.startsWith(LEDGER) || attempt.adapter().inventory().isEmpty()) {
        if (enterLedger(attempt, cursor, rank)) {
          return;
        }
        continue;
      }
      var page = page(attempt.adapter().inventory().get(), attempt, cursor);
      // What the ledger knows is entered once: nothing is added to it while the vendor is left.
      boolean last = page.next().isEmpty() && !entersLedger(attempt);
      boolean sighted = last && sighted(attempt);
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            record.foundOnPage(id, stock.enter(id, page.objects(), rank, sealer));
            record.cursor(id, page.next().isEmpty() ? LEDGER : page.next(), sealer);
            if (last) {
              finished(attempt, sighted);
            }
          });
      attempt.counted(page.objects().size());
      if (last) {
        return;
      }
    }
  }

  private boolean entersLedger(LeaveAttempt attempt) {
    return attempt.offboarding().state() == dev.writ.lifecycle.OffboardingState.FROZEN;
  }

  private boolean enterLedger(
      LeaveAttempt attempt, String cursor, ToIntFunction<VendorObject> rank) {
    var id = attempt.id();
    var place = cursor.isEmpty() ? "" : cursor.substring(LEDGER.length());
    var page =
        entersLedger(attempt)
            ? ledger.page(
                attempt.connection().id(), unlisted(attempt.adapter()), place, LEDGER_PAGE)
            : new Ledger.Page(List.of(), "");
    var objects = withWhatTheyLeadTo(attempt, page.objects());
    boolean last = page.next().isEmpty();
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          record.foundOnPage(id, stock.enterUnlisted(id, objects, rank, attempt.sealer()));
          record.cursor(id, LEDGER + page.next(), attempt.sealer());
          if (last) {
            finished(attempt, false);
          }
        });
    attempt.counted(objects.size());
    return last;
  }

  /**
   * What no list shows may hold more of its kind, as a conversation holds items that outlive it:
   * the vendor's search is led there by the ledger alone.
   */
  private static List<VendorObject> withWhatTheyLeadTo(
      LeaveAttempt attempt, List<VendorObject> ledgered) {
    if (ledgered.isEmpty()) {
      return ledgered;
    }
    var unlisted = unlisted(attempt.adapter());
    var all = new LinkedHashSet<>(ledgered);
    attempt.adapter().locate(attempt.account(), new Subject(List.of(), ledgered)).objects().stream()
        .filter(object -> unlisted.contains(object.kind()))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** What was said to be gone and this reading did not find is seen to be gone. */
  private void finished(LeaveAttempt attempt, boolean sighted) {
    record.listed(attempt.id());
    record.progressed(attempt.id());
    if (sighted && record.require(attempt.id()).passFound() == 0) {
      stock.listsAreEmpty(attempt.id());
    }
  }

  /** Whether the same credentials still read what must be readable. */
  private boolean sighted(LeaveAttempt attempt) {
    return record.require(attempt.id()).passFound() == 0
        && attempt.adapter().control(attempt.account());
  }

  private static Inventory.Page page(Inventory inventory, LeaveAttempt attempt, String cursor) {
    var page = inventory.page(attempt.account(), cursor);
    if (page.next().length() > LONGEST_CURSOR
        || (!page.next().isEmpty() && page.next().equals(cursor))
        || page.next().startsWith(LEDGER)) {
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
    }
    return page;
  }

  private static Map<String, Long> byKind(List<VendorObject> objects) {
    var counts = new TreeMap<String, Long>();
    objects.forEach(object -> counts.merge(object.kind(), 1L, Long::sum));
    return counts;
  }

  /** Kinds that no list shows: all of them where the vendor has no lists. */
  static List<String> unlisted(VendorAdapter adapter) {
    return adapter
        .inventory()
        .map(Inventory::unlisted)
        .orElseGet(
            () -> adapter.descriptor().surfaces().stream().map(Surface::kind).distinct().toList());
  }

  /** The descriptor's surfaces stand in erase order. */
  private static ToIntFunction<VendorObject> rank(VendorAdapter adapter) {
    var kinds = adapter.descriptor().surfaces().stream().map(Surface::kind).toList();
    return object -> {
      int at = kinds.indexOf(object.kind());
      return at < 0 ? kinds.size() : at;
    };
  }
}
