package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.LegProgress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases the located objects in their order. An intent stands in the record before each call; one
 * whose answer was lost is settled by reading the object, and the erase is sent again only when the
 * object is still there. What the vendor's order has wait for a human is left where it is until the
 * human has spoken.
 */
@Component
final class Erasing implements LegPart {
  private final LegRecord legs;
  private final LegObjects objects;
  private final LegSights sights;
  private final ByHand byHand;
  private final Withholding withholding;
  private final TransactionTemplate transaction;

  Erasing(
      LegRecord legs,
      LegObjects objects,
      LegSights sights,
      ByHand byHand,
      Withholding withholding,
      TransactionTemplate transaction) {
    this.withholding = withholding;
    this.byHand = byHand;
    this.legs = legs;
    this.objects = objects;
    this.sights = sights;
    this.transaction = transaction;
  }

  @Override
  public LegProgress work(LegAttempt attempt) {
    var leg = attempt.leg();
    return switch (leg.state()) {
      case LOCATED ->
          withholding.mark(leg.id(), attempt.assignment().sealer())
              ? LegProgress.rests(0)
              : moved(leg, LegEvent.SUBMIT);
      case SUBMITTED_UNKNOWN -> moved(leg, LegEvent.RECONCILE);
      case SUBMITTING, VENDOR_PROCESSING -> eraseAll(attempt);
      case CONFIRMED_BY_VENDOR, VERIFIED_ABSENT, UNVERIFIABLE -> LegProgress.done(leg.erased());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress moved(Leg leg, LegEvent event) {
    legs.move(leg, event, null, LegRecord.SYSTEM);
    return LegProgress.again(0, 0);
  }

  private LegProgress eraseAll(LegAttempt attempt) {
    var leg = attempt.leg();
    var sealer = attempt.assignment().sealer();
    var waits = new Waits(attempt);
    var afterHands = objects.afterHands(leg);
    withholding.mark(leg.id(), sealer);
    for (var portion = objects.open(leg.id(), sealer); !portion.isEmpty(); ) {
      for (var held : portion) {
        if (waits.bars(held)) {
          return waits.awaitVendor(legs);
        }
        if (afterHands.contains(held.object().kind())) {
          if (objects.handsBefore(leg.id(), held.ord())) {
            continue;
          }
          // What a hold keeps by now of what went before keeps this one too.
          withholding.mark(leg.id(), sealer);
        }
        if (waits.due(held)) {
          eraseOne(attempt, held, waits);
          attempt.counted();
        }
        if (attempt.outOfTime()) {
          return LegProgress.again(0, attempt.objects());
        }
      }
      portion = objects.openAfter(portion, leg.id(), sealer);
    }
    if (waits.any()) {
      return waits.awaitVendor(legs);
    }
    return byHand.rests(leg) ? LegProgress.rests(attempt.objects()) : confirmed(attempt);
  }

  private LegProgress confirmed(LegAttempt attempt) {
    var leg = attempt.leg();
    int refused = objects.count(leg.id(), Progress.REFUSED);
    if (refused > 0) {
      legs.move(
          leg,
          LegEvent.FAIL,
          refused + " objects: the vendor refuses to erase them",
          LegRecord.SYSTEM);
      return LegProgress.rests(attempt.objects());
    }
    return Objects.requireNonNull(
        transaction.execute(tx -> confirmed(attempt, legs.lock(leg.id()))));
  }

  /** The leg is held meanwhile, so that the end of a hold at the same moment is not overlooked. */
  private LegProgress confirmed(LegAttempt attempt, Leg leg) {
    if (objects.anyLocated(leg.id())) {
      return LegProgress.again(0, attempt.objects());
    }
    legs.progressed(leg.id());
    if (withholding.allHeld(leg.id())) {
      legs.move(leg, LegEvent.HOLD, withholding.words(leg.id()), LegRecord.SYSTEM);
      return LegProgress.rests(attempt.objects());
    }
    legs.claimed(leg.id(), attempt.now());
    legs.move(leg, LegEvent.CONFIRM, null, LegRecord.SYSTEM);
    return LegProgress.done(attempt.objects());
  }

  private void eraseOne(LegAttempt attempt, Held held, Waits waits) {
    var adapter = attempt.adapter();
    var account = attempt.account();
    if (held.progress() == Progress.PROCESSING) {
      settle(
          attempt,
          held,
          adapter.pollErasure(account, held.object(), held.handle().orElse("")),
          waits);
      return;
    }
    if (held.unsettled()) {
      switch (looked(attempt, held)) {
        case Presence.Absent gone -> {
          settled(attempt, held, Progress.CLAIMED, null);
          return;
        }
        case Presence.InProgress slow -> {
          var at = attempt.askAgain(slow.again());
          sights.looking(held.id(), handle(attempt, slow.handle()), at);
          waits.until(at, held);
          return;
        }
        // Nothing shows whether the lost answer was a yes; an erase is safe to repeat.
        case Presence.Unobservable blind -> {}
        case Presence.Present there -> {}
      }
      if (!again(attempt, held)) {
        return;
      }
    } else {
      abandonEarlier(attempt, held);
      if (!objects.intend(attempt.leg().id(), held.id(), attempt.holder())) {
        withholding.mark(attempt.leg().id(), attempt.assignment().sealer());
        return;
      }
    }
    try {
      settle(attempt, held, adapter.erase(account, held.object()), waits);
    } catch (VendorFailure failure) {
      refuse(attempt, held, failure);
    }
  }

  /** Whether an erase whose answer was lost is to be sent once more, by this attempt. */
  private boolean again(LegAttempt attempt, Held held) {
    var leg = attempt.leg().id();
    return switch (objects.intendAgain(leg, held.id(), attempt.holder())) {
      case INTENDED -> {
        sights.looked(held.id());
        yield true;
      }
      case HELD -> {
        withholding.withheld(leg, held.id(), attempt.holder());
        yield false;
      }
      case SETTLED -> false;
    };
  }

  /** An officer's retry begins anew; what the vendor kept for the first try is removed. */
  private void abandonEarlier(LegAttempt attempt, Held held) {
    held.handle()
        .ifPresent(
            handle -> {
              attempt.adapter().abandon(attempt.account(), held.object(), handle);
              sights.looked(held.id());
            });
  }

  private static Presence looked(LegAttempt attempt, Held held) {
    return held.handle().isPresent()
        ? attempt.adapter().pollRead(attempt.account(), held.object(), held.handle().get())
        : attempt.adapter().read(attempt.account(), held.object());
  }

  private static byte[] handle(LegAttempt attempt, String handle) {
    return attempt.assignment().sealer().seal(handle, "handle/" + attempt.leg().id());
  }

  private void settle(LegAttempt attempt, Held held, Erasure answer, Waits waits) {
    switch (answer) {
      case Erasure.Claimed claimed -> settled(attempt, held, Progress.CLAIMED, null);
      case Erasure.AlreadyAbsent absent -> settled(attempt, held, Progress.ABSENT, null);
      case Erasure.Partial partial -> settled(attempt, held, Progress.IMPOSSIBLE, partial.left());
      case Erasure.ByHand hand -> byHand.handOver(attempt, held, HandPurpose.ERASE, hand.work());
      case Erasure.Impossible impossible ->
          settled(attempt, held, Progress.IMPOSSIBLE, impossible.reason());
      case Erasure.InProgress slow -> {
        var at = attempt.askAgain(slow.again());
        objects.processing(
            held.id(), attempt.holder(), handle(attempt, slow.handle()), at, slow.bars());
        waits.until(at, held, slow.bars());
      }
    }
  }

  private void settled(LegAttempt attempt, Held held, Progress progress, @Nullable String reason) {
    objects.settle(held.id(), attempt.holder(), progress, reason);
  }

  /**
   * A 4xx is a word: the vendor has not acted. One rejected object does not keep the others from
   * being erased.
   */
  private void refuse(LegAttempt attempt, Held held, VendorFailure failure) {
    if (failure.kind() == VendorFailure.Kind.REJECTED) {
      settled(attempt, held, Progress.REFUSED, failure.summary());
      return;
    }
    if (failure.status() >= 400 && failure.status() < 500) {
      objects.notActed(held.id(), attempt.holder());
    }
    throw failure;
  }
}
