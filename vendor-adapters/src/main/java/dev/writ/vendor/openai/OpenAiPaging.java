package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One list route's dialect by the specification. A cursor that names no listed object is answered
 * with 400, on which the documents are silent.
 *
 * @param limit the default
 * @param order the default
 * @param cursors when the envelope has {@code first_id} and {@code last_id}
 */
record OpenAiPaging(int limit, int min, int max, String order, Cursors cursors) {
  /** When they are told; those of no rows are null, or missing where the schema takes no null. */
  enum Cursors {
    ALWAYS,
    OF_ROWS,
    NEVER
  }

  static final OpenAiPaging FILES = new OpenAiPaging(10_000, 1, 10_000, "desc", Cursors.ALWAYS);
  static final OpenAiPaging NEWEST_FIRST = new OpenAiPaging(20, 1, 100, "desc", Cursors.ALWAYS);
  static final OpenAiPaging OLDEST_FIRST = new OpenAiPaging(20, 1, 100, "asc", Cursors.ALWAYS);
  static final OpenAiPaging CHECKPOINTS = new OpenAiPaging(10, 1, 100, "desc", Cursors.ALWAYS);
  static final OpenAiPaging BETA = new OpenAiPaging(20, 0, 100, "desc", Cursors.ALWAYS);
  static final OpenAiPaging BATCHES = new OpenAiPaging(20, 1, 100, "desc", Cursors.OF_ROWS);
  static final OpenAiPaging WITHOUT_CURSORS = new OpenAiPaging(20, 1, 100, "desc", Cursors.NEVER);

  private static final Set<String> ORDERS = Set.of("asc", "desc");

  /**
   * @param rows oldest first
   */
  SimulatedResponse answer(SimulatedRequest request, List<OpenAiStored> rows) {
    String asked = request.param("limit").orElse(String.valueOf(limit));
    if (!asked.matches("[0-9]{1,6}")
        || Integer.parseInt(asked) > max
        || Integer.parseInt(asked) < min) {
      return invalid("Invalid limit.", "limit", "invalid_value");
    }
    String wanted = request.param("order").orElse(order);
    if (!ORDERS.contains(wanted)) {
      return invalid("Invalid order.", "order", "invalid_value");
    }
    var ordered = wanted.equals("asc") ? rows : rows.reversed();
    int size = Integer.parseInt(asked);
    String before = request.param("before").orElse(null);
    String after = request.param("after").orElse(null);
    int at = index(ordered, after != null ? after : before);
    if (at == ordered.size()) {
      return invalid("Invalid cursor.", after != null ? "after" : "before", "invalid_value");
    }
    if (after == null && before != null) {
      int from = Math.max(0, at - size);
      return envelope(ordered.subList(from, at), from > 0);
    }
    int to = Math.min(ordered.size(), at + 1 + size);
    return envelope(ordered.subList(at + 1, to), to < ordered.size());
  }

  /** -1 without a cursor, the size for an unknown one. */
  private static int index(List<OpenAiStored> rows, @Nullable String cursor) {
    if (cursor == null) {
      return -1;
    }
    int at = rows.stream().map(row -> row.id).toList().indexOf(cursor);
    return at < 0 ? rows.size() : at;
  }

  SimulatedResponse envelope(List<OpenAiStored> rows, boolean more) {
    var data = rows.stream().map(row -> row.json).toList();
    if (cursors == Cursors.NEVER || (cursors == Cursors.OF_ROWS && rows.isEmpty())) {
      return ok(json("{\"object\":\"list\",\"data\":?,\"has_more\":?}", data, more));
    }
    return ok(
        json(
            "{\"object\":\"list\",\"data\":?,\"first_id\":?,\"last_id\":?,\"has_more\":?}",
            data,
            rows.isEmpty() ? null : rows.getFirst().id,
            rows.isEmpty() ? null : rows.getLast().id,
            more));
  }
}
