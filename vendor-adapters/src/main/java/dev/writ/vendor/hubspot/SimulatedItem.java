package dev.writ.vendor.hubspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record, thread, file or transcript of the simulated account. {@code deleted}: permanently
 * gone, kept only while searches lag.
 */
final class SimulatedItem {
  /** Besides those that every record has. */
  private static final Map<String, List<String>> DEFAULT_PROPERTIES =
      Map.of(
          "contacts",
          List.of("email", "firstname", "lastname"),
          "companies",
          List.of("name", "domain"),
          "deals",
          List.of("dealname", "amount", "closedate", "pipeline", "dealstage"),
          "tickets",
          List.of(
              "subject",
              "content",
              "hs_pipeline",
              "hs_pipeline_stage",
              "hs_ticket_category",
              "hs_ticket_priority"));

  final String type;
  final String id;
  final String owner;
  final Instant created;
  final Map<String, String> properties = new LinkedHashMap<>();
  final Set<String> contacts = new LinkedHashSet<>();
  final List<Map<String, Object>> messages = new ArrayList<>();
  boolean archived;
  Instant updated;
  @Nullable Instant archivedAt;
  boolean deleted;
  boolean hidden;
  Instant listedUntil = Instant.MIN;

  SimulatedItem(String type, String id, String owner, Instant created) {
    this.type = type;
    this.id = id;
    this.owner = owner;
    this.created = created;
    this.updated = created;
  }

  /** Ids are numbers, told as text. */
  long number() {
    return Long.parseLong(id);
  }

  /** As a CRM record with these properties, or the default ones. */
  Map<String, Object> record(@Nullable List<String> names) {
    boolean named = names != null && !names.isEmpty();
    var shown = new LinkedHashMap<String, @Nullable String>();
    for (var name :
        names != null && named ? names : DEFAULT_PROPERTIES.getOrDefault(type, List.of())) {
      var value = properties.get(name);
      if (value != null || named) {
        shown.put(name, value);
      }
    }
    shown.put("hs_object_id", id);
    shown.put("createdate", created.toString());
    shown.put(modified(type), updated.toString());
    var record = stamped();
    record.put("properties", shown);
    record.put("archived", archived);
    if (archivedAt != null) {
      record.put("archivedAt", archivedAt.toString());
    }
    return record;
  }

  /** As the answer to a create or a change shows it: with all that is set. */
  Map<String, Object> written() {
    return record(List.copyOf(properties.keySet()));
  }

  /** The properties that every record of a type has, set or not. */
  static List<String> usual(String type) {
    var names = new ArrayList<String>(List.of("hs_object_id", "createdate", modified(type)));
    names.addAll(DEFAULT_PROPERTIES.getOrDefault(type, List.of()));
    return names;
  }

  /** Contacts have a name of their own for it. */
  private static String modified(String type) {
    return type.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  /** What searches and sorts compare; times are milliseconds. */
  String searchable(String name) {
    return switch (name) {
      case "hs_object_id" -> id;
      case "createdate", "hs_createdate" -> Long.toString(created.toEpochMilli());
      case "lastmodifieddate", "hs_lastmodifieddate" -> Long.toString(updated.toEpochMilli());
      default -> properties.getOrDefault(name, "");
    };
  }

  /** As a file of an export shows it. */
  String exported(String name) {
    return switch (name) {
      case "createdate", "hs_createdate" -> created.toString();
      case "lastmodifieddate", "hs_lastmodifieddate" -> updated.toString();
      default -> searchable(name);
    };
  }

  /** Each property's values; here there is only the present one. */
  Map<String, Object> history(List<String> names) {
    var history = new LinkedHashMap<String, Object>();
    for (var name : names) {
      var value = properties.get(name);
      history.put(
          name,
          value == null
              ? List.of()
              : List.of(
                  Map.of(
                      "value",
                      value,
                      "timestamp",
                      created.toString(),
                      "sourceType",
                      "INTEGRATION")));
    }
    return history;
  }

  Map<String, Object> thread() {
    var thread = new LinkedHashMap<String, Object>();
    thread.put("id", id);
    thread.put("status", "OPEN");
    thread.put("archived", archived);
    thread.put("spam", false);
    contacts.stream().findFirst().ifPresent(c -> thread.put("associatedContactId", c));
    thread.put("createdAt", created.toString());
    return thread;
  }

  Map<String, Object> file() {
    var file = stamped();
    file.put("access", "PRIVATE");
    file.put("archived", false);
    file.put("name", properties.getOrDefault("name", ""));
    file.put("extension", "txt");
    file.put("type", "DOCUMENT");
    file.put("size", 12);
    return file;
  }

  Map<String, Object> transcript() {
    var transcript = stamped();
    transcript.put("engagementId", Long.parseLong(properties.getOrDefault("engagementId", "0")));
    transcript.put("transcriptSource", "INTEGRATOR_GENERATED");
    transcript.put(
        "transcriptUtterances",
        List.of(
            Map.of(
                "id", "1",
                "speaker", Map.of("id", "1", "name", properties.getOrDefault("speaker", "")),
                "text", "Hello.")));
    return transcript;
  }

  private Map<String, Object> stamped() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("createdAt", created.toString());
    json.put("updatedAt", updated.toString());
    return json;
  }
}
