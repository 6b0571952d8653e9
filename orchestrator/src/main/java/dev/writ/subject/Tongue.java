package dev.writ.subject;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the persons' pages; the same as those of the letters. */
enum Tongue {
  EN(Locale.UK, "English"),
  DE(Locale.GERMANY, "Deutsch"),
  FR(Locale.FRANCE, "Français"),
  ES(Locale.of("es", "ES"), "Español");

  private final Locale locale;
  private final String itsName;

  Tongue(Locale locale, String itsName) {
    this.locale = locale;
    this.itsName = itsName;
  }

  /** BCP 47. */
  String tag() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }

  /** What it calls itself. */
  String itsName() {
    return itsName;
  }

  String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  /** What was asked for, else what the browser prefers, else English. */
  static Tongue choose(@Nullable String asked, @Nullable String acceptLanguage) {
    return find(asked).or(() -> preferred(acceptLanguage)).orElse(EN);
  }

  static Optional<Tongue> find(@Nullable String tag) {
    return Arrays.stream(values()).filter(tongue -> tongue.tag().equals(tag)).findFirst();
  }

  private static Optional<Tongue> preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return Optional.empty();
    }
    try {
      var tags = Arrays.stream(values()).map(Tongue::tag).toList();
      return find(Locale.lookupTag(ranges(acceptLanguage), tags));
    } catch (IllegalArgumentException noLanguage) {
      return Optional.empty();
    }
  }

  private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
    return Locale.LanguageRange.parse(acceptLanguage);
  }
}
