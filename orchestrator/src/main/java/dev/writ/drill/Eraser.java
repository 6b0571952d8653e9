package dev.writ.drill;

import dev.writ.drill.DrillObjects.Held;
import dev.writ.drill.DrillObjects.State;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Erases one of the drill's own objects. It takes a row of the drill and nothing else, and the
 * written intent is refused for any other object: what a search merely shows never gets here.
 */
@Component
class Eraser {
  private final DrillObjects objects;
  private final Sighting sights;

  Eraser(DrillObjects objects, Sighting sights) {
    this.objects = objects;
    this.sights = sights;
  }

  /**
   * Erases the object, or asks for an erase that takes its time.
   *
   * @return when to ask again; empty when the vendor has answered
   */
  Optional<Instant> erase(DrillAttempt attempt, Held held) {
    var adapter = attempt.adapter();
    if (held.state() == State.PROCESSING) {
      if (held.pollAt().isAfter(attempt.now())) {
        return Optional.of(held.pollAt());
      }
      var handle = held.handle().orElse("");
      return settle(attempt, held, adapter.pollErasure(attempt.account(), held.object(), handle));
    }
    if (held.state() == State.SENT && sights.read(attempt, held) instanceof Presence.Absent) {
      objects.settle(held.id(), State.CLAIMED, null);
      return Optional.empty();
    }
    objects.intend(attempt.drill().id(), held.id(), attempt.holder(), attempt.now());
    try {
      return settle(attempt, held, adapter.erase(attempt.account(), held.object()));
    } catch (VendorFailure failure) {
      if (failure.kind() != VendorFailure.Kind.REJECTED) {
        if (hasNotActed(failure)) {
          objects.notAsked(held);
        }
        throw failure;
      }
      objects.settle(
          held.id(), State.REFUSED, "the vendor refuses to erase it: " + failure.summary());
      return Optional.empty();
    }
  }

  /** Its clock does not run from an erase that it turned away, or that was never sent. */
  private static boolean hasNotActed(VendorFailure failure) {
    return failure.kind() == VendorFailure.Kind.AUTHENTICATION
        || failure.kind() == VendorFailure.Kind.RATE_LIMITED;
  }

  private Optional<Instant> settle(DrillAttempt attempt, Held held, Erasure answer) {
    attempt.beat();
    switch (answer) {
      case Erasure.Claimed claimed -> objects.settle(held.id(), State.CLAIMED, null);
      case Erasure.AlreadyAbsent absent -> objects.settle(held.id(), State.CLAIMED, null);
      case Erasure.Partial partial -> objects.settle(held.id(), State.CLAIMED, partial.left());
      case Erasure.ByHand hand ->
          objects.settle(held.id(), State.BY_HAND, "only a human can erase it: " + hand.work());
      case Erasure.Impossible impossible ->
          objects.settle(held.id(), State.IMPOSSIBLE, impossible.reason());
      case Erasure.InProgress slow -> {
        var at = attempt.askAgain(slow.again());
        objects.processing(attempt.drill().id(), held.id(), slow.handle(), at);
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
