package dev.writ.lifecycle;

/** A move that the lifecycle does not allow: 409 for a caller. */
public final class IllegalMove extends RuntimeException {
  public IllegalMove(Enum<?> from, Enum<?> event) {
    super(event + " is not possible in state " + from);
  }
}
