package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.GooglePeople.DeletedAccount;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.MarkedHandle;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;

/**
 * The wait for the purge of a deleted account, or of what lies in one. Nothing but time ends it, so
 * that no other object has to wait with it.
 *
 * @param again when to ask again
 */
record PurgeWait(VendorObject object, Duration again) {
  /** What a handle says behind its mark. */
  private static final String PURGE = "purge";

  private static final Duration SOONEST = Duration.ofHours(1);

  /** One that should be purged and is still listed is asked for again soon. */
  static PurgeWait of(VendorObject object, DeletedAccount account, Instant now) {
    var left = Duration.between(now, account.restorableUntil());
    return new PurgeWait(object, left.compareTo(SOONEST) > 0 ? left : SOONEST);
  }

  /** Whether it is the handle of such a wait; another object's is a REJECTED failure. */
  static boolean isFor(VendorObject object, String handle) {
    return MarkedHandle.opened(object, handle).equals(PURGE);
  }

  Erasure erasing() {
    return new Erasure.InProgress(handle(), again).othersNeedNotWait();
  }

  /** Until then nothing shows whether it is gone. */
  Presence looking() {
    return new Presence.InProgress(handle(), again);
  }

  private String handle() {
    return MarkedHandle.of(object, PURGE);
  }
}
