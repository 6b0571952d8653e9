package dev.writ.record;

import dev.writ.request.RefusalGround;
import java.util.Arrays;

/**
 * The grounds by which 11 CCR §7102 lets denials be told apart. That none was said is told apart
 * from them: NOT_RECORDED.
 *
 * <p>CHOICE: a request to which the law does not apply is "not made by a consumer". UNCONFIRMED:
 * the text of §7102 read is of March 2023.
 */
enum DenialGround {
  NOT_VERIFIABLE,
  NOT_BY_CONSUMER,
  EXEMPT,
  OTHER;

  static DenialGround of(RefusalGround ground) {
    return switch (ground) {
      case IDENTITY_NOT_VERIFIED, NOT_IDENTIFIABLE_ART11 -> NOT_VERIFIABLE;
      case LAW_NOT_APPLICABLE -> NOT_BY_CONSUMER;
      case LEGAL_OBLIGATION,
          LEGAL_CLAIMS,
          FREE_EXPRESSION,
          PUBLIC_HEALTH,
          RESEARCH,
          TRANSACTION_CONTRACT,
          SECURITY_INTEGRITY,
          DEBUG,
          CALECPA,
          INTERNAL_COMPATIBLE,
          THIRD_PARTY_RIGHTS,
          NEVER_DISCLOSE ->
          EXEMPT;
      case MANIFESTLY_UNFOUNDED,
          EXCESSIVE,
          BACKUP_DEFERRED,
          NOT_CONTROLLER,
          NO_DATA_HELD,
          VENDOR_IMPOSSIBLE ->
          OTHER;
    };
  }

  /** The rulebook's codes that belong to it. */
  String[] codes() {
    return Arrays.stream(RefusalGround.values())
        .filter(ground -> of(ground) == this)
        .map(Enum::name)
        .toArray(String[]::new);
  }
}
