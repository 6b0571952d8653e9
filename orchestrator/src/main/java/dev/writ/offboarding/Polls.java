package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.settings.WritSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** How long an offboarding waits for what. */
@Component
class Polls {
  private static final Duration SIMULATED_POLL = Duration.ofSeconds(1);
  private final WritSettings.Calls settings;
  private final Duration sweep;

  Polls(WritSettings settings) {
    this.settings = settings.calls();
    this.sweep = settings.sweep();
  }

  /** When a vendor that works on something is asked again. */
  Instant next(Connection connection, Duration wish) {
    var longest = settings.longestPoll();
    if (connection.simulated() && longest.compareTo(SIMULATED_POLL) > 0) {
      longest = SIMULATED_POLL;
    }
    return Instant.now().plus(wish.compareTo(longest) > 0 ? longest : wish);
  }

  /** Doubling, up to a bound, spread by a fifth. */
  Duration backoff(int attempts) {
    var wait = settings.firstRetry().multipliedBy(1L << Math.min(attempts, 20));
    var bounded = wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait;
    return bounded.plusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 5 + 1));
  }

  /**
   * Between two looks at what nobody reports, e.g. whether the legs of open requests have ended.
   */
  Duration sweep() {
    return sweep;
  }
}
