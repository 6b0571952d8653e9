package dev.writ.letter;

import java.util.Optional;
import java.util.UUID;

/** Where letters are handed over. */
interface Post {
  Letter.Channel channel();

  /** Hands it over once. Never throws for what the other side does. */
  Handed hand(Envelope envelope);

  /**
   * Whether an attempt, of which no answer is known, was taken; empty where nobody can say.
   *
   * @param attempt as in {@link Envelope#attempt()}
   */
  Optional<Boolean> taken(UUID letter, int attempt);

  /** Removes what lies about of these letters. */
  void forget(UUID letter);
}
