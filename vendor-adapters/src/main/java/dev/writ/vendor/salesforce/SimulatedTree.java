package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code composite/tree/{type}}: up to 200 new records of up to five types, nested up to five deep,
 * by the REST guide's pages "sObject Tree" and "sObject Tree Response Body" (v60.0, read
 * 2026-12-01). One that fails takes all back, and the answer then names that one alone. The
 * relationships are those of the types held here.
 *
 * <p>UNCONFIRMED: the status of a failure (here 400), and the words of refusals.
 */
final class SimulatedTree {
  private static final int MOST = 200;
  private static final int MOST_TYPES = 5;
  private static final int DEEPEST = 5;

  /** The type and the look-up field of a parent's children, by the parent's type and their name. */
  private static final Map<String, Child> CHILDREN =
      Map.of(
          "Contact.Tasks", new Child("Task", "WhoId"),
          "Contact.Cases", new Child("Case", "ContactId"),
          "Lead.Tasks", new Child("Task", "WhoId"),
          "Individual.Contacts", new Child("Contact", "IndividualId"),
          "Individual.Leads", new Child("Lead", "IndividualId"));

  private record Child(String type, String lookUp) {}

  /** A record to be made; its parent's place among those of the level above, or -1. */
  private record Wanted(String type, JsonNode given, String lookUp, int parent) {
    String reference() {
      return given.path("attributes").path("referenceId").asString("");
    }
  }

  private final SimulatedOrg org;
  private final SimulatedCreation creation;

  SimulatedTree(SimulatedOrg org, SimulatedCreation creation) {
    this.org = org;
    this.creation = creation;
  }

  SimulatedResponse answer(String type, SimulatedCall call) {
    if (!org.knows(type)) {
      return SimulatedOrg.notFound();
    }
    var levels = levels(type, call.json());
    var undo = org.remembered();
    var results = new ArrayList<Map<String, Object>>();
    var parents = List.<String>of();
    for (var level : levels) {
      var made = new ArrayList<String>();
      for (var wanted : level) {
        try {
          made.add(creation.make(wanted.type(), fields(wanted, parents)));
        } catch (SimulatedCall.Refused refused) {
          undo.run();
          return failed(wanted.reference(), SimulatedCollections.errors(refused));
        }
        results.add(Map.of("referenceId", wanted.reference(), "id", made.getLast()));
      }
      parents = made;
    }
    return SimulatedResponse.json(201, Map.of("hasErrors", false, "results", results));
  }

  private static SimulatedResponse failed(String reference, List<Map<String, Object>> errors) {
    var result = Map.of("referenceId", reference, "errors", errors);
    return SimulatedResponse.json(400, Map.of("hasErrors", true, "results", List.of(result)));
  }

  /** The records of each depth, checked as a whole before any is made. */
  private static List<List<Wanted>> levels(String type, JsonNode tree) {
    var levels = new ArrayList<List<Wanted>>();
    var level = wanted(type, tree.path("records"), "", -1);
    while (!level.isEmpty()) {
      levels.add(level);
      var below = new ArrayList<Wanted>();
      for (int i = 0; i < level.size(); i++) {
        below.addAll(children(level.get(i), i));
      }
      level = below;
    }
    var all = levels.stream().flatMap(List::stream).toList();
    var types = all.stream().map(Wanted::type).collect(Collectors.toSet());
    var references = new HashSet<String>();
    if (all.isEmpty()
        || all.size() > MOST
        || types.size() > MOST_TYPES
        || levels.size() > DEEPEST
        || !all.stream().allMatch(one -> references.add(one.reference()))
        || references.contains("")) {
      throw invalid("1 to 200 records of 5 types at most, 5 deep at most, each with a referenceId");
    }
    return levels;
  }

  private static List<Wanted> wanted(String type, JsonNode records, String lookUp, int parent) {
    var wanted = new ArrayList<Wanted>();
    for (var record : records) {
      if (!record.path("attributes").path("type").asString("").equals(type)) {
        throw invalid("attributes.type is to be " + type);
      }
      wanted.add(new Wanted(type, record, lookUp, parent));
    }
    return wanted;
  }

  private static List<Wanted> children(Wanted parent, int place) {
    var children = new ArrayList<Wanted>();
    for (var field : parent.given().properties()) {
      if (field.getValue().has("records")) {
        var child = CHILDREN.get(parent.type() + "." + field.getKey());
        if (child == null) {
          throw invalid(parent.type() + " has no children " + field.getKey());
        }
        children.addAll(
            wanted(child.type(), field.getValue().path("records"), child.lookUp(), place));
      }
    }
    return children;
  }

  private static JsonNode fields(Wanted wanted, List<String> parents) {
    var fields = ((ObjectNode) wanted.given()).deepCopy();
    fields.removeIf(value -> value.has("records"));
    if (wanted.parent() >= 0) {
      fields.put(wanted.lookUp(), parents.get(wanted.parent()));
    }
    return fields;
  }

  private static SimulatedCall.Refused invalid(String message) {
    return SimulatedCall.refused(400, "INVALID_INPUT", message);
  }
}
