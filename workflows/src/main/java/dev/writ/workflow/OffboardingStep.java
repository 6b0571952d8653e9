package dev.writ.workflow;

/**
 * Where an offboarding stands, and what the engine has to do there.
 *
 * @param part for WORK: what is to be done
 * @param queue for WORK: the task queue of the connection that does it
 * @param waitMillis for WAIT: how long
 */
public record OffboardingStep(Stage stage, Part part, String queue, long waitMillis) {

  /** What the engine does. */
  public enum Stage {
    /** One vendor activity, then the record is asked again. */
    WORK,
    /** A timer, or a wake-up. */
    WAIT,
    /** Only a person brings it on. */
    REST,
    /** Nothing is left for the engine. */
    OVER
  }

  /** Parts of the work at a vendor. */
  public enum Part {
    NONE,
    /** Counts what there is; changes nothing. */
    PLAN,
    /** Reads the vendor's lists into the record. */
    LIST,
    /** Reads the objects out. */
    EXPORT,
    ERASE,
    REVOKE,
    /** Tries the old credentials. */
    PROBE,
    /** Looks with another connection's credentials. */
    LOOK
  }

  /** Some vendor work. */
  public static OffboardingStep work(Part part, String queue) {
    return new OffboardingStep(Stage.WORK, part, queue, 0);
  }

  /** A timer; never shorter than a millisecond. */
  public static OffboardingStep waiting(long millis) {
    return new OffboardingStep(Stage.WAIT, Part.NONE, "", Math.max(1, millis));
  }

  /** Only a person brings it on. */
  public static OffboardingStep rest() {
    return new OffboardingStep(Stage.REST, Part.NONE, "", 0);
  }

  /** Nothing is left. */
  public static OffboardingStep over() {
    return new OffboardingStep(Stage.OVER, Part.NONE, "", 0);
  }
}
