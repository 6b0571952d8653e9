package dev.writ.hold;

import dev.writ.lifecycle.HoldState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold as the record keeps it.
 *
 * @param expiresOn the last day
 */
record Hold(
    UUID id,
    long version,
    HoldSort sort,
    HoldState state,
    @Nullable Reason reason,
    @Nullable String matter,
    String owner,
    @Nullable LocalDate reviewOn,
    @Nullable LocalDate expiresOn,
    Cover cover,
    Instant placedAt,
    String placedBy,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    @Nullable String endReason) {

  /** On which ground, under which law. */
  record Reason(Law law, HoldGround ground) {}

  /**
   * What is covered: all that is named must fit, and what is not named does not matter.
   *
   * @param ofPerson whether it is about persons, whom the record knows by keyed hashes alone
   * @param kinds the vendors' words for kinds of objects; empty means all
   */
  record Cover(
      @Nullable UUID request,
      @Nullable UUID leg,
      @Nullable UUID connection,
      @Nullable String vendor,
      boolean ofPerson,
      List<String> kinds) {
    Cover {
      kinds = List.copyOf(kinds);
    }

    /** Whether it is about something in particular, and not all there is at an account. */
    boolean named() {
      return leg != null || request != null || ofPerson;
    }
  }

  /** What a hold does to one leg. */
  record Effect(UUID request, UUID leg, UUID connection, String vendor, int held, int tooLate) {}
}
