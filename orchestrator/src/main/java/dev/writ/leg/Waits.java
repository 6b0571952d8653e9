package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.workflow.LegProgress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an attempt still waits for at a vendor that answers later. */
final class Waits {
  private final LegAttempt attempt;
  private @Nullable Instant next;
  private @Nullable String kind;

  Waits(LegAttempt attempt) {
    this.attempt = attempt;
  }

  /** Whether the object's turn has come; one that must still be waited for is noted. */
  boolean due(Held held) {
    if (held.handle().isEmpty() || !held.pollAt().isAfter(attempt.now())) {
      return true;
    }
    until(held.pollAt(), held, held.bars());
    return false;
  }

  void until(Instant at, Held held) {
    until(at, held, true);
  }

  /**
   * Notes one more.
   *
   * @param bars whether other kinds must not go before it
   */
  void until(Instant at, Held held, boolean bars) {
    next = next == null || at.isBefore(next) ? at : next;
    kind = bars ? held.object().kind() : kind;
  }

  boolean any() {
    return next != null;
  }

  /** When the first of them is due; now when there is none. */
  Instant first() {
    return next == null ? attempt.now() : next;
  }

  /**
   * Whether the object is of another kind than one that is waited for and bars others, and so must
   * not go before it.
   */
  boolean bars(Held held) {
    return kind != null && !kind.equals(held.object().kind());
  }

  /** Looks are under way at the vendor; the engine comes back when the first is due. */
  LegProgress awaitLook(LegRecord legs) {
    legs.nextAttempt(attempt.leg().id(), next);
    return LegProgress.again(waitMillis(), attempt.objects());
  }

  private long waitMillis() {
    var wait = next == null ? Duration.ZERO : Duration.between(attempt.now(), next);
    return Math.max(wait.toMillis(), 1);
  }

  /** The leg is with the vendor; the engine comes back when the first object is due. */
  LegProgress awaitVendor(LegRecord legs) {
    var leg = attempt.leg();
    if (leg.state() == LegState.SUBMITTING) {
      legs.move(leg, LegEvent.AWAIT_VENDOR, null, next, LegRecord.SYSTEM);
    } else {
      legs.nextAttempt(leg.id(), next);
    }
    return LegProgress.again(waitMillis(), attempt.objects());
  }
}
