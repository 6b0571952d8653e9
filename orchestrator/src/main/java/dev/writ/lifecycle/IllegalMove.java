package dev.writ.lifecycle;

/** A move that the lifecycle does not allow: 409 for a caller. */
public final class IllegalMove extends RuntimeException {
  private final String what;

  public IllegalMove(Enum<?> from, Enum<?> event) {
    super(event + " is not possible in state " + from);
    what = event + " is not possible in state " + from;
  }

  /** Which move, of which state. */
  public String what() {
    return what;
  }
}
