package dev.writ.letter;

import dev.writ.identity.Challenges;
import dev.writ.identity.IdentityAsked;
import dev.writ.page.Language;
import dev.writ.request.PersonsLanguage;
import dev.writ.settings.WritSettings;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A code or a link that shows who is asking goes out by letter, to a contact held before. */
@Component
class IdentityLetters {
  private final LetterDesk desk;
  private final Challenges challenges;
  private final PersonsLanguage languages;
  private final LetterSettings settings;
  private final OwnAddress address;
  private final ZoneId zone;

  IdentityLetters(
      LetterDesk desk,
      Challenges challenges,
      PersonsLanguage languages,
      LetterSettings settings,
      OwnAddress address,
      WritSettings writ) {
    this.desk = desk;
    this.challenges = challenges;
    this.languages = languages;
    this.settings = settings;
    this.address = address;
    this.zone = writ.clock().zone();
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
                    LetterFacts.asking(
                        ask(secret, languages.of(event.request())), secret.contact())));
  }

  private String ask(Challenges.Letter secret, Language language) {
    var words = Words.in(language);
    var page = language.at(address.of(secret.path()));
    // The last day that is over before the link is.
    var day = language.day(LocalDate.ofInstant(secret.until(), zone).minusDays(1));
    return switch (secret.kind()) {
      case CODE -> words.say("ask.code", secret.code().orElseThrow(), page);
      case LINK ->
          secret
              .code()
              .map(code -> words.say("ask.both", code, page, day))
              .orElseGet(() -> words.say("ask.link", page, day));
    };
  }
}
