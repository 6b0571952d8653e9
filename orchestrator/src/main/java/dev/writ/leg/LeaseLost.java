package dev.writ.leg;

/** Another attempt works on the leg: this one stops without touching anything more. */
final class LeaseLost extends RuntimeException {
  LeaseLost() {
    super("another attempt works on the leg", null, false, false);
  }
}
