package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The three dialects of paging. A position is the number of a row, not its place, so that rows may
 * go while the list is walked.
 */
final class SimulatedPaging {
  private SimulatedPaging() {}

  /** One row: its number in the order of the list, and how it is shown. */
  record Row(long number, ObjectNode shown) {}

  /** {@code after_id} and {@code before_id}, with {@code first_id}, {@code last_id}. */
  static ObjectNode cursors(
      SimulatedCall call, String bound, List<Row> rows, int limit, String name) {
    var after = call.value("after_id");
    var before = call.value("before_id");
    var asked = after.isEmpty() ? before : after;
    long position = asked.isEmpty() ? 0 : SimulatedCall.position(asked, bound);
    var rest =
        rows.stream()
            .filter(row -> after.isEmpty() || row.number() > position)
            .filter(row -> !after.isEmpty() || before.isEmpty() || row.number() < position)
            .toList();
    boolean back = after.isEmpty() && !before.isEmpty();
    var page =
        back
            ? rest.subList(Math.max(0, rest.size() - limit), rest.size())
            : rest.subList(0, Math.min(limit, rest.size()));
    var answer = page(name, page);
    answer.put("has_more", page.size() < rest.size());
    if (page.isEmpty()) {
      answer.putNull("first_id");
      answer.putNull("last_id");
    } else {
      answer.put("first_id", SimulatedCall.cursor(bound, page.getFirst().number()));
      answer.put("last_id", SimulatedCall.cursor(bound, page.getLast().number()));
    }
    return answer;
  }

  /** {@code page} and {@code next_page} with {@code has_more}. */
  static ObjectNode tokens(SimulatedCall call, List<Row> rows, int limit) {
    var answer = tokensAlone(call, rows, limit);
    answer.put("has_more", answer.path("next_page").isString());
    return answer;
  }

  /** The sessions': without {@code has_more}. */
  static ObjectNode tokensAlone(SimulatedCall call, List<Row> rows, int limit) {
    var bound = "page " + call.path();
    var asked = call.value("page");
    long position = asked.isEmpty() ? Long.MIN_VALUE : SimulatedCall.position(asked, bound);
    var rest = rows.stream().filter(row -> row.number() > position).toList();
    var page = rest.subList(0, Math.min(limit, rest.size()));
    var answer = page("data", page);
    if (page.size() < rest.size()) {
      answer.put("next_page", SimulatedCall.cursor(bound, page.getLast().number()));
    } else {
      answer.putNull("next_page");
    }
    return answer;
  }

  /** The first page is empty and names a next one; the last one names none at all. */
  static ObjectNode tokensAfterAnEmptyPage(SimulatedCall call, List<Row> rows, int limit) {
    if (!rows.isEmpty() && call.value("page").isEmpty()) {
      var answer = page("data", List.of());
      answer.put("next_page", SimulatedCall.cursor("page " + call.path(), Long.MIN_VALUE));
      answer.put("has_more", true);
      return answer;
    }
    var answer = tokens(call, rows, limit);
    if (answer.path("next_page").isNull()) {
      answer.remove("next_page");
    }
    return answer;
  }

  private static ObjectNode page(String name, List<Row> rows) {
    var answer = VendorHttp.JSON.createObjectNode();
    var data = answer.putArray(name);
    rows.forEach(row -> data.add(row.shown()));
    return answer;
  }

  static SimulatedResponse ok(ObjectNode answer) {
    return SimulatedResponse.json(200, answer);
  }
}
