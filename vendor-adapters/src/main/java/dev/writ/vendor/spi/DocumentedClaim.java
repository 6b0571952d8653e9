package dev.writ.vendor.spi;

import java.time.LocalDate;
import java.util.Set;

/**
 * What a vendor's own documents promise today.
 *
 * @param appliesTo the plan or tier it is said of, in the vendor's words, e.g. {@code Enterprise}
 * @param value in a form that can be compared, at most 100 characters, e.g. {@code P30D}; {@code
 *     yes} or {@code no} where the promise has no other value
 * @param statement one sentence for an officer
 * @param source the vendor's document
 * @param readOn when it was read
 * @param kinds of a retention: kinds of objects that are to be gone so long after they were erased;
 *     none where the period is about something else
 */
public record DocumentedClaim(
    Promise promise,
    String appliesTo,
    String value,
    String statement,
    String source,
    LocalDate readOn,
    Set<String> kinds) {
  public DocumentedClaim {
    if (value.isBlank() || value.length() > 100) {
      throw new IllegalArgumentException("a claim's value has 1 to 100 characters");
    }
    kinds = Set.copyOf(kinds);
  }

  public DocumentedClaim(
      Promise promise,
      String appliesTo,
      String value,
      String statement,
      String source,
      LocalDate readOn) {
    this(promise, appliesTo, value, statement, source, readOn, Set.of());
  }

  /** The same, about these kinds of objects. */
  public DocumentedClaim about(String... named) {
    return new DocumentedClaim(promise, appliesTo, value, statement, source, readOn, Set.of(named));
  }
}
