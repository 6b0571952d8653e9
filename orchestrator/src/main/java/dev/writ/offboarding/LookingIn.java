package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks with another connection to the same account whether anything of what was erased is there,
 * by the vendor's lists, with a positive control first.
 */
@Component
class LookingIn implements LeavePart {
  private final OffboardingRecord record;
  private final Stock stock;
  private final Sights sights;
  private final Probing probing;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final TransactionTemplate transaction;

  LookingIn(
      OffboardingRecord record,
      Stock stock,
      Sights sights,
      Probing probing,
      ConnectionService connections,
      VendorCatalogue vendors,
      TransactionTemplate transaction) {
    this.record = record;
    this.stock = stock;
    this.sights = sights;
    this.probing = probing;
    this.connections = connections;
    this.vendors = vendors;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var other = attempt.offboarding().verifyWith();
    var inventory = vendors.require(attempt.offboarding().vendor()).inventory();
    var look = sights.next(attempt.id(), attempt.offboarding().round(), Kind.DATA);
    if (other.isEmpty() || look.isEmpty()) {
      return;
    }
    var account = connections.open(connections.require(other.get()));
    if (inventory.isEmpty() || !attempt.adapter().control(account)) {
      probing.settle(attempt, look.get(), Outcome.UNCLEAR, "nothing to look with");
      return;
    }
    while (!attempt.outOfTime()) {
      var page = inventory.get().page(account, record.cursor(attempt.id(), attempt.sealer()));
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            sights.found(look.get().id(), stock.known(attempt.id(), page.objects()));
            record.cursor(attempt.id(), page.next(), attempt.sealer());
          });
      attempt.counted(page.objects().size());
      if (page.next().isEmpty()) {
        concluded(attempt, look.get());
        return;
      }
    }
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
