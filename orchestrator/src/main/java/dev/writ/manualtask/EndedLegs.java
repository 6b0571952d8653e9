package dev.writ.manualtask;

import dev.writ.leg.LegMoved;
import dev.writ.lifecycle.LegState;
import dev.writ.request.KeyDestroyed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes what a leg that was given up still asks of a human, in the transaction that gives it up: a
 * task that outlived its leg would tell somebody to erase what is to stay, and once its key is
 * destroyed nobody could close it.
 */
@Component
class EndedLegs {
  private final ManualTasks service;

  EndedLegs(ManualTasks service) {
    this.service = service;
  }

  @EventListener
  void moved(LegMoved event) {
    if (event.to() == LegState.CANCELLED) {
      service.endOf(event.leg());
    }
  }

  @EventListener
  void keyDestroyed(KeyDestroyed event) {
    service.endOfRequest(event.request());
  }
}
