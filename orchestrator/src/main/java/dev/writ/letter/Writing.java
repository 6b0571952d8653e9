package dev.writ.letter;

import dev.writ.leg.LegRecord;
import dev.writ.letter.LetterTroubles.Trouble;
import dev.writ.lifecycle.LetterEvent;
import dev.writ.page.Language;
import dev.writ.vault.Vault.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes an ordered letter and judges it: one that lacks a block which its law, kind, right and
 * outcome require is refused, and its draft kept to be read. Callers hold the transaction.
 */
@Component
class Writing {
  private final LetterRecord letters;
  private final Templates templates;
  private final Dossiers dossiers;
  private final LetterSettings settings;
  private final LetterTroubles troubles;
  private final PersonsPage page;
  private final OwnAddress address;

  Writing(
      LetterRecord letters,
      Templates templates,
      Dossiers dossiers,
      LetterSettings settings,
      LetterTroubles troubles,
      PersonsPage page,
      OwnAddress address) {
    this.letters = letters;
    this.templates = templates;
    this.dossiers = dossiers;
    this.settings = settings;
    this.troubles = troubles;
    this.page = page;
    this.address = address;
  }

  /** Whether the letter may go out; a text that stands is not written again. */
  boolean passes(Letter letter, LetterFacts facts, Sealer sealer) {
    if (letter.written()) {
      return true;
    }
    var language = letter.language().orElse(settings.language());
    var template = templates.inForce(letter.kind(), language);
    var matter = dossiers.of(letter, with(facts, letter, language));
    Composed composed;
    try {
      composed = Composer.compose(template.wording(), Contents.of(matter, language), language);
    } catch (TemplateMistake mistake) {
      refuse(letter, List.of(), "its template cannot be filled: " + mistake.getMessage());
      return false;
    }
    letters.written(
        letter.id(),
        language,
        template,
        SealedLetters.subject(letter.id(), composed.subject(), sealer),
        SealedLetters.body(letter.id(), composed.body(), sealer));
    var missing =
        RequiredBlocks.of(matter).stream()
            .filter(block -> !composed.said().contains(block))
            .map(Block::name)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      refuse(letter, missing, "it lacks " + String.join(", ", missing));
      return false;
    }
    return true;
  }

  /** An acknowledgement has a link, made when it is written: the order costs no key. */
  private LetterFacts with(LetterFacts facts, Letter letter, Language language) {
    return letter.kind() == LetterKind.ACKNOWLEDGEMENT
        ? facts.giving(language.at(address.of(page.link(letter.request()))))
        : facts;
  }

  private void refuse(Letter letter, List<String> missing, String words) {
    letters.missing(letter.id(), missing, words);
    letters.move(letter, LetterEvent.REFUSE, LegRecord.SYSTEM);
    troubles.raise(
        letter,
        Trouble.LETTER_REFUSED,
        words + ". It was not sent: order it anew with what is missing.");
  }
}
