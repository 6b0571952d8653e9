package dev.writ.web;

/** Checks on text from outside. */
public final class Texts {
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
    if (require(text, field).contains("@")) {
      throw Problem.invalid(field + " is kept in the clear: it must name nobody");
    }
    return text;
  }

  /** Whether there is neither NUL nor half a surrogate pair in it. */
  static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }
}
