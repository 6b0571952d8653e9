package dev.writ.vendor.spi;

import java.time.Duration;

/**
 * How long one call is repeated on the spot before its failure is handed on. It spares a long
 * search that loses one of its pages from starting over. After a failure only calls that read are
 * repeated here; after a plea to slow down all are, because such an answer says that nothing was
 * done (RFC 6585, section 4).
 *
 * @param tries calls in all that may fail, 1 or more
 * @param pleas calls in all that may be answered with a plea to slow down, 1 or more: that is no
 *     failure, and starting over would only ask for more
 * @param first wait before the second try; doubles up to the longest
 * @param longest a longer wait, or a longer Retry-After, is not waited out here
 */
public record Patience(int tries, int pleas, Duration first, Duration longest) {
  /** Every failure is handed on at once. */
  public static final Patience NONE = new Patience(1, Duration.ZERO, Duration.ZERO);

  public Patience {
    if (tries < 1 || pleas < 1) {
      throw new IllegalArgumentException("tries and pleas must be 1 or more");
    }
  }

  /** As patient with pleas as with failures. */
  public Patience(int tries, Duration first, Duration longest) {
    this(tries, tries, first, longest);
  }
}
