package dev.writ.vendor.googleworkspace;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A matter of Vault, with its holds and its exports. */
final class SimulatedMatter {
  final String id;
  String name;
  final String region;
  String description;
  final Map<String, JsonNode> holds = new LinkedHashMap<>();
  final Map<String, SimulatedExport> exports = new LinkedHashMap<>();
  State state = State.OPEN;

  /** Of a matter, as Vault calls them. */
  enum State {
    OPEN,
    CLOSED,
    DELETED
  }

  SimulatedMatter(String id, String name, String description, String region) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.region = region;
  }

  Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("matterId", id);
    shown.put("name", name);
    if (!description.isEmpty()) {
      shown.put("description", description);
    }
    shown.put("state", state.name());
    shown.put("matterRegion", region);
    return shown;
  }
}
