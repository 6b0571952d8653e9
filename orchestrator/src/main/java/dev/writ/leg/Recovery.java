package dev.writ.leg;

import dev.writ.connection.ConnectionGates;
import dev.writ.connection.ConnectionService;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.LegProgress;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows a failed vendor call: the failure's kind decides, nothing else does. */
@Component
final class Recovery {
  private static final long MOMENT_MILLIS = 100;

  private final LegRecord legs;
  private final LegObjects objects;
  private final ConnectionGates gates;
  private final ConnectionService connections;
  private final WritSettings.Calls settings;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Recovery(
      LegRecord legs,
      LegObjects objects,
      ConnectionGates gates,
      ConnectionService connections,
      WritSettings settings,
      Clock clock,
      TransactionTemplate transaction) {
    this.transaction = transaction;
    this.clock = clock;
    this.legs = legs;
    this.objects = objects;
    this.gates = gates;
    this.connections = connections;
    this.settings = settings.calls();
  }

  LegProgress after(VendorFailure failure, LegAttempt attempt) {
    if (attempt.objects() > 0) {
      legs.progressed(attempt.leg().id());
    }
    var leg = legs.require(attempt.leg().id());
    if (failure.kind() == VendorFailure.Kind.AUTHENTICATION) {
      return Objects.requireNonNull(transaction.execute(tx -> refused(attempt, leg)));
    }
    if (!failure.kind().retryable()) {
      legs.move(
          leg, LegEvent.FAIL, "the vendor rejected a call: " + failure.summary(), LegRecord.SYSTEM);
      return LegProgress.rests(attempt.objects());
    }
    if (connections.addressRefused(leg.connection())) {
      legs.move(
          leg,
          LegEvent.BLOCK,
          "the connection's address leads to where no call may go",
          LegRecord.SYSTEM);
      return LegProgress.rests(attempt.objects());
    }
    var closed = gates.openFor(leg.connection());
    if (closed.isPresent()) {
      var next = clock.instant().plus(closed.get());
      legs.move(
          leg,
          LegEvent.BLOCK,
          "the vendor does not answer; its circuit is open",
          next,
          LegRecord.SYSTEM);
      return LegProgress.again(closed.get().toMillis() + 1, attempt.objects());
    }
    var wait = failure.retryAfter().orElseGet(() -> settings.retry(leg.attempts()));
    if (leg.state() == LegState.SUBMITTING && objects.anyUnsettled(leg.id())) {
      legs.move(leg, LegEvent.LOSE_ANSWER, null, LegRecord.SYSTEM);
    }
    legs.retryAt(leg.id(), clock.instant().plus(wait), failure.summary());
    return LegProgress.again(Math.max(wait.toMillis(), 1), attempt.objects());
  }

  /**
   * New credentials bring on what is blocked when they come. An attempt that still called with the
   * old ones is blocked after that, and nothing would bring it on.
   */
  private LegProgress refused(LegAttempt attempt, Leg leg) {
    if (!connections.opensLike(leg.connection(), attempt.account())) {
      return LegProgress.again(MOMENT_MILLIS, attempt.objects());
    }
    legs.move(
        leg, LegEvent.BLOCK, "the vendor refuses the connection's credentials", LegRecord.SYSTEM);
    return LegProgress.rests(attempt.objects());
  }
}
