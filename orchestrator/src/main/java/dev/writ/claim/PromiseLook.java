package dev.writ.claim;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Contract;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one look at what a connection's vendor promises, and keeps nothing of it. */
@Component
class PromiseLook {
  /** Nothing that must be readable was: what was not seen is no proof that it is not there. */
  private static final String NO_CONTROL = "NO_CONTROL";

  private final ErasedSweep sweep;
  private final SweepRecord rounds;
  private final Claims claims;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Clock clock;

  PromiseLook(
      ErasedSweep sweep,
      SweepRecord rounds,
      Claims claims,
      ConnectionService connections,
      VendorCatalogue vendors,
      Clock clock) {
    this.sweep = sweep;
    this.rounds = rounds;
    this.claims = claims;
    this.connections = connections;
    this.vendors = vendors;
    this.clock = clock;
  }

  /**
   * What a look has seen, by its two parts: each may have credentials of its own, and be blind
   * while the other sees.
   *
   * @param settings what the vendor shows of its promises; null when it shows nothing of them
   * @param swept what became of the erased objects; null when they could not be read
   * @param failure why a part saw nothing: a vendor failure's kind, the sweep's when both failed,
   *     or NO_CONTROL when the control takes away what was seen
   */
  record Seen(
      Instant begun,
      @Nullable List<Observation> settings,
      ErasedSweep.@Nullable Swept swept,
      @Nullable String failure) {
    boolean blind() {
      return settings == null && swept == null;
    }
  }

  /**
   * Nothing that was seen counts when the positive control cannot be read afterwards.
   *
   * @param again whether the look is made again when the vendor may answer then
   * @throws VendorFailure when it is to be made again, and when the control fails
   */
  Seen at(Connection connection, ClaimChecks made, boolean again) {
    var id = connection.id();
    var begun = clock.instant();
    var account = connections.open(connection);
    var adapter = vendors.require(connection.vendor());
    var promised = promised(connection);
    List<Observation> settings = null;
    ErasedSweep.Swept swept = null;
    VendorFailure failure = null;
    try {
      settings = made.observe(account, promised);
    } catch (VendorFailure unseen) {
      failure = unlessAgain(unseen, again);
    }
    try {
      var terms = new ErasedSweep.Terms(promised, claims.retained(connection));
      var before = rounds.find(id, connections.addressSince(id));
      swept = sweep.observe(id, adapter, account, terms, before);
    } catch (VendorFailure unread) {
      failure = unlessAgain(unread, again);
    }
    var why = failure == null ? null : failure.kind().name();
    if (settings == null && swept == null) {
      return new Seen(begun, null, null, why);
    }
    return adapter.control(account)
        ? new Seen(begun, settings, swept, why)
        : new Seen(begun, null, null, NO_CONTROL);
  }

  private static VendorFailure unlessAgain(VendorFailure failure, boolean again) {
    if (again && failure.kind().retryable()) {
      throw failure;
    }
    return failure;
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
}
