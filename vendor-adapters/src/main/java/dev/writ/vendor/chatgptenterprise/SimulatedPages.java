package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * How one list is paged.
 *
 * @param usual rows of a page when no limit is asked for
 * @param most a higher limit is refused
 */
record SimulatedPages(Dialect dialect, int usual, int most) {

  /** The two ways of the API. */
  enum Dialect {
    /** {@code after} is the last id seen, which comes back as {@code last_id}. */
    AFTER,
    /** {@code cursor} is opaque. */
    CURSOR
  }

  SimulatedResponse answer(List<SimulatedItem> all, SimulatedRequest request) {
    int limit = request.param("limit").map(SimulatedPages::number).orElse(usual);
    int from = from(all, request);
    if (limit < 1 || limit > most || from < 0) {
      return ChatGptEnterpriseSimulator.refusal(400, "limit or position is wrong");
    }
    int to = Math.min(all.size(), from + limit);
    var rows = all.subList(Math.min(from, to), to);
    boolean more = to < all.size();
    var answer = new LinkedHashMap<String, Object>();
    if (dialect == Dialect.AFTER) {
      answer.put("object", "list");
    }
    answer.put("data", rows.stream().map(item -> item.row).toList());
    answer.put("has_more", more);
    switch (dialect) {
      case AFTER -> answer.put("last_id", rows.isEmpty() ? null : rows.getLast().id);
      case CURSOR ->
          answer.put("cursor", more ? "cur_" + Long.toString(rows.getLast().number, 36) : null);
    }
    return SimulatedResponse.json(200, answer);
  }

  /** Where the page begins, or -1 for a position that this list never gave. */
  private int from(List<SimulatedItem> all, SimulatedRequest request) {
    var position = request.param(dialect == Dialect.AFTER ? "after" : "cursor").orElse("");
    if (position.isEmpty()) {
      return 0;
    }
    if (dialect == Dialect.CURSOR) {
      return position.matches("cur_[0-9a-z]{1,7}")
          ? behind(all, Long.parseLong(position.substring(4), 36))
          : -1;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id.equals(position)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** A cursor is the number of a row and not its place: what is deleted meanwhile moves nothing. */
  private static int behind(List<SimulatedItem> all, long number) {
    int from = 0;
    while (from < all.size() && all.get(from).number <= number) {
      from++;
    }
    return from;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }
}
