package dev.writ.lifecycle;

/** One legal move. */
public record Move<S extends Enum<S>, E extends Enum<E>>(S from, E event, S to) {}
