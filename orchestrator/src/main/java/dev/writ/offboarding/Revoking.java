package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.offboarding.Keyring.Held;
import dev.writ.offboarding.Keyring.Progress;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.VendorFailure;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the rights away, one by one in the vendor's order, with an intent before each. The lists
 * are read again before the connection's own credentials go, which go last: after them nothing can
 * be listed.
 */
@Component
class Revoking implements LeavePart {
  private static final int MOST_TIMES = 3;
  private final OffboardingRecord record;
  private final Keyring keys;
  private final Plan plan;
  private final ConnectionService connections;
  private final HandOver handOver;
  private final Polls polls;
  private final TransactionTemplate transaction;

  Revoking(
      OffboardingRecord record,
      Keyring keys,
      Plan plan,
      ConnectionService connections,
      HandOver handOver,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.keys = keys;
    this.plan = plan;
    this.connections = connections;
    this.handOver = handOver;
    this.polls = polls;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var access = attempt.adapter().access();
    if (access.isEmpty()) {
      byHandAlone(attempt);
      return;
    }
    if (!keys.ownBegun(attempt.id())) {
      list(attempt, access.get());
      if (!keys.any(attempt.id())) {
        // The list is for credentials that this connection does not have.
        byHandAlone(attempt);
        return;
      }
      if (plan.outgrown(attempt.id())) {
        return;
      }
      for (var right = keys.next(attempt.id(), false, attempt.sealer());
          right.isPresent();
          right = keys.next(attempt.id(), false, attempt.sealer())) {
        revoke(attempt, access.get(), right.get());
        if (attempt.outOfTime()) {
          return;
        }
      }
      if (keys.count(attempt.id(), Progress.BY_HAND, Progress.REFUSED) > 0) {
        return;
      }
      if (list(attempt, access.get()) > 0) {
        var settling = attempt.adapter().descriptor().settling();
        var wait = polls.backoff(attempt.offboarding().attempts());
        var longer = settling.compareTo(wait) > 0 ? settling : wait;
        record.retryAt(attempt.id(), polls.now().plus(longer), "the vendor still lists rights");
        return;
      }
    }
    for (var right = keys.next(attempt.id(), true, attempt.sealer());
        right.isPresent();
        right = keys.next(attempt.id(), true, attempt.sealer())) {
      if (right.get().unsettled() || sees(attempt, access.get())) {
        revoke(attempt, access.get(), right.get());
      } else {
        unreachable(attempt, right.get());
      }
    }
    record.progressed(attempt.id());
  }

  /** One of the connection's own may have taken with it what the next is taken away by. */
  private boolean sees(LeaveAttempt attempt, AccessRights access) {
    if (!keys.ownGone(attempt.id())) {
      return true;
    }
    try {
      access.list(attempt.account());
      return true;
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.AUTHENTICATION) {
        return false;
      }
      throw failure;
    }
  }

  /** Nobody has refused it, and nothing shows that it is gone: a human takes it away. */
  private void unreachable(LeaveAttempt attempt, Held held) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          handOver(attempt, held, HandOver.REVOKE_ACCESS.code());
        });
  }

  private int list(LeaveAttempt attempt, AccessRights access) {
    var rights = access.list(attempt.account());
    var kept = new HashSet<AccessRight>(needed(attempt, access));
    rights.stream().filter(AccessRight::own).forEach(kept::remove);
    var open = new int[1];
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          keys.enter(attempt.id(), rights, kept, MOST_TIMES, attempt.sealer());
          open[0] = keys.open(attempt.id());
        });
    return open[0];
  }

  /** What the connection that looks afterwards calls with, as this connection's lists name it. */
  private List<AccessRight> needed(LeaveAttempt attempt, AccessRights access) {
    return attempt
        .offboarding()
        .verifyWith()
        .map(other -> connections.open(connections.require(other)))
        .map(access::list)
        .orElse(List.of())
        .stream()
        .filter(AccessRight::own)
        .map(right -> new AccessRight(right.kind(), right.id(), right.scope(), false))
        .toList();
  }

  private void revoke(LeaveAttempt attempt, AccessRights access, Held held) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          keys.intend(attempt.id(), held.id());
        });
    try {
      settle(attempt, held, access.revoke(attempt.account(), held.right()));
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.AUTHENTICATION
          && held.right().own()
          && held.unsettled()) {
        // The answer was lost, and the key opens nothing any more: the probe will tell for sure.
        settle(attempt, held, new Revocation.AlreadyGone());
      } else if (failure.kind() == VendorFailure.Kind.REJECTED) {
        refused(attempt, held, failure);
      } else {
        throw failure;
      }
    }
    attempt.counted(1);
  }

  private void refused(LeaveAttempt attempt, Held held, VendorFailure failure) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          keys.settle(held.id(), Progress.REFUSED, failure.summary());
        });
  }

  private void settle(LeaveAttempt attempt, Held held, Revocation answer) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          switch (answer) {
            case Revocation.Revoked revoked -> keys.settle(held.id(), Progress.REVOKED, null);
            case Revocation.AlreadyGone gone -> keys.settle(held.id(), Progress.GONE, null);
            case Revocation.ByHand hand -> handOver(attempt, held, hand.work());
          }
        });
  }

  private void handOver(LeaveAttempt attempt, Held held, String work) {
    if (handOver.described(attempt, work).isEmpty()) {
      keys.settle(held.id(), Progress.REFUSED, HandOver.NO_STEPS);
      return;
    }
    keys.settle(held.id(), Progress.BY_HAND, work);
    handOver.open(attempt, HandRequests.Purpose.REVOKE, List.of(work));
  }

  private void byHandAlone(LeaveAttempt attempt) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          keys.allByHand(attempt.id(), HandOver.REVOKE_ACCESS.code(), attempt.sealer());
          handOver.open(
              attempt, HandRequests.Purpose.REVOKE, List.of(HandOver.REVOKE_ACCESS.code()));
        });
  }
}
