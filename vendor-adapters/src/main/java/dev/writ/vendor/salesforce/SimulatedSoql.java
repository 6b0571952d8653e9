package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SOQL as far as it is needed: fields of one object, conditions joined by one word, an order by id,
 * and a limit. Pages are small, and a further one is asked for at an address without {@code All}.
 */
final class SimulatedSoql {
  /** Fields of the standard objects; custom ones end in {@code __c}. */
  static final Map<String, Set<String>> STANDARD =
      Map.of(
          "Contact", Set.of("IndividualId", "Email", "FirstName", "LastName", "Phone"),
          "Lead", Set.of("IndividualId", "Email", "FirstName", "LastName", "Phone", "Company"),
          "Individual", Set.of("FirstName", "LastName", "ShouldForget"),
          "Task", Set.of("WhoId", "Subject", "Description"),
          "Case", Set.of("ContactId", "Subject", "Description"),
          "EmailMessage", Set.of("ParentId", "Subject", "TextBody"));

  private static final int PAGE = 200;
  private static final Pattern STATEMENT =
      Pattern.compile(
          "SELECT ([\\w, ]+) FROM (\\w+)(?: WHERE (.+?))?( ORDER BY Id)?(?: LIMIT ([0-9]+))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(\\w+)\\s*(=|>)\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|(true|false))\\s*");
  private static final Pattern JOIN = Pattern.compile("\\G(AND|OR) ", Pattern.CASE_INSENSITIVE);

  private final SimulatedOrg org;
  private final Map<String, List<Map<String, Object>>> cursors = new LinkedHashMap<>();

  SimulatedSoql(SimulatedOrg org) {
    this.org = org;
  }

  void reset() {
    cursors.clear();
  }

  private record Condition(String field, boolean above, String value) {
    boolean byId() {
      return field.equals("Id") && !above;
    }
  }

  private record Query(
      List<String> fields,
      String type,
      List<Condition> conditions,
      boolean any,
      boolean ordered,
      int limit) {}

  /** A first page. */
  SimulatedResponse first(String version, boolean withBin, String soql) {
    var rows = rows(version, withBin, soql);
    if (rows.size() <= PAGE) {
      return page(version, rows, 0, "");
    }
    var cursor = "01gSANDBOX" + (cursors.size() + 1);
    cursors.put(cursor, rows);
    return page(version, rows, 0, cursor);
  }

  /** A further one; the cursor ends in where it begins. */
  SimulatedResponse next(String version, String locator) {
    int dash = locator.lastIndexOf('-');
    var rows = dash < 0 ? null : cursors.get(locator.substring(0, dash));
    if (rows == null || !locator.substring(dash + 1).matches("[0-9]{1,6}")) {
      throw SimulatedCall.refused(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page(
        version, rows, Integer.parseInt(locator.substring(dash + 1)), locator.substring(0, dash));
  }

  private static SimulatedResponse page(
      String version, List<Map<String, Object>> rows, int from, String cursor) {
    int to = Math.min(from + PAGE, rows.size());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("totalSize", rows.size());
    answer.put("done", to == rows.size());
    if (to < rows.size()) {
      answer.put("nextRecordsUrl", "/services/data/" + version + "/query/" + cursor + "-" + to);
    }
    answer.put("records", rows.subList(from, to));
    return SimulatedResponse.json(200, answer);
  }

  List<Map<String, Object>> rows(String version, boolean withBin, String soql) {
    var query = parse(soql);
    boolean byId = query.conditions().stream().anyMatch(Condition::byId);
    var rows = new ArrayList<Map<String, Object>>();
    for (var record : ordered(query)) {
      if (rows.size() < query.limit() && fits(record, query) && org.shown(record, withBin, byId)) {
        var row = new LinkedHashMap<String, Object>();
        row.put("attributes", record.attributes(version));
        query.fields().forEach(field -> row.put(field, value(record, field)));
        rows.add(row);
      }
    }
    return rows;
  }

  private List<SimulatedRecord> ordered(Query query) {
    var all = org.all(query.type());
    return query.ordered()
        ? all.stream().sorted(Comparator.comparing(record -> record.id)).toList()
        : all;
  }

  private static boolean fits(SimulatedRecord record, Query query) {
    var conditions = query.conditions().stream();
    return query.any()
        ? conditions.anyMatch(condition -> fits(record, condition))
        : conditions.allMatch(condition -> fits(record, condition));
  }

  private static boolean fits(SimulatedRecord record, Condition condition) {
    var value = value(record, condition.field());
    if (condition.above()) {
      return value != null && value.toString().compareTo(condition.value()) > 0;
    }
    if (condition.field().equals("Id") && condition.value().length() == 15) {
      return record.id.startsWith(condition.value());
    }
    return condition.field().endsWith("Id")
        ? condition.value().equals(value)
        : value != null && condition.value().equalsIgnoreCase(value.toString());
  }

  private static @Nullable Object value(SimulatedRecord record, String field) {
    return switch (field) {
      case "Id" -> record.id;
      case "IsDeleted" -> record.state != State.LIVE && record.listedUntil.equals(Instant.MIN);
      default -> record.fields.get(field);
    };
  }

  private Query parse(String soql) {
    var statement = STATEMENT.matcher(soql.strip());
    if (!statement.matches()) {
      throw malformed();
    }
    var type = statement.group(2);
    if (!org.knows(type)) {
      throw SimulatedCall.refused(400, "INVALID_TYPE", "sObject type is not supported");
    }
    var fields = Arrays.stream(statement.group(1).split(",")).map(String::strip).toList();
    fields.forEach(field -> requireField(type, field));
    var where = statement.group(3);
    var conditions = new ArrayList<Condition>();
    boolean any = where != null && conditions(type, where, conditions);
    int limit =
        statement.group(5) == null ? Integer.MAX_VALUE : Integer.parseInt(statement.group(5));
    return new Query(fields, type, conditions, any, statement.group(4) != null, limit);
  }

  /** Whether they are joined by OR. */
  private static boolean conditions(String type, String where, List<Condition> conditions) {
    var joins = new ArrayList<String>();
    var condition = CONDITION.matcher(where);
    int at = 0;
    while (true) {
      if (!condition.region(at, where.length()).lookingAt()) {
        throw malformed();
      }
      requireField(type, condition.group(1));
      var text = condition.group(3);
      var value = text == null ? condition.group(4) : text.replaceAll("\\\\(.)", "$1");
      conditions.add(new Condition(condition.group(1), condition.group(2).equals(">"), value));
      at = condition.end();
      if (at == where.length()) {
        break;
      }
      var join = JOIN.matcher(where);
      if (!join.find(at)) {
        throw malformed();
      }
      joins.add(join.group(1).toUpperCase(Locale.ROOT));
      at = join.end();
    }
    if (joins.stream().distinct().count() > 1) {
      throw malformed();
    }
    return joins.contains("OR");
  }

  private static void requireField(String type, String field) {
    if (!field.equals("Id")
        && !field.equals("IsDeleted")
        && !field.endsWith("__c")
        && !STANDARD.getOrDefault(type, Set.of()).contains(field)) {
      throw SimulatedCall.refused(400, "INVALID_FIELD", "No such column");
    }
  }

  private static SimulatedCall.Refused malformed() {
    return SimulatedCall.refused(400, "MALFORMED_QUERY", "unexpected token");
  }
}
