package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Legs of a refused request, or of a duplicate, that is taken up again: the counterpart of {@link
 * Stopping}.
 */
@Component
public class Restarting {
  private final LegRecord legs;

  Restarting(LegRecord legs) {
    this.legs = legs;
  }

  /**
   * What was stopped, and what found nothing then, is looked for anew; what was read out for the
   * person already stays.
   *
   * @param connections where that is possible: a vendor that is being left, or was, is not asked
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void restart(UUID request, Set<UUID> connections, String actor) {
    for (var one : legs.of(request)) {
      var leg = legs.lock(one.id());
      boolean anew = leg.state() == LegState.CANCELLED || leg.state() == LegState.NOTHING_FOUND;
      if (anew && connections.contains(leg.connection())) {
        legs.move(leg, LegEvent.REOPEN, null, actor);
        legs.looked(leg.id(), 0);
        legs.progressed(leg.id());
      }
    }
  }
}
