package dev.writ.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a delivery is tried again, and how long a receiver that does not answer is left alone.
 *
 * @param retries waits after the first, second, ... failed attempt
 * @param longestRest the longest rest of a receiver
 * @param chance between 0 and 1: up to a tenth is added to each wait, so that not everything that
 *     failed together is tried together
 */
record RetryPlan(List<Duration> retries, Duration longestRest, DoubleSupplier chance) {
  private static final double JITTER = 0.1;
  private static final long FIRST_REST_MILLIS = 1_000;
  private static final int MOST_DOUBLINGS = 30;

  RetryPlan {
    retries = List.copyOf(retries);
  }

  /**
   * The wait after a failed attempt; empty when it was the last one.
   *
   * @param attempt its number, from 1
   * @param wanted no sooner than the receiver asks for
   */
  Optional<Duration> after(int attempt, Optional<Duration> wanted) {
    if (attempt > retries.size()) {
      return Optional.empty();
    }
    var wait = jittered(retries.get(attempt - 1));
    return Optional.of(wanted.filter(longer -> longer.compareTo(wait) > 0).orElse(wait));
  }

  /** The rest of a receiver after so many portions in a row that it did not answer. */
  Duration rest(int failures, Optional<Duration> wanted) {
    var doubled = Duration.ofMillis(FIRST_REST_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS));
    var rest = doubled.compareTo(longestRest) > 0 ? longestRest : doubled;
    return wanted.filter(longer -> longer.compareTo(rest) > 0).orElse(rest);
  }

  private Duration jittered(Duration wait) {
    return wait.plusMillis((long) (wait.toMillis() * JITTER * chance.getAsDouble()));
  }
}
