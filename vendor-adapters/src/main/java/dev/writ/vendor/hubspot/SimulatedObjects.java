package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.notFound;
import static dev.writ.vendor.hubspot.SimulatedCall.strings;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** CRM records: contacts and what is associated with them. */
final class SimulatedObjects {
  static final List<String> TYPES =
      List.of(
          "contacts", "notes", "calls", "emails", "meetings", "tasks", "communications", "tickets");

  /** HubSpot's association types by which a record belongs to a contact. */
  private static final Map<String, Integer> TO_CONTACT =
      Map.of(
          "notes", 202,
          "calls", 194,
          "emails", 198,
          "meetings", 200,
          "tasks", 204,
          "communications", 81,
          "tickets", 16);

  private final SimulatedAccount account;
  private final SimulatedSearch search;

  SimulatedObjects(SimulatedAccount account) {
    this.account = account;
    this.search = new SimulatedSearch(account);
  }

  /** Null where there is no such endpoint. */
  @Nullable SimulatedResponse answer(String type, SimulatedCall call) {
    if (!TYPES.contains(type)) {
      return null;
    }
    return switch (call.line()) {
      case "GET " -> list(type, call);
      case "POST " -> create(type, call);
      case "POST search" -> search.search(type, call);
      case "POST gdpr-delete" -> type.equals("contacts") ? gdprDelete(call) : null;
      case "POST batch/read" -> batchRead(type, call);
      case "POST batch/archive" -> batchArchive(type, call);
      default -> call.rest().size() == 1 ? one(type, call) : null;
    };
  }

  private @Nullable SimulatedResponse one(String type, SimulatedCall call) {
    var id = call.rest().getFirst();
    return switch (call.request().method()) {
      case "GET" -> {
        var item = find(type, call.request().param("idProperty").orElse(""), id, call);
        yield item == null
            ? notFound()
            : SimulatedResponse.json(200, item.record(call.properties()));
      }
      case "PATCH" -> {
        var item = find(type, call.request().param("idProperty").orElse(""), id, call);
        if (item == null) {
          yield notFound();
        }
        item.properties.putAll(properties(call.json()));
        yield SimulatedResponse.json(200, item.record(null));
      }
      case "DELETE" -> {
        var item = account.find(type, id);
        if (item == null) {
          yield notFound();
        }
        account.archive(item, call);
        yield SimulatedResponse.empty(204);
      }
      default -> null;
    };
  }

  private @Nullable SimulatedItem find(
      String type, String idProperty, String id, SimulatedCall call) {
    boolean archived = call.flag("archived");
    if (!idProperty.isEmpty()) {
      return account.find(type, idProperty, id, archived);
    }
    var item = account.find(type, id);
    return item == null || item.archived != archived ? null : item;
  }

  private SimulatedResponse list(String type, SimulatedCall call) {
    boolean archived = call.flag("archived");
    var names = call.properties();
    var listed =
        account.all(type).stream()
            .filter(item -> archived ? item.archived && !item.deleted : account.listed(item));
    return call.page(listed, 10, 100, item -> item.record(names));
  }

  private SimulatedResponse create(String type, SimulatedCall call) {
    var body = call.json();
    var properties = properties(body);
    var email = properties.get("email");
    if (type.equals("contacts") && email != null) {
      var known = account.find(type, "email", email, false);
      if (known != null) {
        return SimulatedCall.error(
            409, "Contact already exists. Existing ID: " + known.id, "CONFLICT");
      }
    }
    var contacts = contacts(type, body.path("associations"));
    var item = account.make(type, "");
    item.properties.putAll(properties);
    item.contacts.addAll(contacts);
    return SimulatedResponse.json(201, item.record(null));
  }

  private static Map<String, String> properties(JsonNode body) {
    var properties = new LinkedHashMap<String, String>();
    body.path("properties")
        .properties()
        .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
    properties.computeIfPresent("email", (name, email) -> email.toLowerCase(Locale.ROOT));
    return properties;
  }

  /** Each association names an existing contact and the type that belongs to the record's. */
  private List<String> contacts(String type, JsonNode associations) {
    var contacts = new ArrayList<String>();
    for (var association : associations) {
      var contact = association.path("to").path("id").asString("");
      var named = association.path("types").path(0);
      if (!named.path("associationCategory").asString("").equals("HUBSPOT_DEFINED")
          || named.path("associationTypeId").asInt(0) != TO_CONTACT.getOrDefault(type, -1)
          || account.find("contacts", contact) == null) {
        throw invalid("an association needs an existing record and a type of its own");
      }
      contacts.add(contact);
    }
    return contacts;
  }

  private SimulatedResponse batchRead(String type, SimulatedCall call) {
    var body = call.json();
    var results = new ArrayList<Map<String, Object>>();
    var missing = new ArrayList<String>();
    for (var input : call.inputs()) {
      var id = input.path("id").asString("");
      var item = find(type, body.path("idProperty").asString(""), id, call);
      if (item == null) {
        missing.add(id);
      } else {
        results.add(item.record(strings(body.path("properties"))));
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "COMPLETE");
    answer.put("results", results);
    if (!missing.isEmpty()) {
      var error = new LinkedHashMap<String, Object>();
      error.put("status", "error");
      error.put("category", "OBJECT_NOT_FOUND");
      error.put("message", "Could not get some objects");
      error.put("context", Map.of("ids", missing));
      answer.put("numErrors", 1);
      answer.put("errors", List.of(error));
    }
    return SimulatedResponse.json(missing.isEmpty() ? 200 : 207, answer);
  }

  private SimulatedResponse batchArchive(String type, SimulatedCall call) {
    for (var input : call.inputs()) {
      var item = account.find(type, input.path("id").asString(""));
      if (item != null) {
        account.archive(item, call);
      }
    }
    return SimulatedResponse.empty(204);
  }

  private SimulatedResponse gdprDelete(SimulatedCall call) {
    var body = call.json();
    var id = body.path("objectId").asString("");
    if (id.isEmpty()) {
      throw invalid("objectId is required");
    }
    boolean byEmail = body.path("idProperty").asString("").equals("email");
    var contact =
        byEmail ? account.find("contacts", "email", id, false) : account.find("contacts", id);
    if (contact != null) {
      account.delete(contact, call);
    } else if (byEmail) {
      account.block(id.toLowerCase(Locale.ROOT));
    } else {
      return notFound();
    }
    return SimulatedResponse.empty(204);
  }

  /** Of one record to another type. */
  @Nullable SimulatedResponse associations(
      String type, String id, String toType, SimulatedCall call) {
    if (!call.get() || !TYPES.contains(type)) {
      return null;
    }
    var source = account.find(type, id);
    if (source == null || source.archived) {
      return notFound();
    }
    var linked =
        account.all(toType).stream()
            .filter(item -> item.contacts.contains(id) || source.contacts.contains(item.id))
            .filter(account::listed)
            .map(SimulatedObjects::association)
            .toList();
    return call.page(linked, 500, 500);
  }

  private static Map<String, Object> association(SimulatedItem item) {
    var association = new LinkedHashMap<String, Object>();
    association.put("toObjectId", item.id);
    association.put(
        "associationTypes", List.of(Map.of("category", "HUBSPOT_DEFINED", "typeId", 201)));
    return association;
  }
}
