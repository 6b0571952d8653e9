package dev.writ.clock;

import dev.writ.identity.IdentityAsked;
import dev.writ.identity.IdentityProved;
import dev.writ.identity.IdentityWaits;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The clock hears when a person is asked who they are, and when they have shown it. What follows is
 * the law's: in the UK the time begins anew, in California it runs on. And a wait for an identity
 * ends no later than a refusal is due.
 */
@Component
class IdentityNotes {
  private final RequestClocks clocks;
  private final Reckoning reckoning;
  private final IdentityWaits waits;
  private final Clock clock;

  IdentityNotes(RequestClocks clocks, Reckoning reckoning, IdentityWaits waits, Clock clock) {
    this.clocks = clocks;
    this.reckoning = reckoning;
    this.waits = waits;
    this.clock = clock;
  }

  @EventListener
  void asked(IdentityAsked event) {
    clocks.note(event.request(), new ClockEvent.Paused(today(), PauseGround.IDENTITY));
  }

  @EventListener
  void proved(IdentityProved event) {
    clocks.note(event.request(), new ClockEvent.Resumed(today(), PauseGround.IDENTITY));
    clocks.note(event.request(), new ClockEvent.Verified(today()));
  }

  @EventListener
  void changed(ClockChanged event) {
    waits.measure(event.request());
  }

  /** By newer rules or holidays. */
  @EventListener
  void moved(DueMoved event) {
    waits.measure(event.request());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), reckoning.zone());
  }
}
