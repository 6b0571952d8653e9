package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The time of offboardings: how long each waits for what, and until when. */
@Component
class Polls {
  private static final Duration SIMULATED_POLL = Duration.ofSeconds(1);
  private final WritSettings.Calls settings;
  private final Duration sweep;
  private final Clock clock;

  Polls(WritSettings settings, Clock clock) {
    this.clock = clock;
    this.settings = settings.calls();
    this.sweep = settings.sweep();
  }

  Instant now() {
    return clock.instant();
  }

  /** When a vendor that works on something is asked again. */
  Instant next(Connection connection, Duration wish) {
    var longest = settings.longestPoll();
    if (connection.simulated() && longest.compareTo(SIMULATED_POLL) > 0) {
      longest = SIMULATED_POLL;
    }
    return now().plus(wish.compareTo(longest) > 0 ? longest : wish);
  }

  /** When something is tried again that was tried so many times. */
  Instant again(int attempts) {
    return now().plus(backoff(attempts));
  }

  /** How long until then. */
  Duration backoff(int attempts) {
    return settings.retry(attempts);
  }

  /**
   * Between two looks at what nobody reports, e.g. whether the legs of open requests have ended.
   */
  Duration sweep() {
    return sweep;
  }
}
