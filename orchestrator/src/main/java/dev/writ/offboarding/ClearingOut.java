package dev.writ.offboarding;

import dev.writ.offboarding.Stock.Item;
import dev.writ.offboarding.Stock.Progress;
import dev.writ.offboarding.Stock.Settled;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases everything that was found, several objects of one kind at once. The intents of a portion
 * stand in the record before the first of its erases is sent; one whose answer was lost is settled
 * by reading the object, and the erase is sent again only when the object is still there.
 */
@Component
class ClearingOut implements LeavePart {
  private static final int MOST_TIMES = 6;
  private final OffboardingRecord record;
  private final Stock stock;
  private final Absences absences;
  private final HandOver handOver;
  private final Blindness blindness;
  private final Polls polls;
  private final TransactionTemplate transaction;

  ClearingOut(
      OffboardingRecord record,
      Stock stock,
      Absences absences,
      HandOver handOver,
      Blindness blindness,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.stock = stock;
    this.absences = absences;
    this.handOver = handOver;
    this.blindness = blindness;
    this.polls = polls;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var id = attempt.id();
    while (!attempt.outOfTime()) {
      var due = stock.due(id, polls.now(), attempt.portion(), attempt.sealer());
      if (due.isEmpty()) {
        if (stock.count(id, Progress.FOUND, Progress.PROCESSING) == 0) {
          look(attempt);
        } else {
          stock.firstDue(id).ifPresent(at -> record.waitUntil(id, at));
        }
        return;
      }
      erase(attempt, due);
    }
  }

  private void erase(LeaveAttempt attempt, List<Item> due) {
    var id = attempt.id();
    var fresh =
        due.stream()
            .filter(item -> item.progress() == Progress.FOUND && !item.unsettled())
            .toList();
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          stock.intend(id, fresh);
        });
    var notActed = Collections.synchronizedList(new ArrayList<Long>());
    var outcome =
        Abreast.<Item, Optional<Settled>>each(
            due,
            attempt.connection().concurrency(),
            item -> Optional.of(eraseOne(attempt, item, notActed)),
            item -> Optional.empty());
    var settled = outcome.results().stream().flatMap(Optional::stream).toList();
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          stock.settle(settled);
          stock.notActed(notActed);
          handOver.open(attempt, HandRequests.Purpose.ERASE, handCodes(settled));
          if (!settled.isEmpty()) {
            record.progressed(id);
          }
        });
    attempt.counted(settled.size());
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
  }

  private Settled eraseOne(LeaveAttempt attempt, Item item, List<Long> notActed) {
    var adapter = attempt.adapter();
    var account = attempt.account();
    if (item.progress() == Progress.PROCESSING) {
      var handle = item.handle().orElse("");
      return settled(attempt, item, adapter.pollErasure(account, item.object(), handle));
    }
    if (item.unsettled()) {
      switch (looked(attempt, item)) {
        case Presence.Absent gone -> {
          return settled(item, Progress.CLAIMED, null);
        }
        case Presence.InProgress slow -> {
          return later(attempt, item, Progress.FOUND, slow.handle(), slow.again());
        }
        // Nothing shows whether the lost answer was a yes; an erase is safe to repeat.
        case Presence.Unobservable blind -> {}
        case Presence.Present there -> {}
      }
    }
    try {
      return settled(attempt, item, adapter.erase(account, item.object()));
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.REJECTED) {
        return settled(item, Progress.REFUSED, failure.summary());
      }
      if (failure.status() >= 400 && failure.status() < 500) {
        notActed.add(item.id());
      }
      throw failure;
    }
  }

  private static Presence looked(LeaveAttempt attempt, Item item) {
    return item.handle().isPresent()
        ? attempt.adapter().pollRead(attempt.account(), item.object(), item.handle().get())
        : attempt.adapter().read(attempt.account(), item.object());
  }

  private Settled settled(LeaveAttempt attempt, Item item, Erasure answer) {
    return switch (answer) {
      case Erasure.Claimed claimed -> settled(item, Progress.CLAIMED, null);
      case Erasure.AlreadyAbsent absent -> settled(item, Progress.ABSENT, null);
      case Erasure.Partial partial -> settled(item, Progress.IMPOSSIBLE, partial.left());
      case Erasure.Impossible impossible -> settled(item, Progress.IMPOSSIBLE, impossible.reason());
      case Erasure.ByHand hand ->
          handOver.described(attempt, hand.work()).isPresent()
              ? settled(item, Progress.BY_HAND, hand.work())
              : settled(item, Progress.IMPOSSIBLE, HandOver.NO_STEPS);
      case Erasure.InProgress slow ->
          later(attempt, item, Progress.PROCESSING, slow.handle(), slow.again());
    };
  }

  private static Settled settled(Item item, Progress progress, @Nullable String reason) {
    return new Settled(item.id(), progress, reason, null, null);
  }

  private Settled later(
      LeaveAttempt attempt, Item item, Progress progress, String handle, Duration again) {
    var sealedHandle = attempt.sealer().seal(handle, "handle/" + attempt.id());
    var at = polls.next(attempt.connection(), again);
    return new Settled(item.id(), progress, null, sealedHandle, at);
  }

  private static List<String> handCodes(List<Settled> settled) {
    return settled.stream()
        .filter(one -> one.progress() == Progress.BY_HAND)
        .map(one -> String.valueOf(one.reason()))
        .toList();
  }

  /** Looks at what is said to be gone, by its id; what is there is erased once more. */
  private void look(LeaveAttempt attempt) {
    var id = attempt.id();
    while (!attempt.outOfTime()) {
      var due = absences.unlistedUnseen(id, polls.now(), attempt.portion(), attempt.sealer());
      if (due.isEmpty()) {
        absences.firstLookDue(id).ifPresent(at -> record.waitUntil(id, at));
        return;
      }
      if (!attempt.adapter().control(attempt.account())) {
        blindness.note(attempt);
        return;
      }
      var outcome =
          Abreast.<Item, Optional<Seen>>each(
              due,
              attempt.connection().concurrency(),
              item -> Optional.of(new Seen(item, looked(attempt, item))),
              item -> Optional.empty());
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            outcome.results().stream().flatMap(Optional::stream).forEach(s -> note(attempt, s));
            if (outcome.failure() == null) {
              record.progressed(id);
            }
          });
      attempt.counted(due.size());
      if (outcome.failure() != null) {
        throw outcome.failure();
      }
    }
  }

  private record Seen(Item item, Presence presence) {
    long object() {
      return item.id();
    }

    int times() {
      return item.times();
    }
  }

  private void note(LeaveAttempt attempt, Seen seen) {
    switch (seen.presence()) {
      case Presence.Absent gone -> absences.seenAbsent(List.of(seen.object()));
      case Presence.Present there -> {
        if (seen.times() < MOST_TIMES) {
          absences.reopen(seen.object(), polls.again(seen.times()));
        } else {
          absences.refused(seen.object());
        }
      }
      case Presence.Unobservable blind -> {
        var kind = seen.item().object().kind();
        if (StockTaking.unlisted(attempt.adapter()).contains(kind)
            || StockTaking.seenById(attempt.adapter()).contains(kind)) {
          absences.unobservable(seen.object(), blind.reason());
        } else {
          absences.leftToTheLists(seen.object());
        }
      }
      case Presence.InProgress slow ->
          absences.looking(
              seen.object(),
              attempt.sealer().seal(slow.handle(), "handle/" + attempt.id()),
              polls.next(attempt.connection(), slow.again()));
    }
  }
}
