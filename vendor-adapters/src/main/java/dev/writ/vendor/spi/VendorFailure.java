package dev.writ.vendor.spi;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vendor call that failed. The message names kind and HTTP status only: never a body, an id or a
 * URL.
 */
public final class VendorFailure extends RuntimeException {

  /** Why it failed; decides alone whether it is tried again. */
  public enum Kind {
    AUTHENTICATION(false),
    RATE_LIMITED(true),
    UNAVAILABLE(true),
    REJECTED(false),
    MALFORMED_RESPONSE(true);

    private final boolean retryable;

    Kind(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }
  }

  /** Choice: a vendor that asks to be left alone for longer is asked again all the same. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(7);

  private final Kind kind;
  private final int status;
  private final @Nullable Duration retryAfter;

  /**
   * @param status the HTTP status, or 0 when no answer came
   */
  public VendorFailure(Kind kind, int status) {
    this(kind, status, null);
  }

  /**
   * @param retryAfter how long the vendor wants to be left alone, from what it sent or documents
   */
  public VendorFailure(Kind kind, int status, @Nullable Duration retryAfter) {
    super(kind + (status == 0 ? "" : " (HTTP " + status + ")"), null, false, false);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter == null ? null : bounded(retryAfter);
  }

  private static Duration bounded(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish;
  }

  /** Kind and status, as in the message. */
  public String summary() {
    return kind + (status == 0 ? "" : " (HTTP " + status + ")");
  }

  public Kind kind() {
    return kind;
  }

  public int status() {
    return status;
  }

  /** How long the vendor wants to be left alone; a week at most. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
