package dev.writ.engine;

import dev.writ.leg.Assignment;
import dev.writ.leg.LegService;
import dev.writ.leg.Pulse;
import dev.writ.request.Assignments;
import dev.writ.request.RequestProgress;
import dev.writ.workflow.LegActivities;
import dev.writ.workflow.LegProgress;
import dev.writ.workflow.RequestActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The activities: a log context, a measured wait in the queue, and the record's own services. */
@Component
class RecordActivities {
  private static final Logger LOG = LoggerFactory.getLogger(RecordActivities.class);
  private final RequestProgress progress;
  private final Assignments assignments;
  private final LegService legs;
  private final MeterRegistry metrics;

  RecordActivities(
      RequestProgress progress, Assignments assignments, LegService legs, MeterRegistry metrics) {
    this.progress = progress;
    this.assignments = assignments;
    this.legs = legs;
    this.metrics = metrics;
  }

  RequestActivities ofRequests() {
    return requestId -> {
      MDC.put("request", requestId);
      try {
        return guarded("requests", () -> progress.advance(UUID.fromString(requestId)));
      } finally {
        MDC.clear();
      }
    };
  }

  LegActivities ofLegs(String vendor) {
    return new OfLegs(vendor);
  }

  private final class OfLegs implements LegActivities {
    private final String vendor;

    OfLegs(String vendor) {
      this.vendor = vendor;
    }

    @Override
    public LegProgress locate(String legId) {
      return work(legId, legs::locate);
    }

    @Override
    public LegProgress export(String legId) {
      return work(legId, legs::export);
    }

    @Override
    public LegProgress erase(String legId) {
      return work(legId, legs::erase);
    }

    @Override
    public LegProgress verify(String legId) {
      return work(legId, legs::verify);
    }

    private LegProgress work(String legId, Part part) {
      var id = UUID.fromString(legId);
      MDC.put("leg", legId);
      try (var pulse = new ActivityPulse()) {
        return guarded(
            vendor,
            () -> {
              MDC.put("request", assignments.requestOf(id).toString());
              return part.work(id, assignments.of(id), pulse);
            });
      } finally {
        MDC.clear();
      }
    }
  }

  private interface Part {
    LegProgress work(UUID leg, Assignment assignment, Pulse pulse);
  }

  /** An exception's words may hold anything: only its type goes into a log or a history. */
  private <T> T guarded(String queue, Supplier<T> work) {
    var info = Activity.getExecutionContext().getInfo();
    long waited = System.currentTimeMillis() - info.getCurrentAttemptScheduledTimestamp();
    metrics
        .timer("writ.queue.delay", "queue", queue)
        .record(Duration.ofMillis(Math.max(0, waited)));
    try {
      return work.get();
    } catch (ActivityCompletionException givenUp) {
      throw givenUp;
    } catch (RuntimeException broken) {
      LOG.warn("{} failed and will be tried again: {}", info.getActivityType(), traced(broken));
      throw ApplicationFailure.newFailure("a step failed", broken.getClass().getSimpleName());
    }
  }

  private static String traced(RuntimeException broken) {
    var at = broken.getStackTrace();
    return broken.getClass().getName() + (at.length == 0 ? "" : " at " + at[0]);
  }
}
