package dev.writ.leg;

import com.google.common.util.concurrent.RateLimiter;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.setup.WritSettings;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.workflow.LegStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes one leg one step further. Each step can be repeated after a crash at any point: what has
 * been done is read from the record, and an erase whose answer was lost is read back before it is
 * sent again.
 */
@Service
public class LegService {
  static final String SYSTEM = "SYSTEM";
  private static final int LOOKS_BEFORE_STILL_PRESENT = 5;
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

  private final LegRecord legs;
  private final LegObjects objects;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final WritSettings settings;
  private final TransactionTemplate transaction;
  private final MeterRegistry metrics;
  private final Map<UUID, RateLimiter> limits = new ConcurrentHashMap<>();

  LegService(
      LegRecord legs,
      LegObjects objects,
      ConnectionService connections,
      VendorCatalogue vendors,
      WritSettings settings,
      TransactionTemplate transaction,
      MeterRegistry metrics) {
    this.legs = legs;
    this.objects = objects;
    this.connections = connections;
    this.vendors = vendors;
    this.settings = settings;
    this.transaction = transaction;
    this.metrics = metrics;
  }

  /**
   * What a leg needs to know of its request.
   *
   * @param executing the plan is approved and the undo window over
   * @param over the request was denied or withdrawn
   * @param erasing erase, else export
   */
  public record Assignment(
      boolean executing, boolean over, boolean erasing, Subject subject, Sealer sealer) {}

  /** One step of the leg. */
  public LegStep advance(UUID id, Assignment assignment) {
    var leg = legs.require(id);
    try {
      return step(leg, assignment);
    } catch (VendorFailure failure) {
      return recover(legs.require(id), failure);
    }
  }

  /** An officer's retry: back to where the leg got stuck. */
  public void retry(Leg leg, String actor) {
    transaction.executeWithoutResult(
        tx -> {
          if (leg.state() == LegState.STILL_PRESENT) {
            objects.reopen(leg.id());
            legs.looked(leg.id(), 0);
          }
          var event = leg.located() == 0 ? LegEvent.RETRY_LOCATE : LegEvent.RETRY_SUBMIT;
          legs.move(leg, event, null, actor);
        });
  }

  /** Whether something of the leg is beyond the vendor's API. */
  public boolean hasResidual(Leg leg) {
    return leg.state() == LegState.UNVERIFIABLE || objects.anyImpossible(leg.id());
  }

  private LegStep step(Leg leg, Assignment assignment) {
    if (assignment.over()) {
      if (leg.state() == LegState.PLANNED
          || leg.state() == LegState.LOCATING
          || leg.state() == LegState.LOCATED) {
        legs.move(leg, LegEvent.CANCEL, null, SYSTEM);
      }
      return LegStep.rest();
    }
    return switch (leg.state()) {
      case PLANNED -> moved(leg, LegEvent.LOCATE);
      case LOCATING -> locate(leg, assignment);
      case LOCATED -> assignment.executing() ? moved(leg, LegEvent.SUBMIT) : LegStep.rest();
      case SUBMITTING -> assignment.erasing() ? erase(leg, assignment) : export(leg, assignment);
      case SUBMITTED_UNKNOWN -> moved(leg, LegEvent.RECONCILE);
      case CONFIRMED_BY_VENDOR -> verify(leg, assignment);
      default -> LegStep.rest();
    };
  }

  private LegStep moved(Leg leg, LegEvent event) {
    legs.move(leg, event, null, SYSTEM);
    return LegStep.next();
  }

  private LegStep locate(Leg leg, Assignment assignment) {
    var vendor = open(leg);
    var location = vendor.call(() -> vendor.adapter.locate(vendor.account, assignment.subject()));
    transaction.executeWithoutResult(
        tx -> {
          objects.replace(leg.id(), location.objects(), assignment.sealer());
          if (location.ambiguous()) {
            legs.ambiguous(leg.id());
          }
          legs.move(
              leg,
              location.objects().isEmpty() ? LegEvent.FOUND_NOTHING : LegEvent.FOUND,
              null,
              SYSTEM);
        });
    return LegStep.rest();
  }

  private LegStep export(Leg leg, Assignment assignment) {
    var vendor = open(leg);
    for (var held : objects.of(leg.id(), assignment.sealer())) {
      if (held.progress() != Progress.EXPORTED) {
        objects.forgetExport(leg.id(), held.id());
        var part = new int[1];
        vendor.call(
            () -> {
              vendor.adapter.export(
                  vendor.account,
                  held.object(),
                  (kind, json) ->
                      objects.addExport(
                          leg.id(),
                          held.id(),
                          part[0]++,
                          assignment.sealer().seal(json, "export/" + leg.id())));
              return true;
            });
        objects.settle(held.id(), Progress.EXPORTED, null);
      }
    }
    transaction.executeWithoutResult(
        tx -> {
          legs.exported(leg.id());
          legs.move(leg, LegEvent.EXPORT, null, SYSTEM);
        });
    return LegStep.rest();
  }

  private LegStep erase(Leg leg, Assignment assignment) {
    var vendor = open(leg);
    for (var held : objects.of(leg.id(), assignment.sealer())) {
      if (held.progress() == Progress.LOCATED) {
        eraseOne(leg, held, vendor);
      }
    }
    transaction.executeWithoutResult(
        tx -> {
          legs.verdict(leg.id(), "CLAIMED");
          legs.move(leg, LegEvent.CONFIRM, null, SYSTEM);
        });
    return LegStep.sleep(200);
  }

