package dev.writ.record;

import dev.writ.request.RefusalGround;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The grounds by which 11 CCR §7102 lets denials be told apart. That none was said is told apart
 * from them: NOT_RECORDED. What the person chose is no ground of anybody's refusal and yet the
 * basis on which a part was not done: {@link #PERSONS_CHOICE}, which counts among the others, as
 * does {@link #NOT_THE_PERSONS}.
 *
 * <p>CHOICE: a request to which the law does not apply is "not made by a consumer". UNCONFIRMED:
 * the text of §7102 read is of March 2023.
 */
enum DenialGround {
  NOT_VERIFIABLE,
  NOT_BY_CONSUMER,
  EXEMPT,
  OTHER;

  /** The person alone could do it, and did not want to, or has fetched it there. */
  static final String PERSONS_CHOICE = "PERSONS_CHOICE";

  /** It was found beyond the plan, and whoever looked at it says that it is not the person's. */
  static final String NOT_THE_PERSONS = "NOT_THE_PERSONS";

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
          RECOURSE_OPEN,
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

  /** The rulebook's codes that belong to it, and the record's own word. */
  String[] codes() {
    var grounds =
        Arrays.stream(RefusalGround.values()).filter(ground -> of(ground) == this).map(Enum::name);
    var own = this == OTHER ? Stream.of(PERSONS_CHOICE, NOT_THE_PERSONS) : Stream.<String>empty();
    return Stream.concat(grounds, own).toArray(String[]::new);
  }
}
