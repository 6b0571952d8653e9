package dev.writ.vendor.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of Markdown out of texts that know nothing of it. */
final class Markdown {
  private Markdown() {}

  /** Plain text on one line, whatever signs it holds. */
  static String text(String plain) {
    return plain
        .strip()
        .replaceAll("\\s+", " ")
        .replace("\\", "\\\\")
        .replace("*", "\\*")
        .replace("|", "\\|")
        .replace("[", "\\[")
        .replace("<", "&lt;");
  }

  /** Text as it is typed, also within a table. */
  static String code(String typed) {
    return "`" + typed.strip().replaceAll("\\s+", " ").replace("|", "\\|") + "`";
  }

  /** Cells are Markdown already. */
  static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static String header(String... titles) {
    return row(titles) + "|" + "---|".repeat(titles.length) + "\n";
  }

  static String list(List<String> plain) {
    return plain.stream().map(one -> "- " + text(one) + "\n").collect(Collectors.joining());
  }

  /** The anchor that a heading gets. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  /** In the largest unit that fits without a remainder. */
  static String time(Duration time) {
    if (time.isZero()) {
      return "at once";
    }
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + " milliseconds";
    }
    long seconds = time.toSeconds();
    if (seconds % 86_400 == 0) {
      return counted(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0) {
      return counted(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
