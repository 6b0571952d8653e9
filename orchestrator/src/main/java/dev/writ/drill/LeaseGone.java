package dev.writ.drill;

/** Another attempt works on the drill by now: this one stops and changes nothing more. */
final class LeaseGone extends RuntimeException {
  LeaseGone() {
    super("another attempt works on the drill", null, false, false);
  }
}
