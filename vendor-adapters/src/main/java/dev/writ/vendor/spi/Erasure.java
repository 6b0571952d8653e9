package dev.writ.vendor.spi;

import java.time.Duration;

/** The vendor's answer to an erase: a claim, never an observation. */
public sealed interface Erasure {
  /** The vendor says the object is erased. */
  record Claimed() implements Erasure {}

  /** The object was not there. */
  record AlreadyAbsent() implements Erasure {}

  /**
   * The vendor works on it.
   *
   * @param handle what {@link VendorAdapter#pollErasure} needs to ask again, 1 to 512 characters
   * @param again when to ask again
   * @param bars whether what the vendor's order puts behind the object waits for it
   */
  record InProgress(String handle, Duration again, boolean bars) implements Erasure {
    /** What comes behind it in the vendor's order waits for it. */
    public InProgress(String handle, Duration again) {
      this(handle, again, true);
    }

    /** The same where nothing else depends on it, so that all other objects go meanwhile. */
    public InProgress othersNeedNotWait() {
      return new InProgress(handle, again, false);
    }

    @Override
    public String toString() {
      return "InProgress[***, " + again + "]";
    }
  }

  /**
   * The vendor did what it can and something is left for good.
   *
   * @param left what is left and why, fit for an officer; holds no personal data
   */
  record Partial(String left) implements Erasure {}

  /**
   * No API erases it, a human does.
   *
   * @param work the code of a {@link ManualWork} of the descriptor
   */
  record ByHand(String work) implements Erasure {}

  /** Nobody can erase this object; {@code reason} is fit for an officer, without personal data. */
  record Impossible(String reason) implements Erasure {}
}
