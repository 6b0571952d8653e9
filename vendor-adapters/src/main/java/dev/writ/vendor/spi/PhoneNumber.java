package dev.writ.vendor.spi;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Telephone numbers, however they are spelled. */
public final class PhoneNumber {
  /** Spaces of every width, invisible marks, dots, dashes and slashes. */
  private static final Pattern SPACING = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}\\x{2212}./]");

  private static final Pattern TRUNK_ZERO =
      Pattern.compile("^(\\(?(?:\\+|00)\\(?[1-9][0-9]{0,2}\\)?)\\(0\\)");
  private static final Pattern BRACKETS = Pattern.compile("[()\\[\\]]");
  private static final Pattern ABROAD = Pattern.compile("^00");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+");

  private PhoneNumber() {}

  /**
   * The number as digits, with a plus before its country code, where it has one: spaces, dots,
   * dashes, slashes and brackets are left out, a leading 00 is a plus, and {@code (0)} behind a
   * country code (E.164 numbers, ITU-T E.123 of 2001, 7.2: not to be dialled from abroad) is
   * dropped. What is no number then, say because of an extension, comes back as it was given, in
   * compatibility form.
   *
   * <p>Two spellings of one number have one reduced form, unless one lacks the country code: nobody
   * knows which that is.
   */
  public static String reduced(String written) {
    var given = Normalizer.normalize(written.strip(), Normalizer.Form.NFKC);
    var dense = SPACING.matcher(digits(given)).replaceAll("");
    var bare = BRACKETS.matcher(TRUNK_ZERO.matcher(dense).replaceFirst("$1")).replaceAll("");
    var number = ABROAD.matcher(bare).replaceFirst("+");
    return NUMBER.matcher(number).matches() ? number : given;
  }

  /** Those of every script. */
  private static String digits(String text) {
    return text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
