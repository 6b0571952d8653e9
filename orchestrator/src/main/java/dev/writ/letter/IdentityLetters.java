package dev.writ.letter;

import dev.writ.identity.Challenges;
import dev.writ.identity.IdentityAsked;
import dev.writ.page.Language;
import dev.writ.request.Correspondence;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A code or a link that shows who is asking goes out by letter, to a contact held before. */
@Component
class IdentityLetters {
  private final LetterDesk desk;
  private final Challenges challenges;
  private final Correspondence requests;
  private final LetterSettings settings;
  private final OwnAddress address;

  IdentityLetters(
      LetterDesk desk,
      Challenges challenges,
      Correspondence requests,
      LetterSettings settings,
      OwnAddress address) {
    this.desk = desk;
    this.challenges = challenges;
    this.requests = requests;
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
                    LetterFacts.asking(ask(secret, language(event.request())), secret.contact())));
  }

  /** The one in which the letter will be written. */
  private Language language(UUID request) {
    return requests.wishes(request).language().map(Language::of).orElse(settings.language());
  }

  private String ask(Challenges.Letter secret, Language language) {
    var words = Words.in(language);
    var page = language.at(address.of(secret.path()));
    return switch (secret.kind()) {
      case CODE -> words.say("ask.code", secret.code().orElseThrow(), page);
      case LINK ->
          secret
              .code()
              .map(code -> words.say("ask.both", code, page))
              .orElseGet(() -> words.say("ask.link", page));
    };
  }
}
