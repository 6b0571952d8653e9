package dev.writ.record;

import java.util.Set;

/**
 * The grounds by which 11 CCR §7102 lets denials be told apart, and which of the rulebook's codes
 * belong to each. A code nobody knows here counts as another ground, never as none.
 *
 * <p>CHOICE: a request to which the law does not apply is "not made by a consumer". UNCONFIRMED:
 * the text of §7102 read is of March 2023.
 */
enum DenialGround {
  NOT_VERIFIABLE(Set.of("IDENTITY_NOT_VERIFIED", "NOT_IDENTIFIABLE_ART11")),
  NOT_BY_CONSUMER(Set.of("LAW_NOT_APPLICABLE")),
  EXEMPT(
      Set.of(
          "LEGAL_OBLIGATION",
          "LEGAL_CLAIMS",
          "FREE_EXPRESSION",
          "PUBLIC_HEALTH",
          "RESEARCH",
          "TRANSACTION_CONTRACT",
          "SECURITY_INTEGRITY",
          "DEBUG",
          "CALECPA",
          "INTERNAL_COMPATIBLE",
          "THIRD_PARTY_RIGHTS",
          "NEVER_DISCLOSE"));

  private final Set<String> codes;

  DenialGround(Set<String> codes) {
    this.codes = codes;
  }

  String[] codes() {
    return codes.toArray(String[]::new);
  }
}
