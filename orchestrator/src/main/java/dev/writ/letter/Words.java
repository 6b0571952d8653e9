package dev.writ.letter;

import dev.writ.page.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is shipped in one language: the letters, the parts they share, and single phrases. */
final class Words {
  private static final Map<Language, Words> SHIPPED = new EnumMap<>(Language.class);

  static {
    for (var language : Language.values()) {
      SHIPPED.put(language, read(language));
    }
  }

  private final Map<String, String> parts;
  private final Map<String, String> phrases;
  private final Map<LetterKind, Wording> letters;

  private Words(
      Map<String, String> parts, Map<String, String> phrases, Map<LetterKind, Wording> letters) {
    this.parts = parts;
    this.phrases = phrases;
    this.letters = letters;
  }

  static Words in(Language language) {
    return Objects.requireNonNull(SHIPPED.get(language));
  }

  /** A part that letters share; empty when there is none of this name. */
  Optional<String> findPart(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  Wording letter(LetterKind kind) {
    return Objects.requireNonNull(letters.get(kind), () -> "no built-in letter " + kind);
  }

  /** A phrase, its places filled in order. */
  String say(String key, Object... of) {
    var phrase = Objects.requireNonNull(phrases.get(key), () -> "no phrase " + key);
    return phrase.formatted(of);
  }

  private static Words read(Language language) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (InputStream file =
        Words.class.getResourceAsStream("/letters/" + language.tag() + ".yaml")) {
      Map<String, Map<String, Object>> all =
          new Yaml(new SafeConstructor(options)).load(Objects.requireNonNull(file));
      var letters = new EnumMap<LetterKind, Wording>(LetterKind.class);
      for (var letter : section(all, "letters").entrySet()) {
        var wording = (Map<?, ?>) letter.getValue();
        letters.put(
            LetterKind.valueOf(letter.getKey()),
            new Wording(
                String.valueOf(wording.get("subject")), String.valueOf(wording.get("body"))));
      }
      return new Words(texts(section(all, "parts")), texts(section(all, "words")), letters);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Object> section(Map<String, Map<String, Object>> all, String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static Map<String, String> texts(Map<String, Object> section) {
    var texts = new HashMap<String, String>();
    section.forEach((name, text) -> texts.put(name, String.valueOf(text)));
    return Map.copyOf(texts);
  }
}
