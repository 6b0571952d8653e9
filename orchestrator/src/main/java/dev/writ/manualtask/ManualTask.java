package dev.writ.manualtask;

import dev.writ.vendor.spi.ManualWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A task as the record holds it.
 *
 * @param described the vendor's steps, sealed for {@code task/<id>}
 * @param reason why it was refused, sealed likewise
 * @param linkUntil when the person's link ends, while there is one
 */
record ManualTask(
    UUID id,
    long seq,
    long version,
    TaskOwner owner,
    UUID connection,
    String vendor,
    String code,
    TaskPurpose purpose,
    ManualWork.Doer doer,
    byte[] described,
    int objects,
    State state,
    LocalDate dueOn,
    Optional<String> assignee,
    Optional<byte[]> reason,
    Instant openedAt,
    Optional<Instant> closedAt,
    Optional<String> closedBy,
    Optional<Instant> linkUntil) {

  /** What became of it. */
  enum State {
    OPEN,
    DONE,
    NOT_FOUND,
    REFUSED
  }

  boolean open() {
    return state == State.OPEN;
  }

  /** What sealed values of this task are bound to. */
  static String context(UUID id) {
    return "task/" + id;
  }
}
