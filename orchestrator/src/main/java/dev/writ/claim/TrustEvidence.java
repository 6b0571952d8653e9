package dev.writ.claim;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where rooms that try a vendor out bring what came of it. To be called in the transaction that
 * ends the run. A run that is told twice counts once, and by its worse end: what came back after a
 * drill had passed makes that drill a failed one.
 */
@Component
public class TrustEvidence {
  private final JdbcClient sql;
  private final ApplicationEventPublisher events;

  TrustEvidence(JdbcClient sql, ApplicationEventPublisher events) {
    this.sql = sql;
    this.events = events;
  }

  /** What was tried. */
  enum Trial {
    DRILL,
    /** A vendor was left in earnest. */
    REHEARSAL,
    /** Leaving was planned and counted, and an officer says that this was the rehearsal. */
    DRY_RUN
  }

  /** Something about a connection has changed that its trust may rest on. */
  record EvidenceChanged(UUID connection) {}

  /**
   * A drill has ended.
   *
   * @param drill its id
   * @param passed whether what was planted was erased, and stayed away as long as was promised; one
   *     that could not be carried out is not to be told at all
   */
  @Transactional
  public void drillEnded(UUID connection, UUID drill, boolean passed, Instant at) {
    tell(connection, drill, Trial.DRILL, passed, at);
  }

  /**
   * The vendor was left.
   *
   * @param run its id
   * @param passed whether everything could be taken out, erased and closed
   */
  @Transactional
  public void rehearsalEnded(UUID connection, UUID run, boolean passed, Instant at) {
    tell(connection, run, Trial.REHEARSAL, passed, at);
  }

  /**
   * An officer has called off a leaving that was planned and counted as its rehearsal: a word for
   * it, which counts as ATTESTED.
   *
   * @param run its id
   * @param at when the plan was made: what has changed since was not rehearsed
   */
  @Transactional
  public void dryRunEnded(UUID connection, UUID run, Instant at) {
    tell(connection, run, Trial.DRY_RUN, true, at);
  }

  private void tell(UUID connection, UUID run, Trial trial, boolean passed, Instant at) {
    sql.sql(
            "insert into trust_trial (run_id, connection_id, kind, passed, at) values (?,?,?,?,?)"
                + " on conflict (run_id) do update set passed = trust_trial.passed and"
                + " excluded.passed")
        .params(run, connection, trial.name(), passed, Timestamp.from(at))
        .update();
    events.publishEvent(new EvidenceChanged(connection));
  }
}
