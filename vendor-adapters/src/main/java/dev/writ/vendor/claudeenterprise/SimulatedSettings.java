package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings in force: an organization's retention periods, and the keys, which are the parent
 * organization's and the same in each. The endpoint is enabled apart from the others.
 */
final class SimulatedSettings {
  private static final String USUAL =
      "{\"all\":{\"type\":\"fixed\",\"duration\":30,\"timescale\":\"day\"}}";

  private final Map<String, List<String>> scopes;
  private final Map<String, String> periods = new TreeMap<>();
  private final TreeSet<String> deleted = new TreeSet<>();

  boolean enabled = true;

  /**
   * @param scopes of each key, by the key
   */
  SimulatedSettings(Map<String, List<String>> scopes) {
    this.scopes = new TreeMap<>(scopes);
    reset();
  }

  void reset() {
    enabled = true;
    deleted.clear();
    periods.clear();
    periods.put(SimulatedTenant.ORGANIZATION, USUAL);
    periods.put(SimulatedTenant.SUBSIDIARY, USUAL);
  }

  /**
   * @param json the value of the row; empty for an organization without it
   */
  void retain(String organization, String json) {
    periods.put(organization, json);
  }

  /** A key is known by its id; the secret itself is good for the connection's own word. */
  void delete(String id, String secret) {
    scopes.keySet().stream()
        .filter(key -> key.equals(secret) || id(key).equals(id))
        .forEach(deleted::add);
  }

  boolean deleted(String key) {
    return deleted.contains(key);
  }

  static String id(String key) {
    return "apikey_01" + key.replaceFirst(".*sandbox-", "").replace("-", "");
  }

  /** An unknown organization and an endpoint that is not enabled have one answer. */
  SimulatedResponse read(String organization) {
    var value = periods.get(organization);
    if (value == null || !enabled) {
      throw SimulatedCall.notFound("Organization not found.");
    }
    var json = VendorHttp.JSON.createObjectNode();
    json.put("type", "effective_organization_settings");
    json.put("organization_id", organization);
    var rows = json.putArray("settings");
    rows.add(row("content_redaction_enabled", "boolean").put("value", true));
    if (!value.isEmpty()) {
      var row = row("data_retention_periods", "data_retention");
      row.set("value", VendorHttp.JSON.readTree(value));
      rows.add(row);
    }
    var keys = json.putArray("api_keys");
    scopes.forEach((key, granted) -> keys.add(shown(key, granted)));
    return ok(json);
  }

  private static ObjectNode row(String name, String type) {
    return VendorHttp.JSON.createObjectNode().put("name", name).put("type", type);
  }

  private ObjectNode shown(String key, List<String> granted) {
    var json =
        new LinkedHashMap<String, Object>(
            Map.of(
                "type",
                "compliance_api_key",
                "id",
                id(key),
                "name",
                "sandbox",
                "scopes",
                granted,
                "is_active",
                !deleted.contains(key),
                "created_at",
                "2026-01-01T00:00:00Z"));
    json.put("created_by_id", null);
    json.put("expires_at", null);
    return VendorHttp.JSON.valueToTree(json);
  }
}
