package dev.writ.letter;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.writ.page.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills a template. Templates see maps, lists and text alone, and no method of anything; a name
 * that does not exist is a mistake and not an empty place.
 */
final class Composer {
  private Composer() {}

  /**
   * The letter, and the blocks it says.
   *
   * @throws TemplateMistake when the template cannot be read, or uses an unknown name
   */
  static Composed compose(Wording wording, Contents contents, Language language) {
    var said = EnumSet.noneOf(Block.class);
    var values = new HashMap<>(contents.values());
    for (var block : Block.values()) {
      values.put(block.name(), section(block, contents, said));
    }
    var compiler = compiler(Words.in(language));
    var subject = fill(compiler, "subject", wording.subject(), contents.values());
    var body = fill(compiler, "body", wording.body(), values);
    return new Composed(
        subject.replaceAll("\\s+", " ").strip(),
        body.replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip() + "\n",
        Set.copyOf(said));
  }

  private static Mustache.Lambda section(Block block, Contents contents, Set<Block> said) {
    return (fragment, out) -> write(block, contents, said, fragment, out);
  }

  /** A block with nothing to say is left out, and so is what the template has around it. */
  private static void write(
      Block block, Contents contents, Set<Block> said, Template.Fragment fragment, Writer out)
      throws IOException {
    var shown = contents.shownBy(block);
    if (shown.isEmpty()) {
      return;
    }
    var text = fragment.execute();
    if (!text.isBlank() && shown.get().stream().allMatch(text::contains)) {
      said.add(block);
    }
    out.write(text);
  }

  private static Mustache.Compiler compiler(Words words) {
    return Mustache.compiler()
        .escapeHTML(false)
        .strictSections(true)
        .emptyStringIsFalse(true)
        .withCollector(
            new BasicCollector() {
              @Override
              public <K, V> Map<K, V> createFetcherCache() {
                return new ConcurrentHashMap<>();
              }
            })
        .withLoader(
            name ->
                new StringReader(
                    words
                        .findPart(name)
                        .orElseThrow(
                            () -> new TemplateMistake("there is no part of a name used"))));
  }

  private static String fill(
      Mustache.Compiler compiler, String field, String text, Map<String, Object> values) {
    try {
      return compiler.compile(text).execute(values);
    } catch (MustacheException.Context unknown) {
      throw new TemplateMistake(field + " uses an unknown name in line " + unknown.lineNo);
    } catch (MustacheException unreadable) {
      throw unreadable.getCause() instanceof TemplateMistake part
          ? new TemplateMistake(field + ": " + part.getMessage())
          : unreadable(field);
    } catch (IndexOutOfBoundsException unreadable) {
      // How the compiler stumbles over a tag with nothing in it.
      throw unreadable(field);
    }
  }

  private static TemplateMistake unreadable(String field) {
    return new TemplateMistake(field + " is not Mustache, or uses an unknown name");
  }
}
