package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.salesforce.SalesforceSettings.Field;
import dev.writ.vendor.salesforce.SalesforceWire.QueryPage;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The org's records by SOQL. {@code queryAll} is asked throughout, so that what lies in the recycle
 * bin, restorable for 15 days, counts as there.
 */
final class SalesforceRecords {
  private static final Pattern NEXT =
      Pattern.compile("/services/data/(v[0-9.]{1,8})/query(?:All)?/([A-Za-z0-9-]{1,128})");

  private final SalesforceApi api;
  private final SalesforceSettings settings;

  SalesforceRecords(SalesforceApi api, SalesforceSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** A record, with the fields asked for. */
  record Row(String id, boolean inBin, JsonNode fields) {
    String field(String name) {
      return fields.path(name).asString("");
    }
  }

  /** Contacts or leads of which one of the fields has the value, in any case of its letters. */
  List<Row> people(String object, List<Field> fields, String value) {
    var names = names(object, fields);
    if (names.isEmpty()) {
      return List.of();
    }
    var where =
        names.stream()
            .map(name -> name + "='" + escaped(value) + "'")
            .collect(Collectors.joining(" OR "));
    return rows(object, where).stream()
        .filter(row -> names.stream().anyMatch(name -> row.field(name).equalsIgnoreCase(value)))
        .toList();
  }

  /** The record of this id, live or in the recycle bin. */
  Optional<Row> look(String object, String id) {
    var rows = rows(object, "Id='" + id + "'");
    require(rows.size() <= 1 && rows.stream().allMatch(row -> sameId(row.id(), id)));
    return rows.stream().findFirst();
  }

  /** Records that name this id in a look-up field. */
  List<Row> naming(Field lookUp, String id) {
    var rows = rows(lookUp.object(), lookUp.name() + "='" + id + "'");
    require(rows.stream().allMatch(row -> sameId(row.field(lookUp.name()), id)));
    return rows;
  }

  /** Ids of records of which this field is this word. */
  List<String> marked(String object, String field, String word) {
    var soql = "SELECT Id,%s FROM %s WHERE %s='%s'".formatted(field, object, field, escaped(word));
    return ids(soql, row -> row.path(field).asString("").equals(word));
  }

  /** Ids above this one, in their order; an empty one is below all. */
  List<String> above(String object, String id, int most) {
    var where = id.isEmpty() ? "" : " WHERE Id > '" + id + "'";
    var ids = ids("SELECT Id FROM " + object + where + " ORDER BY Id LIMIT " + most, row -> true);
    require(ids.size() <= most && !ids.contains(id) && Set.copyOf(ids).size() == ids.size());
    return ids;
  }

  private List<String> ids(String soql, Predicate<JsonNode> wanted) {
    var ids = new ArrayList<String>();
    for (var row : pages(api.queryAll(settings.apiVersion(), SalesforceSignIn.encoded(soql)))) {
      var id = row.path("Id").asString("");
      require(SalesforceKind.CONTACT.fits(id));
      if (wanted.test(row)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Whether these credentials read the object and its configured fields at all. */
  boolean probe(String object) {
    return !pages(api.query(settings.apiVersion(), select(object, " LIMIT 1"))).isEmpty();
  }

  /**
   * The org's own record, of which there is always one; false also when these credentials may not
   * read it.
   */
  boolean organization() {
    try {
      return !pages(api.query(settings.apiVersion(), "SELECT Id FROM Organization LIMIT 1"))
          .isEmpty();
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED
          || (failure.kind() == Kind.AUTHENTICATION && failure.status() == 403)) {
        return false;
      }
      throw failure;
    }
  }

  /** What a record says; one in the recycle bin can be asked for its known fields only. */
  Optional<JsonNode> content(String object, String id) {
    var row = unlessGone(() -> api.row(settings.apiVersion(), object, id));
    row.ifPresent(json -> require(sameId(json.path("Id").asString(""), id)));
    return row.or(() -> look(object, id).map(Row::fields));
  }

  /** The first fifteen characters are the id; three more guard their case. */
  private static boolean sameId(String one, String other) {
    return one.length() >= 15 && other.length() >= 15 && one.regionMatches(0, other, 0, 15);
  }

  private List<Row> rows(String object, String where) {
    var soql = select(object, " WHERE " + where);
    var rows = new ArrayList<Row>();
    for (var json : pages(api.queryAll(settings.apiVersion(), soql))) {
      var id = json.path("Id").asString("");
      require(SalesforceKind.CONTACT.fits(id));
      rows.add(new Row(id, json.path("IsDeleted").asBoolean(false), json));
    }
    return rows;
  }

  /** Walks to the last page; a short or endless result is malformed and no result. */
  private List<JsonNode> pages(QueryPage first) {
    var all = new ArrayList<JsonNode>();
    var seen = new HashSet<String>();
    var page = answered(first);
    while (true) {
      all.addAll(answered(page.records()));
      if (answered(page.done())) {
        var total = page.totalSize();
        require(total == null || total == all.size());
        return all;
      }
      var next = NEXT.matcher(answered(page.nextRecordsUrl()));
      require(next.matches() && seen.add(next.group(2)));
      page = answered(api.next(next.group(1), next.group(2)));
    }
  }

  private String select(String object, String rest) {
    return SalesforceSignIn.encoded(
        "SELECT " + String.join(",", columns(object)) + " FROM " + object + rest);
  }

  private List<String> columns(String object) {
    var columns = new LinkedHashSet<String>(List.of("Id", "IsDeleted"));
    Stream.of(
            settings.emailFields(),
            settings.phoneFields(),
            settings.externalIdFields(),
            settings.individualIdFields(),
            settings.relatedFields())
        .forEach(fields -> columns.addAll(names(object, fields)));
    if (settings.crmIndividual() && settings.objects().contains(object)) {
      columns.add("IndividualId");
    }
    return List.copyOf(columns);
  }

  static List<String> names(String object, List<Field> fields) {
    return fields.stream().filter(f -> f.object().equals(object)).map(Field::name).toList();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
