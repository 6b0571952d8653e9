package dev.writ.schedule;

import java.time.Duration;

/** Work that comes round. A bean of this type is run on its schedule, never twice at once. */
public interface RecurringWork {

  /** Stable lower-case word, e.g. {@code claim-checks}; in paths and metrics. */
  String name();

  /** What it does, in one sentence for an officer. */
  String purpose();

  /** How often, until an administrator says otherwise. */
  Duration every();

  /**
   * Does what is due. Can be repeated after a crash at any point; works for a bounded time and
   * leaves the rest for the next turn, or calls the vendors through workflows of its own.
   */
  void run();
}
