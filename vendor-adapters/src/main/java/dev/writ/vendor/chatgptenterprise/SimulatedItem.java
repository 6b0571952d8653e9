package dev.writ.vendor.chatgptenterprise;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing in a simulated workspace. */
final class SimulatedItem {
  final String shelf;
  final String id;

  /** The key of the person who was planted. */
  final String person;

  /** The id of the member whose it is. */
  final String user;

  /** As a list shows it. */
  final Map<String, Object> row = new LinkedHashMap<>();

  /** What a read by id shows besides. */
  final Map<String, Object> content = new LinkedHashMap<>();

  /** Grows from one to the next in the order in which they were made. */
  long number;

  boolean deleted;
  boolean hidden;
  Instant listedUntil = Instant.MIN;

  SimulatedItem(String shelf, String id, String person, String user) {
    this.shelf = shelf;
    this.id = id;
    this.person = person;
    this.user = user;
    row.put("id", id);
  }

  Map<String, Object> full() {
    var full = new LinkedHashMap<>(row);
    full.putAll(content);
    return full;
  }
}
