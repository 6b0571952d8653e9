package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Walks lists to their end in the vendor's dialects. A cursor that repeats or is missing where more
 * is announced is a malformed answer; an empty page with a cursor is a page like any other.
 */
final class ComplianceLists {
  /** Cursors of chats and messages. */
  private static final String CURSOR = "after_id";

  /** Tokens of everything else; sessions send no {@code has_more} with them. */
  private static final String TOKEN = "page";

  private static final String LIMIT = "limit";

  private final ComplianceApi api;

  ComplianceLists(ComplianceApi api) {
    this.api = api;
  }

  void byCursor(
      String path, Map<String, Object> query, String rows, Consumer<JsonNode> page, Rows each) {
    walk(path, query, CURSOR, rows, page, each);
  }

  void byToken(String path, Map<String, Object> query, Consumer<JsonNode> page, Rows each) {
    walk(path, query, TOKEN, "data", page, each);
  }

  void byToken(String path, Map<String, Object> query, Rows each) {
    byToken(path, query, page -> {}, each);
  }

  /** What a list within an object holds; false when the object is gone. */
  static boolean within(Runnable walk) {
    return unlessGone(
            () -> {
              walk.run();
              return true;
            })
        .isPresent();
  }

  /** Takes one row. */
  @FunctionalInterface
  interface Rows {
    void row(JsonNode row);
  }

  private void walk(
      String path,
      Map<String, Object> query,
      String parameter,
      String rows,
      Consumer<JsonNode> page,
      Rows each) {
    var seen = new HashSet<String>();
    var asked = new LinkedHashMap<>(query);
    for (String next = null; ; asked.put(parameter, next)) {
      var answer = page(path, asked);
      require(answer != null && answer.path(rows).isArray());
      page.accept(answer);
      answer.path(rows).forEach(each::row);
      next = parameter.equals(CURSOR) ? cursor(answer) : token(answer);
      if (next == null) {
        return;
      }
      require(!next.isEmpty() && seen.add(next));
    }
  }

  /**
   * A page that is too large to be held is asked for with fewer rows, and so are those after it.
   * Whether a token may go on with another number of rows is not documented; a refusal stays one.
   */
  private JsonNode page(String path, Map<String, Object> asked) {
    while (true) {
      try {
        return api.get(path, asked);
      } catch (VendorFailure failure) {
        boolean tooLarge = failure.kind() == Kind.REJECTED && failure.status() == 200;
        if (!tooLarge || !(asked.get(LIMIT) instanceof Integer rows) || rows == 1) {
          throw failure;
        }
        asked.put(LIMIT, Math.max(1, rows / 10));
      }
    }
  }

  static @Nullable String cursor(JsonNode page) {
    require(page.path("has_more").isBoolean());
    return page.path("has_more").asBoolean(false) ? text(page, "last_id") : null;
  }

  static @Nullable String token(JsonNode page) {
    var next = text(page, "next_page");
    if (next.isEmpty()) {
      require(!page.path("has_more").asBoolean(false));
      return null;
    }
    return next;
  }
}
