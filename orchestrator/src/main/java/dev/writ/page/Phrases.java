package dev.writ.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What the pages say, in each language, from {@code pages/<tag>.properties}. The service does not
 * start when a language lacks a phrase that another has.
 */
@Component
public final class Phrases {
  private final Map<Language, Properties> said = new EnumMap<>(Language.class);

  /** Reads them; fails when a language is not complete. */
  public Phrases() {
    for (var language : Language.values()) {
      said.put(language, read(language));
    }
    for (var language : Language.values()) {
      if (!keys(language).equals(keys(Language.EN))) {
        throw new IllegalStateException("pages/" + language.tag() + ".properties is not complete");
      }
    }
  }

  /**
   * A phrase, escaped for HTML where it is written, not here.
   *
   * @param with stands where the phrase says {@code {0}}
   */
  public String of(Language language, String key, String with) {
    return of(language, key).replace("{0}", with);
  }

  /** The same for a phrase without a place to fill. */
  public String of(Language language, String key) {
    var phrase = Objects.requireNonNull(said.get(language)).getProperty(key);
    if (phrase == null) {
      throw new IllegalArgumentException("no phrase " + key);
    }
    return phrase;
  }

  Set<String> keys(Language language) {
    return Objects.requireNonNull(said.get(language)).stringPropertyNames();
  }

  private static Properties read(Language language) {
    var phrases = new Properties();
    var name = "/pages/" + language.tag() + ".properties";
    try (var file = Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name)) {
      phrases.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
    return phrases;
  }
}
