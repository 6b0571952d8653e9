package dev.writ.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of who is asking.
 *
 * @param requiredBy the source of the requirement
 * @param throughAgent somebody else asks: the agent's permission is needed besides
 * @param level the best one that was reached
 * @param method by which
 */
record Identity(
    UUID request,
    long version,
    AssuranceLevel required,
    String requiredBy,
    boolean throughAgent,
    Optional<Permission> permission,
    AssuranceLevel level,
    Optional<IdentityMethod> method,
    Optional<Instant> establishedAt,
    Instant waitUntil) {

  /** What an agent has shown. */
  enum Permission {
    SIGNED,
    POWER_OF_ATTORNEY
  }

  /**
   * One check that was passed.
   *
   * @param points what matched, for data points
   * @param note sealed for {@code identity-check/<id>}
   */
  record Check(
      UUID id,
      IdentityMethod method,
      AssuranceLevel level,
      Instant at,
      String actor,
      Optional<Points> points,
      Optional<byte[]> note) {
    static String context(UUID id) {
      return "identity-check/" + id;
    }
  }

  /**
   * Data points that matched: which types, and never what they were.
   *
   * @param declared the person signed a declaration under penalty of perjury
   */
  record Points(List<String> types, int count, boolean declared) {
    /** Two are reasonable, three and a declaration reasonably high: 11 CCR 7062(b), (c). */
    AssuranceLevel level() {
      if (count < 2) {
        return AssuranceLevel.LOW;
      }
      return count >= 3 && declared ? AssuranceLevel.REASONABLY_HIGH : AssuranceLevel.REASONABLE;
    }
  }

  boolean suffices() {
    return level.reaches(required) && (!throughAgent || permission.isPresent());
  }
}
