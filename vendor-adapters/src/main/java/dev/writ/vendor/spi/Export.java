package dev.writ.vendor.spi;

import java.time.Duration;

/** How far an export has come. */
public sealed interface Export {
  /** Every record has gone into the sink; a vanished object has none. */
  record Complete() implements Export {}

  /**
   * The vendor is preparing the content; nothing has gone into the sink.
   *
   * @param handle what {@link VendorAdapter#pollExport} needs to ask again, 1 to 512 characters
   * @param again when to ask again
   */
  record InProgress(String handle, Duration again) implements Export {
    @Override
    public String toString() {
      return "InProgress[***, " + again + "]";
    }
  }

  /**
   * No API hands the content out, a human fetches it.
   *
   * @param work the code of a {@link ManualWork} of the descriptor
   */
  record ByHand(String work) implements Export {}
}
