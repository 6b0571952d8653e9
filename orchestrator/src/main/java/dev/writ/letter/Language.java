package dev.writ.letter;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** The languages of letters, by their BCP 47 tag. */
public enum Language {
  EN(Locale.UK),
  DE(Locale.GERMANY),
  FR(Locale.FRANCE),
  ES(Locale.of("es", "ES"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  String tag() {
    return locale.getLanguage();
  }

  static Language of(String tag) {
    return valueOf(tag.toUpperCase(Locale.ROOT));
  }

  /** A day in words, e.g. {@code 3 November 2026}. */
  String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }
}
