package dev.writ.letter;

import dev.writ.identity.Challenges;
import dev.writ.identity.IdentityAsked;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A code or a link that shows who is asking goes out by letter, to a contact held before. */
@Component
class IdentityLetters {
  private final LetterDesk desk;
  private final Challenges challenges;
  private final LetterSettings settings;
  private final OwnAddress address;

  IdentityLetters(
      LetterDesk desk, Challenges challenges, LetterSettings settings, OwnAddress address) {
    this.desk = desk;
    this.challenges = challenges;
    this.settings = settings;
    this.address = address;
  }

  /** The secret leaves its place in the transaction in which the letter takes it. */
  @EventListener
  void asked(IdentityAsked event) {
    if (settings.silent().contains(LetterKind.IDENTITY_ASK)) {
      return;
    }
    challenges
        .reveal(event.challenge())
        .ifPresent(
            secret ->
                desk.order(
                    event.request(),
                    LetterKind.IDENTITY_ASK,
                    event.challenge().toString(),
                    LetterFacts.asking(ask(secret), secret.contact())));
  }

  private String ask(Challenges.Letter secret) {
    var page = address.of(secret.path());
    return secret.code().map(code -> code + "\n" + page).orElse(page);
  }
}
