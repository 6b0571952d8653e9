package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.notFound;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What belongs to which contact, by HubSpot's own types of association; others are not kept. */
final class SimulatedAssociations {
  private static final String CONTACTS = "contacts";

  /** Of a record to its contact. */
  private static final Map<String, Integer> TO_CONTACT =
      Map.of(
          "notes", 202,
          "calls", 194,
          "emails", 198,
          "meetings", 200,
          "tasks", 204,
          "communications", 81,
          "tickets", 16,
          "companies", 280,
          "deals", 3);

  /** Of a contact to its record. */
  private static final Map<String, Integer> FROM_CONTACT =
      Map.of(
          "notes", 201,
          "calls", 193,
          "emails", 197,
          "meetings", 199,
          "tasks", 203,
          "communications", 82,
          "tickets", 15,
          "companies", 279,
          "deals", 4);

  private final SimulatedAccount account;

  SimulatedAssociations(SimulatedAccount account) {
    this.account = account;
  }

  /**
   * Null where there is no such endpoint.
   *
   * @param rest what follows the type, e.g. {@code 77/associations/notes}
   */
  @Nullable SimulatedResponse answer(String type, List<String> rest, SimulatedCall call) {
    var source = account.find(type, rest.getFirst());
    if (source == null || source.archived) {
      return notFound();
    }
    boolean usual = rest.size() == 5 && rest.get(2).equals("default");
    var toType = SimulatedObjects.type(rest.get(usual ? 3 : 2));
    if (toType == null) {
      throw invalid("Unable to infer object type from: " + rest.get(usual ? 3 : 2));
    }
    return switch (call.request().method() + " " + (rest.size() - (usual ? 1 : 0))) {
      case "GET 3" -> list(source, toType, call);
      case "PUT 4" -> put(source, toType, rest.getLast(), usual, call);
      case "DELETE 4" -> delete(source, toType, rest.getLast());
      default -> null;
    };
  }

  private SimulatedResponse list(SimulatedItem source, String toType, SimulatedCall call) {
    var linked =
        linked(source, toType).map(item -> association(source.type, toType, item.id)).toList();
    return call.page(linked, 500, 500);
  }

  /** Of many records at once; one that nothing is linked to is told among the errors. */
  SimulatedResponse many(String type, String toType, SimulatedCall call) {
    var results = new ArrayList<Map<String, Object>>();
    var errors = new ArrayList<Map<String, Object>>();
    for (var input : call.inputs()) {
      var id = input.path("id").asString("");
      var source = account.find(type, id);
      var linked =
          source == null || source.archived
              ? List.<Map<String, Object>>of()
              : linked(source, toType).map(item -> association(type, toType, item.id)).toList();
      if (linked.isEmpty()) {
        var error = new LinkedHashMap<String, Object>();
        error.put("status", "error");
        error.put("category", "OBJECT_NOT_FOUND");
        error.put("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND");
        error.put(
            "message",
            "No " + singular(toType) + " is associated with " + singular(type) + " " + id + ".");
        error.put("context", Map.of("fromObjectId", List.of(id)));
        errors.add(error);
      } else {
        var result = new LinkedHashMap<String, Object>();
        result.put("from", Map.of("id", id));
        result.put("to", linked);
        results.add(result);
      }
    }
    return SimulatedBatch.failed(200, results, errors);
  }

  private Stream<SimulatedItem> linked(SimulatedItem source, String toType) {
    return account.all(toType).stream()
        .filter(item -> item.contacts.contains(source.id) || source.contacts.contains(item.id))
        .filter(account::listed);
  }

  private static Map<String, Object> association(String type, String toType, String id) {
    var kind = new LinkedHashMap<String, @Nullable Object>();
    kind.put("category", "HUBSPOT_DEFINED");
    kind.put("typeId", number(type, toType));
    kind.put("label", null);
    var association = new LinkedHashMap<String, Object>();
    association.put("toObjectId", id);
    association.put("associationTypes", List.of(kind));
    return association;
  }

