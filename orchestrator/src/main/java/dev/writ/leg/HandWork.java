package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.ManualWork;

/** Where a leg leaves work that no API does. */
public interface HandWork {
  /**
   * Asks a human, in the caller's transaction. Asked again for the same leg, work and purpose while
   * the first is open, it is one task about one object more.
   *
   * @param sealer the request's own
   */
  void ask(Leg leg, HandPurpose purpose, ManualWork work, Sealer sealer);
}
