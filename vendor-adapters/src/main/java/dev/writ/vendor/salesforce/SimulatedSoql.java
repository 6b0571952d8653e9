package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SOQL finds. Pages are small, and a further one is asked for at an address without {@code
 * All}.
 */
final class SimulatedSoql {
  /** Fields of the standard objects; custom ones end in {@code __c}. */
  static final Map<String, Set<String>> STANDARD =
      Map.of(
          "Contact",
          Set.of(
              "IndividualId",
              "Email",
              "FirstName",
              "LastName",
              "Phone",
              "MobilePhone",
              "Title",
              "Department",
              "Birthdate",
              "Description",
              "AccountId",
              "MailingStreet",
              "MailingCity",
              "MailingPostalCode",
              "MailingCountry"),
          "Lead",
          Set.of(
              "IndividualId",
              "Email",
              "FirstName",
              "LastName",
              "Phone",
              "MobilePhone",
              "Title",
              "Company",
              "Status",
              "Street",
              "City",
              "PostalCode",
              "Country"),
          "Individual",
          Set.of("FirstName", "LastName", "ShouldForget"),
          "Task",
          Set.of("WhoId", "WhatId", "Subject", "Description", "Status", "ActivityDate"),
          "Case",
          Set.of("ContactId", "Subject", "Description", "Status", "Origin"),
          "EmailMessage",
          Set.of("ParentId", "Subject", "TextBody"));

  /** Fields of every object, which nobody but the org writes. */
  static final Set<String> SYSTEM =
      Set.of("Id", "IsDeleted", "CreatedDate", "LastModifiedDate", "SystemModstamp", "OwnerId");

  private static final Set<String> NAMED = Set.of("Contact", "Lead", "Individual");
  private static final int PAGE = 200;
  private static final String ORGANIZATION = "Organization";
  private static final String ORGANIZATION_ID = "00DSANDBOX00001AAA";
  private final SimulatedOrg org;
  private final Map<String, List<Map<String, Object>>> cursors = new LinkedHashMap<>();

  SimulatedSoql(SimulatedOrg org) {
    this.org = org;
  }

  void reset() {
    cursors.clear();
  }

