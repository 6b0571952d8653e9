package dev.writ.claim;

import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a connection's vendor says it has erased, as far as it can still be named. */
public interface ErasedObjects {

  /**
   * Those that one read by id shows, those first that have waited longest for it; without what is
   * there again by decision.
   *
   * @param without kinds that are left out
   * @param most how many at most
   */
  Turn turn(UUID connection, Set<String> without, int most);

  /**
   * What is read this time.
   *
   * @param beyond how many more there are that are not read this time
   */
  record Turn(List<Erased> objects, int beyond) {}

  /** Something of the leg can be read: a look of its request decides what that is, now. */
  void lookAgain(UUID leg);

  /**
   * One object.
   *
   * @param leg whose erasure it was
   * @param confirmedAt when the vendor had said of it, and of all that was erased with it, that it
   *     is erased
   * @param seenGone whether a look has shown it as gone since
   */
  record Erased(UUID leg, VendorObject object, Instant confirmedAt, boolean seenGone) {}
}
