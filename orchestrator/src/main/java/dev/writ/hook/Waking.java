package dev.writ.hook;

import dev.writ.leg.WaitingLegs;
import dev.writ.request.Assignments;
import dev.writ.request.RequestChanged;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Wakes what waits for the vendor that spoke: after the commit and beside the call, because vendors
 * wait a few seconds for their answer. What is lost here is only earliness.
 */
@Component
class Waking {
  private static final Logger LOG = LoggerFactory.getLogger(Waking.class);
  private static final int QUEUE = 1_000;
  private final WaitingLegs legs;
  private final Assignments assignments;
  private final ApplicationEventPublisher events;
  private final ThreadPoolExecutor messenger =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(QUEUE),
          Thread.ofPlatform().name("hook-", 0).daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  Waking(WaitingLegs legs, Assignments assignments, ApplicationEventPublisher events) {
    this.legs = legs;
    this.assignments = assignments;
    this.events = events;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void spoke(VendorSpoke event) {
    messenger.execute(() -> wake(event));
  }

  private void wake(VendorSpoke event) {
    try {
      legs.bringForward(event.connection(), event.about(), assignments::sealer)
          .forEach(request -> events.publishEvent(new RequestChanged(request)));
    } catch (RuntimeException broken) {
      LOG.warn("legs were not woken by a vendor's call: {}", broken.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void stop() {
    messenger.shutdownNow();
  }
}
