package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.salesforce.SalesforceWire.Statement;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.TypedResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * SQL over the Query API v3, values always as parameters. Long results are read in slices by key,
 * because the status of a query that runs on, and so its further pages, are not documented in full.
 */
final class Data360Query {
  private static final int SLICE = 500;

  private final Data360Api api;

  Data360Query(Data360Api api) {
    this.api = api;
  }

  /** One row; column names in lower case, because their spelling is the vendor's whim. */
  record Row(Map<String, JsonNode> columns) {
    String text(String column) {
      var value = columns.get(column.toLowerCase(Locale.ROOT));
      return answered(value).asString("");
    }

    /** As a record of an export, under the name of its table. */
    void send(SalesforceKind kind, String table, RecordSink sink) {
      var record = VendorHttp.JSON.createObjectNode();
      record.put("object", table);
      record.set("row", VendorHttp.JSON.<JsonNode>valueToTree(columns));
      sink.accept(kind.word(), SalesforceAnswers.line(record));
    }
  }

  /** Whether the org has the table: by the documents a probe that is refused says it has not. */
  boolean has(String table) {
    try {
      run("SELECT 1 FROM " + table + " LIMIT 1", List.of());
      return true;
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && (failure.status() == 400 || failure.status() == 404)) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * Hands on every row that fits the condition, however many, each slice before the next is asked
   * for. An answer may hold fewer rows than were asked for: only an empty one is the end. Rows may
   * share a key (help.salesforce.com 000395103, fully qualified keys), and a slice end between
   * them: the next one begins with the last key again.
   */
  void each(
      String table, String key, String columns, String where, String value, Consumer<Row> row) {
    var select = "SELECT " + columns + " FROM " + table + " WHERE " + where;
    var order = " ORDER BY " + key + " LIMIT " + SLICE;
    var passed = new HashSet<String>();
    var fresh = run(select + order, List.of(value));
    var last = "";
    var ofLast = new HashSet<Row>();
    while (!fresh.isEmpty()) {
      fresh.forEach(row);
      var end = fresh.getLast().text(key);
      if (!end.equals(last)) {
        require(passed.add(end)); // a list that leads back has no end
        last = end;
        ofLast.clear();
      }
      fresh.stream().filter(one -> one.text(key).equals(end)).forEach(ofLast::add);
      var slice = run(select + " AND " + key + " >= ?" + order, List.of(value, last));
      require(
          slice.stream()
              .dropWhile(one -> one.text(key).equals(end))
              .noneMatch(one -> one.text(key).equals(end)));
      fresh = slice.stream().filter(one -> !ofLast.contains(one)).toList();
      if (fresh.isEmpty()) {
        require(slice.size() < SLICE); // more of one key than can be told apart
        fresh = run(select + " AND " + key + " > ?" + order, List.of(value, last));
        require(fresh.stream().noneMatch(one -> one.text(key).equals(end)));
      }
    }
  }

  /** Keys above this one, in their order; an empty one is below all. */
  List<String> above(String table, String key, String after, int most) {
    var order = " ORDER BY " + key + " LIMIT " + most;
    var select = "SELECT " + key + " FROM " + table;
    var rows =
        after.isEmpty()
            ? run(select + order, List.of())
            : run(select + " WHERE " + key + " > ?" + order, List.of(after));
    var keys = rows.stream().map(row -> row.text(key)).toList();
    require(keys.size() <= most && !keys.contains(after));
    return keys.stream().distinct().toList();
  }

  /**
   * What a column holds in the row of its lowest value. Empty where the table is; a table or column
   * that the org has not is a REJECTED failure.
   */
  Optional<String> lowest(String table, String column) {
    var rows =
        run("SELECT " + column + " FROM " + table + " ORDER BY " + column + " LIMIT 1", List.of());
    return rows.stream().findFirst().map(row -> row.text(column));
  }

  /** Whether a column has the value in any row. */
  boolean holds(String table, String column, String value) {
    var where = " WHERE " + column + " = ? LIMIT 1";
    var rows = run("SELECT " + column + " FROM " + table + where, List.of(value));
    require(rows.stream().allMatch(row -> row.text(column).equals(value)));
    return !rows.isEmpty();
  }

  /** Hands on the rows of which a column has the value, whole; of one key there are few. */
  void of(String table, String key, String column, String value, Consumer<Row> row) {
    Consumer<Row> checked =
        one -> {
          require(one.text(column).equals(value));
          row.accept(one);
        };
    var where = column + " = ?";
    if (column.equals(key)) {
      run("SELECT * FROM " + table + " WHERE " + where, List.of(value)).forEach(checked);
    } else {
      each(table, key, "*", where, value, checked);
    }
  }

  private List<Row> run(String sql, List<String> values) {
    var answer = api.query(Statement.of(sql, values));
    refuseUnfinished(answer);
    var body = answered(answer.body());
    var data = body.path("data");
    var names = names(body.path("metadata").path("columns"));
    require(data.isArray() && body.path("returnedRows").asInt(-1) == data.size());
    var rows = new ArrayList<Row>();
    for (var cells : data) {
      require(cells.isArray() && cells.size() == names.size());
      var columns = new LinkedHashMap<String, JsonNode>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), cells.get(i));
      }
      rows.add(new Row(columns));
    }
    return rows;
  }

  /** The columns' form is open: a name, or an object that has one. */
  private static List<String> names(JsonNode columns) {
    require(columns.isArray());
    var names = new ArrayList<String>();
    for (var column : columns) {
      var name = column.isObject() ? column.path("name").asString("") : column.asString("");
      names.add(name.toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** Rows of a query that still runs are not all rows: the whole is to be asked again. */
  private static void refuseUnfinished(TypedResponse<JsonNode> answer) {
    var headers = new TreeMap<String, Collection<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers());
    for (var status : headers.getOrDefault("x-hyperdb-status", List.of())) {
      if (running(status)) {
        throw new VendorFailure(Kind.UNAVAILABLE, 200);
      }
    }
  }

  private static boolean running(String status) {
    try {
      return VendorHttp.JSON
          .readTree(status)
          .path("completionStatus")
          .asString("")
          .toUpperCase(Locale.ROOT)
          .startsWith("RUNNING");
    } catch (JacksonException notJson) {
      return false;
    }
  }
}
