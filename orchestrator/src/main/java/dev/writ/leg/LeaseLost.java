package dev.writ.leg;

/** Another attempt holds the lease by now: this one stops without touching anything more. */
public final class LeaseLost extends RuntimeException {
  public LeaseLost() {
    super("another attempt holds the lease", null, false, false);
  }
}
