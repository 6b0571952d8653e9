package dev.writ.vendor.spi;

import java.time.Duration;

/**
 * How long one reading call is repeated on the spot before its failure is handed on. It spares a
 * long search that loses one of its pages from starting over; calls that change something are never
 * repeated here.
 *
 * @param tries calls in all, 1 or more
 * @param first wait before the second try; doubles
 * @param longest a longer wait, or a longer Retry-After, is not waited out here
 */
public record Patience(int tries, Duration first, Duration longest) {
  /** Every failure is handed on at once. */
  public static final Patience NONE = new Patience(1, Duration.ZERO, Duration.ZERO);

  public Patience {
    if (tries < 1) {
      throw new IllegalArgumentException("tries must be 1 or more");
    }
  }
}
