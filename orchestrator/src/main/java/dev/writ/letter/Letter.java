package dev.writ.letter;

import dev.writ.lifecycle.LetterState;
import dev.writ.page.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A letter as the record holds it, without its sealed parts.
 *
 * @param occasion what made it due; the same occasion orders it once
 * @param written whether there is a text
 * @param attempts times it was handed over or tried to be
 * @param triedSince since when it is tried without success
 * @param intendedAt when it was last about to be handed over
 */
record Letter(
    UUID id,
    long version,
    UUID request,
    String regime,
    LetterKind kind,
    String occasion,
    LetterState state,
    Optional<Language> language,
    boolean written,
    Optional<Integer> templateVersion,
    Optional<String> templateSha256,
    List<String> missing,
    Optional<Channel> channel,
    Instant orderedAt,
    String orderedBy,
    int attempts,
    Optional<Instant> triedSince,
    Optional<Instant> nextAt,
    Optional<Instant> intendedAt,
    Optional<Instant> sentAt,
    Optional<String> trouble) {

  /** How it goes out. */
  enum Channel {
    SMTP,
    OUTBOX,
    BY_HAND
  }

  /** Whether it went out, or may have, so that its words stay as they are. */
  boolean out() {
    return sentAt.isPresent() || state == LetterState.SENT_UNKNOWN;
  }
}
