package dev.writ.claim;

import dev.writ.claim.TrustEvidence.EvidenceChanged;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at what can be seen of vendors' promises. That a look is wanted stands in the record before
 * the engine hears of it; what was seen is kept, and what is not as promised or not as before is
 * found.
 */
@Service
public class ClaimLooks {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimLooks.class);
  private static final int TRIES = 5;

  private final CheckRecord checks;
  private final Judging judging;
  private final PromiseLook look;
  private final SweepRecord rounds;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Findings findings;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final WritSettings.Calls waits;

  ClaimLooks(
      CheckRecord checks,
      Judging judging,
      PromiseLook look,
      SweepRecord rounds,
      ConnectionService connections,
      VendorCatalogue vendors,
      Findings findings,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.checks = checks;
    this.judging = judging;
    this.look = look;
    this.rounds = rounds;
    this.connections = connections;
    this.vendors = vendors;
    this.findings = findings;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
    this.waits = settings.calls();
  }

  /** A look at a connection is wanted: the engine has something to do. */
  public record LookWanted(UUID connection) {}

  /** Connections at which a look is wanted and has not ended. */
  public List<UUID> wanted() {
    return checks.wanted();
  }

  /** Wants a look at every active connection at which anything can be seen. */
  @Transactional
  public void wantAll() {
    connections.all().stream()
        .filter(c -> c.state() == Connection.State.ACTIVE && checksOf(c).isPresent())
        .forEach(this::want);
  }

  /** Wants a look at this connection. */
  @Transactional
  public void wantNow(UUID id) {
    var connection = connections.require(id);
    if (checksOf(connection).isEmpty()) {
      throw Problem.invalid("nothing of this vendor's promises can be seen through its API");
    }
    if (connection.state() != Connection.State.ACTIVE) {
      throw Problem.conflict("the connection is not ACTIVE");
    }
    want(connection);
  }

  private void want(Connection connection) {
    checks.want(connection.id());
    events.publishEvent(new LookWanted(connection.id()));
  }

  /** The task queue of a wanted look; empty when none is wanted, or none can be had. */
  public Optional<String> queue(UUID id) {
    if (!checks.of(id).wanted()) {
      return Optional.empty();
    }
    var connection = connections.require(id);
    if (connection.state() != Connection.State.ACTIVE) {
      checks.ended(id, "PAUSED");
      return Optional.empty();
    }
    return Optional.of(connection.queue());
  }

  /**
   * Looks once.
   *
   * @return how long to wait before the next try; zero when the look has ended
   */
  public Duration look(UUID id) {
    var connection = connections.require(id);
    var checksOf = checksOf(connection);
    if (!checks.of(id).wanted() || checksOf.isEmpty()) {
      return Duration.ZERO;
    }
    int tries = checks.tried(id);
    try {
      var seen = look.at(connection, checksOf.get(), tries < TRIES);
      if (seen.blind()) {
        ended(connection, Objects.requireNonNull(seen.failure()));
        return Duration.ZERO;
      }
      boolean kept = Boolean.TRUE.equals(transaction.execute(tx -> keep(connection, seen)));
      return kept ? Duration.ZERO : waits.firstRetry();
    } catch (VendorFailure failure) {
      if (failure.kind().retryable() && tries < TRIES) {
        return wait(failure, tries);
      }
      ended(connection, failure.kind().name());
    } catch (RuntimeException broken) {
      LOG.warn("a look at promises broke: {}", broken.getClass().getName());
      ended(connection, "INTERNAL");
    }
    return Duration.ZERO;
  }

  private Duration wait(VendorFailure failure, int tries) {
    var doubled = waits.firstRetry().multipliedBy(1L << tries);
    var ours = doubled.compareTo(waits.longestRetry()) > 0 ? waits.longestRetry() : doubled;
    return failure.retryAfter().filter(asked -> asked.compareTo(ours) > 0).orElse(ours);
  }

  private void ended(Connection connection, String failure) {
    transaction.executeWithoutResult(
        tx ->
            blind(
                connection.id(),
                unseen(connection.id()),
                failure,
                Severity.MEDIUM,
                "The promises of this connection's vendor could not be looked at: "));
  }

  /** Each part is found blind by itself, and what sees again is so at once. */
  private void partlyBlind(UUID connection, String failure, boolean swept) {
    if (swept) {
      findings.over(unseen(connection));
      blind(
          connection,
          settingsUnseen(connection),
          failure,
          Severity.LOW,
          "What this connection's vendor shows of its promises could not be looked at: ");
    } else {
      findings.over(settingsUnseen(connection));
      blind(
          connection,
          unseen(connection),
          failure,
          Severity.MEDIUM,
          "It could not be seen whether what was erased at this connection's vendor is gone: ");
    }
  }

  /** Worse where nobody reads what was erased: then nobody sees that it is there again. */
  private void blind(UUID connection, String key, String failure, Severity severity, String what) {
    checks.ended(connection, failure);
    findings.raise(FindingDraft.about(connection, "CLAIMS_UNSEEN", key, severity, what + failure));
  }

  /** What was erased, or all, could not be looked at. */
  private static String unseen(UUID connection) {
    return "claims-unseen/" + connection;
  }

  /** The settings alone could not. */
  private static String settingsUnseen(UUID connection) {
    return unseen(connection) + "/settings";
  }

  /** False when the connection leads elsewhere by now: what was seen says nothing of it. */
  private boolean keep(Connection connection, PromiseLook.Seen seen) {
    var id = connection.id();
    connections.hold(id);
    if (connections.addressSince(id).isAfter(seen.begun())) {
      return false;
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var settings = seen.settings();
    var swept = seen.swept();
    var failure = seen.failure();
    if (settings != null) {
      keepSettings(id, settings, at);
    }
    if (swept != null) {
      swept.seen().forEach(one -> judging.keep(id, one, at));
      rounds.put(id, swept.round());
      checks.swept(id, at);
    }
    if (failure == null) {
      checks.ended(id, null);
      findings.over(List.of(unseen(id), settingsUnseen(id)));
    } else {
      partlyBlind(id, failure, swept != null);
    }
    events.publishEvent(new EvidenceChanged(id));
    return true;
  }

  private void keepSettings(UUID connection, List<Observation> settings, Instant at) {
    settings.forEach(one -> judging.keep(connection, one, at));
    judging.retire(
        connection,
        Stream.concat(settings.stream().map(Observation::code), ErasedSweep.CODES.stream())
            .collect(Collectors.toSet()));
    checks.settingsSeen(connection, at);
  }

  private Optional<ClaimChecks> checksOf(Connection connection) {
    return vendors.find(connection.vendor()).flatMap(VendorAdapter::claimChecks);
  }
}
