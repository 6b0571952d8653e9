package dev.writ.web;

import dev.writ.vendor.spi.PhoneNumber;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks on text from outside. */
public final class Texts {
  private static final int SHORTEST_TELLING = 6;

  /** In telephone numbers, which some write with it and some without. */
  private static final Pattern TRUNK_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");

  private Texts() {}

  /**
   * Refuses control characters and lone surrogates, which databases and hashes cannot carry
   * faithfully, and blank text.
   */
  public static String require(String text, String field) {
    if (!wellFormed(text) || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(field + " holds a control character or half a surrogate pair");
    }
    if (text.isBlank()) {
      throw Problem.invalid(field + " is blank");
    }
    return text;
  }

  /** The same for what is kept in the clear: no e-mail address may slip into it. */
  public static String impersonal(String text, String field) {
    return impersonal(text, field, List.of());
  }

  /**
   * The same where it is known who is not to be named: none of these identifiers, however it is
   * spelled, nor what stands before the at sign of one.
   */
  public static String impersonal(String text, String field, Collection<String> identifiers) {
    var said = List.of(bare(require(text, field)), bare(TRUNK_ZERO.matcher(text).replaceAll("")));
    if (Normalizer.normalize(text, Normalizer.Form.NFKC).contains("@")
        || identifiers.stream()
            .flatMap(Texts::telling)
            .anyMatch(word -> said.stream().anyMatch(one -> one.contains(word)))) {
      throw Problem.invalid(field + " is kept in the clear: it must name nobody");
    }
    return text;
  }

  /** Shorter ones, say a customer number 7, stand in many an innocent text. */
  private static Stream<String> telling(String identifier) {
    int at = identifier.indexOf('@');
    return Stream.of(
            identifier, at < 0 ? "" : identifier.substring(0, at), PhoneNumber.reduced(identifier))
        .map(Texts::bare)
        .filter(word -> word.length() >= SHORTEST_TELLING);
  }

  /** Letters and digits alone: a telephone number is the same one with blanks in it. */
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Whether there is neither NUL nor half a surrogate pair in it. */
  public static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
