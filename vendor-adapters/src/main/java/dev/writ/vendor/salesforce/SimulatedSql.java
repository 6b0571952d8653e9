package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedTenant.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Query API v3 as far as it is needed: one table, conditions joined by AND with parameters, an
 * order and a limit. Column names come back in lower case, and an answer may hold fewer rows than
 * the limit allows, as the vendor's does when its bytes are full.
 */
final class SimulatedSql {
  /** The tables and their columns, the key first. */
  static final Map<String, List<String>> TABLES =
      Map.of(
          SimulatedTenant.INDIVIDUAL,
          List.of("ssot__Id__c", "ssot__FirstName__c", "ssot__LastName__c"),
          SimulatedTenant.EMAIL,
          List.of("ssot__Id__c", "ssot__PartyId__c", "ssot__EmailAddress__c"),
          SimulatedPlanting.REQUEST,
          List.of("gatewayRequestId__c", "prompt__c", "userId__c", "sessionId__c", "timestamp__c"),
          SimulatedPlanting.GENERATION,
          List.of("generationId__c", "responseText__c"),
          SimulatedPlanting.SESSION,
          List.of("ssot__Id__c", "ssot__IndividualId__c", "ssot__VariableText__c"),
          SimulatedPlanting.PARTICIPANT,
          List.of("ssot__Id__c", "ssot__IndividualId__c", "ssot__AiAgentSessionId__c"),
          SimulatedPlanting.MESSAGE,
          List.of("ssot__Id__c", "ssot__AiAgentSessionId__c", "ssot__ContentText__c"));

  private static final int MOST_ROWS = 300;
  private static final Pattern STATEMENT =
      Pattern.compile(
          "SELECT (.+?) FROM (\\w+)(?: WHERE (.+?))?(?: ORDER BY (\\w+))?(?: LIMIT ([0-9]+))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITION =
      Pattern.compile("(LOWER\\()?(\\w+)\\)? (=|>=|>|LIKE) \\?", Pattern.CASE_INSENSITIVE);

  private final SimulatedTenant tenant;
  private int queries;

  SimulatedSql(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  void reset() {
    queries = 0;
  }

  private record Query(
      List<String> columns,
      String table,
      List<Predicate<Row>> conditions,
      Optional<String> key,
      Optional<String> order,
      int limit) {}

  SimulatedResponse answer(JsonNode statement) {
    var query = parse(statement);
    var rows =
        tenant.visible(query.table(), query.key().orElse(null)).stream()
            .filter(row -> query.conditions().stream().allMatch(fits -> fits.test(row)))
            .sorted(
                Comparator.comparing(
                    row -> query.order().map(column -> cell(row, column)).orElse("")))
            .limit(Math.min(query.limit(), MOST_ROWS))
            .map(row -> query.columns().stream().map(column -> cell(row, column)).toList())
            .toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("metadata", Map.of("columns", query.columns().stream().map(this::column).toList()));
    answer.put("data", rows);
    answer.put("returnedRows", rows.size());
    var json = SimulatedResponse.json(200, answer);
    var headers = new LinkedHashMap<>(json.headers());
    headers.put(
        "x-hyperdb-status",
        "{\"queryId\":\"query-%d\",\"completionStatus\":\"FINISHED\"}".formatted(++queries));
    return new SimulatedResponse(200, headers, json.body());
  }

  private Map<String, Object> column(String name) {
    return Map.of("name", name.toLowerCase(Locale.ROOT), "type", "VARCHAR");
  }

  /** The profile that a statement asks for by its id. */
  Optional<String> profile(JsonNode statement) {
    try {
      var query = parse(statement);
      return query.table().equals(SimulatedTenant.INDIVIDUAL) ? query.key() : Optional.empty();
    } catch (SimulatedCall.Refused refused) {
      return Optional.empty();
    }
  }

  private Query parse(JsonNode statement) {
    var matcher = STATEMENT.matcher(statement.path("sql").asString("").strip());
    if (!matcher.matches() || !tenant.knows(matcher.group(2))) {
      throw refused("42P01", "table does not exist, or a statement out of reach");
    }
    var table = matcher.group(2);
    var known = TABLES.getOrDefault(table, List.of());
    var columns = columns(matcher.group(1), known);
    var values =
        StreamSupport.stream(statement.path("parameters").spliterator(), false)
            .map(parameter -> parameter.path("value").asString(""))
            .toList();
    var conditions = new ArrayList<Predicate<Row>>();
    var key = conditions(matcher.group(3), known, values, conditions);
    var order = Optional.ofNullable(matcher.group(4));
    int limit = matcher.group(5) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(5));
    return new Query(columns, table, conditions, Optional.ofNullable(key), order, limit);
  }

  private static List<String> columns(String select, List<String> known) {
    if (select.equals("*")) {
      return known;
    }
    if (select.equals("1")) {
      return List.of("1");
    }
    var columns = List.of(select.replace(" ", "").split(","));
    if (!known.containsAll(columns)) {
      throw refused("42703", "column does not exist");
    }
    return columns;
  }

  /** The value of the key, where one is asked for. */
  private static @Nullable String conditions(
      @Nullable String where,
      List<String> known,
      List<String> values,
      List<Predicate<Row>> conditions) {
    String key = null;
    int given = 0;
    for (var text : where == null ? new String[0] : where.split(" AND ")) {
      var matcher = CONDITION.matcher(text.strip());
      if (!matcher.matches() || !known.contains(matcher.group(2)) || given >= values.size()) {
        throw refused("42601", "syntax error");
      }
      var value = values.get(given++);
      var column = matcher.group(2);
      conditions.add(condition(matcher.group(1) != null, column, matcher.group(3), value));
      if (column.equals(known.getFirst()) && matcher.group(3).equals("=")) {
        key = value;
      }
    }
    if (given != values.size()) {
      throw refused("42601", "parameters without a place");
    }
    return key;
  }

  private static Predicate<Row> condition(
      boolean lower, String column, String operator, String value) {
    return row -> {
      var cell = lower ? cell(row, column).toLowerCase(Locale.ROOT) : cell(row, column);
      return switch (operator.toUpperCase(Locale.ROOT)) {
        case "=" -> cell.equals(value);
        case ">" -> cell.compareTo(value) > 0;
        case ">=" -> cell.compareTo(value) >= 0;
        default -> like(value).matcher(cell).matches();
      };
    };
  }

  private static Pattern like(String value) {
    var regex = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String cell(Row row, String column) {
    return column.equals("1") ? "1" : row.columns().getOrDefault(column, "");
  }

  private static SimulatedCall.Refused refused(String sqlState, String message) {
    return new SimulatedCall.Refused(
        new SimulatedResponse(
            400,
            Map.of("Content-Type", "application/json"),
            "{\"error\":\"INVALID_ARGUMENT\",\"sqlState\":\"%s\",\"message\":\"%s\"}"
                .formatted(sqlState, message)
                .getBytes(StandardCharsets.UTF_8)));
  }
}
