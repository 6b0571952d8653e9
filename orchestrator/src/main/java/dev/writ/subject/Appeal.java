package dev.writ.subject;

import dev.writ.clock.RequestClocks.LongerAppeal;
import dev.writ.vault.Vault.Sealer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An appeal against what was decided, or a complaint.
 *
 * @param how it arrived
 * @param said what the person said, sealed for {@code appeal/<id>}
 * @param extension that its decision takes longer
 * @param ordered the same while its notice is on its way: until then nothing takes longer
 * @param reasons why it was decided so, sealed likewise
 * @param reopenedAt when it had its request taken up again
 * @param answeredAgainAt when that was answered, or ended otherwise
 */
record Appeal(
    UUID id,
    long version,
    UUID request,
    Kind kind,
    State state,
    LocalDate receivedOn,
    Optional<String> how,
    Optional<byte[]> said,
    Instant filedAt,
    Optional<Instant> acknowledgedAt,
    Optional<Extension> extension,
    Optional<OrderedExtension> ordered,
    Optional<byte[]> reasons,
    Optional<Instant> decidedAt,
    Optional<String> decidedBy,
    Optional<Instant> reopenedAt,
    Optional<Instant> answeredAgainAt) {
  /** So many characters may be said. */
  static final int LONGEST = 4000;

  /** Against a decision, where the law knows that; or anything else. */
  enum Kind {
    APPEAL,
    COMPLAINT
  }

  /** What became of it. */
  enum State {
    OPEN,
    UPHELD,
    REJECTED
  }

  /**
   * Its decision takes longer.
   *
   * @param reason a code, as of the extension of an answer
   * @param noticeOn the day the person was told
   * @param letter which told the person; empty where that was done another way
   */
  record Extension(String reason, LocalDate noticeOn, Optional<UUID> letter) {
    LongerAppeal longer() {
      return new LongerAppeal(noticeOn, Optional.of(reason));
    }
  }

  /**
   * Its decision is to take longer as soon as the notice has gone out.
   *
   * @param newDue the new last day, as the notice says it
   * @param by a role
   */
  record OrderedExtension(String reason, LocalDate newDue, Instant at, String by) {}

  /** Whether it is in these very words. */
  boolean says(String words, Sealer sealer) {
    return said.filter(hidden -> sealer.open(hidden, saying(id)).equals(words)).isPresent();
  }

  static String saying(UUID id) {
    return "appeal/" + id;
  }

  static String reasoning(UUID id) {
    return "appeal-reasons/" + id;
  }

  /** Names the finding that it is due. */
  String findingKey() {
    return "appeal-due/" + id;
  }

  /** Names the finding that the notice of more time went out too late. */
  String voidKey() {
    return "appeal-extension-void/" + id;
  }

  /** Names the finding that what it had taken up again is due. */
  String reopenedKey() {
    return "reopened-due/" + id;
  }
}
