package dev.writ.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the record holds it.
 *
 * @param every what an administrator said; null leaves it to the work
 * @param asked turns that were asked for and have not begun
 * @param running whether somebody is at it
 */
record Schedule(
    String name,
    long version,
    @Nullable Duration every,
    boolean paused,
    Instant nextAt,
    int asked,
    boolean running) {

  /**
   * One turn.
   *
   * @param asked whether somebody asked for it
   * @param endedAt null while it runs, and when it was cut off
   */
  record Turn(
      boolean asked, Instant startedAt, @Nullable Instant endedAt, @Nullable String outcome) {}
}
