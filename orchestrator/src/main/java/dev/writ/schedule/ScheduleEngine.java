package dev.writ.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What keeps the time of recurring work. The record's row says how often and whether at all; the
 * engine follows it.
 */
public interface ScheduleEngine {

  /** Makes the engine's schedule what the record says; repeated at every sweep. */
  void align(String name, Duration every, boolean paused);

  /** One turn now, also of a paused one; none when a turn is running. */
  void trigger(String name);

  /**
   * One turn for each that lies between these times, one after the other.
   *
   * @param turns how many that are
   */
  void backfill(String name, Instant from, Instant to, int turns);

  /** When the next turn is, where the engine knows better than the record. */
  Optional<Instant> nextTurn(String name);
}
