package dev.writ.request;

import java.util.Optional;
import java.util.Set;

/**
 * Why a request, or a part of it, is refused; each with the article that a letter cites, by regime.
 * Codes and articles are those of the rulebook, section 3.
 *
 * <p>A ground of a whole request is about who asks, how, or whom: {@link #wholeRequest()}. All
 * others except data from what is carried out elsewhere, so they belong to legs and data
 * categories, and the remainder is not refused (CCPA regulations section 7022(f), GDPR Article
 * 17(3)).
 *
 * <p>UNCONFIRMED: Civil Code 1798.145(h)(3) and 1798.130(b), the articles of NOT_CONTROLLER and
 * LAW_NOT_APPLICABLE. CHOICE: NO_DATA_HELD is cited where the answer itself is due.
 */
public enum RefusalGround {
  IDENTITY_NOT_VERIFIED(true, "Art. 12(2), 12(6)", "11 CCR 7022(a), 7024(a)"),
  NOT_IDENTIFIABLE_ART11(true, "Art. 11(2), 12(2)", ""),
  MANIFESTLY_UNFOUNDED(true, "Art. 12(5)", "Civ. Code 1798.145(h)(3)"),
  EXCESSIVE(true, "Art. 12(5)", "Civ. Code 1798.145(h)(3), 1798.130(b)"),
  LEGAL_OBLIGATION(false, "Art. 17(3)(b)", "Civ. Code 1798.105(d)(8)"),
  LEGAL_CLAIMS(false, "Art. 17(3)(e)", ""),
  FREE_EXPRESSION(false, "Art. 17(3)(a)", "Civ. Code 1798.105(d)(4)"),
  PUBLIC_HEALTH(false, "Art. 17(3)(c)", ""),
  RESEARCH(false, "Art. 17(3)(d)", "Civ. Code 1798.105(d)(6)"),
  TRANSACTION_CONTRACT(false, "", "Civ. Code 1798.105(d)(1)"),
  SECURITY_INTEGRITY(false, "", "Civ. Code 1798.105(d)(2)"),
  DEBUG(false, "", "Civ. Code 1798.105(d)(3)"),
  CALECPA(false, "", "Civ. Code 1798.105(d)(5)"),
  INTERNAL_COMPATIBLE(false, "", "Civ. Code 1798.105(d)(7)"),
  THIRD_PARTY_RIGHTS(false, "Art. 15(4), 20(4)", ""),
  NEVER_DISCLOSE(false, "", "11 CCR 7024(d)"),
  BACKUP_DEFERRED(false, "", "11 CCR 7022(d)"),
  NOT_CONTROLLER(true, "Art. 4(7), 28(3)(e)", "Civ. Code 1798.140(ag)"),
  NO_DATA_HELD(true, "Art. 12(3), 15(1)", "11 CCR 7022, 7024"),
  LAW_NOT_APPLICABLE(true, "Art. 2, 3", "Civ. Code 1798.140(d), 1798.145"),
  VENDOR_IMPOSSIBLE(false, "Art. 19", "11 CCR 7022(b)(3)");

  private static final Set<String> CITED = Set.of("GDPR", "UK_GDPR", "CCPA");
  private final boolean wholeRequest;
  private final String gdpr;
  private final String ccpa;

  /** The United Kingdom's law has the GDPR's numbers. */
  RefusalGround(boolean wholeRequest, String gdpr, String ccpa) {
    this.wholeRequest = wholeRequest;
    this.gdpr = gdpr;
    this.ccpa = ccpa;
  }

  /** Whether a request can be refused as a whole on this ground. */
  public boolean wholeRequest() {
    return wholeRequest;
  }

  /**
   * Where the ground stands in the law of this regime; empty when it does not know the ground, or
   * when the rulebook cites no articles of that law.
   */
  public Optional<String> findArticle(String regime) {
    return Optional.of(
            switch (regime) {
              case "GDPR", "UK_GDPR" -> gdpr;
              case "CCPA" -> ccpa;
              default -> "";
            })
        .filter(article -> !article.isEmpty());
  }

  /** Whether it can be said under this regime; of laws without citations nothing is ruled out. */
  public boolean knownTo(String regime) {
    return findArticle(regime).isPresent() || !CITED.contains(regime);
  }

  /** Whether the officer must say in words what it rests on: the controller bears the burden. */
  public boolean needsReason() {
    return this == EXCESSIVE || this == MANIFESTLY_UNFOUNDED;
  }
}
