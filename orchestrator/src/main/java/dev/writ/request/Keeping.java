package dev.writ.request;

import dev.writ.api.model.HeldBy;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What keeps a request from its end, and its data from erasure. */
public interface Keeping {

  /** Whether the request must not close, nor lose its data key. */
  boolean keeps(UUID request);

  /** All requests of which that is so. */
  Set<UUID> kept();

  /** By which holds objects of the request's legs are held. */
  List<Held> held(UUID request);

  /** One hold at one leg. */
  record Held(UUID leg, HeldBy by) {
    /** An exemption names its ground; a legal hold is there for legal claims. */
    public RefusalGround ground() {
      return by.getGround() == null
          ? RefusalGround.LEGAL_CLAIMS
          : RefusalGround.valueOf(by.getGround().name());
    }
  }

  /** The request's key is destroyed, in the caller's transaction: nothing may say whose it was. */
  void forget(UUID request);
}
