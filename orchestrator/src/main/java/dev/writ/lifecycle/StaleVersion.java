package dev.writ.lifecycle;

/** Somebody else moved the thing first: read it again and decide anew. */
public final class StaleVersion extends RuntimeException {
  public StaleVersion() {
    super("the record has changed", null, false, false);
  }
}
