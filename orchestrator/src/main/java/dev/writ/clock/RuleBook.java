package dev.writ.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * All rules and calendars. A rule added by an administrator overrides the shipped one of the same
 * id, and must have a higher version.
 */
final class RuleBook {
  private static final String LIBRARY =
      "META-INF/maven/de.focus-shift/jollyday-core/pom.properties";

  private final Map<String, Rule> rules;
  private final HolidayCorrections corrections;
  private final Map<String, WorkingDays> calendars = new ConcurrentHashMap<>();

  private RuleBook(Map<String, Rule> rules, HolidayCorrections corrections) {
    this.rules = rules;
    this.corrections = corrections;
  }

  /** What is shipped, in {@code rules/}. Throws {@link RuleMistake} if a file has one. */
  static RuleBook shipped() {
    var resolver = new PathMatchingResourcePatternResolver();
    try {
      var rules = new TreeMap<String, Rule>();
      for (var file : resolver.getResources("classpath*:/rules/regimes/*.yaml")) {
        var rule = RuleFile.read(name(file), text(file));
        if (rules.put(rule.id(), rule) != null) {
          throw new RuleMistake(name(file) + ": id: another file has it");
        }
      }
      var holidays = resolver.getResource("classpath:/rules/holidays.yaml");
      return new RuleBook(
          rules, HolidayCorrections.read(name(holidays), text(holidays), libraryVersion(resolver)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** This book with one more rule, or a newer version of one it has. */
  RuleBook with(Rule rule) {
    var earlier = rules.get(rule.id());
    if (earlier != null && rule.version() <= earlier.version()) {
      throw new RuleMistake(rule.id() + ": version: has to be higher than " + earlier.version());
    }
    var more = new TreeMap<>(rules);
    more.put(rule.id(), rule);
    return new RuleBook(more, corrections);
  }

  /** By id. */
  Collection<Rule> rules() {
    return rules.values();
  }

  Optional<Rule> find(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  /** A rule's clock with one of its calendars, or none if it does not have that one. */
  Optional<StatutoryClock> findClock(Rule rule, String calendar) {
    return rule.calendars().contains(calendar)
        ? Optional.of(new StatutoryClock(rule, calendar(calendar)))
        : Optional.empty();
  }

  WorkingDays calendar(String id) {
    return calendars.computeIfAbsent(id, wanted -> new PublicHolidays(wanted, corrections));
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
