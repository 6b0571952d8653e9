package dev.writ.request;

import dev.writ.api.model.HeldBy;
import java.util.List;
import java.util.Objects;
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
    /**
     * Why, under the laws of the request whose data it is. An exemption names its ground; a legal
     * hold is there for legal claims. The figures of legs say the same in {@code LegNature}.
     */
    public RefusalGround ground(List<String> laws) {
      return switch (by.getSort()) {
        case KEEP_UNTIL_RECOURSE -> RefusalGround.ofRecourse(laws);
        case LEGAL_HOLD -> RefusalGround.LEGAL_CLAIMS;
        case EXEMPTION -> RefusalGround.valueOf(Objects.requireNonNull(by.getGround()).name());
      };
    }
  }

  /** The request's key is destroyed, in the caller's transaction: nothing may say whose it was. */
  void forget(UUID request);
}
