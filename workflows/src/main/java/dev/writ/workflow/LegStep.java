package dev.writ.workflow;

/**
 * What the record wants next for a leg.
 *
 * @param millis for SLEEP
 */
public record LegStep(Action action, long millis) {

  /**
   * What the workflow does: ask again, wait first, or rest until the request runs the leg again.
   */
  public enum Action {
    CONTINUE,
    SLEEP,
    REST
  }

  public static LegStep next() {
    return new LegStep(Action.CONTINUE, 0);
  }

  public static LegStep sleep(long millis) {
    return new LegStep(Action.SLEEP, millis);
  }

  public static LegStep rest() {
    return new LegStep(Action.REST, 0);
  }
}
