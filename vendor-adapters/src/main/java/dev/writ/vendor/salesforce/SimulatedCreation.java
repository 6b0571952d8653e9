package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** {@code POST sobjects/{type}} and {@code PATCH sobjects/{type}/{id}}. */
final class SimulatedCreation {
  /** What a record cannot be made without. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "Contact", List.of("LastName"),
          "Lead", List.of("LastName", "Company"),
          "Individual", List.of("LastName"));

  private static final Map<String, String> PREFIXES =
      Map.of("Contact", "003", "Lead", "00Q", "Individual", "0PK", "Task", "00T", "Case", "500");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  private final SimulatedOrg org;
  private int made;

  SimulatedCreation(SimulatedOrg org) {
    this.org = org;
  }

  void reset() {
    made = 0;
  }

  SimulatedResponse answer(SimulatedCall call) {
    var type = call.rest().getFirst();
    if (!org.knows(type)) {
      return SimulatedOrg.notFound();
    }
    return call.rest().size() == 1 ? create(type, call) : update(type, call);
  }

  private SimulatedResponse create(String type, SimulatedCall call) {
    return SimulatedResponse.json(
        201, Map.of("id", make(type, call.json()), "success", true, "errors", List.of()));
  }

  /** The id of a new record of these fields. */
  String make(String type, JsonNode given) {
    var fields = fields(type, given);
    for (var required : REQUIRED.getOrDefault(type, List.of())) {
      if (fields.getOrDefault(required, "").isBlank()) {
        throw SimulatedCall.refused(
            400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + required + "]");
      }
    }
    var id = PREFIXES.getOrDefault(type, "a00") + "SANDBOX%05dAAA".formatted(++made);
    org.make(type, id, "").fields.putAll(fields);
    return id;
  }

  private SimulatedResponse update(String type, SimulatedCall call) {
    var record = org.find(call.rest().get(1));
    if (record == null || !record.type.equals(type) || record.state != State.LIVE) {
      return SimulatedOrg.notFound();
    }
    record.fields.putAll(fields(type, call.json()));
    return SimulatedResponse.empty(204);
  }

  static Map<String, String> fields(String type, JsonNode given) {
    var fields = new LinkedHashMap<String, String>();
    for (var field : given.properties()) {
      if (field.getKey().equals("attributes")) {
        continue;
      }
      if (!field.getKey().endsWith("__c")
          && !SimulatedSoql.STANDARD.getOrDefault(type, Set.of()).contains(field.getKey())) {
        throw SimulatedCall.refused(400, "INVALID_FIELD", "No such column");
      }
      var value = field.getValue().asString("");
      if (field.getKey().equals("Email") && !value.isEmpty() && !EMAIL.matcher(value).matches()) {
        throw SimulatedCall.refused(
            "INVALID_EMAIL_ADDRESS", "Email: invalid email address: " + value, "Email");
      }
      fields.put(field.getKey(), value);
    }
    return fields;
  }
}
