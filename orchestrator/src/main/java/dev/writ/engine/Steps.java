package dev.writ.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** How every activity runs: with a log context, a measured wait in the queue, and discreet ends. */
@Component
class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private final MeterRegistry metrics;

  Steps(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /**
   * Runs one step. An exception's words may hold anything: only its type goes into a log or a
   * history.
   *
   * @param thing what the id is of, for log lines, e.g. {@code leg}
   * @param queue for the metric: a vendor, or what kind of record steps
   */
  <T> T run(String thing, String id, String queue, Supplier<T> work) {
    var info = Activity.getExecutionContext().getInfo();
    long waited = System.currentTimeMillis() - info.getCurrentAttemptScheduledTimestamp();
    metrics
        .timer("writ.queue.delay", "queue", queue)
        .record(Duration.ofMillis(Math.max(0, waited)));
    MDC.put(thing, id);
    try {
      return work.get();
    } catch (ActivityCompletionException givenUp) {
      throw givenUp;
    } catch (RuntimeException broken) {
      LOG.warn("{} failed and will be tried again: {}", info.getActivityType(), traced(broken));
      throw ApplicationFailure.newFailure("a step failed", broken.getClass().getSimpleName());
    } finally {
      MDC.clear();
    }
  }

  private static String traced(RuntimeException broken) {
    var at = broken.getStackTrace();
    return broken.getClass().getName() + (at.length == 0 ? "" : " at " + at[0]);
  }
}