  /** A first page. */
  SimulatedResponse first(String version, boolean withBin, String soql) {
    if (SimulatedSoqlQuery.parse(soql).type().equals(ORGANIZATION)) {
      return page(version, List.of(organization(version)), 0, "");
    }
    var query = parse(soql);
    var rows = rows(version, withBin, query);
    if (query.count()) {
      return counted(query, rows.size());
    }
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

  /** Every org has one record of itself, of which its id is shown here. */
  private static Map<String, Object> organization(String version) {
    var path = "/services/data/" + version + "/sobjects/" + ORGANIZATION + "/" + ORGANIZATION_ID;
    return Map.of("attributes", Map.of("type", ORGANIZATION, "url", path), "Id", ORGANIZATION_ID);
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

  /** {@code COUNT()} is told as the size, {@code COUNT(Id)} as a row of its own. */
  private static SimulatedResponse counted(SimulatedSoqlQuery query, int count) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("totalSize", query.fields().isEmpty() ? count : 1);
    answer.put("done", true);
    answer.put(
        "records",
        query.fields().isEmpty()
            ? List.of()
            : List.of(Map.of("attributes", Map.of("type", "AggregateResult"), "expr0", count)));
    return SimulatedResponse.json(200, answer);
  }

  List<Map<String, Object>> rows(String version, boolean withBin, String soql) {
    return rows(version, withBin, parse(soql));
  }

  private List<Map<String, Object>> rows(
      String version, boolean withBin, SimulatedSoqlQuery query) {
    boolean byId = query.byId();
    var rows = new ArrayList<Map<String, Object>>();
    int skipped = 0;
    for (var record : ordered(query)) {
      if (rows.size() < query.limit() && fits(record, query) && org.shown(record, withBin, byId)) {
        if (skipped++ < query.offset()) {
          continue;
        }
        var row = new LinkedHashMap<String, Object>();
        row.put("attributes", record.attributes(version));
        query.fields().forEach(field -> row.put(field, value(record, field)));
        rows.add(row);
      }
    }
    return rows;
  }

  private List<SimulatedRecord> ordered(SimulatedSoqlQuery query) {
    Comparator<SimulatedRecord> order = Comparator.nullsFirst(null); // all are alike
    for (var by : query.orders()) {
      Comparator<SimulatedRecord> next =
          Comparator.comparing(record -> String.valueOf(value(record, by.field())));
      order = order.thenComparing(by.down() ? next.reversed() : next);
    }
    return org.all(query.type()).stream().sorted(order).toList();
  }

  private static boolean fits(SimulatedRecord record, SimulatedSoqlQuery query) {
    return query.where() == null || fits(record, query.where());
  }

  private static boolean fits(SimulatedRecord record, SimulatedSoqlQuery.Node node) {
    return switch (node) {
      case SimulatedSoqlQuery.All all -> all.nodes().stream().allMatch(one -> fits(record, one));
      case SimulatedSoqlQuery.Any any -> any.nodes().stream().anyMatch(one -> fits(record, one));
      case SimulatedSoqlQuery.Not not -> !fits(record, not.node());
      case SimulatedSoqlQuery.Condition condition -> fits(record, condition);
    };
  }

  private static boolean fits(SimulatedRecord record, SimulatedSoqlQuery.Condition condition) {
    var held = value(record, condition.field());
    var wanted = condition.values().getFirst();
    return switch (condition.operator()) {
      case "=" -> same(record, condition.field(), held, wanted);
      case "!=" -> !same(record, condition.field(), held, wanted);
      case "IN" ->
          condition.values().stream().anyMatch(one -> same(record, condition.field(), held, one));
      case "LIKE" -> held != null && wanted != null && like(held.toString(), wanted);
      default ->
          held != null && wanted != null && compared(held.toString(), wanted, condition.operator());
    };
  }

  private static boolean same(
      SimulatedRecord record, String field, @Nullable Object held, @Nullable String wanted) {
    if (wanted == null || held == null) {
      return wanted == null && held == null;
    }
    if (field.equals("Id") && wanted.length() == 15) {
      return record.id.startsWith(wanted);
    }
    return field.endsWith("Id")
        ? wanted.equals(held)
        : moment(wanted).equalsIgnoreCase(moment(held.toString()));
  }

  private static boolean like(String held, String pattern) {
    var regex = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .matcher(held)
        .matches();
  }

  private static boolean compared(String held, String wanted, String operator) {
    int order = moment(held).compareTo(moment(wanted));
    return switch (operator) {
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  /** Both ways in which a time in UTC is written, as one. */
  private static String moment(String text) {
    return text.replaceFirst("(?:\\.000)?(?:Z|\\+0000|\\+00:00)$", "Z");
  }

  static @Nullable Object value(SimulatedRecord record, String field) {
    return switch (field) {
      case "Id" -> record.id;
      case "IsDeleted" -> record.state != State.LIVE && record.listedUntil.equals(Instant.MIN);
      case "CreatedDate", "LastModifiedDate", "SystemModstamp" -> record.created();
      case "OwnerId" -> "005SANDBOX00001AAA";
      case "Name" -> record.fields.getOrDefault("Name", full(record));
      default -> record.fields.get(field);
    };
  }

  private static String full(SimulatedRecord record) {
    return (record.fields.getOrDefault("FirstName", "")
            + " "
            + record.fields.getOrDefault("LastName", ""))
        .strip();
  }

  private SimulatedSoqlQuery parse(String soql) {
    var query = SimulatedSoqlQuery.parse(soql);
    if (!org.knows(query.type())) {
      throw SimulatedCall.refused(
          400, "INVALID_TYPE", "sObject type '" + query.type() + "' is not supported.");
    }
    query.named().forEach(field -> requireField(query.type(), field));
    return query;
  }

  static boolean has(String type, String field) {
    return SYSTEM.contains(field)
        || field.endsWith("__c")
        || (field.equals("Name") && NAMED.contains(type))
        || STANDARD.getOrDefault(type, Set.of()).contains(field);
  }

  static void requireField(String type, String field) {
    if (!has(type, field)) {
      throw SimulatedCall.refused(
          400, "INVALID_FIELD", "No such column '" + field + "' on entity '" + type + "'.");
    }
  }
}
