package dev.writ.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.PollInterval;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Who waits for the service asks at once, and then less and less often: its answers cost the
 * processor time that the work needs.
 */
public final class SlowingAwaits implements LauncherSessionListener {
  private static final Duration FIRST = Duration.ofMillis(40);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Other classes and their services share the processors. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final PollInterval SLOWING =
      (count, before) -> {
        var next = before.multipliedBy(5).dividedBy(4);
        return next.compareTo(FIRST) < 0 ? FIRST : next.compareTo(LONGEST) > 0 ? LONGEST : next;
      };

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultPollInterval(SLOWING);
    Awaitility.setDefaultPollDelay(FIRST);
    Awaitility.setDefaultTimeout(PATIENCE);
  }
}