  private void eraseOne(Leg leg, Held held, Vendor vendor) {
    if (held.unsettled()) {
      if (vendor.call(() -> vendor.adapter.read(vendor.account, held.object()))
          == Presence.ABSENT) {
        objects.settle(held.id(), Progress.CLAIMED, null);
        return;
      }
    } else {
      objects.intend(leg.id(), held.id());
    }
    try {
      switch (vendor.call(() -> vendor.adapter.erase(vendor.account, held.object()))) {
        case Erasure.Claimed claimed -> objects.settle(held.id(), Progress.CLAIMED, null);
        case Erasure.AlreadyAbsent absent -> objects.settle(held.id(), Progress.ABSENT, null);
        case Erasure.Impossible impossible ->
            objects.settle(held.id(), Progress.IMPOSSIBLE, impossible.reason());
      }
    } catch (VendorFailure failure) {
      if (failure.status() >= 400 && failure.status() < 500) {
        objects.refused(held.id());
      }
      throw failure;
    }
  }

  private LegStep verify(Leg leg, Assignment assignment) {
    var vendor = open(leg);
    if (!vendor.call(() -> vendor.adapter.control(vendor.account))) {
      legs.verdict(leg.id(), "UNVERIFIABLE");
      legs.move(leg, LegEvent.CANNOT_VERIFY, "the positive control could not be read", SYSTEM);
      return LegStep.rest();
    }
    if (gone(leg, assignment, vendor)) {
      transaction.executeWithoutResult(
          tx -> {
            legs.verdict(leg.id(), "OBSERVED_ABSENT");
            legs.move(leg, LegEvent.SEE_ABSENT, residual(leg), SYSTEM);
          });
      return LegStep.rest();
    }
    if (leg.looks() + 1 < LOOKS_BEFORE_STILL_PRESENT) {
      legs.looked(leg.id(), leg.looks() + 1);
      return LegStep.sleep(vendor.adapter.descriptor().settling().plusMillis(500).toMillis());
    }
    legs.move(leg, LegEvent.SEE_PRESENT, "the vendor said yes and still shows the data", SYSTEM);
    return LegStep.rest();
  }

  private boolean gone(Leg leg, Assignment assignment, Vendor vendor) {
    for (var held : objects.of(leg.id(), assignment.sealer())) {
      if (held.progress() != Progress.IMPOSSIBLE
          && vendor.call(() -> vendor.adapter.read(vendor.account, held.object()))
              == Presence.PRESENT) {
        return false;
      }
    }
    return vendor
        .call(() -> vendor.adapter.locate(vendor.account, assignment.subject()))
        .objects()
        .isEmpty();
  }

  private @Nullable String residual(Leg leg) {
    return objects.anyImpossible(leg.id())
        ? "some objects cannot be erased by API; see the vendor's exceptions"
        : null;
  }

  /** The failure's kind decides, nothing else does. */
  private LegStep recover(Leg leg, VendorFailure failure) {
    if (failure.kind() == VendorFailure.Kind.AUTHENTICATION) {
      legs.move(leg, LegEvent.BLOCK, "the vendor refuses the connection's credentials", SYSTEM);
      return LegStep.rest();
    }
    if (!failure.kind().retryable()) {
      legs.move(leg, LegEvent.FAIL, "the vendor rejected a call: " + failure.getMessage(), SYSTEM);
      return LegStep.rest();
    }
    var wait = failure.retryAfter().orElseGet(() -> backoff(leg.attempts()));
    if (leg.state() == LegState.SUBMITTING && objects.anyUnsettled(leg.id())) {
      legs.move(leg, LegEvent.LOSE_ANSWER, null, SYSTEM);
    }
    legs.retryAt(leg.id(), Instant.now().plus(wait), failure.toString());
    return LegStep.sleep(wait.toMillis());
  }

  private Duration backoff(int attempts) {
    var wait = settings.firstRetry().multipliedBy(1L << Math.min(attempts, 20));
    return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
  }

  private Vendor open(Leg leg) {
    var connection = connections.require(leg.connection());
    var adapter = vendors.require(leg.vendor());
    return new Vendor(connection, adapter, connections.open(connection));
  }

  /**
   * One vendor account during one step: every call waits for its turn and is counted by outcome.
   */
  private final class Vendor {
    private final Connection connection;
    private final VendorAdapter adapter;
    private final VendorConnection account;

    Vendor(Connection connection, VendorAdapter adapter, VendorConnection account) {
      this.connection = connection;
      this.adapter = adapter;
      this.account = account;
    }

    <T> T call(Supplier<T> call) {
      var perSecond = adapter.descriptor().callsPerSecond();
      limits.computeIfAbsent(connection.id(), id -> RateLimiter.create(perSecond)).acquire();
      var outcome = "OK";
      try {
        return call.get();
      } catch (VendorFailure failure) {
        outcome = failure.kind().name();
        throw failure;
      } finally {
        metrics
            .counter("writ.vendor.calls", "vendor", connection.vendor(), "outcome", outcome)
            .increment();
      }
    }
  }
}
