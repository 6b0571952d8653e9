package dev.writ.subject;

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
 * What the pages say, in each language, from {@code subject/<tag>.properties}. The service does not
 * start when a language lacks a phrase that another has.
 */
@Component
class Phrases {
  private final Map<Tongue, Properties> said = new EnumMap<>(Tongue.class);

  Phrases() {
    for (var tongue : Tongue.values()) {
      said.put(tongue, read(tongue));
    }
    for (var tongue : Tongue.values()) {
      if (!keys(tongue).equals(keys(Tongue.EN))) {
        throw new IllegalStateException("subject/" + tongue.tag() + ".properties is not complete");
      }
    }
  }

  /**
   * A phrase, escaped for HTML where it is written, not here.
   *
   * @param with stands where the phrase says {@code {0}}
   */
  String of(Tongue tongue, String key, String with) {
    return of(tongue, key).replace("{0}", with);
  }

  String of(Tongue tongue, String key) {
    var phrase = Objects.requireNonNull(said.get(tongue)).getProperty(key);
    if (phrase == null) {
      throw new IllegalArgumentException("no phrase " + key);
    }
    return phrase;
  }

  Set<String> keys(Tongue tongue) {
    return Objects.requireNonNull(said.get(tongue)).stringPropertyNames();
  }

  private static Properties read(Tongue tongue) {
    var phrases = new Properties();
    var name = "/subject/" + tongue.tag() + ".properties";
    try (var file = Objects.requireNonNull(Phrases.class.getResourceAsStream(name), name)) {
      phrases.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
    return phrases;
  }
}
