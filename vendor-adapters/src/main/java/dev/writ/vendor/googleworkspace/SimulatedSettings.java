package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How Gemini is set: the Policy API shows what was set explicitly, a page of 50 or fewer at a time,
 * and the admin audit log what was changed.
 */
final class SimulatedSettings {
  private static final String POLICIES = "https://www.googleapis.com/auth/cloud-identity.policies";
  private static final String REPORTS =
      "https://www.googleapis.com/auth/admin.reports.audit.readonly";
  private static final String GEMINI = "setting.type.matches('^settings/gemini_app\\\\..*$')";

  /** The discovery document's. */
  private static final Set<String> APPLICATIONS =
      Set.of(
          ("access_evaluation access_transparency admin admin_data_action assignments calendar chat"
                  + " chrome chrome_sync classroom cloud_search contacts context_aware_access"
                  + " data_migration data_studio directory_sync drive gcp gemini_in_workspace_apps"
                  + " gmail gplus graduation groups groups_enterprise jamboard keep ldap login meet"
                  + " meet_hardware mobile profile rules saml takeout tasks token user_accounts"
                  + " vault voice workspace_studio")
              .split(" "));

  private static final Set<String> WORDS =
      Set.of("activity", "users", "applications", "all", "admin");

  private final SimulatedTenant tenant;
  private final List<Map<String, Object>> policies = new ArrayList<>();
  private final List<Map<String, Object>> changes = new ArrayList<>();

  SimulatedSettings(SimulatedTenant tenant) {
    this.tenant = tenant;
    reset();
  }

  void reset() {
    policies.clear();
    changes.clear();
    set("SYSTEM", "ENABLED");
  }

  /** A policy of one unit more. */
  void set(String type, String state) {
    int number = policies.size() + 1;
    policies.add(
        Map.of(
            "name",
            "policies/sandbox" + number,
            "customer",
            "customers/C00sandbox",
            "type",
            type,
            "policyQuery",
            Map.of("query", "true", "orgUnit", "orgUnits/unit" + number, "sortOrder", number),
            "setting",
            Map.of(
                "type",
                "settings/gemini_app.service_status",
                "value",
                Map.of("serviceState", state))));
  }

  /** An administrator has changed a setting of an application at this time. */
  void change(String application, String setting, String time) {
    changes.add(
        Map.of(
            "kind", "audit#activity",
            "id",
                Map.of(
                    "time",
                    time,
                    "uniqueQualifier",
                    Integer.toString(changes.size() + 1),
                    "applicationName",
                    "admin",
                    "customerId",
                    "C00sandbox"),
            "actor", Map.of("email", SimulatedTenant.ADMIN, "profileId", "1"),
            "events",
                List.of(
                    Map.of(
                        "type", "APPLICATION_SETTINGS",
                        "name", "CHANGE_APPLICATION_SETTING",
                        "parameters",
                            List.of(
                                Map.of("name", "APPLICATION_NAME", "value", application),
                                Map.of("name", "SETTING_NAME", "value", setting),
                                Map.of("name", "NEW_VALUE", "value", "3 months"))))));
  }

  SimulatedResponse policies(SimulatedCall call) {
    call.requireScope(POLICIES, POLICIES + ".readonly");
    requireAdmin(call);
    if (!call.request().method().equals("GET")) {
      return SimulatedErrors.imposed(404);
    }
    var filter = call.request().param("filter").orElse(GEMINI);
    if (!filter.equals(GEMINI)) {
      throw SimulatedErrors.invalid("Invalid filter.");
    }
    int size = Math.min(call.number("pageSize", 50, 100_000), 100);
    return call.page(
        "policies", SimulatedCall.rows(policies, any -> true, any -> any), size, false, Map.of());
  }

  SimulatedResponse changes(SimulatedCall call) {
    call.requireScope(REPORTS);
    requireAdmin(call);
    if (!call.line(WORDS).matches("GET/activity/users/[^/]+/applications/[^/]+")) {
      return SimulatedErrors.imposed(404);
    }
    if (!APPLICATIONS.contains(call.rest().getLast())) {
      throw SimulatedErrors.invalid("Invalid value for applicationName");
    }
    boolean ours =
        call.rest().getLast().equals("admin")
            && List.of("all", SimulatedTenant.ADMIN).contains(call.rest().get(2));
    var event = call.request().param("eventName").orElse("CHANGE_APPLICATION_SETTING");
    var from = call.request().param("startTime").orElse("");
    var found =
        SimulatedCall.rows(
            changes.reversed(),
            change ->
                ours
                    && event.equals("CHANGE_APPLICATION_SETTING")
                    && time(change).compareTo(from) >= 0,
            change -> change);
    var head = new LinkedHashMap<String, Object>();
    head.put("kind", "admin#reports#activities");
    return call.page("items", found, call.number("maxResults", 1_000, 1_000), false, head);
  }

  private static String time(Map<String, Object> change) {
    return change.get("id") instanceof Map<?, ?> id ? String.valueOf(id.get("time")) : "";
  }

  private void requireAdmin(SimulatedCall call) {
    if (tenant
        .find(call.caller().email())
        .filter(caller -> caller.account.is("isAdmin"))
        .isEmpty()) {
      throw SimulatedErrors.scope();
    }
  }
}
