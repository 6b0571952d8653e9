package dev.writ.letter;

import java.util.Optional;

/**
 * Why something was not done: the rulebook's codes, each with the article a letter cites where the
 * law of the request has one. The words stand in {@code letters/*.yaml}.
 */
public enum Ground {
  IDENTITY_NOT_VERIFIED("Art. 12(6) GDPR", "11 CCR 7022(a), 7024(a)"),
  NOT_IDENTIFIABLE_ART11("Art. 11(2) GDPR", ""),
  MANIFESTLY_UNFOUNDED("Art. 12(5) GDPR", "Cal. Civ. Code 1798.145(h)(3)"),
  EXCESSIVE("Art. 12(5) GDPR", "Cal. Civ. Code 1798.145(h)(3)"),
  LEGAL_OBLIGATION("Art. 17(3)(b) GDPR", "Cal. Civ. Code 1798.105(d)(8)"),
  LEGAL_CLAIMS("Art. 17(3)(e) GDPR", ""),
  FREE_EXPRESSION("Art. 17(3)(a) GDPR", "Cal. Civ. Code 1798.105(d)(4)"),
  PUBLIC_HEALTH("Art. 17(3)(c) GDPR", ""),
  RESEARCH("Art. 17(3)(d) GDPR", "Cal. Civ. Code 1798.105(d)(6)"),
  TRANSACTION_CONTRACT("", "Cal. Civ. Code 1798.105(d)(1)"),
  SECURITY_INTEGRITY("", "Cal. Civ. Code 1798.105(d)(2)"),
  DEBUG("", "Cal. Civ. Code 1798.105(d)(3)"),
  CALECPA("", "Cal. Civ. Code 1798.105(d)(5)"),
  INTERNAL_COMPATIBLE("", "Cal. Civ. Code 1798.105(d)(7)"),
  THIRD_PARTY_RIGHTS("Art. 15(4) GDPR", ""),
  NEVER_DISCLOSE("", "11 CCR 7024(d)"),
  BACKUP_DEFERRED("", "11 CCR 7022(d)"),
  NOT_CONTROLLER("", ""),
  NO_DATA_HELD("", ""),
  LAW_NOT_APPLICABLE("", ""),
  VENDOR_IMPOSSIBLE("Art. 19 GDPR", "11 CCR 7022(b)(3)");

  private final String gdpr;
  private final String california;

  Ground(String gdpr, String california) {
    this.gdpr = gdpr;
    this.california = california;
  }

  /** What to cite under this law; empty where no article is known. */
  Optional<String> article(Law law) {
    var article =
        switch (law) {
          case GDPR -> gdpr;
          case UK_GDPR -> gdpr.replace("GDPR", "UK GDPR");
          case CCPA -> california;
          case VCDPA, CTDPA, CPA, LGPD, PIPEDA, QUEBEC, FADP, OTHER -> "";
        };
    return article.isEmpty() ? Optional.empty() : Optional.of(article);
  }
}
