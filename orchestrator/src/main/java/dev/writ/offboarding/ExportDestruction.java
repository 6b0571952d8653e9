package dev.writ.offboarding;

import dev.writ.lifecycle.OffboardingState;
import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Destroys what was taken home from a vendor, and the data key of its offboarding: when an officer
 * says so, or a set time after the end. States, counts, looks, evidence and the certificate stay.
 */
@Component
class ExportDestruction implements RecurringWork {
  private static final Logger LOG = LoggerFactory.getLogger(ExportDestruction.class);
  private static final int MOST_A_TURN = 100;
  private final OffboardingRecord record;
  private final Luggage luggage;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Optional<Duration> keep;

  ExportDestruction(
      OffboardingRecord record,
      Luggage luggage,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events,
      WritSettings settings) {
    this.record = record;
    this.luggage = luggage;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
    this.keep = settings.offboarding().exportKept();
  }

  @Override
  public String name() {
    return "export-destruction";
  }

  @Override
  public String purpose() {
    return "destroys what was taken home from vendors that were left (WRIT_DESTROY_EXPORT)";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    keep.ifPresent(
        kept -> {
          var due = record.keptSince(clock.instant().minus(kept), MOST_A_TURN);
          due.forEach(this::destroyDue);
          if (!due.isEmpty()) {
            LOG.info("destroyed what was taken home in {} offboardings", due.size());
          }
        });
  }

  /** One that goes on by now is none of those that ended. */
  private void destroyDue(UUID id) {
    transaction.executeWithoutResult(
        tx -> {
          var now = record.lock(id);
          if (now.state().over()) {
            destroy(now, OffboardingRecord.SYSTEM);
          }
        });
  }

  /**
   * Destroyed again it stays as it is.
   *
   * @throws Problem a conflict, while the offboarding is not over
   */
  Offboarding destroy(UUID id, String actor) {
    transaction.executeWithoutResult(
        tx -> {
          var now = record.lock(id);
          if (!now.state().over()) {
            throw Problem.conflict(
                "it is not over: what was taken home is destroyed after its end, or by cancelling");
          }
          destroy(now, actor);
        });
    return record.require(id);
  }

  /** A breached one is gone on with by its key, under which its objects are sealed. */
  private void destroy(Offboarding now, String actor) {
    var id = now.id();
    if (now.returnData() && record.exportDestroyed(id)) {
      luggage.destroy(id);
      record.noted(now, "EXPORT_DESTROYED", actor);
    }
    if (now.state() == OffboardingState.BREACHED) {
      return;
    }
    events.publishEvent(new OffboardingClosed(id));
    if (record.destroyKey(id)) {
      luggage.destroyFiles(id);
      record.noted(now, "KEY_DESTROYED", actor);
    }
  }
}
