package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Laps;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks with another connection to the same account whether anything of what was erased is there:
 * by the vendor's lists, and by its id where no list tells, with a positive control first.
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
  private final Polls polls;
  private final TransactionTemplate transaction;

  LookingIn(
      OffboardingRecord record,
      InventoryPages pages,
      Absences absences,
      Sights sights,
      Probing probing,
      ConnectionService connections,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.pages = pages;
    this.absences = absences;
    this.sights = sights;
    this.probing = probing;
    this.connections = connections;
    this.polls = polls;
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
    noted(attempt, look, new Part(found, 0, next, turned.laps()));
  }

  /** What no list tells of is read by its id. Whether there is more. */
  private boolean byId(
      LeaveAttempt attempt, VendorConnection account, Sights.Look look, String cursor) {
    long after =
        cursor.length() > BY_ID.length() ? Long.parseLong(cursor.substring(BY_ID.length())) : 0;
    var due = absences.unlistedAbove(attempt.id(), after, attempt.portion(), attempt.sealer());
    if (due.isEmpty()) {
      concluded(attempt, look);
      return false;
    }
    var seenById = StockTaking.seenById(attempt.adapter());
    if (seenById.contains(due.getFirst().object().kind())) {
      return oneById(attempt, account, look, due.getFirst());
    }
    var some = due.stream().takeWhile(item -> !seenById.contains(item.object().kind())).toList();
    var outcome =
        Abreast.<Stock.Item, Optional<Presence>>each(
            some,
            attempt.connection().concurrency(),
            item -> Optional.of(read(attempt, account, item.object())),
            item -> Optional.empty());
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    var shown = outcome.results().stream().flatMap(Optional::stream).toList();
    long there = shown.stream().filter(Presence.Present.class::isInstance).count();
    long gone = shown.stream().filter(Presence.Absent.class::isInstance).count();
    var next = BY_ID + some.getLast().id();
    noted(attempt, look, new Part(there, shown.size() - there - gone, next, Laps.NONE));
    return true;
  }

  /**
   * Where lists are no evidence nothing else tells: a look that takes its time is waited for, one
   * after another.
   */
  private boolean oneById(
      LeaveAttempt attempt, VendorConnection account, Sights.Look look, Stock.Item item) {
    var adapter = attempt.adapter();
    var presence =
        item.handle().isPresent()
            ? adapter.pollRead(account, item.object(), item.handle().get())
            : adapter.read(account, item.object());
    if (presence instanceof Presence.InProgress slow) {
      var handle = attempt.sealer().seal(slow.handle(), "handle/" + attempt.id());
      var again = polls.next(attempt.connection(), slow.again());
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            absences.looking(item.id(), handle, again);
            record.waitUntil(attempt.id(), again);
          });
      return false;
    }
    int there = presence instanceof Presence.Present ? 1 : 0;
    int unseen = presence instanceof Presence.Unobservable ? 1 : 0;
    transaction.executeWithoutResult(
        tx -> {
          noted(attempt, look, new Part(there, unseen, BY_ID + item.id(), Laps.NONE));
          absences.looked(item.id());
        });
    return true;
  }

  /** What the vendor answers later is not waited for: it is not seen. */
  private static Presence read(
      LeaveAttempt attempt, VendorConnection account, VendorObject object) {
    var presence = attempt.adapter().read(account, object);
    if (presence instanceof Presence.InProgress slow) {
      attempt.adapter().abandon(account, object, slow.handle());
    }
    return presence;
  }

  /** What a part of a look has shown, and where the next one begins. */
  private record Part(long found, long unseen, String cursor, Laps laps) {
    @Override
    public String toString() {
      return found + " found, " + unseen + " unseen";
    }
  }

  private void noted(LeaveAttempt attempt, Sights.Look look, Part part) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          sights.found(look.id(), part.found(), part.unseen());
          record.cursor(attempt.id(), part.cursor(), attempt.sealer());
          record.laps(attempt.id(), part.laps(), attempt.sealer());
        });
    attempt.counted(1);
  }

  /** What could be looked at once and cannot be now is not seen to be gone. */
  private void concluded(LeaveAttempt attempt, Sights.Look look) {
    var now =
        sights.of(attempt.id()).stream()
            .filter(one -> one.id().equals(look.id()))
            .findFirst()
            .orElseThrow();
    if (now.found() == 0 && now.unseen() > 0) {
      var note = now.unseen() + " of the objects that were erased cannot be looked at";
      probing.settle(attempt, look, Outcome.UNCLEAR, note);
      return;
    }
    var outcome = now.found() == 0 ? Outcome.ABSENT : Outcome.PRESENT;
    probing.settle(attempt, look, outcome, now.found() + " of the objects that were erased");
  }
}
