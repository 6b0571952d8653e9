package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.strings;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The CRM search by its guide: groups are alternatives, filters of a group hold together. */
final class SimulatedSearch {
  private static final int CAP = 10_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Set<String> OPERATORS =
      Set.of(
          "EQ",
          "NEQ",
          "LT",
          "LTE",
          "GT",
          "GTE",
          "BETWEEN",
          "IN",
          "NOT_IN",
          "HAS_PROPERTY",
          "NOT_HAS_PROPERTY",
          "CONTAINS_TOKEN",
          "NOT_CONTAINS_TOKEN");

  private final SimulatedAccount account;

  SimulatedSearch(SimulatedAccount account) {
    this.account = account;
  }

  SimulatedResponse search(String type, SimulatedCall call) {
    var body = call.json();
    if (call.request().text().length() > 3_000) {
      throw invalid("the request body is too long");
    }
    if (!body.path("limit").isIntegralNumber() && !body.path("limit").isMissingNode()) {
      throw invalid("limit is a number");
    }
    if (!body.path("filterGroups").isArray() && !body.path("filterGroups").isMissingNode()) {
      throw invalid("filterGroups is a list");
    }
    int limit = body.path("limit").asInt(10);
    int after = SimulatedCall.number(body.path("after").asString("0"));
    if (limit < 1 || limit > 200 || after + limit > CAP) {
      throw invalid("paging is out of bounds");
    }
    var names = strings(body.path("properties"));
    var found = found(type, body).map(item -> item.record(names)).toList();
    var page = SimulatedCall.slice(found, limit, after);
    page.put("total", found.size());
    return SimulatedResponse.json(200, page);
  }

  /** What is listed and wanted; the filters beside the groups, which exports have, all hold. */
  Stream<SimulatedItem> found(String type, JsonNode body) {
    return account.all(type).stream()
        .filter(account::listed)
        .filter(groups(body.path("filterGroups")))
        .filter(together(body.path("filters")))
        .filter(query(body.path("query").asString("")))
        .sorted(order(body.path("sorts")));
  }

  private static Predicate<SimulatedItem> together(JsonNode filters) {
    Predicate<SimulatedItem> all = item -> true;
    for (var filter : filters) {
      all = all.and(filter(filter));
    }
    return all;
  }

  private static Predicate<SimulatedItem> groups(JsonNode json) {
    var groups = StreamSupport.stream(json.spliterator(), false).toList();
    long filters = groups.stream().mapToLong(group -> group.path("filters").size()).sum();
    if (groups.size() > 5
        || filters > 18
        || groups.stream().anyMatch(group -> group.path("filters").size() > 6)) {
      throw invalid("too many filters");
    }
    Predicate<SimulatedItem> any = groups.isEmpty() ? item -> true : item -> false;
    for (var group : groups) {
      any = any.or(together(group.path("filters")));
    }
    return any;
  }

  private static Predicate<SimulatedItem> query(String query) {
    var wanted = query.toLowerCase(Locale.ROOT);
    return item ->
        wanted.isEmpty()
            || item.properties.values().stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Comparator<SimulatedItem> order(JsonNode sorts) {
    if (sorts.size() > 1) {
      throw invalid("one sort at most");
    }
    if (sorts.isEmpty()) {
      return Comparator.comparing(item -> item.created);
    }
    var sort = sorts.path(0);
    // The schema says text, the guide an object.
    var word = sort.asString("");
    boolean down =
        switch (sort.path("direction").asString("ASCENDING")) {
          case "ASCENDING" -> word.startsWith("-");
          case "DESCENDING" -> true;
          default -> throw invalid("no such direction");
        };
    var name = sort.path("propertyName").asString(word.replaceFirst("^-", ""));
    Comparator<SimulatedItem> order =
        (left, right) -> compare(left.searchable(name), right.searchable(name));
    return down ? order.reversed() : order;
  }

  private static Predicate<SimulatedItem> filter(JsonNode filter) {
    var name = filter.path("propertyName").asString("");
    var operator = filter.path("operator").asString("");
    if (name.isEmpty() || !OPERATORS.contains(operator)) {
      throw invalid("a filter needs a propertyName and a known operator");
    }
    var value = millis(name, filter.path("value").asString(""));
    var high = millis(name, filter.path("highValue").asString(""));
    var values = strings(filter.path("values"));
    return item -> {
      var held = item.searchable(name);
      if (held.isEmpty() || operator.equals("HAS_PROPERTY")) {
        return operator.equals("HAS_PROPERTY")
            ? !held.isEmpty()
            : operator.startsWith("NOT_") || operator.equals("NEQ");
      }
      return switch (operator) {
        case "EQ" -> held.equalsIgnoreCase(value);
        case "NEQ" -> !held.equalsIgnoreCase(value);
        case "LT" -> compare(held, value) < 0;
        case "LTE" -> compare(held, value) <= 0;
        case "GT" -> compare(held, value) > 0;
        case "GTE" -> compare(held, value) >= 0;
        case "BETWEEN" -> compare(held, value) >= 0 && compare(held, high) <= 0;
        case "IN" -> among(held, values);
        case "NOT_IN" -> !among(held, values);
        case "CONTAINS_TOKEN" -> token(held, value);
        case "NOT_CONTAINS_TOKEN" -> !token(held, value);
        default -> false;
      };
    };
  }

  /** A time may be given as text. */
  private static String millis(String name, String value) {
    try {
      return name.endsWith("date") && value.contains("T")
          ? Long.toString(Instant.parse(value).toEpochMilli())
          : value;
    } catch (DateTimeException unreadable) {
      throw invalid("no such time");
    }
  }

  /** IN takes values in lower case. */
  private static boolean among(String held, List<String> values) {
    return values.contains(held.toLowerCase(Locale.ROOT));
  }

  private static int compare(String left, String right) {
    return NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches()
        ? Long.compare(Long.parseLong(left), Long.parseLong(right))
        : left.compareToIgnoreCase(right);
  }

  /** A star stands for any signs of the word, before it or behind it. */
  private static boolean token(String held, String wanted) {
    var word =
        Pattern.compile(
            Arrays.stream(wanted.toLowerCase(Locale.ROOT).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return Arrays.stream(held.toLowerCase(Locale.ROOT).split("[;,\\s]+"))
        .anyMatch(token -> word.matcher(token).matches());
  }
}