  private static int number(String type, String toType) {
    return type.equals(CONTACTS)
        ? FROM_CONTACT.getOrDefault(toType, 0)
        : TO_CONTACT.getOrDefault(type, 0);
  }

  /** As a record tells them when it is asked for them. */
  Map<String, Object> of(SimulatedItem source, List<String> toTypes) {
    var associations = new LinkedHashMap<String, Object>();
    for (var named : toTypes) {
      var toType = SimulatedObjects.type(named);
      var results =
          toType == null
              ? List.<Map<String, String>>of()
              : linked(source, toType).map(item -> shortly(source.type, toType, item)).toList();
      if (!results.isEmpty()) {
        associations.put(named, Map.of("results", results));
      }
    }
    return associations;
  }

  private static Map<String, String> shortly(String type, String toType, SimulatedItem item) {
    var shown = new LinkedHashMap<String, String>();
    shown.put("id", item.id);
    shown.put("type", singular(type) + "_to_" + singular(toType));
    return shown;
  }

  private static String singular(String type) {
    return type.equals("companies") ? "company" : type.substring(0, type.length() - 1);
  }

  /** Of a record and a contact, whichever of them the call begins with. */
  private @Nullable SimulatedResponse put(
      SimulatedItem source, String toType, String id, boolean usual, SimulatedCall call) {
    var target = account.find(toType, id);
    if (target == null || target.archived) {
      return notFound();
    }
    boolean fromContact = source.type.equals(CONTACTS);
    if (!fromContact && !toType.equals(CONTACTS)) {
      return null;
    }
    if (!usual) {
      call.list();
    }
    (fromContact ? target : source).contacts.add(fromContact ? source.id : target.id);
    var answer = new LinkedHashMap<String, Object>();
    if (usual) {
      answer.put("status", "COMPLETE");
      answer.put("results", List.of(pair(source, target), pair(target, source)));
      answer.put("startedAt", "2026-01-01T00:00:00Z");
      answer.put("completedAt", "2026-01-01T00:00:00Z");
      return SimulatedResponse.json(200, answer);
    }
    answer.put("fromObjectTypeId", source.type);
    answer.put("fromObjectId", source.id);
    answer.put("toObjectTypeId", toType);
    answer.put("toObjectId", id);
    answer.put("labels", List.of());
    return SimulatedResponse.json(201, answer);
  }

  private static Map<String, Object> pair(SimulatedItem from, SimulatedItem to) {
    var spec = new LinkedHashMap<String, Object>();
    spec.put("associationCategory", "HUBSPOT_DEFINED");
    spec.put("associationTypeId", number(from.type, to.type));
    var pair = new LinkedHashMap<String, Object>();
    pair.put("from", Map.of("id", from.id));
    pair.put("to", Map.of("id", to.id));
    pair.put("associationSpec", spec);
    return pair;
  }

  private SimulatedResponse delete(SimulatedItem source, String toType, String id) {
    var target = account.find(toType, id);
    if (target != null) {
      source.contacts.remove(id);
      target.contacts.remove(source.id);
    }
    return SimulatedResponse.empty(204);
  }

  /** Each names an existing contact and the type that belongs to the record's. */
  List<String> contacts(String type, JsonNode associations) {
    var contacts = new ArrayList<String>();
    for (var association : associations) {
      var contact = association.path("to").path("id").asString("");
      var named = association.path("types").path(0);
      if (!named.path("associationCategory").asString("").equals("HUBSPOT_DEFINED")
          || named.path("associationTypeId").asInt(0) != TO_CONTACT.getOrDefault(type, -1)
          || account.find(CONTACTS, contact) == null) {
        throw invalid("an association needs an existing record and a type of its own");
      }
      contacts.add(contact);
    }
    return contacts;
  }
}
