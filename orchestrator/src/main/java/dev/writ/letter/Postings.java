package dev.writ.letter;

import dev.writ.lifecycle.LetterEvent;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What follows when a letter went out, whoever knows of it. */
@Component
class Postings {
  private final LetterRecord letters;
  private final LetterTroubles troubles;
  private final Acknowledgements acknowledgements;
  private final ExtensionLetters extensions;
  private final AppealLetters appeals;

  Postings(
      LetterRecord letters,
      LetterTroubles troubles,
      Acknowledgements acknowledgements,
      ExtensionLetters extensions,
      AppealLetters appeals) {
    this.letters = letters;
    this.troubles = troubles;
    this.acknowledgements = acknowledgements;
    this.extensions = extensions;
    this.appeals = appeals;
  }

  /**
   * It went out: whatever counts from that day hears of it, in the caller's transaction, which
   * holds the letter and its request.
   *
   * @param event how it is known
   */
  void sent(Letter letter, Instant at, LetterEvent event, String actor) {
    letters.sent(letter.id(), at);
    letters.move(letter, event, actor);
    troubles.over(letter);
    acknowledgements.sent(letter, at);
    extensions.sent(letter, at);
    appeals.sent(letter, at);
  }
}
