package dev.writ.hold;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why data may be kept although its erasure is asked for: the reason codes, each with the articles
 * that have it. The words are a summary for officers and letters, not the law's own.
 *
 * <p>Sources: GDPR Article 17(3); Cal. Civ. Code 1798.105(d) as the CPRA left it, with eight
 * exceptions; LGPD Article 16. That the UK GDPR's Article 17(3) has the same letters is
 * UNCONFIRMED.
 */
public enum HoldGround {
  LEGAL_OBLIGATION("17(3)(b)", "(d)(8)", "16, I", "a legal obligation needs the data"),
  LEGAL_CLAIMS("17(3)(e)", null, null, "legal claims are made or defended with the data"),
  FREE_EXPRESSION("17(3)(a)", "(d)(4)", null, "free expression, or another right, needs the data"),
  PUBLIC_HEALTH("17(3)(c)", null, null, "a public interest in public health needs the data"),
  RESEARCH("17(3)(d)", "(d)(6)", "16, II", "research would be seriously impaired without the data"),
  TRANSACTION_CONTRACT(null, "(d)(1)", null, "a transaction or contract with the person needs it"),
  SECURITY_INTEGRITY(null, "(d)(2)", null, "security and integrity need the data"),
  DEBUG(null, "(d)(3)", null, "errors that impair a function are found with the data"),
  CALECPA(
      null, "(d)(5)", null, "California's Electronic Communications Privacy Act needs the data"),
  INTERNAL_COMPATIBLE(null, "(d)(7)", null, "internal use that the person expects in this context");

  private final @Nullable String gdpr;
  private final @Nullable String ccpa;
  private final @Nullable String lgpd;
  private final String words;

  HoldGround(@Nullable String gdpr, @Nullable String ccpa, @Nullable String lgpd, String words) {
    this.gdpr = gdpr;
    this.ccpa = ccpa;
    this.lgpd = lgpd;
    this.words = words;
  }

  /** The article of a law that has this ground, by its full name. */
  Optional<String> article(Law law) {
    return switch (law) {
      case GDPR -> named("GDPR Article ", gdpr);
      case UK_GDPR -> named("UK GDPR Article ", gdpr);
      case CCPA -> named("Cal. Civ. Code 1798.105", ccpa);
      case LGPD -> named("LGPD Article ", lgpd);
      // Its principle 4.5 limits retention and names no exemptions; section 8(8) is a hold of its
      // own.
      case PIPEDA -> Optional.empty();
    };
  }

  String words() {
    return words;
  }

  private static Optional<String> named(String law, @Nullable String article) {
    return Stream.ofNullable(article).map(law::concat).findFirst();
  }
}
