package dev.writ.clock;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The person is to be told that the answer takes longer. Published in the transaction of the order;
 * a listener that cannot write to the person refuses it by throwing. Until {@link
 * ExtensionNotices#sent} the extension has no effect.
 *
 * @param reason the code of the reason
 * @param newDue the new last lawful day
 * @param explanation the reason in the officer's own words, in the person's language
 */
public record ExtensionOrdered(
    UUID request, String reason, LocalDate newDue, Optional<String> explanation) {
  @Override
  public String toString() {
    return "ExtensionOrdered[" + request + ", " + reason + "]";
  }
}
