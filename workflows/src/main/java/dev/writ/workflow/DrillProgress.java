package dev.writ.workflow;

/**
 * How far an activity brought a drill.
 *
 * @param waitMillis how long to wait before working on it again; 0 or more, only for AGAIN
 */
public record DrillProgress(Next next, long waitMillis) {

  /** What follows. */
  public enum Next {
    /** Work on it again, after the wait. */
    AGAIN,
    /** It has ended. */
    OVER
  }

  /** Once more, after {@code waitMillis}. */
  public static DrillProgress again(long waitMillis) {
    return new DrillProgress(Next.AGAIN, waitMillis);
  }

  /** It has ended. */
  public static DrillProgress over() {
    return new DrillProgress(Next.OVER, 0);
  }
}
