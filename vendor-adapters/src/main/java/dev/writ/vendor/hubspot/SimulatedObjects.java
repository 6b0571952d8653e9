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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** CRM records: contacts and what is associated with them. */
final class SimulatedObjects {
  /** By every name that paths use. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("0-1", "contacts"),
          Map.entry("0-2", "companies"),
          Map.entry("0-3", "deals"),
          Map.entry("0-5", "tickets"),
          Map.entry("0-7", "products"),
          Map.entry("0-8", "line_items"),
          Map.entry("0-14", "quotes"),
          Map.entry("0-18", "communications"),
          Map.entry("0-27", "tasks"),
          Map.entry("0-46", "notes"),
          Map.entry("0-47", "meetings"),
          Map.entry("0-48", "calls"),
          Map.entry("0-49", "emails"),
          Map.entry("0-116", "postal_mail"),
          Map.entry("0-136", "leads"));

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  private final SimulatedAccount account;
  private final SimulatedSearch search;
  private final SimulatedAssociations associations;

  SimulatedObjects(SimulatedAccount account) {
    this.account = account;
    this.search = new SimulatedSearch(account);
    this.associations = new SimulatedAssociations(account);
  }

  /** The type's own name; null for none that there is. */
  static @Nullable String type(String named) {
    return TYPES.containsValue(named) ? named : TYPES.get(named);
  }

  /** Null where there is no such endpoint. */
  @Nullable SimulatedResponse answer(String named, SimulatedCall call) {
    var type = type(named);
    if (type == null) {
      throw invalid("Unable to infer object type from: " + named);
    }
    if (call.rest().size() > 2 && call.rest().get(1).equals("associations")) {
      return associations.answer(type, call.rest(), call);
    }
    return switch (call.line()) {
      case "GET " -> list(type, call);
      case "POST " -> create(type, call);
      case "POST search" -> search.search(type, call);
      case "POST gdpr-delete" -> type.equals("contacts") ? gdprDelete(call) : null;
      case "POST batch/read" -> batchRead(type, call);
      case "POST batch/create" -> batchCreate(type, call);
      case "POST batch/update" -> batchUpdate(type, call);
      case "POST batch/upsert" -> batchUpsert(type, call);
      case "POST batch/archive" -> batchArchive(type, call);
      default -> call.rest().size() == 1 ? one(type, call) : null;
    };
  }

  private @Nullable SimulatedResponse one(String type, SimulatedCall call) {
    var id = call.rest().getFirst();
    return switch (call.request().method()) {
      case "GET" -> {
        var item = find(type, call.request().param("idProperty").orElse(""), id, call);
        yield item == null ? notFound() : SimulatedResponse.json(200, shown(item, call));
      }
      case "PATCH" -> {
        var item = find(type, call.request().param("idProperty").orElse(""), id, call);
        if (item == null) {
          yield notFound();
        }
        account.change(item, properties(call.json()));
        yield SimulatedResponse.json(200, item.written());
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
    var listed =
        account.all(type).stream()
            .filter(item -> archived ? item.archived && !item.deleted : account.listed(item));
    return call.page(listed, 10, 100, item -> shown(item, call));
  }

  /** With its associations and the history of properties, where they were asked for. */
  private Map<String, Object> shown(SimulatedItem item, SimulatedCall call) {
    var shown = item.record(call.properties());
    var history = call.names("propertiesWithHistory");
    if (!history.isEmpty()) {
      shown.put("propertiesWithHistory", item.history(history));
    }
    var linked = associations.of(item, call.names("associations"));
    if (!linked.isEmpty()) {
      shown.put("associations", linked);
    }
    return shown;
  }

  private SimulatedResponse create(String type, SimulatedCall call) {
    return SimulatedResponse.json(201, created(type, call.json()).written());
  }

  private SimulatedItem created(String type, JsonNode body) {
    var properties = properties(body);
    var email = properties.get("email");
    if (type.equals("contacts") && email != null) {
      var known = account.find(type, "email", email, false);
      if (known != null) {
        throw new SimulatedCall.Refused(
            SimulatedCall.error(
                409, "Contact already exists. Existing ID: " + known.id, "CONFLICT"));
      }
    }
    var contacts = associations.contacts(type, body.path("associations"));
    var item = account.make(type, "");
    item.properties.putAll(properties);
    item.contacts.addAll(contacts);
    return item;
  }

  private SimulatedResponse batchCreate(String type, SimulatedCall call) {
    var made = new ArrayList<Map<String, Object>>();
    for (var input : call.inputs()) {
      made.add(created(type, input).written());
    }
    return SimulatedBatch.answer(201, made, List.of());
  }

  /** Those that are there are changed, whatever the others are. */
  private SimulatedResponse batchUpdate(String type, SimulatedCall call) {
    var changed = new ArrayList<Map<String, Object>>();
    var missing = new ArrayList<String>();
    for (var input : call.inputs()) {
      var id = input.path("id").asString("");
      var item = find(type, input.path("idProperty").asString(""), id, call);
      if (item == null) {
        missing.add(id);
      } else {
        account.change(item, properties(input));
        changed.add(item.written());
      }
    }
    return SimulatedBatch.answer(200, changed, missing);
  }

  /** By a property that is nobody else's, which for contacts is the e-mail address. */
  private SimulatedResponse batchUpsert(String type, SimulatedCall call) {
    var results = new ArrayList<Map<String, Object>>();
    boolean made = false;
    for (var input : call.inputs()) {
      var property = input.path("idProperty").asString("");
      var value = input.path("id").asString("");
      if (value.isEmpty() || !type.equals("contacts") || !property.equals("email")) {
        throw invalid("an upsert needs an id and a unique idProperty");
      }
      var there = account.find(type, property, value, false);
      boolean isNew = there == null;
      var upserted = there == null ? account.make(type, "") : there;
      account.change(upserted, properties(input));
      upserted.properties.putIfAbsent(property, value.toLowerCase(Locale.ROOT));
      var shown = upserted.written();
      shown.put("new", isNew);
      results.add(shown);
      made |= isNew;
    }
    return SimulatedBatch.answer(made ? 201 : 200, results, List.of());
  }

  private static Map<String, String> properties(JsonNode body) {
    if (!body.path("properties").isObject()) {
      throw invalid("properties is required");
    }
    var properties = new LinkedHashMap<String, String>();
    body.path("properties")
        .properties()
        .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
    properties.computeIfPresent("email", (name, email) -> email.toLowerCase(Locale.ROOT));
    var email = properties.getOrDefault("email", "");
    if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
      throw invalid("Property values were not valid", "INVALID_EMAIL");
    }
    return properties;
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
    return SimulatedBatch.answer(200, results, missing);
  }

  /** What was linked to each of many records. */
  @Nullable SimulatedResponse linked(String from, String to, SimulatedCall call) {
    var type = type(from);
    var toType = type(to);
    if (type == null || toType == null) {
      throw invalid("Unable to infer object type from: " + (type == null ? from : to));
    }
    return call.line().equals("POST batch/read") ? associations.many(type, toType, call) : null;
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
}
