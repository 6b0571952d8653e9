package dev.writ.recheck;

import dev.writ.connection.ConnectionService;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegLook;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Pulse;
import dev.writ.request.Assignments;
import dev.writ.settings.WritSettings;
import dev.writ.workflow.LookTicket;
import dev.writ.workflow.RecheckStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine asks about looks, and has made. The record decides each time. */
@Service
public class Rechecks {
  /** So many requests are brought to the engine at once; the next sweep brings more. */
  private static final int MOST_AT_ONCE = 5_000;

  private final LookRecord looks;
  private final LookOutcomes outcomes;
  private final LegFacts facts;
  private final LegRecord legs;
  private final LegLook look;
  private final Assignments assignments;
  private final ConnectionService connections;
  private final EvidenceLog evidence;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration horizon;

  Rechecks(
      LookRecord looks,
      LookOutcomes outcomes,
      LegFacts facts,
      LegRecord legs,
      LegLook look,
      Assignments assignments,
      ConnectionService connections,
      EvidenceLog evidence,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.looks = looks;
    this.outcomes = outcomes;
    this.facts = facts;
    this.legs = legs;
    this.look = look;
    this.assignments = assignments;
    this.connections = connections;
    this.evidence = evidence;
    this.transaction = transaction;
    this.clock = clock;
    this.horizon = settings.looks().horizon();
  }

  /** Requests with a look that is due before long. */
  public List<UUID> dueBeforeLong() {
    return looks.requestsDue(clock.instant().plus(horizon), MOST_AT_ONCE);
  }

  /** Whether a look of the request is due before long. */
  public boolean dueBeforeLong(UUID request) {
    var now = clock.instant();
    return !looks.due(request, now).isEmpty()
        || looks.next(request, now).filter(next -> !next.isAfter(now.plus(horizon))).isPresent();
  }

  /** The looks of a request to be made now, and how long to wait for the next. */
  public RecheckStep next(UUID request) {
    var now = clock.instant();
    var tickets =
        looks.due(request, now).stream()
            .map(
                due ->
                    new LookTicket(
                        due.look().toString(), connections.require(due.connection()).queue()))
            .toList();
    var wait =
        looks
            .next(request, now)
            .filter(next -> !next.isAfter(now.plus(horizon)))
            .map(next -> Duration.between(now, next).toMillis() + 1)
            .orElse(0L);
    return new RecheckStep(tickets, wait);
  }

  /** The request that a look belongs to, for log lines. */
  public UUID requestOf(UUID lookId) {
    return looks.require(lookId).request();
  }

  /** Makes one look, for about a minute, and records what it has shown. */
  public void look(UUID lookId, Pulse pulse) {
    var planned = looks.require(lookId);
    if (!planned.planned()) {
      return;
    }
    boolean anew = planned.begunAt().isEmpty();
    var since = planned.begunAt().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (anew) {
      transaction.executeWithoutResult(tx -> begin(planned, since));
    }
    var assignment = assignments.of(planned.leg());
    var sighting = look.look(planned.leg(), assignment, pulse, since, anew);
    transaction.executeWithoutResult(tx -> outcomes.record(lookId, sighting, assignment.sealer()));
  }

  /** That a documented time has passed is known whatever the look shows. */
  private void begin(Look planned, Instant now) {
    looks.begin(planned.id(), now);
    if (planned.why() == Look.Why.RESIDUAL
        && facts.learn(
            planned.leg(), LegFacts.Fact.RETENTION_ELAPSED, planned.words().orElse(""), now)) {
      var state = legs.require(planned.leg()).state().name();
      evidence.append(
          planned.request(), planned.leg(), "RETENTION_ELAPSED", state, state, LegRecord.SYSTEM);
    }
  }
}
