package dev.writ.connection;

import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The door of every connection: keeps its rate, opens its circuit when the vendor stops answering,
 * and counts its calls by outcome. The pace is shared by all processes through the record; a
 * circuit is each process's own observation.
 */
@Component
public class ConnectionGates {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private final Pace pace;
  private final MeterRegistry metrics;
  private final WritSettings.Calls settings;
  private final Map<UUID, Gate> gates = new ConcurrentHashMap<>();

  @Autowired
  ConnectionGates(Pace pace, MeterRegistry metrics, WritSettings settings) {
    this(pace, metrics, settings.calls());
  }

  ConnectionGates(Pace pace, MeterRegistry metrics, WritSettings.Calls settings) {
    this.pace = pace;
    this.metrics = metrics;
    this.settings = settings;
  }

  /** How long the connection's circuit stays open; empty when calls may go out. */
  public Optional<Duration> openFor(UUID connection) {
    var gate = gates.get(connection);
    return gate == null ? Optional.empty() : gate.openFor();
  }

  /**
   * The gate of a connection, at its present limit.
   *
   * @param families calls that have a slower pace of their own
   */
  Admission of(Connection connection, List<VendorDescriptor.Family> families) {
    var gate = gates.computeIfAbsent(connection.id(), id -> new Gate(id, connection.vendor()));
    gate.families =
        families.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    VendorDescriptor.Family::name, family -> family.callsPerMinute() / 60));
    gate.callsPerSecond = connection.callsPerSecond();
    return gate;
  }

  private CircuitBreaker circuit(UUID connection, LongConsumer opened) {
    var doubling =
        IntervalFunction.ofExponentialBackoff(settings.circuitOpen(), 2, settings.longestRetry());
    return CircuitBreaker.of(
        connection.toString(),
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(70)
            .permittedNumberOfCallsInHalfOpenState(3)
            .waitIntervalFunctionInOpenState(
                times -> {
                  long millis = doubling.apply(times);
                  opened.accept(millis);
                  return millis;
                })
            .recordException(ConnectionGates::tellsOfAnOutage)
            .build());
  }

  /** A refusal, or a plea to slow down, is an answer; silence and nonsense are not. */
  private static boolean tellsOfAnOutage(Throwable thrown) {
    return thrown instanceof VendorFailure failure
        && (failure.kind() == VendorFailure.Kind.UNAVAILABLE
            || failure.kind() == VendorFailure.Kind.MALFORMED_RESPONSE);
  }

  private final class Gate implements Admission {
    private final UUID connection;
    private final String vendor;
    private final CircuitBreaker circuit;
    private volatile double callsPerSecond;
    private volatile Map<String, Double> families = Map.of();
    private volatile long openUntil = System.nanoTime();

    Gate(UUID connection, String vendor) {
      this.connection = connection;
      this.vendor = vendor;
      this.circuit =
          circuit(
              connection,
              millis -> openUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    Optional<Duration> openFor() {
      if (circuit.getState() != CircuitBreaker.State.OPEN) {
        return Optional.empty();
      }
      var left = Duration.ofNanos(openUntil - System.nanoTime());
      return Optional.of(left.compareTo(MOMENT) > 0 ? left : MOMENT);
    }

    @Override
    public void enter() {
      enter("");
    }

    /** The slower slot first, so that none of the connection's is taken in vain. */
    @Override
    public void enter(String family) {
      if (!circuit.tryAcquirePermission()) {
        throw new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 0, openFor().orElse(MOMENT));
      }
      try {
        var calls = families.get(family);
        if (calls != null) {
          pace.await(new Pace.Lane(connection, family), calls);
        }
        pace.await(new Pace.Lane(connection, ""), callsPerSecond);
      } catch (RuntimeException tooLong) {
        circuit.releasePermission();
        throw tooLong;
      }
    }

    @Override
    public void leave(@Nullable VendorFailure failure) {
      leave("", failure);
    }

    /** A plea to slow down is about the calls that the vendor counts together. */
    @Override
    public void leave(String family, @Nullable VendorFailure failure) {
      count(outcome(failure));
      if (failure == null) {
        circuit.onSuccess(0, TimeUnit.NANOSECONDS);
        return;
      }
      circuit.onError(0, TimeUnit.NANOSECONDS, failure);
      if (failure.kind() == VendorFailure.Kind.RATE_LIMITED) {
        var lane = new Pace.Lane(connection, families.containsKey(family) ? family : "");
        failure.retryAfter().ifPresent(wait -> pace.pause(lane, wait));
      }
    }

    /** The kinds of failures, and apart from them what a read after an erase hopes for: 404. */
    private static String outcome(@Nullable VendorFailure failure) {
      if (failure == null) {
        return "OK";
      }
      return failure.status() == 404 ? "NOT_FOUND" : failure.kind().name();
    }

    private void count(String outcome) {
      metrics.counter("writ.vendor.calls", "vendor", vendor, "outcome", outcome).increment();
    }
  }
}
