package dev.writ.web;

/** Checks on text from outside. */
public final class Texts {
  private Texts() {}

  /**
   * Refuses control characters and lone surrogates, which databases and hashes cannot carry
   * faithfully.
   */
  public static String require(String text, String field) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (Character.isISOControl(c) || (Character.isSurrogate(c) && !pair)) {
        throw Problem.invalid(field + " holds a control character or half a surrogate pair");
      }
      if (pair) {
        i++;
      }
    }
    if (text.isBlank()) {
      throw Problem.invalid(field + " is blank");
    }
    return text;
  }
}
