package dev.writ.workflow;

import java.util.List;

/**
 * Where a request stands, and what the engine has to do there.
 *
 * @param waitMillis for AWAITING_IDENTITY and UNDO_WINDOW: how long it still lasts
 * @param legs those that have something to do now, whether or not they are running already
 */
public record RequestStep(Stage stage, long waitMillis, List<LegTicket> legs) {

  /** Stages of a request as the engine sees them. */
  public enum Stage {
    /** It is not known yet who is asking. */
    AWAITING_IDENTITY,
    /** Every leg locates. */
    PLANNING,
    /** An officer reads the plan. */
    AWAITING_APPROVAL,
    /** Approved, and still to be undone. */
    UNDO_WINDOW,
    /** Every leg exports or erases. */
    EXECUTING,
    /** An officer reads the package before it leaves. */
    AWAITING_RELEASE,
    /** Nothing is left for the engine. */
    OVER
  }

  public RequestStep {
    legs = List.copyOf(legs);
  }

  /** A stage in which legs run. */
  public static RequestStep running(Stage stage, List<LegTicket> legs) {
    return new RequestStep(stage, 0, legs);
  }

  /** A stage in which no leg runs. */
  public static RequestStep at(Stage stage) {
    return new RequestStep(stage, 0, List.of());
  }

  /** The wait for a person to show who is asking. */
  public static RequestStep awaitingIdentity(long waitMillis) {
    return new RequestStep(Stage.AWAITING_IDENTITY, waitMillis, List.of());
  }

  /** The undo window. */
  public static RequestStep undoable(long waitMillis) {
    return new RequestStep(Stage.UNDO_WINDOW, waitMillis, List.of());
  }
}
