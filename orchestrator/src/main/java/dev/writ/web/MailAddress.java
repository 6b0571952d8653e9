package dev.writ.web;

import java.util.regex.Pattern;

/**
 * What can be an e-mail address, by its look alone (RFC 5321 and 6531): any script, plus signs,
 * quoted local parts and address literals are; a name beside it, a second address or a domain of
 * one label is a slip of whoever typed it.
 */
public final class MailAddress {
  private static final String PLAIN = "[^\\s\\p{Z}\\p{Cc}\\p{Cs}@\"<>(),:;\\\\\\[\\]]";
  private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cc}\\p{Cs}]|\\\\[^\\p{Cc}\\p{Cs}])+\"";

  /** Browsers and mail programs take each of these for the dot of a domain (UTS 46). */
  private static final String DOT = "[.\u3002\uFF0E\uFF61]";

  private static final String LABEL = PLAIN.replace("[^", "[^.\u3002\uFF0E\uFF61");
  private static final String DOMAIN =
      "(?:%2$s+(?:%1$s%2$s+)+|\\[[^\\s\\p{Cc}\\p{Cs}\\[\\]\\\\]+])".formatted(DOT, LABEL);
  private static final Pattern POSSIBLE =
      Pattern.compile("(?:%s+|%s)@%s".formatted(PLAIN, QUOTED, DOMAIN));
  private static final Pattern SIMPLE = Pattern.compile("%s+@%s".formatted(PLAIN, DOMAIN));

  private MailAddress() {}

  /** Whether it can be somebody's, spaces around it aside. */
  public static boolean possible(String text) {
    return POSSIBLE.matcher(text.strip()).matches();
  }

  /** The same without a quoted part, which forms and mail servers would stumble over. */
  public static boolean simple(String text) {
    return SIMPLE.matcher(text).matches();
  }
}
