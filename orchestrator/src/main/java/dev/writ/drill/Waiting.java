package dev.writ.drill;

import java.time.Duration;

/** Growing waits between looks. */
final class Waiting {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private Waiting() {}

  /** A second, two, four, and so on up to a day. */
  static Duration after(int tries) {
    var wait = FIRST.multipliedBy(1L << Math.clamp(tries, 0, 20));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
