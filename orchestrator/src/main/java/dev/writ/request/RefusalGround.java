package dev.writ.request;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a request, or a part of it, is refused or kept from erasure; each with where it stands in the
 * laws. Codes and articles are those of the rulebook, section 3. This is the one place that has
 * them: holds, letters and figures ask here.
 *
 * <p>A ground of a whole request is about who asks, how, or whom: {@link #wholeRequest()}. All
 * others except data from what is carried out elsewhere, so they belong to legs and data
 * categories, and the remainder is not refused (CCPA regulations section 7022(f), GDPR Article
 * 17(3)).
 *
 * <p>CHOICE: NO_DATA_HELD is cited where the answer itself is due. The UK GDPR has the GDPR's
 * numbers, as the rulebook says of it. What is UNCONFIRMED stands in {@link #UNCONFIRMED}.
 * RECOURSE_OPEN is section 8(8) PIPEDA, of which the rulebook knows no other ground.
 */
public enum RefusalGround {
  IDENTITY_NOT_VERIFIED(true, "Art. 12(2), 12(6) GDPR", "11 CCR 7022(a), 7024(a)", ""),
  NOT_IDENTIFIABLE_ART11(true, "Art. 11(2), 12(2) GDPR", "", ""),
  MANIFESTLY_UNFOUNDED(true, "Art. 12(5) GDPR", "Cal. Civ. Code 1798.145(h)(3)", ""),
  EXCESSIVE(true, "Art. 12(5) GDPR", "Cal. Civ. Code 1798.145(h)(3), 1798.130(b)", ""),
  LEGAL_OBLIGATION(false, "Art. 17(3)(b) GDPR", "Cal. Civ. Code 1798.105(d)(8)", "Art. 16, I LGPD"),
  LEGAL_CLAIMS(false, "Art. 17(3)(e) GDPR", "", ""),
  FREE_EXPRESSION(false, "Art. 17(3)(a) GDPR", "Cal. Civ. Code 1798.105(d)(4)", ""),
  PUBLIC_HEALTH(false, "Art. 17(3)(c) GDPR", "", ""),
  RESEARCH(false, "Art. 17(3)(d) GDPR", "Cal. Civ. Code 1798.105(d)(6)", "Art. 16, II LGPD"),
  TRANSACTION_CONTRACT(false, "", "Cal. Civ. Code 1798.105(d)(1)", ""),
  SECURITY_INTEGRITY(false, "", "Cal. Civ. Code 1798.105(d)(2)", ""),
  DEBUG(false, "", "Cal. Civ. Code 1798.105(d)(3)", ""),
  CALECPA(false, "", "Cal. Civ. Code 1798.105(d)(5)", ""),
  INTERNAL_COMPATIBLE(false, "", "Cal. Civ. Code 1798.105(d)(7)", ""),
  RECOURSE_OPEN(false, "", "", ""),
  THIRD_PARTY_RIGHTS(false, "Art. 15(4), 20(4) GDPR", "", ""),
  NEVER_DISCLOSE(false, "", "11 CCR 7024(d)", ""),
  BACKUP_DEFERRED(false, "", "11 CCR 7022(d)", ""),
  NOT_CONTROLLER(
      true, "Art. 4(7), 28(3)(e) GDPR", "Cal. Civ. Code 1798.140(ag)", "Art. 18, § 4 LGPD"),
  NO_DATA_HELD(true, "Art. 12(3), 15(1) GDPR", "11 CCR 7022, 7024", ""),
  LAW_NOT_APPLICABLE(true, "Art. 2, 3 GDPR", "Cal. Civ. Code 1798.140(d), 1798.145", ""),
  VENDOR_IMPOSSIBLE(false, "Art. 19 GDPR", "11 CCR 7022(b)(3)", "");

  /** Laws whose grounds are all known here. */
  private static final Set<String> COMPLETE = Set.of("GDPR", "UK_GDPR", "CCPA");

  /**
   * Articles that were read in no text of the law, by regime: officers are shown them, and no
   * letter cites them. Of LGPD's Article 16 the rulebook says nothing.
   */
  private static final Map<String, Set<RefusalGround>> UNCONFIRMED =
      Map.of(
          "GDPR",
          EnumSet.of(NOT_CONTROLLER, LAW_NOT_APPLICABLE),
          "UK_GDPR",
          EnumSet.of(NOT_CONTROLLER, LAW_NOT_APPLICABLE),
          "CCPA",
          EnumSet.of(MANIFESTLY_UNFOUNDED, EXCESSIVE, NOT_CONTROLLER, LAW_NOT_APPLICABLE),
          "LGPD",
          EnumSet.allOf(RefusalGround.class));

  private final boolean wholeRequest;
  private final String gdpr;
  private final String ccpa;
  private final String lgpd;

  RefusalGround(boolean wholeRequest, String gdpr, String ccpa, String lgpd) {
    this.wholeRequest = wholeRequest;
    this.gdpr = gdpr;
    this.ccpa = ccpa;
    this.lgpd = lgpd;
  }

  /**
   * On which ground data is kept until the recourse against a refusal is exhausted (section 8(8)
   * PIPEDA), in the words of the laws of the request that asks for its erasure. CHOICE: a law that
   * does not know that duty is told the nearest exception it has, the claim of the person or the
   * controller's obligation.
   */
  static RefusalGround ofRecourse(List<String> laws) {
    return Stream.of(RECOURSE_OPEN, LEGAL_CLAIMS, LEGAL_OBLIGATION)
        .filter(ground -> laws.stream().anyMatch(law -> ground.findArticle(law).isPresent()))
        .findFirst()
        .orElse(RECOURSE_OPEN);
  }

  /** Codes as a column of the record holds them. */
  static List<RefusalGround> read(Array codes) throws SQLException {
    return Arrays.stream((String[]) codes.getArray()).map(RefusalGround::valueOf).toList();
  }

  /** Whether a request can be refused as a whole on this ground. */
  public boolean wholeRequest() {
    return wholeRequest;
  }

  /**
   * Whether it keeps data from the person who asks for a copy. The exceptions from erasure do not:
   * GDPR Article 17(3) and Cal. Civ. Code 1798.105(d) limit nothing else.
   */
  public boolean exceptsFromAccess() {
    return this == THIRD_PARTY_RIGHTS || this == NEVER_DISCLOSE || this == VENDOR_IMPOSSIBLE;
  }

  /** Whether it keeps data from erasure: what bars a copy alone bars nothing else. */
  public boolean exceptsFromErasure() {
    return !wholeRequest && this != THIRD_PARTY_RIGHTS && this != NEVER_DISCLOSE;
  }

  /**
   * Where the ground stands in the law of this regime, with the law's name, e.g. {@code Art.
   * 17(3)(b) GDPR}; empty when the law does not know the ground, or when the rulebook cites no
   * articles of it.
   */
  public Optional<String> findArticle(String regime) {
    return Optional.of(
            switch (regime) {
              case "GDPR" -> gdpr;
              case "UK_GDPR" -> gdpr.replace("GDPR", "UK GDPR");
              case "CCPA" -> ccpa;
              case "LGPD" -> lgpd;
              case "PIPEDA" -> this == RECOURSE_OPEN ? "s. 8(8) PIPEDA" : "";
              default -> "";
            })
        .filter(article -> !article.isEmpty());
  }

  /**
   * The same for a letter: where it is confirmed, and as far as it is about the right that was
   * used.
   *
   * @param right ERASURE, ACCESS or PORTABILITY
   */
  public Optional<String> findConfirmedArticle(String regime, String right) {
    return UNCONFIRMED.getOrDefault(regime, Set.of()).contains(this)
        ? Optional.empty()
        : findArticle(regime).map(article -> about(right, article)).filter(text -> !text.isEmpty());
  }

  /** Some provisions are about erasure alone, some about a copy alone. */
  private String about(String right, String article) {
    boolean erasing = right.equals("ERASURE");
    return switch (this) {
      case IDENTITY_NOT_VERIFIED ->
          article.replace("7022(a), 7024(a)", erasing ? "7022(a)" : "7024(a)");
      case THIRD_PARTY_RIGHTS ->
          article.replace("15(4), 20(4)", right.equals("PORTABILITY") ? "20(4)" : "15(4)");
      case NO_DATA_HELD ->
          article
              .replace("7022, 7024", erasing ? "7022" : "7024")
              .replace("12(3), 15(1)", right.equals("ACCESS") ? "12(3), 15(1)" : "12(3)");
      // Recipients are told of an erasure.
      case VENDOR_IMPOSSIBLE -> erasing ? article : "";
      case NOT_IDENTIFIABLE_ART11,
          MANIFESTLY_UNFOUNDED,
          EXCESSIVE,
          LEGAL_OBLIGATION,
          LEGAL_CLAIMS,
          FREE_EXPRESSION,
          PUBLIC_HEALTH,
          RESEARCH,
          TRANSACTION_CONTRACT,
          SECURITY_INTEGRITY,
          DEBUG,
          CALECPA,
          INTERNAL_COMPATIBLE,
          RECOURSE_OPEN,
          NEVER_DISCLOSE,
          BACKUP_DEFERRED,
          NOT_CONTROLLER,
          LAW_NOT_APPLICABLE ->
          article;
    };
  }

  /** Whether it can be said under this regime; of laws not known whole nothing is ruled out. */
  public boolean knownTo(String regime) {
    return findArticle(regime).isPresent() || !COMPLETE.contains(regime);
  }

  /** Whether the officer must say in words what it rests on: the controller bears the burden. */
  public boolean needsReason() {
    return this == EXCESSIVE || this == MANIFESTLY_UNFOUNDED;
  }
}
