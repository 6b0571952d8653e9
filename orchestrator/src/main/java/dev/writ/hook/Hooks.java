package dev.writ.hook;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorHooks.Genuine;
import dev.writ.vendor.spi.VendorHooks.Reason;
import dev.writ.vendor.spi.VendorHooks.Refused;
import dev.writ.vendor.spi.VendorHooks.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Has a call judged by its connection's vendor package, and keeps the events of a genuine one. */
@Service
class Hooks {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
  private static final String NO_VENDOR = "none";
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final HookEvents events;
  private final MeterRegistry metrics;
  private final Clock clock;

  Hooks(
      ConnectionService connections,
      VendorCatalogue vendors,
      HookEvents events,
      MeterRegistry metrics,
      Clock clock) {
    this.connections = connections;
    this.vendors = vendors;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What became of a call. */
  enum Outcome {
    GENUINE,
    FORGED,
    STALE,
    MALFORMED
  }

  /**
   * Takes a call for a connection. A connection that does not exist, and a vendor that makes no
   * calls, are FORGED like a wrong signature.
   */
  Outcome receive(UUID id, VendorHooks.Call call) {
    var connection = connections.find(id);
    var outcome = connection.map(known -> receive(known, call)).orElse(Outcome.FORGED);
    metrics
        .counter(
            "writ.hook.calls",
            "vendor",
            connection.map(Connection::vendor).orElse(NO_VENDOR),
            "outcome",
            outcome.name())
        .increment();
    return outcome;
  }

  private Outcome receive(Connection connection, VendorHooks.Call call) {
    return switch (verdict(connection, call)) {
      case Genuine genuine -> {
        events.take(connection.id(), genuine.events());
        yield Outcome.GENUINE;
      }
      case Refused refused ->
          switch (refused.reason()) {
            case FORGED -> Outcome.FORGED;
            case STALE -> Outcome.STALE;
            case MALFORMED -> Outcome.MALFORMED;
          };
    };
  }

  private Verdict verdict(Connection connection, VendorHooks.Call call) {
    var hooks = vendors.find(connection.vendor()).flatMap(VendorAdapter::hooks);
    if (hooks.isEmpty()) {
      return new Refused(Reason.FORGED);
    }
    var credentials = connections.open(connection).credentials();
    try {
      return hooks.get().judge(credentials, call, clock.instant());
    } catch (RuntimeException stumbled) {
      // A stranger's bytes must not be told from a wrong signature, whatever they do to a parser.
      LOG.warn(
          "{} could not judge a call: {}",
          connection.vendor(),
          stumbled.getClass().getSimpleName());
      return new Refused(Reason.FORGED);
    }
  }
}
