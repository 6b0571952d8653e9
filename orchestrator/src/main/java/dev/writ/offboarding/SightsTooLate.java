package dev.writ.offboarding;

import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at vendors that were left which an earlier version, or a longer limit, has planned beyond
 * today's: they are dropped, and what waited for nothing else is certified.
 */
@Component
class SightsTooLate implements RecurringWork {
  private final OffboardingRecord record;
  private final Sights sights;
  private final WatchPlan watchPlan;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  SightsTooLate(
      OffboardingRecord record,
      Sights sights,
      WatchPlan watchPlan,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.record = record;
    this.sights = sights;
    this.watchPlan = watchPlan;
    this.transaction = transaction;
    this.events = events;
  }

  @Override
  public String name() {
    return "offboarding-look-limit";
  }

  @Override
  public String purpose() {
    return "drops looks at vendors that were left which lie too far ahead (WRIT_LOOKS_LONGEST)";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    for (var id : sights.waitingBeyond(watchPlan.latest())) {
      limit(id);
    }
  }

  /** Judged anew: it may have ended meanwhile, or another process may have been here. */
  void limit(UUID id) {
    transaction.executeWithoutResult(
        tx -> {
          var now = record.lock(id);
          if (!now.state().over() && sights.dropAfter(id, watchPlan.latest()) > 0) {
            record.noted(now, "LOOKS_BEYOND_LIMIT", OffboardingRecord.SYSTEM);
            events.publishEvent(new OffboardingChanged(id));
          }
        });
  }
}
