package dev.writ.offboarding;

import dev.writ.api.model.AccessWord;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.ManualWork;
import java.util.List;
import java.util.UUID;

/** Where an offboarding leaves work that no API does. */
public interface HandRequests {

  /** What a human is asked to do. */
  enum Purpose {
    EXPORT,
    ERASE,
    REVOKE
  }

  /**
   * Asks a human, in the caller's transaction. Asked again for the same offboarding, work and
   * purpose while the first is open, it is one task about more.
   *
   * @param count how many objects or rights it is about
   * @param sealer the offboarding's own
   */
  void ask(Offboarding offboarding, Purpose purpose, ManualWork work, int count, Sealer sealer);

  /**
   * What humans have said became of the access they were to end, the first asked first, each with
   * what was uploaded to show it, by its sums: no key is needed for that.
   */
  List<AccessWord> accessWords(UUID offboarding);
}
