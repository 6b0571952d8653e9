package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.SimulatedRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a list's query asks for besides the page, by the parameters of the official clients. */
final class SimulatedFilters {
  private SimulatedFilters() {}

  /** Those whose field is one of the values, where any are given. */
  static List<ObjectNode> among(
      SimulatedCall call, String parameter, String pointer, List<ObjectNode> rows) {
    var wanted = all(call.request(), parameter);
    return wanted.isEmpty()
        ? rows
        : rows.stream().filter(row -> wanted.contains(row.at(pointer).asString(""))).toList();
  }

  /** Clients send the name of a list with brackets and without. */
  static List<String> all(SimulatedRequest request, String parameter) {
    return Stream.of(parameter, parameter + "[]")
        .flatMap(spelling -> request.query().getOrDefault(spelling, List.of()).stream())
        .toList();
  }

  /**
   * Those whose time is within {@code created_at[gt]}, {@code [gte]}, {@code [lt]}, {@code [lte]}.
   */
  static List<ObjectNode> created(SimulatedCall call, String field, List<ObjectNode> rows) {
    return rows.stream()
        .filter(row -> within(call, "gt", row.path(field), order -> order > 0))
        .filter(row -> within(call, "gte", row.path(field), order -> order >= 0))
        .filter(row -> within(call, "lt", row.path(field), order -> order < 0))
        .filter(row -> within(call, "lte", row.path(field), order -> order <= 0))
        .toList();
  }

  private static boolean within(
      SimulatedCall call, String bound, JsonNode time, IntPredicate fits) {
    var parameter = "created_at[" + bound + "]";
    if (!call.has(parameter)) {
      return true;
    }
    var limit = time(parameter, call.param(parameter));
    return time.isString() && fits.test(Instant.parse(time.asString("")).compareTo(limit));
  }

  private static Instant time(String parameter, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      throw SimulatedRefusal.invalid(parameter + ": Input should be a valid datetime");
    }
  }

  /**
   * @param rows in the list's usual direction
   * @param usual {@code asc} or {@code desc}
   */
  static List<ObjectNode> ordered(SimulatedCall call, String usual, List<ObjectNode> rows) {
    var order = call.request().param("order").orElse(usual);
    if (!List.of("asc", "desc").contains(order)) {
      throw SimulatedRefusal.invalid("order: Input should be 'asc' or 'desc'");
    }
    return order.equals(usual) ? rows : rows.reversed();
  }
}
