package dev.writ.request;

import java.util.HashMap;
import java.util.Map;
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
  IDENTITY_NOT_VERIFIED(true, gdpr("Art. 12(2), 12(6)").ccpa("11 CCR 7022(a), 7024(a)")),
  NOT_IDENTIFIABLE_ART11(true, gdpr("Art. 11(2), 12(2)")),
  MANIFESTLY_UNFOUNDED(true, gdpr("Art. 12(5)").ccpa("Civ. Code 1798.145(h)(3)")),
  EXCESSIVE(true, gdpr("Art. 12(5)").ccpa("Civ. Code 1798.145(h)(3), 1798.130(b)")),
  LEGAL_OBLIGATION(false, gdpr("Art. 17(3)(b)").ccpa("Civ. Code 1798.105(d)(8)")),
  LEGAL_CLAIMS(false, gdpr("Art. 17(3)(e)")),
  FREE_EXPRESSION(false, gdpr("Art. 17(3)(a)").ccpa("Civ. Code 1798.105(d)(4)")),
  PUBLIC_HEALTH(false, gdpr("Art. 17(3)(c)")),
  RESEARCH(false, gdpr("Art. 17(3)(d)").ccpa("Civ. Code 1798.105(d)(6)")),
  TRANSACTION_CONTRACT(false, ccpaOnly("Civ. Code 1798.105(d)(1)")),
  SECURITY_INTEGRITY(false, ccpaOnly("Civ. Code 1798.105(d)(2)")),
  DEBUG(false, ccpaOnly("Civ. Code 1798.105(d)(3)")),
  CALECPA(false, ccpaOnly("Civ. Code 1798.105(d)(5)")),
  INTERNAL_COMPATIBLE(false, ccpaOnly("Civ. Code 1798.105(d)(7)")),
  THIRD_PARTY_RIGHTS(false, gdpr("Art. 15(4), 20(4)")),
  NEVER_DISCLOSE(false, ccpaOnly("11 CCR 7024(d)")),
  BACKUP_DEFERRED(false, ccpaOnly("11 CCR 7022(d)")),
  NOT_CONTROLLER(true, gdpr("Art. 4(7), 28(3)(e)").ccpa("Civ. Code 1798.140(ag)")),
  NO_DATA_HELD(true, gdpr("Art. 12(3), 15(1)").ccpa("11 CCR 7022, 7024")),
  LAW_NOT_APPLICABLE(true, gdpr("Art. 2, 3").ccpa("Civ. Code 1798.140(d), 1798.145")),
  VENDOR_IMPOSSIBLE(false, gdpr("Art. 19").ccpa("11 CCR 7022(b)(3)"));

  private static final String GDPR = "GDPR";
  private static final String CCPA = "CCPA";
  private final boolean wholeRequest;
  private final Articles articles;

  RefusalGround(boolean wholeRequest, Articles articles) {
    this.wholeRequest = wholeRequest;
    this.articles = articles;
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
    return Optional.ofNullable(articles.byRegime().get(regime));
  }

  /** Whether it can be said under this regime; of laws without citations nothing is ruled out. */
  public boolean knownTo(String regime) {
    return findArticle(regime).isPresent() || !Articles.CITED.contains(regime);
  }

  /** Whether the officer must say in words what it rests on: the controller bears the burden. */
  public boolean needsReason() {
    return this == EXCESSIVE || this == MANIFESTLY_UNFOUNDED;
  }

  /** The United Kingdom's law has the GDPR's numbers. */
  private static Articles gdpr(String article) {
    return new Articles(Map.of(GDPR, article, "UK_GDPR", article));
  }

  private static Articles ccpaOnly(String article) {
    return new Articles(Map.of(CCPA, article));
  }

  private record Articles(Map<String, String> byRegime) {
    private static final Set<String> CITED = Set.of(GDPR, "UK_GDPR", CCPA);

    Articles ccpa(String article) {
      var more = new HashMap<>(byRegime);
      more.put(CCPA, article);
      return new Articles(Map.copyOf(more));
    }
  }
}
