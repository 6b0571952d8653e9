package dev.writ.drill;

/** What must be readable is not: no look means anything now. */
final class Blind extends RuntimeException {
  Blind() {
    super("the positive control could not be read", null, false, false);
  }
}
