package dev.writ.workflow;

/**
 * How far an activity brought a leg.
 *
 * @param waitMillis how long to wait before asking again; 0 or more, only for AGAIN
 * @param objects how many objects this attempt dealt with
 */
public record LegProgress(Next next, long waitMillis, int objects) {

  /** What follows. */
  public enum Next {
    /** The same activity once more, after the wait. */
    AGAIN,
    /** This part is done. */
    DONE,
    /** The leg rests: an officer must look, or the request is over. */
    RESTS
  }

  /** The same once more, after {@code waitMillis}. */
  public static LegProgress again(long waitMillis, int objects) {
    return new LegProgress(Next.AGAIN, waitMillis, objects);
  }

  /** This part is done. */
  public static LegProgress done(int objects) {
    return new LegProgress(Next.DONE, 0, objects);
  }

  /** The leg rests. */
  public static LegProgress rests(int objects) {
    return new LegProgress(Next.RESTS, 0, objects);
  }
}
