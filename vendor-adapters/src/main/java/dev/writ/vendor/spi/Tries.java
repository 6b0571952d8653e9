package dev.writ.vendor.spi;

import java.time.Duration;

/** Counts the tries of one call within its connection's patience. */
final class Tries {
  private final Patience patience;
  private int tries;
  private int pleas;
  private Duration wait;

  /**
   * @param reads whether the call only reads; what was turned away with a plea to slow down has not
   *     acted, whatever it was
   */
  Tries(Patience patience, boolean reads) {
    this.patience = patience;
    this.tries = reads ? patience.tries() : 1;
    this.pleas = patience.pleas();
    this.wait = patience.first();
  }

  /** Waits until the call may be made once more; throws the failure when it is to be handed on. */
  void waitOut(VendorFailure failure) {
    var pause = failure.retryAfter().orElse(wait);
    boolean last = failure.kind() == VendorFailure.Kind.RATE_LIMITED ? --pleas < 1 : --tries < 1;
    if (last || !failure.kind().retryable() || pause.compareTo(patience.longest()) > 0) {
      throw failure;
    }
    sleep(pause, failure);
    var doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(patience.longest()) < 0 ? doubled : patience.longest();
  }

  private static void sleep(Duration pause, VendorFailure failure) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
