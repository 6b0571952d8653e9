package dev.writ.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the persons' pages and letters. */
public enum Language {
  EN(Locale.UK, "English"),
  DE(Locale.GERMANY, "Deutsch"),
  FR(Locale.FRANCE, "Français"),
  ES(Locale.of("es", "ES"), "Español");

  /** In addresses and forms of pages: the tag of the language that was asked for. */
  static final String PARAMETER = "lang";

  private final Locale locale;
  private final String itsName;

  Language(Locale locale, String itsName) {
    this.locale = locale;
    this.itsName = itsName;
  }

  /** BCP 47. */
  public String tag() {
    return locale.getLanguage();
  }

  public Locale locale() {
    return locale;
  }

  /** What it calls itself. */
  String itsName() {
    return itsName;
  }

  /** A day in words, e.g. {@code 3 November 2026}. */
  public String day(LocalDate day) {
    var words = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
    // Of the days of a month French counts the first alone, and the JDK writes a bare 1.
    return this == FR && day.getDayOfMonth() == 1 ? words.replaceFirst("^1\\b", "1er") : words;
  }

  /** The address of a page of ours, to be opened in this language. */
  public String at(String address) {
    return address + "?" + PARAMETER + "=" + tag();
  }

  /**
   * By a tag of ours.
   *
   * @throws IllegalArgumentException for any other
   */
  public static Language of(String tag) {
    return find(tag).orElseThrow(() -> new IllegalArgumentException("no language of ours"));
  }

  static Optional<Language> find(@Nullable String tag) {
    return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }

  /** Of a page that belongs to no request. */
  public static Language of(HttpServletRequest call) {
    return of(call, Optional.empty());
  }

  /**
   * Of a page about a request: what the address or form asks for, else what the request was filed
   * with, else what the browser prefers, else English.
   *
   * @param own the tag the request was filed with
   */
  public static Language of(HttpServletRequest call, Optional<String> own) {
    return choose(call.getParameter(PARAMETER), own, call.getHeader("Accept-Language"));
  }

  static Language choose(
      @Nullable String asked, Optional<String> own, @Nullable String acceptLanguage) {
    return find(asked)
        .or(() -> own.flatMap(Language::find))
        .or(() -> preferred(acceptLanguage))
        .orElse(EN);
  }

  private static Optional<Language> preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return Optional.empty();
    }
    try {
      var tags = Arrays.stream(values()).map(Language::tag).toList();
      return find(Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), tags));
    } catch (IllegalArgumentException noLanguage) {
      return Optional.empty();
    }
  }
}
