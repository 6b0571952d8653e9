package dev.writ.clock;

import dev.writ.api.model.ExtensionReason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a rule from YAML. Every field stands in every file; what a regime lacks is {@code none}.
 * The grounds of an extension and the reasons of a longer appeal alone may be missing: files were
 * kept before they were read.
 */
final class RuleFile {
  private RuleFile() {}

  /** Throws {@link RuleMistake}, which names file and field. */
  static Rule read(String file, String yaml) {
    try {
      var fields = Fields.of(file, document(file, yaml));
      var rule = rule(fields);
      fields.end();
      return rule;
    } catch (IllegalArgumentException impossible) {
      throw new RuleMistake(file + ": " + impossible.getMessage());
    }
  }

  /** Its parser throws whatever its tags meet in a text, numbers that are none among it. */
  private static @Nullable Object document(String file, String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (RuntimeException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static RuleMistake unreadable(String file, RuntimeException unreadable) {
    var line =
        unreadable instanceof MarkedYAMLException marked && marked.getProblemMark() != null
            ? "line " + (marked.getProblemMark().getLine() + 1)
            : "the text";
    return new RuleMistake(
        file + ": " + unreadable.getMessage(), file + ": " + line + " is not readable as YAML");
  }

  private static Rule rule(Fields fields) {
    return new Rule(
        fields.text("id"),
        fields.number("version"),
        fields.text("name"),
        fields.text("law"),
        fields.text("description"),
        fields.parts("notes", RuleFile::note),
        fields.texts("calendars"),
        fields.part("response", RuleFile::term),
        fields.findPart("acknowledgement", RuleFile::term).orElse(null),
        fields.findPart("extension", RuleFile::extension).orElse(null),
        fields.parts("pauses", RuleFile::pause),
        fields.part("noPause", part -> new Rule.NoPause(part.text("article"), part.text("text"))),
        fields.part("refusal", RuleFile::refusal),
        fields.findPart("appeal", RuleFile::appeal).orElse(null),
        fields.parts("furtherTerms", RuleFile::furtherTerm),
        fields.findPart("repeats", RuleFile::repeat).orElse(null),
        fields.findPart("keeping", RuleFile::keeping).orElse(null));
  }

  private static Rule.Note note(Fields fields) {
    return new Rule.Note(
        fields.word("standing", Rule.Standing.class), fields.text("about"), fields.text("text"));
  }

  private static Term term(Fields fields) {
    return new Term(
        fields.text("article"),
        fields.part("length", RuleFile::length),
        fields.flag("rollsToWorkingDay"),
        fields.number("daysSafer"));
  }

  private static Length length(Fields fields) {
    return new Length(fields.number("count"), fields.word("unit", Length.Unit.class));
  }

  private static Rule.Extension extension(Fields fields) {
    return new Rule.Extension(
        fields.text("article"),
        fields.findPart("further", RuleFile::length).orElse(null),
        fields.text("reasons"),
        Set.copyOf(fields.findWords("grounds", ExtensionReason.class)),
        fields.text("notice"));
  }

  private static Rule.Pause pause(Fields fields) {
    return new Rule.Pause(
        fields.word("ground", PauseGround.class),
        fields.text("article"),
        fields.flag("allowed"),
        Set.copyOf(fields.words("rights", Right.class)),
        fields.word("effect", Rule.Effect.class),
        fields.findNumber("askWithinDays").orElse(null),
        fields.flag("movesSafeDate"));
  }

  private static Rule.Refusal refusal(Fields fields) {
    return new Rule.Refusal(
        fields.text("article"), fields.flag("withinUnextended"), fields.texts("says"));
  }

  private static Rule.Appeal appeal(Fields fields) {
    return new Rule.Appeal(
        fields.text("article"),
        fields.part("decision", RuleFile::term),
        fields.findPart("further", RuleFile::length).orElse(null),
        Set.copyOf(fields.findWords("reasons", ExtensionReason.class)),
        fields.text("afterwards"));
  }

  private static Rule.FurtherTerm furtherTerm(Fields fields) {
    return new Rule.FurtherTerm(
        fields.text("name"), fields.text("what"), fields.part("term", RuleFile::term));
  }

  private static Rule.Repeat repeat(Fields fields) {
    return new Rule.Repeat(
        fields.text("article"),
        fields.text("what"),
        fields.part("every", RuleFile::length),
        fields.day("from"));
  }

  private static Rule.Keeping keeping(Fields fields) {
    return new Rule.Keeping(
        fields.text("article"), fields.part("atLeast", RuleFile::length), fields.text("what"));
  }
}
