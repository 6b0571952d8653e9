package dev.writ.hold;

import dev.writ.hold.Hold.Cover;
import dev.writ.hold.Hold.Reason;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hold that is to be placed.
 *
 * @param persons keyed hashes
 */
record HoldDraft(
    HoldSort sort,
    @Nullable Reason reason,
    @Nullable String matter,
    String owner,
    @Nullable LocalDate reviewOn,
    @Nullable LocalDate expiresOn,
    Cover cover,
    List<byte[]> persons) {
  HoldDraft {
    persons = List.copyOf(persons);
  }
}
