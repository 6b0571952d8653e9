package dev.writ.manualtask;

import dev.writ.offboarding.OffboardingClosed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes what an offboarding that is over still asks of a human, in the transaction that ends it:
 * once its key is destroyed nobody could close it.
 */
@Component
class EndedOffboardings {
  private final ManualTasks service;

  EndedOffboardings(ManualTasks service) {
    this.service = service;
  }

  @EventListener
  void closed(OffboardingClosed event) {
    service.endOfOffboarding(event.offboarding());
  }
}
