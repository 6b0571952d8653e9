package dev.writ.claim;

import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a connection's vendor says it has erased, as far as it can still be named. */
public interface ErasedObjects {

  /**
   * The next ones of a round, of those that one read by id shows; without what is there again by
   * decision.
   *
   * @param without kinds that are left out
   * @param rest what is still to be read of the round
   * @param most how many at most
   */
  Turn turn(UUID connection, Set<String> without, Rest rest, int most);

  /**
   * What lies after the one place and up to the other, in an order that does not change: that in
   * which objects were located.
   *
   * @param until the last place that had an erased object when the round began: what is located
   *     after that lies beyond it, and is the next round's. What was located before and is erased
   *     meanwhile is this round's where it has not come by yet, and the next one's where it has
   */
  record Rest(long after, long until) {
    /** A round that begins now. */
    public static final Rest ALL = new Rest(0, Long.MAX_VALUE);

    Rest behind(long place) {
      return new Rest(place, until);
    }
  }

  /**
   * What is read this time.
   *
   * @param until where the round ends
   * @param left how many of the round come after these
   * @param unread how many are not read in this round at all: they are there again and wait for a
   *     decision, or cannot be named
   */
  record Turn(List<Erased> objects, long until, int left, int unread) {}

  /** Something of the leg can be read: a look of its request decides what that is, now. */
  void lookAgain(UUID leg);

  /**
   * One object.
   *
   * @param place where it stands in a round
   * @param leg whose erasure it was
   * @param confirmedAt when the vendor had said of it, and of all that was erased with it, that it
   *     is erased
   * @param seenGone whether a look has shown it as gone since
   */
  record Erased(long place, UUID leg, VendorObject object, Instant confirmedAt, boolean seenGone) {}
}
