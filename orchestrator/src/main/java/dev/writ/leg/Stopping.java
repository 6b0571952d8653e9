package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends legs before they were carried out, as long as that can be done. */
@Component
public class Stopping {
  private final LegRecord legs;
  private final LegObjects objects;

  Stopping(LegRecord legs, LegObjects objects) {
    this.legs = legs;
    this.objects = objects;
  }

  /**
   * The legs of a request that ends before they were all carried out, by what could still be done.
   *
   * @param cancelled nothing of them was submitted, and nothing will be
   * @param tooLate the vendor, or a human, was asked already
   */
  public record Stopped(List<UUID> cancelled, List<UUID> tooLate) {
    public Stopped {
      cancelled = List.copyOf(cancelled);
      tooLate = List.copyOf(tooLate);
    }
  }

  /**
   * Cancels exactly the legs of which nothing was submitted. Each is held meanwhile: an attempt
   * that is about to submit it either has done so before, or finds it cancelled.
   */
  @Transactional
  public Stopped stop(UUID request, String actor) {
    var cancelled = new ArrayList<UUID>();
    var tooLate = new ArrayList<UUID>();
    for (var one : legs.of(request)) {
      var leg = legs.lock(one.id());
      if (stoppable(leg)) {
        legs.move(leg, LegEvent.CANCEL, null, actor);
        cancelled.add(leg.id());
      } else if (leg.state() == LegState.HELD) {
        // What was not held of it is submitted; what is held stays at the vendor.
        legs.move(leg, LegEvent.CANCEL, null, actor);
        tooLate.add(leg.id());
      } else if (leg.state() != LegState.NOTHING_FOUND && leg.state() != LegState.CANCELLED) {
        tooLate.add(leg.id());
      }
    }
    return new Stopped(cancelled, tooLate);
  }

  /** Whether the vendor was not asked to change or to hand out anything yet. */
  private boolean stoppable(Leg leg) {
    return switch (leg.state()) {
      case PLANNED, LOCATING, LOCATED -> true;
      case HELD, BLOCKED, FAILED -> !objects.everSubmitted(leg.id());
      case NOTHING_FOUND,
          SUBMITTING,
          SUBMITTED_UNKNOWN,
          VENDOR_PROCESSING,
          MANUAL_TASK,
          CONFIRMED_BY_VENDOR,
          VERIFIED_ABSENT,
          STILL_PRESENT,
          UNVERIFIABLE,
          EXPORTED,
          RESURFACED,
          CANCELLED ->
          false;
    };
  }

  /**
   * Gives up the legs of a withdrawn request that only an officer could bring on; their reasons
   * stay.
   *
   * @return how many there were
   */
  @Transactional
  public int giveUpStuck(UUID request, String actor) {
    int given = 0;
    for (var one : legs.of(request)) {
      var leg = legs.lock(one.id());
      if (leg.stuck()) {
        legs.move(leg, LegEvent.CANCEL, leg.reason().orElse(null), actor);
        given++;
      }
    }
    return given;
  }
}
