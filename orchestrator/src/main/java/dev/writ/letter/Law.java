package dev.writ.letter;

/** The laws whose demands on letters are known, as the regimes of requests name them. */
enum Law {
  GDPR,
  UK_GDPR,
  CCPA,
  VCDPA,
  CTDPA,
  CPA,
  LGPD,
  PIPEDA,
  QUEBEC,
  FADP,
  /** A regime this table does not know: reasons are demanded, and nothing is promised. */
  OTHER;

  static Law of(String regime) {
    return switch (regime) {
      case "GDPR" -> GDPR;
      case "UK_GDPR" -> UK_GDPR;
      case "CCPA", "CA_DELETE_ACT" -> CCPA;
      case "VCDPA" -> VCDPA;
      case "CTDPA" -> CTDPA;
      case "CPA" -> CPA;
      case "LGPD" -> LGPD;
      case "PIPEDA" -> PIPEDA;
      case "LAW_25" -> QUEBEC;
      case "FADP" -> FADP;
      default -> OTHER;
    };
  }
}
