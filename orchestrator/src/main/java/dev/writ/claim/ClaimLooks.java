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
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  /** Nothing that must be readable was: what was not seen is no proof that it is not there. */
  private static final String NO_CONTROL = "NO_CONTROL";

  private final CheckRecord checks;
  private final Judging judging;
  private final ErasedSweep sweep;
  private final SweepRecord rounds;
  private final Claims claims;
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
      ErasedSweep sweep,
      SweepRecord rounds,
      Claims claims,
      ConnectionService connections,
      VendorCatalogue vendors,
      Findings findings,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock,
      WritSettings settings) {
    this.checks = checks;
    this.judging = judging;
    this.sweep = sweep;
    this.rounds = rounds;
    this.claims = claims;
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
    var begun = clock.instant();
    try {
      var account = connections.open(connection);
      var adapter = vendors.require(connection.vendor());
      var promised = promised(connection);
      var seen = new ArrayList<>(checksOf.get().observe(account, promised));
      var terms = new ErasedSweep.Terms(promised, claims.retained(connection));
      var before = rounds.find(id, connections.addressSince(id));
      var swept = sweep.observe(id, adapter, account, terms, before);
      seen.addAll(swept.seen());
      if (!adapter.control(account)) {
        ended(connection, NO_CONTROL);
        return Duration.ZERO;
      }
      boolean kept =
          Boolean.TRUE.equals(transaction.execute(tx -> keep(id, seen, swept.round(), begun)));
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
        tx -> {
          checks.ended(connection.id(), failure);
          findings.raise(
              FindingDraft.about(
                  connection.id(),
                  "CLAIMS_UNSEEN",
                  unseen(connection.id()),
                  Severity.LOW,
                  "The promises of this connection's vendor could not be looked at: " + failure));
        });
  }

  private static String unseen(UUID connection) {
    return "claims-unseen/" + connection;
  }

  /** False when the connection leads elsewhere by now: what was seen says nothing of it. */
  private boolean keep(UUID connection, List<Observation> seen, SweepRound round, Instant begun) {
    connections.hold(connection);
    if (connections.addressSince(connection).isAfter(begun)) {
      return false;
    }
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (var one : seen) {
      judging.keep(connection, one, at);
    }
    judging.retire(
        connection,
        Stream.concat(seen.stream().map(Observation::code), ErasedSweep.CODES.stream())
            .collect(Collectors.toSet()));
    rounds.put(connection, round);
    checks.ended(connection, null);
    findings.over(unseen(connection));
    events.publishEvent(new EvidenceChanged(connection));
    return true;
  }

  private Promised promised(Connection connection) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var known = claims.of(connection);
    return new Promised(
        value(known.get(Promise.RETENTION), today).map(Claims::days),
        contract(known.get(Promise.RETENTION), today),
        value(known.get(Promise.REGION), today),
        clock.instant());
  }

  private static Optional<Contract> contract(@Nullable Claim claim, LocalDate today) {
    return claim == null || !claim.contractual()
        ? Optional.empty()
        : value(claim, today)
            .map(Claims::days)
            .map(kept -> new Contract(kept, claim.countedFrom() == CountedFrom.LAST_USE));
  }

  private static Optional<String> value(@Nullable Claim claim, LocalDate today) {
    return claim == null || !claim.counts(today)
        ? Optional.empty()
        : Optional.ofNullable(claim.value());
  }

  private Optional<ClaimChecks> checksOf(Connection connection) {
    return vendors.find(connection.vendor()).flatMap(VendorAdapter::claimChecks);
  }
}
