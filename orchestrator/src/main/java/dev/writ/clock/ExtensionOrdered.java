package dev.writ.clock;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The person is to be told that the answer takes longer. Published in the transaction of the order;
 * a listener that cannot write to the person refuses it by throwing. Until {@link
 * ExtensionNotices#sent} the extension has no effect.
 *
 * @param reasons the codes of the reasons
 * @param newDue the new last lawful day
 * @param explanation the reasons in the officer's own words, in the person's language
 */
public record ExtensionOrdered(
    UUID request, List<String> reasons, LocalDate newDue, Optional<String> explanation) {
  public ExtensionOrdered {
    reasons = List.copyOf(reasons);
  }

  @Override
  public String toString() {
    return "ExtensionOrdered[" + request + ", " + reasons + "]";
  }
}
