package dev.writ.hold;

import dev.writ.request.RefusalGround;
import java.util.Optional;

/**
 * Why data may be kept although its erasure is asked for: those of the grounds of a refusal that a
 * hold can have. The words are a summary for officers, not the law's own.
 */
enum HoldGround {
  LEGAL_OBLIGATION("a legal obligation needs the data"),
  LEGAL_CLAIMS("legal claims are made or defended with the data"),
  FREE_EXPRESSION("free expression, or another right, needs the data"),
  PUBLIC_HEALTH("a public interest in public health needs the data"),
  RESEARCH("research would be seriously impaired without the data"),
  TRANSACTION_CONTRACT("a transaction or contract with the person needs it"),
  SECURITY_INTEGRITY("security and integrity need the data"),
  DEBUG("errors that impair a function are found with the data"),
  CALECPA("California's Electronic Communications Privacy Act needs the data"),
  INTERNAL_COMPATIBLE("internal use that the person expects in this context");

  private final String words;

  HoldGround(String words) {
    this.words = words;
  }

  /**
   * The article of a law that has this ground. PIPEDA's principle 4.5 limits retention and names no
   * exemptions; its section 8(8) is a hold of its own, with a ground of its own.
   */
  Optional<String> findArticle(Law law) {
    return RefusalGround.valueOf(name()).findArticle(law.name());
  }

  String words() {
    return words;
  }
}
