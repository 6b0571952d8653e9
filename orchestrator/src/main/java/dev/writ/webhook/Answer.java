package dev.writ.webhook;

import dev.writ.webhook.Delivery.Failure;
import java.time.Duration;
import java.util.Optional;

/** What came of an attempt. */
sealed interface Answer {

  /** The receiver answered 2xx. */
  record Taken(int status) implements Answer {}

  /**
   * The receiver answered something else.
   *
   * @param retryAfter what it asks for
   */
  record Refused(int status, Optional<Duration> retryAfter) implements Answer {
    private static final int GONE = 410;

    boolean gone() {
      return status == GONE;
    }

    /** Whether it is too busy to answer others either, rather than not willing to take this. */
    boolean busy() {
      return status >= 500 || status == 429 || status == 408 || status == 425;
    }
  }

  /** There was no answer. */
  record None(Failure why) implements Answer {}
}
