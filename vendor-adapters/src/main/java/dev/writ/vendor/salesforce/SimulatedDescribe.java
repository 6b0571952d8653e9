package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the org says about itself: its objects and their fields, a small part of the true list. */
final class SimulatedDescribe {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "Contact", "003",
          "Lead", "00Q",
          "Individual", "0PK",
          "Task", "00T",
          "Case", "500",
          "EmailMessage", "02s");

  private SimulatedDescribe() {}

  /** Where what is, and whose session it is. */
  static Map<String, String> resources(SimulatedRequest request) {
    var root = request.path().replaceFirst("/$", "");
    var resources = new LinkedHashMap<String, String>();
    for (var name :
        List.of("composite", "consent", "jobs", "limits", "query", "queryAll", "sobjects")) {
      resources.put(name, root + "/" + name);
    }
    resources.put("identity", SimulatedSignIn.here(request) + SimulatedSignIn.IDENTITY);
    return resources;
  }

  static SimulatedResponse all(String version) {
    var objects =
        new TreeSet<>(SimulatedSoql.STANDARD.keySet())
            .stream().map(type -> object(version, type)).toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("encoding", "UTF-8");
    answer.put("maxBatchSize", 200);
    answer.put("sobjects", objects);
    return SimulatedResponse.json(200, answer);
  }

  private static Map<String, Object> object(String version, String type) {
    var root = "/services/data/" + version + "/sobjects/" + type;
    var object = new LinkedHashMap<String, Object>();
    object.put("name", type);
    object.put("label", type);
    object.put("keyPrefix", PREFIXES.getOrDefault(type, "a00"));
    object.put("custom", type.endsWith("__c"));
    for (var able : List.of("createable", "deletable", "queryable", "retrieveable", "updateable")) {
      object.put(able, true);
    }
    object.put(
        "urls",
        Map.of("sobject", root, "describe", root + "/describe", "rowTemplate", root + "/{ID}"));
    return object;
  }

  static SimulatedResponse basics(String version, String type) {
    return SimulatedResponse.json(
        200, Map.of("objectDescribe", object(version, type), "recentItems", List.of()));
  }

  static SimulatedResponse of(String version, String type, Collection<SimulatedRecord> records) {
    var names = new TreeSet<>(fields(type));
    records.forEach(record -> names.addAll(record.fields.keySet()));
    var described = object(version, type);
    described.put("fields", names.stream().map(SimulatedDescribe::field).toList());
    described.put("childRelationships", List.of());
    return SimulatedResponse.json(200, described);
  }

  /** Those that can be asked for in any case. */
  static Set<String> fields(String type) {
    var fields = new TreeSet<>(SimulatedSoql.SYSTEM);
    fields.addAll(SimulatedSoql.STANDARD.getOrDefault(type, Set.of()));
    if (SimulatedSoql.has(type, "Name")) {
      fields.add("Name");
    }
    return fields;
  }

  private static Map<String, Object> field(String name) {
    var field = new LinkedHashMap<String, Object>();
    field.put("name", name);
    field.put("label", name);
    field.put("type", type(name));
    field.put("custom", name.endsWith("__c"));
    boolean written = !SimulatedSoql.SYSTEM.contains(name) && !name.equals("Name");
    field.put("createable", written);
    field.put("updateable", written);
    field.put("nillable", written);
    field.put("filterable", true);
    field.put("sortable", true);
    return field;
  }

  private static String type(String name) {
    if (name.equals("Id")) {
      return "id";
    }
    if (name.endsWith("Id")) {
      return "reference";
    }
    if (name.equals("IsDeleted") || name.equals("ShouldForget")) {
      return "boolean";
    }
    if (name.equals("Email") || name.endsWith("Phone")) {
      return name.equals("Email") ? "email" : "phone";
    }
    return name.equals("SystemModstamp") || name.matches("(Created|LastModified)Date")
        ? "datetime"
        : "string";
  }
}
