package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Laps;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorConnection;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks with another connection to the same account whether anything of what was erased is there:
 * by the vendor's lists, and by its id what no list shows, with a positive control first.
 */
@Component
class LookingIn implements LeavePart {
  /** That part of a look has cursors of its own. */
  private static final String BY_ID = "id ";

  private final OffboardingRecord record;
  private final InventoryPages pages;
  private final Absences absences;
  private final Sights sights;
  private final Probing probing;
  private final ConnectionService connections;
  private final TransactionTemplate transaction;

  LookingIn(
      OffboardingRecord record,
      InventoryPages pages,
      Absences absences,
      Sights sights,
      Probing probing,
      ConnectionService connections,
      TransactionTemplate transaction) {
    this.record = record;
    this.pages = pages;
    this.absences = absences;
    this.sights = sights;
    this.probing = probing;
    this.connections = connections;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var other = attempt.offboarding().verifyWith();
    var look = sights.next(attempt.id(), attempt.offboarding().round(), Kind.DATA);
    if (other.isEmpty() || look.isEmpty()) {
      return;
    }
    var account = connections.open(connections.require(other.get()));
    if (!attempt.adapter().control(account)) {
      probing.settle(attempt, look.get(), Outcome.UNCLEAR, "what must be readable is not");
      return;
    }
    boolean more = true;
    while (more && !attempt.outOfTime()) {
      var cursor = record.cursor(attempt.id(), attempt.sealer());
      var inventory = attempt.adapter().inventory();
      if (cursor.startsWith(BY_ID) || inventory.isEmpty()) {
        more = byId(attempt, account, look.get(), cursor);
      } else {
        listed(attempt, inventory.get(), account, look.get(), cursor);
      }
    }
  }

  private void listed(
      LeaveAttempt attempt,
      Inventory inventory,
      VendorConnection account,
      Sights.Look look,
      String cursor) {
    var turned =
        pages.read(attempt, inventory, account, cursor, BY_ID, () -> sights.forget(look.id()));
    var page = turned.page();
    long found = absences.saidToBeGone(attempt.id(), page.objects());
    var next = page.next().isEmpty() ? BY_ID : page.next();
    noted(attempt, look, found, next, turned.laps());
  }

  /** What no list shows is read by its id. Whether there is more. */
  private boolean byId(
      LeaveAttempt attempt, VendorConnection account, Sights.Look look, String cursor) {
    long after =
        cursor.length() > BY_ID.length() ? Long.parseLong(cursor.substring(BY_ID.length())) : 0;
    var due = absences.unlistedAbove(attempt.id(), after, attempt.portion(), attempt.sealer());
    if (due.isEmpty()) {
      concluded(attempt, look);
      return false;
    }
    var outcome =
        Abreast.<Stock.Item, Optional<Presence>>each(
            due,
            attempt.connection().concurrency(),
            item -> Optional.of(attempt.adapter().read(account, item.object())),
            item -> Optional.empty());
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    long there =
        outcome.results().stream()
            .flatMap(Optional::stream)
            .filter(Presence.Present.class::isInstance)
            .count();
    noted(attempt, look, there, BY_ID + due.getLast().id(), Laps.NONE);
    return true;
  }

  private void noted(LeaveAttempt attempt, Sights.Look look, long found, String cursor, Laps laps) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          sights.found(look.id(), found);
          record.cursor(attempt.id(), cursor, attempt.sealer());
          record.laps(attempt.id(), laps, attempt.sealer());
        });
    attempt.counted(1);
  }

  private void concluded(LeaveAttempt attempt, Sights.Look look) {
    long found =
        sights.of(attempt.id()).stream()
            .filter(now -> now.id().equals(look.id()))
            .mapToLong(Sights.Look::found)
            .sum();
    var outcome = found == 0 ? Outcome.ABSENT : Outcome.PRESENT;
    probing.settle(attempt, look, outcome, found + " of the objects that were erased");
  }
}
