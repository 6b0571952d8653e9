package dev.writ.offboarding;

import static java.util.stream.Collectors.groupingBy;

import dev.writ.ledger.Ledger;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.offboarding.Stock.Entry;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.util.Collection;
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

  private static final int LEDGER_PAGE = 100;
  private final OffboardingRecord record;
  private final InventoryPages pages;
  private final Stock stock;
  private final Absences absences;
  private final Plan plan;
  private final Ledger ledger;
  private final Blindness blindness;
  private final TransactionTemplate transaction;

  StockTaking(
      OffboardingRecord record,
      InventoryPages pages,
      Stock stock,
      Absences absences,
      Plan plan,
      Ledger ledger,
      Blindness blindness,
      TransactionTemplate transaction) {
    this.record = record;
    this.pages = pages;
    this.stock = stock;
    this.absences = absences;
    this.plan = plan;
    this.ledger = ledger;
    this.blindness = blindness;
    this.transaction = transaction;
  }

  /** Counts, and changes nothing: the lists, then what the ledger alone leads to. */
  void plan(LeaveAttempt attempt) {
    while (!attempt.outOfTime()) {
      var cursor = record.cursor(attempt.id(), attempt.sealer());
      var inventory = attempt.adapter().inventory();
      if (cursor.startsWith(LEDGER) || inventory.isEmpty()) {
        if (planLedger(attempt, cursor)) {
          return;
        }
      } else {
        planPage(attempt, page(attempt, inventory.get(), cursor, () -> plan.forget(attempt.id())));
      }
    }
  }

  private InventoryPages.Turned page(
      LeaveAttempt attempt, Inventory inventory, String cursor, Runnable anew) {
    return pages.read(attempt, inventory, attempt.account(), cursor, LEDGER, anew);
  }

  private void planPage(LeaveAttempt attempt, InventoryPages.Turned turned) {
    var page = turned.page();
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          plan.add(attempt.id(), Plan.LISTED, byKind(page.objects()));
          record.cursor(attempt.id(), behind(page), attempt.sealer());
          record.laps(attempt.id(), turned.laps(), attempt.sealer());
        });
    attempt.counted(page.objects().size());
  }

  private boolean planLedger(LeaveAttempt attempt, String cursor) {
    var unlisted = unlisted(attempt.adapter());
    var page = ledgered(attempt, unlisted, cursor);
    var entered = new LinkedHashSet<>(page.objects());
    var led =
        withWhatTheyLeadTo(attempt, page.objects()).stream()
            .filter(object -> !entered.contains(object))
            .toList();
    boolean last = page.next().isEmpty();
    var rights = last ? rights(attempt) : Map.<String, Long>of();
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          plan.add(attempt.id(), Plan.LEDGERED, byKind(led));
          record.cursor(attempt.id(), LEDGER + page.next(), attempt.sealer());
          if (last) {
            plan.add(attempt.id(), Plan.LEDGERED, notListed(attempt, unlisted));
            plan.add(attempt.id(), Plan.RIGHTS, rights);
            record.planned(attempt.id());
            record.noted(attempt.offboarding(), "PLANNED", OffboardingRecord.SYSTEM);
          }
        });
    attempt.counted(page.objects().size());
    return last;
  }

  /** Of kinds whose lists may be silent: as many as the lists have not shown. */
  private Map<String, Long> notListed(LeaveAttempt attempt, Collection<String> unlisted) {
    var listed = plan.of(attempt.id(), Plan.LISTED);
    var rest = new TreeMap<String, Long>();
    ledger
        .count(attempt.connection().id(), unlisted)
        .forEach((kind, n) -> rest.put(kind, n - listed.getOrDefault(kind, 0L)));
    rest.values().removeIf(n -> n <= 0);
    return rest;
  }

  private static Map<String, Long> rights(LeaveAttempt attempt) {
    var rights = new TreeMap<String, Long>();
    attempt
        .adapter()
        .access()
        .ifPresent(
            access ->
                access
                    .list(attempt.account())
                    .forEach(right -> rights.merge(right.kind(), 1L, Long::sum)));
    return rights;
  }

  private Ledger.Page ledgered(LeaveAttempt attempt, List<String> kinds, String cursor) {
    var place = cursor.isEmpty() ? "" : cursor.substring(LEDGER.length());
    return ledger.page(attempt.connection().id(), kinds, place, LEDGER_PAGE);
  }

  private static String behind(Inventory.Page page) {
    return page.next().isEmpty() ? LEDGER : page.next();
  }

  /** Enters what there is; the lists of a vendor that erases too are read again afterwards. */
  @Override
  public void work(LeaveAttempt attempt) {
    boolean more = true;
    while (more && !attempt.outOfTime()) {
      var cursor = record.cursor(attempt.id(), attempt.sealer());
      var inventory = attempt.adapter().inventory();
      more =
          (cursor.startsWith(LEDGER) || inventory.isEmpty())
              ? enterLedger(attempt, cursor)
              : enterPage(attempt, page(attempt, inventory.get(), cursor, () -> {}));
    }
  }

  /** Whether there is more. */
  private boolean enterPage(LeaveAttempt attempt, InventoryPages.Turned turned) {
    var id = attempt.id();
    var page = turned.page();
    // What the ledger knows is entered once: nothing is added to it while the vendor is left.
    boolean last = page.next().isEmpty() && !entersLedger(attempt);
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          var rank = rank(attempt.adapter());
          var unseen = unseen(attempt.adapter()).keySet();
          var seenById = seenById(attempt.adapter());
          var objects =
              page.objects().stream()
                  .collect(
                      groupingBy(
                          o ->
                              unseen.contains(o.kind())
                                  ? Entry.NAMED
                                  : seenById.contains(o.kind()) ? Entry.SEEN_BY_ID : Entry.LISTED));
          objects.forEach(
              (entry, some) ->
                  record.foundOnPage(id, stock.enter(id, some, rank, attempt.sealer(), entry)));
          record.cursor(id, behind(page), attempt.sealer());
          record.laps(id, turned.laps(), attempt.sealer());
        });
    attempt.counted(page.objects().size());
    if (last) {
      finish(attempt);
    }
    return !last;
  }

  private static boolean entersLedger(LeaveAttempt attempt) {
    return attempt.offboarding().state() == OffboardingState.FROZEN;
  }

  /** Whether there is more. */
  private boolean enterLedger(LeaveAttempt attempt, String cursor) {
    if (!entersLedger(attempt)) {
      finish(attempt);
      return false;
    }
    var id = attempt.id();
    var unlisted = unlisted(attempt.adapter());
    var page = ledgered(attempt, kinds(attempt.adapter()), cursor);
    var alone = page.objects().stream().filter(o -> unlisted.contains(o.kind())).toList();
    var missing = page.objects().stream().filter(o -> !unlisted.contains(o.kind())).toList();
    var objects = withWhatTheyLeadTo(attempt, alone);
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          var rank = rank(attempt.adapter());
          record.foundOnPage(id, stock.enter(id, objects, rank, attempt.sealer(), Entry.LEDGERED));
          stock.enterMissing(id, missing, rank, attempt.sealer());
          record.cursor(id, LEDGER + page.next(), attempt.sealer());
        });
    attempt.counted(page.objects().size());
    if (page.next().isEmpty()) {
      finish(attempt);
    }
    return !page.next().isEmpty();
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

  /**
   * What was said to be gone and this reading did not find is seen to be gone, as long as the same
   * credentials read what must be readable: lists that show nothing to closed eyes are no lists.
   */
  private void finish(LeaveAttempt attempt) {
    boolean empty = record.require(attempt.id()).passFound() == 0;
    if (empty && !attempt.adapter().control(attempt.account())) {
      blindness.noteOfLists(attempt);
      return;
    }
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          record.listed(attempt.id());
          record.progressed(attempt.id());
          unseen(attempt.adapter())
              .forEach((kind, reason) -> absences.attestedAlone(attempt.id(), kind, reason));
          if (empty && !entersLedger(attempt)) {
            absences.listsAreEmpty(attempt.id());
          }
        });
  }

  /** Why nothing shows them, by kind. */
  private static Map<String, String> unseen(VendorAdapter adapter) {
    var reasons = new TreeMap<String, String>();
    for (var surface : adapter.descriptor().surfaces()) {
      if (surface.verified() instanceof Way.None none) {
        reasons.put(surface.kind(), none.reason());
      }
    }
    return reasons;
  }

  private static Map<String, Long> byKind(List<VendorObject> objects) {
    var counts = new TreeMap<String, Long>();
    objects.forEach(object -> counts.merge(object.kind(), 1L, Long::sum));
    return counts;
  }

  /** Kinds that no list shows: all of them where the vendor has no lists. */
  static List<String> unlisted(VendorAdapter adapter) {
    return adapter.inventory().map(Inventory::unlisted).orElseGet(() -> kinds(adapter));
  }

  /** Kinds of which lists are no evidence, and a look by its id is. */
  static List<String> seenById(VendorAdapter adapter) {
    return adapter.inventory().map(Inventory::seenById).orElse(List.of());
  }

  private static List<String> kinds(VendorAdapter adapter) {
    return adapter.descriptor().surfaces().stream().map(Surface::kind).distinct().toList();
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
