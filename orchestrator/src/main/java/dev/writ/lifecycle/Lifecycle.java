package dev.writ.lifecycle;

/** The legal moves of one kind of thing. */
public interface Lifecycle<S extends Enum<S>, E extends Enum<E>> {

  /**
   * The state after {@code event}; throws {@link IllegalMove} when the move does not stand in the
   * table.
   */
  S require(S from, E event);
}
