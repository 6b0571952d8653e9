package dev.writ.record;

/**
 * The grounds by which 11 CCR §7102 lets denials be told apart, and which of the rulebook's codes
 * belong to each. A code nobody knows here counts as another ground, never as none.
 *
 * <p>CHOICE: a request to which the law does not apply is "not made by a consumer". UNCONFIRMED:
 * the text of §7102 read is of March 2023.
 */
enum DenialGround {
  NOT_VERIFIABLE,
  NOT_BY_CONSUMER,
  EXEMPT;

  String[] codes() {
    return switch (this) {
      case NOT_VERIFIABLE -> new String[] {"IDENTITY_NOT_VERIFIED", "NOT_IDENTIFIABLE_ART11"};
      case NOT_BY_CONSUMER -> new String[] {"LAW_NOT_APPLICABLE"};
      case EXEMPT ->
          new String[] {
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
            "NEVER_DISCLOSE"
          };
    };
  }
}
