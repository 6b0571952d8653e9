package dev.writ.offboarding;

import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Lease;
import dev.writ.leg.LeaseLost;
import dev.writ.leg.Pulse;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.OffboardingStep.Part;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does some of one part of leaving at a vendor. Each part can be repeated after a crash at any
 * point: what has been done is read from the record. Only one attempt at a time works on an
 * offboarding.
 */
@Service
public class Leaving {
  private static final long MOMENT_MILLIS = 2_000;
  private final OffboardingRecord record;
  private final Lease lease;
  private final StockTaking stockTaking;
  private final TakingHome takingHome;
  private final ClearingOut clearingOut;
  private final Revoking revoking;
  private final Probing probing;
  private final LookingIn lookingIn;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Polls polls;
  private final TransactionTemplate transaction;

  Leaving(
      OffboardingRecord record,
      StockTaking stockTaking,
      TakingHome takingHome,
      ClearingOut clearingOut,
      Revoking revoking,
      Probing probing,
      LookingIn lookingIn,
      ConnectionService connections,
      VendorCatalogue vendors,
      Polls polls,
      TransactionTemplate transaction,
      JdbcClient sql) {
    this.record = record;
    this.lease = new Lease(sql, "offboarding");
    this.stockTaking = stockTaking;
    this.takingHome = takingHome;
    this.clearingOut = clearingOut;
    this.revoking = revoking;
    this.probing = probing;
    this.lookingIn = lookingIn;
    this.connections = connections;
    this.vendors = vendors;
    this.polls = polls;
    this.transaction = transaction;
  }

  /** How many things were dealt with; what follows stands in the record. */
  public int work(UUID id, Part part, Pulse pulse) {
    var holder = UUID.randomUUID();
    if (lease.take(id, holder).isPresent()) {
      // The attempt that holds it may be dead: the record is asked again before long.
      var now = record.require(id);
      if (now.nextAttemptAt().isEmpty()) {
        record.waitUntil(id, polls.now().plusMillis(MOMENT_MILLIS));
      }
      return 0;
    }
    try {
      pulse.start(() -> lease.renew(id, holder));
      var now = record.require(id);
      return fits(now.state(), part) ? attempt(now, part, holder, pulse) : 0;
    } catch (LeaseLost movedMeanwhile) {
      return 0;
    } finally {
      lease.release(id, holder);
    }
  }

  private int attempt(Offboarding now, Part part, UUID holder, Pulse pulse) {
    var connection = connections.require(now.connection());
    var attempt =
        new LeaveAttempt(
            now,
            connection,
            vendors.require(now.vendor()),
            connections.open(connection),
            record.sealer(now.id()),
            holder,
            pulse);
    var called =
        part == Part.LOOK
            ? now.verifyWith().map(connections::require).orElse(connection)
            : connection;
    var calls = part == Part.LOOK ? connections.open(called) : attempt.account();
    try {
      switch (part) {
        case PLAN -> stockTaking.plan(attempt);
        case LIST -> stockTaking.work(attempt);
        case EXPORT -> takingHome.work(attempt);
        case ERASE -> clearingOut.work(attempt);
        case REVOKE -> revoking.work(attempt);
        case PROBE -> probing.work(attempt);
        case LOOK -> lookingIn.work(attempt);
        case NONE -> {}
      }
    } catch (VendorFailure failure) {
      transaction.executeWithoutResult(
          tx -> {
            // Before the offboarding, in the order in which new credentials take the two.
            boolean current =
                failure.kind() != VendorFailure.Kind.AUTHENTICATION
                    || connections.opensLike(called.id(), calls);
            record.stillMine(attempt);
            after(failure, part, record.require(now.id()), current);
          });
    }
    return attempt.done();
  }

  /**
   * The failure's kind decides, nothing else does.
   *
   * @param current the connection is still opened by what was refused; if not, what new credentials
   *     bring on was brought on before
   */
  private void after(VendorFailure failure, Part part, Offboarding now, boolean current) {
    if (failure.kind() == VendorFailure.Kind.AUTHENTICATION && !current) {
      record.waitUntil(now.id(), polls.now().plusMillis(MOMENT_MILLIS));
    } else if (failure.kind() == VendorFailure.Kind.AUTHENTICATION) {
      record.stuck(
          now.id(), part == Part.LOOK ? OffboardingWakes.OTHER_REFUSED : OffboardingWakes.REFUSED);
    } else if (!failure.kind().retryable()) {
      record.stuck(now.id(), "the vendor rejected a call: " + failure.summary());
    } else {
      var wait = failure.retryAfter().orElseGet(() -> polls.backoff(now.attempts()));
      record.retryAt(now.id(), polls.now().plus(wait), failure.summary());
    }
  }

  /** An attempt that the engine started before somebody moved the offboarding on does nothing. */
  private static boolean fits(OffboardingState state, Part part) {
    return switch (part) {
      case PLAN -> state == OffboardingState.OPENED;
      case LIST -> state == OffboardingState.FROZEN || state == OffboardingState.ERASING;
      case EXPORT -> state == OffboardingState.EXPORTING;
      case ERASE -> state == OffboardingState.ERASING;
      case REVOKE -> state == OffboardingState.REVOKING;
      case PROBE, LOOK -> state == OffboardingState.PROBING || state == OffboardingState.WATCHING;
      case NONE -> false;
    };
  }
}
