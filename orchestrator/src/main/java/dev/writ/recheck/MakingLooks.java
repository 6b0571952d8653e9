package dev.writ.recheck;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegLook;
import dev.writ.leg.LegLook.Try;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Pulse;
import dev.writ.leg.Sighting;
import dev.writ.offboarding.OwnCredentials;
import dev.writ.request.Assignments;
import dev.writ.request.Monitored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes looks. A try begins when the leg is held and ends when what it has shown stands in the
 * record; one that was cut off goes on where it was left, unless that is so long ago that what it
 * had read says nothing of today.
 */
@Component
class MakingLooks {
  /** Choice: searches of the vendors' own take minutes to hours. */
  static final Duration LONGEST_TRY = Duration.ofDays(3);

  private static final Duration BETWEEN_CLEARINGS = Duration.ofHours(1);
  private final LookRecord looks;
  private final LookOutcomes outcomes;
  private final LegFacts facts;
  private final LegRecord legs;
  private final LegLook legLook;
  private final Monitored requests;
  private final Assignments assignments;
  private final ConnectionService connections;
  private final OwnCredentials credentials;
  private final EvidenceLog evidence;
  private final TransactionTemplate transaction;
  private final Clock clock;

  MakingLooks(
      LookRecord looks,
      LookOutcomes outcomes,
      LegFacts facts,
      LegRecord legs,
      LegLook legLook,
      Monitored requests,
      Assignments assignments,
      ConnectionService connections,
      OwnCredentials credentials,
      EvidenceLog evidence,
      TransactionTemplate transaction,
      Clock clock) {
    this.looks = looks;
    this.outcomes = outcomes;
    this.facts = facts;
    this.legs = legs;
    this.legLook = legLook;
    this.requests = requests;
    this.assignments = assignments;
    this.connections = connections;
    this.credentials = credentials;
    this.evidence = evidence;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Makes one look for about a minute; of one that has ended, clears what it has left behind. */
  void make(UUID id, Pulse pulse) {
    var look = looks.require(id);
    var connection = connections.require(legs.require(look.leg()).connection());
    boolean left = left(connection);
    if (!look.planned()) {
      clear(look, left, pulse);
    } else if (left) {
      transaction.executeWithoutResult(tx -> outcomes.vendorLeft(id));
    } else {
      legLook.look(look.leg(), pulse, new OfLook(id));
    }
  }

  /** Before a vendor that is left is certified its credentials are gone already, or going. */
  private boolean left(Connection connection) {
    return switch (connection.state()) {
      case ACTIVE, PAUSED -> false;
      case FROZEN -> credentials.taken(connection.id());
      case LEFT -> true;
    };
  }

  private void clear(Look look, boolean left, Pulse pulse) {
    if (look.begunAt().isEmpty()) {
      return;
    }
    boolean out = left || assignments.findSealer(look.request()).isEmpty();
    if (out || legLook.clear(look.leg(), assignments.of(look.leg()), pulse)) {
      looks.cleared(look.id());
    } else {
      looks.goOn(look, clock.instant().plus(BETWEEN_CLEARINGS));
    }
  }

  /** What the look's row says before and after. */
  private final class OfLook implements LegLook.Course {
    private final UUID id;

    OfLook(UUID id) {
      this.id = id;
    }

    @Override
    public Optional<Try> begin() {
      return transaction.execute(tx -> begun(locked(id)));
    }

    @Override
    public void end(Sighting sighting, Runnable held) {
      transaction.executeWithoutResult(
          tx -> {
            var look = locked(id);
            held.run();
            outcomes.record(look, sighting, assignments.sealer(look.request()));
          });
    }

    @Override
    public void busy(Instant until) {
      looks.goOn(looks.require(id), until);
    }
  }

  private Look locked(UUID id) {
    requests.lock(looks.require(id).request());
    return looks.require(id);
  }

  private Optional<Try> begun(Look look) {
    if (!look.planned() || !legs.require(look.leg()).watched()) {
      return Optional.empty();
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (look.begunAt().filter(begun -> begun.plus(LONGEST_TRY).isBefore(now)).isPresent()) {
      var why = "it was begun and has not ended within " + LookPlan.words(LONGEST_TRY);
      var nothing = new Sighting.Inconclusive(why, true, Duration.ZERO);
      outcomes.record(look, nothing, assignments.sealer(look.request()));
      return Optional.empty();
    }
    boolean anew = look.begunAt().isEmpty();
    if (anew) {
      looks.begin(look.id(), now);
      retentionElapsed(look, now);
    }
    return Optional.of(new Try(assignments.of(look.leg()), look.begunAt().orElse(now), anew));
  }

  /** That a documented time has passed is known whatever the look shows. */
  private void retentionElapsed(Look look, Instant now) {
    if (look.why() == Look.Why.RESIDUAL
        && !now.isBefore(look.dueAt())
        && facts.learn(look.leg(), LegFacts.Fact.RETENTION_ELAPSED, look.words().orElse(""), now)) {
      var state = legs.require(look.leg()).state().name();
      evidence.append(
          look.request(), look.leg(), "RETENTION_ELAPSED", state, state, LegRecord.SYSTEM);
    }
  }
}
