package dev.writ.workflow;

/**
 * How far a receiver has been told.
 *
 * @param next what follows
 * @param waitMillis how long to wait before going on; 0 or more, only for AGAIN
 */
public record WebhookProgress(Next next, long waitMillis) {

  /** What follows. */
  public enum Next {
    /** Go on, after the wait. */
    AGAIN,
    /** Nothing is due before long. */
    OVER
  }

  /** Once more, after {@code waitMillis}. */
  public static WebhookProgress again(long waitMillis) {
    return new WebhookProgress(Next.AGAIN, waitMillis);
  }

  /** Nothing is due before long. */
  public static WebhookProgress over() {
    return new WebhookProgress(Next.OVER, 0);
  }

  boolean isOver() {
    return next == Next.OVER;
  }
}
