package dev.writ.request;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.schedule.RecurringWork;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Destroys the data keys of requests that ended long enough ago, and deletes what was read out for
 * the person and what the ledger says of objects that they have seen gone. States, counts, looks
 * and evidence stay: the request can be shown and proved, and nobody can say any more whose it was.
 */
@Component
class KeyDestruction implements RecurringWork {
  private static final Logger LOG = LoggerFactory.getLogger(KeyDestruction.class);
  private static final int PORTION = 200;
  private static final int PORTIONS_A_TURN = 100;
  private final RequestRecord requests;
  private final PersonIndex people;
  private final SpentEntries spent;
  private final Keeping keeping;
  private final OpenAppeals appeals;
  private final EvidenceLog evidence;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Duration keep;

  KeyDestruction(
      RequestRecord requests,
      PersonIndex people,
      SpentEntries spent,
      Keeping keeping,
      OpenAppeals appeals,
      EvidenceLog evidence,
      JdbcClient sql,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events,
      WritSettings settings) {
    this.events = events;
    this.requests = requests;
    this.people = people;
    this.spent = spent;
    this.keeping = keeping;
    this.appeals = appeals;
    this.evidence = evidence;
    this.sql = sql;
    this.transaction = transaction;
    this.clock = clock;
    this.keep = settings.looks().keepKey();
  }

  @Override
  public String name() {
    return "key-destruction";
  }

  @Override
  public String purpose() {
    return "destroys the data keys of requests that ended long enough ago (WRIT_KEEP_KEY)";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    int destroyed = 0;
    for (int i = 0; i < PORTIONS_A_TURN; i++) {
      var due = requests.keysKeptSince(clock.instant().minus(keep), kept(), PORTION);
      due.forEach(id -> transaction.executeWithoutResult(tx -> destroy(id)));
      destroyed += due.size();
      if (due.size() < PORTION) {
        break;
      }
    }
    transaction.executeWithoutResult(tx -> people.forget());
    if (destroyed > 0) {
      LOG.info("destroyed the data keys of {} requests", destroyed);
    }
  }

  /** What is held, and what is still argued about. */
  private Set<UUID> kept() {
    var kept = new HashSet<>(keeping.kept());
    kept.addAll(appeals.open());
    return kept;
  }

  private void destroy(UUID id) {
    var request = requests.lock(id);
    if (kept().contains(id) || request.endedAt().isEmpty()) {
      return;
    }
    spent.forget(request);
    if (!requests.destroyKey(id)) {
      return;
    }
    keeping.forget(id);
    sql.sql("delete from export_record where leg_id in (select id from leg where request_id = ?)")
        .param(id)
        .update();
    sql.sql(
            "delete from sealed_portion where file_id in"
                + " (select id from sealed_file where request_id = ?)")
        .param(id)
        .update();
    people.unlink(id);
    sql.sql(
            "update idempotency set request_id = null, body_hash = null, answer = null where"
                + " request_id = ?")
        .param(id)
        .update();
    events.publishEvent(new KeyDestroyed(id));
    var state = requests.require(id).state().name();
    evidence.append(id, null, "KEY_DESTROYED", state, state, LegRecord.SYSTEM);
  }
}
