package dev.writ.vendor.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work at a vendor that only a human can do, with the vendor's own steps.
 *
 * @param code stable upper-case word, unique within the vendor, e.g. {@code CHATS_DELETE}
 * @param doer who has to do it
 * @param title one line
 * @param steps in order, without personal data: the task shows the person beside them
 * @param vendorTime how long the vendor takes after the last step, as documented; zero when at once
 * @param source the vendor's document, with its date
 * @param translations title and steps by BCP 47 tag, where the person may read them
 */
public record ManualWork(
    String code,
    Doer doer,
    String title,
    List<String> steps,
    Duration vendorTime,
    String source,
    Map<String, Words> translations) {

  /** Who has the rights to do it. */
  public enum Doer {
    /** Somebody of the company, with administrator's rights at the vendor. */
    OFFICER,
    /** The account holder alone: the person the request is about. */
    SUBJECT
  }

  /** Title and steps in another language; as many steps, in the same order. */
  public record Words(String title, List<String> steps) {
    public Words {
      steps = List.copyOf(steps);
    }
  }

  /** Work that is described in one language. */
  public ManualWork(
      String code,
      Doer doer,
      String title,
      List<String> steps,
      Duration vendorTime,
      String source) {
    this(code, doer, title, steps, vendorTime, source, Map.of());
  }

  /** The same work with its translations. */
  public ManualWork translated(Map<String, Words> words) {
    return new ManualWork(code, doer, title, steps, vendorTime, source, words);
  }

  /** The words of this language; empty where there is no translation. */
  public Optional<Words> in(String tag) {
    return Optional.ofNullable(translations.get(tag));
  }

  /** The same, where nothing is translated as it was written. */
  public Words wordsIn(String tag) {
    return in(tag).orElseGet(() -> new Words(title, steps));
  }

  public ManualWork {
    if (!code.matches("[A-Z][A-Z0-9_]{2,63}")) {
      throw new IllegalArgumentException("a manual work's code is an upper-case word");
    }
    steps = List.copyOf(steps);
    if (steps.isEmpty() || vendorTime.isNegative()) {
      throw new IllegalArgumentException("manual work has steps, and takes no negative time");
    }
    translations = stored(translations);
    int wanted = steps.size();
    if (translations.values().stream().anyMatch(words -> words.steps().size() != wanted)) {
      throw new IllegalArgumentException("a translation has another number of steps");
    }
  }

  /** What was stored before there were translations has none. */
  private static Map<String, Words> stored(@Nullable Map<String, Words> translations) {
    return translations == null ? Map.of() : Map.copyOf(translations);
  }
}
