package dev.writ.engine;

import dev.writ.leg.Pulse;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Beats for one activity from a thread of its own, so that one slow vendor call does not look like
 * a dead worker.
 */
final class ActivityPulse implements Pulse, AutoCloseable {
  private static final long SECONDS_BETWEEN_BEATS = 4;
  private static final ScheduledExecutorService BEATS =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("pulse-", 0).daemon().factory());

  private final ActivityExecutionContext activity = Activity.getExecutionContext();
  private @Nullable Future<?> beating;
  private volatile int objects;
  private volatile @Nullable RuntimeException over;

  @Override
  public void start(BooleanSupplier alive) {
    beating =
        BEATS.scheduleAtFixedRate(
            () -> beatOnce(alive), SECONDS_BETWEEN_BEATS, SECONDS_BETWEEN_BEATS, TimeUnit.SECONDS);
  }

  @Override
  public void beat(int count) {
    objects = count;
    if (over != null) {
      throw over;
    }
  }

  @Override
  public void close() {
    if (beating != null) {
      beating.cancel(false);
    }
  }

  /** A given-up attempt renews nothing more, also while it still hangs in a call. */
  private void beatOnce(BooleanSupplier alive) {
    if (over != null) {
      return;
    }
    try {
      activity.heartbeat(objects);
      if (!alive.getAsBoolean()) {
        over = ApplicationFailure.newFailure("the lease is lost", "LeaseLost");
      }
    } catch (ActivityCompletionException givenUp) {
      over = givenUp;
    } catch (RuntimeException unreachable) {
      // the next beat tries again; the lease and the heartbeat's time-out decide
    }
  }
}
