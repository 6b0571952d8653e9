package dev.writ.letter;

import dev.writ.page.Language;
import dev.writ.request.Correspondence;
import dev.writ.request.PersonsLanguage;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class LanguageOfLetters implements PersonsLanguage {
  private final Correspondence requests;
  private final LetterSettings settings;

  LanguageOfLetters(Correspondence requests, LetterSettings settings) {
    this.requests = requests;
    this.settings = settings;
  }

  @Override
  public Language of(UUID request) {
    return requests.wishes(request).language().map(Language::of).orElse(settings.language());
  }
}
