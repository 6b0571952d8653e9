package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.notFound;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a type's properties, read only: {@code GET /crm/v3/properties/{objectType}}
 * and one by its name. Fields by the official Node client 13.5.0 ({@code crm/properties}); the
 * dated path by HubSpot's guide to payments, which reads {@code
 * /crm/properties/2026-03/commerce_payments} (a copy of it, read 2026-11-30). The answer is in no
 * pages.
 *
 * <p>This account takes any property, so that whatever a record carries is defined besides the
 * usual ones. UNCONFIRMED, and answered since the schema requires it: the groups of types other
 * than contacts, types and field types, and the wording of labels and descriptions.
 */
final class SimulatedProperties {
  private static final Set<String> READ_ONLY =
      Set.of("hs_object_id", "createdate", "lastmodifieddate", "hs_lastmodifieddate");
  private static final Set<String> TIMES =
      Set.of("createdate", "lastmodifieddate", "hs_lastmodifieddate", "closedate");
  private static final Set<String> NUMBERS = Set.of("hs_object_id", "amount");

  /** Their options are the account's pipelines and choices, of which this one has none. */
  private static final Set<String> CHOICES =
      Set.of(
          "pipeline",
          "dealstage",
          "hs_pipeline",
          "hs_pipeline_stage",
          "hs_ticket_category",
          "hs_ticket_priority");

  private final SimulatedAccount account;

  SimulatedProperties(SimulatedAccount account) {
    this.account = account;
  }

  /** Null where there is no such endpoint; definitions are neither made nor changed here. */
  @Nullable SimulatedResponse answer(String named, SimulatedCall call) {
    if (!call.get() || call.rest().size() > 1) {
      return null;
    }
    var type = SimulatedObjects.type(named);
    if (type == null) {
      throw invalid("Unable to infer object type from: " + named);
    }
    // Nothing has been archived, and archived=true shows nothing else.
    var names = call.flag("archived") ? Set.<String>of() : defined(type);
    if (call.rest().isEmpty()) {
      var all = names.stream().map(name -> definition(type, name)).toList();
      return SimulatedResponse.json(200, Map.of("results", all));
    }
    var name = call.rest().getFirst();
    return names.contains(name) ? SimulatedResponse.json(200, definition(type, name)) : notFound();
  }

  private SequencedSet<String> defined(String type) {
    var names = new LinkedHashSet<>(SimulatedItem.usual(type));
    account.all(type).stream()
        .filter(item -> !item.deleted)
        .forEach(item -> names.addAll(item.properties.keySet()));
    return names;
  }

  private static Map<String, Object> definition(String type, String name) {
    boolean usual = SimulatedItem.usual(type).contains(name) || name.startsWith("hs_");
    var definition = new LinkedHashMap<String, Object>();
    definition.put("name", name);
    definition.put("label", name);
    definition.put("description", "");
    definition.put("groupName", group(type));
    definition.put("type", type(name));
    definition.put("fieldType", fieldType(name));
    definition.put("options", List.of());
    definition.put("hubspotDefined", usual);
    definition.put("calculated", false);
    definition.put("hidden", false);
    definition.put("archived", false);
    definition.put(
        "modificationMetadata",
        Map.of(
            "archivable", !usual,
            "readOnlyDefinition", usual,
            "readOnlyOptions", usual,
            "readOnlyValue", READ_ONLY.contains(name)));
    return definition;
  }

  private static String group(String type) {
    return switch (type) {
      case "contacts" -> "contactinformation";
      case "companies" -> "companyinformation";
      default -> type.replaceFirst("s$", "") + "information";
    };
  }

  private static String type(String name) {
    if (TIMES.contains(name)) {
      return "datetime";
    }
    if (NUMBERS.contains(name)) {
      return "number";
    }
    return CHOICES.contains(name) ? "enumeration" : "string";
  }

  private static String fieldType(String name) {
    return switch (type(name)) {
      case "datetime" -> "date";
      case "number" -> "number";
      case "enumeration" -> "select";
      default -> "text";
    };
  }
}
