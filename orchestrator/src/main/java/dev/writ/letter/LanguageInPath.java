package dev.writ.letter;

import dev.writ.api.model.LetterLanguage;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Languages stand in paths by their tag, and not by the name of a constant. */
@Component
class LanguageInPath implements Converter<String, LetterLanguage> {
  @Override
  public LetterLanguage convert(String tag) {
    return LetterLanguage.fromValue(tag);
  }
}
