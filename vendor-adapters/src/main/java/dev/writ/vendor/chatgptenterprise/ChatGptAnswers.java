package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.spi.Answers.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How the answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class ChatGptAnswers {
  /** One segment of a path that begins with a letter or digit and has no two dots in a row. */
  private static final Pattern ID =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_.:-]{0,199}");

  private ChatGptAnswers() {}

  /** Whether the text can be an id, and cannot bend a path. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * Walks pages to the end, in whichever of the two known dialects the answers speak: an opaque
   * {@code cursor}, or {@code last_id} that goes back as {@code after}. A position that repeats is
   * a malformed answer.
   *
   * @param first the parameters of the first page
   * @param fetch gives nothing when there is no such list; later than the first page that is
   *     malformed
   */
  static void pages(
      Map<String, String> first,
      Function<Map<String, String>, Optional<JsonNode>> fetch,
      Consumer<JsonNode> each) {
    var seen = new HashSet<Map<String, String>>();
    var query = first;
    while (true) {
      var page = fetch.apply(query);
      if (page.isEmpty()) {
        require(seen.isEmpty());
        return;
      }
      rows(page.get()).forEach(each);
      var next = next(page.get());
      if (next.isEmpty()) {
        return;
      }
      require(seen.add(next));
      query = new LinkedHashMap<>(first);
      query.putAll(next);
    }
  }

  /** Where the next page begins, as parameters; none after the last. */
  static Map<String, String> next(JsonNode page) {
    var cursor = text(page, "cursor");
    if (!more(page)) {
      return Map.of();
    }
    if (!cursor.isEmpty()) {
      return Map.of("cursor", cursor);
    }
    var last = text(page, "last_id");
    require(!last.isEmpty());
    return Map.of("after", last);
  }

  /**
   * Whether the page says that there is more. One that names its last row and does not say may be
   * the first of many.
   */
  static boolean more(JsonNode page) {
    var said = page.path("has_more");
    if (said.isBoolean()) {
      return said.asBoolean();
    }
    boolean positioned = !text(page, "cursor").isEmpty();
    require(said.isMissingNode() || said.isNull());
    require(positioned || text(page, "last_id").isEmpty());
    return positioned;
  }

  /** The rows of a page, all of them objects. */
  static List<JsonNode> rows(JsonNode page) {
    var data = page.path("data");
    require(data.isArray());
    var rows = new ArrayList<JsonNode>();
    data.forEach(rows::add);
    require(rows.stream().allMatch(JsonNode::isObject));
    return rows;
  }

  /** Text of a field, or empty. */
  static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  static String requiredId(JsonNode row) {
    var id = text(row, "id");
    require(isId(id));
    return id;
  }

  /** An object that is read by its id: never an empty one, and never another one. */
  static JsonNode identified(JsonNode json, String id) {
    require(json.isObject() && !json.isEmpty());
    require(!json.has("id") || text(json, "id").equals(id));
    return json;
  }
}
