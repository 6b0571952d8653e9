package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The platform's two dialects of a list. A cursor that names no listed object is answered with 400,
 * on which the documents are silent.
 */
final class SimulatedLists {
  private static final int USUAL = 20;
  private static final String TOKEN = "page_";

  private SimulatedLists() {}

  /** By {@code page} and {@code next_page}; the token is opaque. */
  static SimulatedResponse pages(SimulatedCall call, int most, List<ObjectNode> rows) {
    int size = limit(call, most);
    int from = call.has("page") ? index(rows, id(call.param("page"))) + 1 : 0;
    int to = Math.min(rows.size(), from + size);
    String next = to < rows.size() ? token(rows.get(to - 1)) : null;
    return ok(json("{\"data\":?,\"next_page\":?}", rows.subList(from, to), next));
  }

  private static String token(ObjectNode last) {
    return TOKEN + HexFormat.of().formatHex(key(last).getBytes(StandardCharsets.UTF_8));
  }

  /** A marker of a folder has its path alone. */
  private static String key(ObjectNode row) {
    return row.path("id").asString(row.path("path").asString(""));
  }

  private static String id(String token) {
    try {
      return new String(
          HexFormat.of().parseHex(token.substring(TOKEN.length())), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException none) {
      throw SimulatedRefusal.invalid("page: Invalid cursor");
    }
  }

  /**
   * Under a beta header that older clients page by id and newer ones by token: each finds its own
   * in the answer.
   */
  static SimulatedResponse both(SimulatedCall call, int most, List<ObjectNode> rows) {
    if (call.has("page")) {
      return pages(call, most, rows);
    }
    var byId = cursors(call, rows);
    var answer = (ObjectNode) VendorHttp.JSON.readTree(byId.body());
    boolean forward = !call.has("before_id") && answer.path("has_more").asBoolean(false);
    var data = answer.path("data");
    answer.put("next_page", forward ? token((ObjectNode) data.path(data.size() - 1)) : null);
    return ok(answer);
  }

  /** By {@code after_id} and {@code before_id}, with {@code has_more}. */
  static SimulatedResponse cursors(SimulatedCall call, List<ObjectNode> rows) {
    int size = limit(call, 1000);
    if (call.has("before_id")) {
      int to = index(rows, call.param("before_id"));
      int from = Math.max(0, to - size);
      return cursors(rows.subList(from, to), from > 0);
    }
    int from = call.has("after_id") ? index(rows, call.param("after_id")) + 1 : 0;
    int to = Math.min(rows.size(), from + size);
    return cursors(rows.subList(from, to), to < rows.size());
  }

  private static SimulatedResponse cursors(List<ObjectNode> rows, boolean more) {
    return ok(
        json(
            "{\"data\":?,\"first_id\":?,\"last_id\":?,\"has_more\":?}",
            rows,
            rows.isEmpty() ? null : rows.getFirst().path("id").asString(""),
            rows.isEmpty() ? null : rows.getLast().path("id").asString(""),
            more));
  }

  private static int limit(SimulatedCall call, int most) {
    @Nullable String asked = call.request().param("limit").orElse(null);
    if (asked == null) {
      return USUAL;
    }
    if (!asked.matches("[0-9]{1,5}")
        || Integer.parseInt(asked) < 1
        || Integer.parseInt(asked) > most) {
      throw SimulatedRefusal.invalid("limit: Input should be between 1 and " + most);
    }
    return Integer.parseInt(asked);
  }

  private static int index(List<ObjectNode> rows, String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (key(rows.get(i)).equals(id)) {
        return i;
      }
    }
    throw SimulatedRefusal.invalid("Invalid cursor");
  }
}
