package dev.writ.recheck;

import dev.writ.leg.LegRecord;
import dev.writ.request.Monitored;
import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks that an earlier version, or a longer limit, has planned beyond today's: they are skipped,
 * and what waited for nothing else closes.
 */
@Component
class LooksTooLate implements RecurringWork {
  private static final Logger LOG = LoggerFactory.getLogger(LooksTooLate.class);
  private static final int PORTION = 200;
  private static final int PORTIONS_A_TURN = 100;
  private final LookRecord looks;
  private final WatchLimit limit;
  private final LookOutcomes outcomes;
  private final Monitored requests;
  private final TransactionTemplate transaction;

  LooksTooLate(
      LookRecord looks,
      WatchLimit limit,
      LookOutcomes outcomes,
      Monitored requests,
      TransactionTemplate transaction) {
    this.looks = looks;
    this.limit = limit;
    this.outcomes = outcomes;
    this.requests = requests;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "look-limit";
  }

  @Override
  public String purpose() {
    return "skips looks that lie further ahead than requests are watched (WRIT_LOOKS_LONGEST)";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    int limited = 0;
    for (int i = 0; i < PORTIONS_A_TURN; i++) {
      var due = looks.requestsPlannedAfter(limit.latest(), PORTION);
      due.forEach(id -> transaction.executeWithoutResult(tx -> limit(id)));
      limited += due.size();
      if (due.size() < PORTION) {
        break;
      }
    }
    if (limited > 0) {
      LOG.info("skipped looks of {} requests that lay too far ahead", limited);
    }
  }

  private void limit(UUID request) {
    requests.lock(request);
    limit.keep(request);
    outcomes.closeWhenDone(request, LegRecord.SYSTEM);
  }
}
