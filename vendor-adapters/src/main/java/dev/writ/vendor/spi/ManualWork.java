package dev.writ.vendor.spi;

import java.time.Duration;
import java.util.List;

/**
 * Work at a vendor that only a human can do, with the vendor's own steps.
 *
 * @param code stable upper-case word, unique within the vendor, e.g. {@code GEMINI_CHAT_DELETE}
 * @param doer who has to do it
 * @param title one line
 * @param steps in order, without personal data: the task shows the person beside them
 * @param vendorTime how long the vendor takes after the last step, as documented; zero when at once
 * @param source the vendor's document, with its date
 */
public record ManualWork(
    String code, Doer doer, String title, List<String> steps, Duration vendorTime, String source) {

  /** Who has the rights to do it. */
  public enum Doer {
    /** Somebody of the company, with administrator's rights at the vendor. */
    OFFICER,
    /** The account holder alone: the person the request is about. */
    SUBJECT
  }

  public ManualWork {
    if (!code.matches("[A-Z][A-Z0-9_]{2,63}")) {
      throw new IllegalArgumentException("a manual work's code is an upper-case word");
    }
    steps = List.copyOf(steps);
    if (steps.isEmpty() || vendorTime.isNegative()) {
      throw new IllegalArgumentException("manual work has steps, and takes no negative time");
    }
  }
}
