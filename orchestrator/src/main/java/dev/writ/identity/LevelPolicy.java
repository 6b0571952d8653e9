package dev.writ.identity;

import dev.writ.api.model.Regime;
import dev.writ.api.model.RequestKind;
import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Which level each right under each law requires: {@code identity/levels.yaml}, and what the
 * operator set otherwise.
 */
@Component
class LevelPolicy {
  private static final String OTHER = "OTHER";

  private final Map<String, Requirement> lines;

  @Autowired
  LevelPolicy(WritSettings settings) throws IOException {
    this(settings.identity().levels());
  }

  /**
   * @param wishes levels that differ from the shipped ones, as REGIME/KIND=LEVEL
   */
  LevelPolicy(List<String> wishes) throws IOException {
    lines = shipped();
    for (var wish : wishes) {
      override(wish);
    }
  }

  /**
   * @param source the law, and whether it says so
   */
  record Requirement(AssuranceLevel level, String source) {}

  /**
   * The highest that any of these laws requires for the right, with its source; of equal ones the
   * first.
   *
   * @param laws the regime, and what else the request stands under
   */
  Requirement requirement(List<String> laws, String kind) {
    return laws.stream()
        .map(law -> requirement(law, kind))
        .reduce((first, next) -> first.level().reaches(next.level()) ? first : next)
        .orElseThrow();
  }

  Requirement requirement(String regime, String kind) {
    var line = lines.getOrDefault(key(regime, kind), lines.get(key(OTHER, kind)));
    return Objects.requireNonNull(line, () -> "no level for " + kind);
  }

  private void override(String wish) {
    var parts = wish.split("[/=]");
    try {
      var key = key(Regime.valueOf(parts[0]).name(), RequestKind.valueOf(parts[1]).name());
      lines.put(
          key,
          new Requirement(AssuranceLevel.valueOf(parts[2]), "WRIT_IDENTITY_LEVELS, by choice"));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "writ.identity.levels (WRIT_IDENTITY_LEVELS): unknown law, right or level in " + wish);
    }
  }

  private static Map<String, Requirement> shipped() throws IOException {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var yaml =
        new ClassPathResource("identity/levels.yaml").getContentAsString(StandardCharsets.UTF_8);
    List<Map<String, Object>> document = new Yaml(new SafeConstructor(options)).load(yaml);
    var all = new HashMap<String, Requirement>();
    for (var line : document) {
      var level = AssuranceLevel.valueOf(text(line, "level"));
      var source = text(line, "standing") + ": " + text(line, "source");
      for (var kind : (List<?>) Objects.requireNonNull(line.get("kinds"))) {
        all.put(key(text(line, "regime"), String.valueOf(kind)), new Requirement(level, source));
      }
    }
    return all;
  }

  private static String text(Map<String, Object> line, String field) {
    return String.valueOf(Objects.requireNonNull(line.get(field), field));
  }

  private static String key(String regime, String kind) {
    return regime + "/" + kind;
  }
}
