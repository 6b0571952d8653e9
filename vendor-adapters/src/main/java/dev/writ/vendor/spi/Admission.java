package dev.writ.vendor.spi;

import org.jspecify.annotations.Nullable;

/**
 * The door of one connection. Every single HTTP call passes it, whichever adapter makes it, so that
 * rate limit, circuit and counts stand in one place and no adapter knows of them.
 */
public interface Admission {

  /** Lets everything through; for tests and tools. */
  Admission OPEN =
      new Admission() {
        @Override
        public void enter() {}

        @Override
        public void leave(@Nullable VendorFailure failure) {}
      };

  /**
   * Waits until one more call may go out.
   *
   * @throws VendorFailure with the time to wait: UNAVAILABLE while the circuit is open,
   *     RATE_LIMITED when the next place in the pace is too far away
   */
  void enter();

  /**
   * The same for a call of a family that has a slower pace of its own.
   *
   * @param family name of a {@link VendorDescriptor.Family}; empty for a call of none
   */
  default void enter(String family) {
    enter();
  }

  /**
   * Says what became of the call that entered.
   *
   * @param failure null when the vendor answered well
   */
  void leave(@Nullable VendorFailure failure);

  /**
   * The same for a call of a family.
   *
   * @param family as it entered
   */
  default void leave(String family, @Nullable VendorFailure failure) {
    leave(failure);
  }
}
