package dev.writ.letter;

import dev.writ.page.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * The template in force for a kind of letter in a language.
 *
 * @param version how often it was changed; 0 as long as nobody has
 */
record Template(
    LetterKind kind,
    Language language,
    Origin origin,
    int version,
    Wording wording,
    Optional<Instant> changedAt,
    Optional<String> changedBy) {

  /** Whose it is. */
  enum Origin {
    BUILT_IN,
    OWN
  }
}
