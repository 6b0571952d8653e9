package dev.writ.hold;

import java.util.Arrays;
import java.util.Optional;

/** The laws whose exemptions from erasure are known here. */
enum Law {
  GDPR,
  UK_GDPR,
  CCPA,
  LGPD,
  PIPEDA;

  /** The law a request names so, if its exemptions are known. */
  static Optional<Law> of(String regime) {
    return Arrays.stream(values()).filter(law -> law.name().equals(regime)).findFirst();
  }
}
