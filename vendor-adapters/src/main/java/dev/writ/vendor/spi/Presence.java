package dev.writ.vendor.spi;

import java.time.Duration;

/** What a look at one object observed. */
public sealed interface Presence {
  /** The object can be read. */
  Presence PRESENT = new Present();

  /** The vendor answers that there is no such object. */
  Presence ABSENT = new Absent();

  /** The object can be read. */
  record Present() implements Presence {}

  /** The vendor answers that there is no such object. */
  record Absent() implements Presence {}

  /**
   * The vendor is still looking, as a count or a search that runs for minutes does.
   *
   * @param handle what {@link VendorAdapter#pollRead} needs to ask again, 1 to 512 characters
   * @param again when to ask again
   */
  record InProgress(String handle, Duration again) implements Presence {
    @Override
    public String toString() {
      return "InProgress[***, " + again + "]";
    }
  }

  /**
   * No API shows whether the object is there.
   *
   * @param reason fit for an officer; holds no personal data
   */
  record Unobservable(String reason) implements Presence {}
}
