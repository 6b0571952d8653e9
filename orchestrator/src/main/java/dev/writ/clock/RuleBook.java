package dev.writ.clock;

import dev.writ.clock.HolidayCorrections.Correction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * All rules and calendars. A rule added by an administrator overrides the shipped one of the same
 * id, and must have a higher version.
 */
final class RuleBook {
  private static final String LIBRARY =
      "META-INF/maven/de.focus-shift/jollyday-core/pom.properties";

  private final Map<String, Entry> entries;
  private final HolidayCorrections corrections;
  private final String edition;
  private final Map<String, WorkingDays> calendars = new ConcurrentHashMap<>();

  private RuleBook(Map<String, Entry> entries, HolidayCorrections corrections) {
    this.entries = entries;
    this.corrections = corrections;
    this.edition =
        entries.values().stream()
            .map(entry -> entry.rule().id() + ":" + entry.rule().version())
            .collect(Collectors.joining(" ", "", " " + corrections.version()));
  }

  /** A rule and the text of its file. */
  record Entry(Rule rule, String file, boolean shipped) {}

  /** What is shipped, in {@code rules/}. Throws {@link RuleMistake} if a file has one. */
  static RuleBook shipped() {
    var resolver = new PathMatchingResourcePatternResolver();
    try {
      var entries = new TreeMap<String, Entry>();
      for (var file : resolver.getResources("classpath*:/rules/regimes/*.yaml")) {
        var rule = RuleFile.read(name(file), text(file));
        if (entries.put(rule.id(), new Entry(rule, text(file), true)) != null) {
          throw new RuleMistake(name(file) + ": id: another file has it");
        }
      }
      var holidays = resolver.getResource("classpath:/rules/holidays.yaml");
      return new RuleBook(
          entries,
          HolidayCorrections.read(name(holidays), text(holidays), libraryVersion(resolver)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** This book with one more rule, or a newer version of one it has. */
  RuleBook with(Rule rule) {
    return with(rule, "");
  }

  /** The same, with the text it was read from. */
  RuleBook with(Rule rule, String file) {
    var earlier = entries.get(rule.id());
    if (earlier != null && rule.version() <= earlier.rule().version()) {
      throw new RuleMistake(
          rule.id() + ": version: has to be higher than " + earlier.rule().version());
    }
    for (int i = 0; i < rule.calendars().size(); i++) {
      if (!PublicHolidays.has(rule.calendars().get(i))) {
        throw new RuleMistake(rule.id() + ": calendars[" + i + "]: there are no such lists");
      }
    }
    var more = new TreeMap<>(entries);
    more.put(rule.id(), new Entry(rule, file, false));
    return new RuleBook(more, corrections);
  }

  /** This book with days that lead over all others. */
  RuleBook with(List<Correction> newer, long edition) {
    return new RuleBook(entries, corrections.with(newer, edition));
  }

  /** By id. */
  Collection<Rule> rules() {
    return entries.values().stream().map(Entry::rule).toList();
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  Optional<Rule> find(String id) {
    return findEntry(id).map(Entry::rule);
  }

  Optional<Entry> findEntry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  WorkingDays calendar(String id) {
    return calendars.computeIfAbsent(id, wanted -> new PublicHolidays(wanted, corrections));
  }

  /** Changes whenever a date may come out differently. */
  String edition() {
    return edition;
  }

  private static String libraryVersion(PathMatchingResourcePatternResolver resolver)
      throws IOException {
    var properties = new Properties();
    try (var in = resolver.getResource("classpath:" + LIBRARY).getInputStream()) {
      properties.load(in);
    }
    return "Jollyday " + properties.getProperty("version");
  }

  private static String name(Resource file) {
    return String.valueOf(file.getFilename());
  }

  private static String text(Resource file) throws IOException {
    return file.getContentAsString(StandardCharsets.UTF_8);
  }
}
