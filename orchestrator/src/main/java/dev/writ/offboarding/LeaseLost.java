package dev.writ.offboarding;

/** Another attempt works on the offboarding, or it has moved on: this one must change nothing. */
final class LeaseLost extends RuntimeException {
  LeaseLost() {
    super("the offboarding's lease is lost", null, false, false);
  }
}
