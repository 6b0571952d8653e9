package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one application of the tenant, with one delegated grant. Deleted it cannot sign in, and its
 * tokens live on until it is deleted for good.
 */
final class SimulatedApplications {
  static final String ID = "77777777-6666-4555-8444-333333333333";
  static final String GRANT = "sandbox-grant_1";

  private final String appId;
  private boolean granted = true;
  private boolean deleted;
  private boolean gone;

  SimulatedApplications(String appId) {
    this.appId = appId;
  }

  void reset() {
    granted = true;
    deleted = false;
    gone = false;
  }

  boolean deleted() {
    return deleted;
  }

  boolean gone() {
    return gone;
  }

  /** Null for what is none of an application's. */
  @Nullable SimulatedResponse answer(SimulatedCall call) {
    if (call.is("GET", "servicePrincipals")) {
      boolean asked = filter(call).isEmpty() || filter(call).equals("appId eq '" + appId + "'");
      return call.page(asked && !deleted ? List.of(json()) : List.of(), null);
    }
    if (call.is("GET", "servicePrincipals", ID)) {
      return deleted ? null : SimulatedCall.ok(json());
    }
    if (call.is("GET", "oauth2PermissionGrants", GRANT)) {
      return granted && !deleted ? SimulatedCall.ok(grant()) : null;
    }
    if (call.is("GET", "oauth2PermissionGrants")) {
      boolean asked = filter(call).isEmpty() || filter(call).equals("clientId eq '" + ID + "'");
      return call.page(asked && granted && !deleted ? List.of(grant()) : List.of(), null);
    }
    if (call.is("DELETE", "oauth2PermissionGrants", GRANT) && granted) {
      granted = false;
      return SimulatedCall.bare(204, Map.of());
    }
    if (call.is("DELETE", "servicePrincipals", ID) && !deleted) {
      deleted = true;
      return SimulatedCall.bare(204, Map.of());
    }
    if (call.is("DELETE", "directory", "deletedItems", ID) && deleted && !gone) {
      gone = true;
      return SimulatedCall.bare(204, Map.of());
    }
    return null;
  }

  private static String filter(SimulatedCall call) {
    return call.request().param("$filter").orElse("");
  }

  private Map<String, Object> json() {
    return Map.of("id", ID, "appId", appId, "displayName", "Writ", "accountEnabled", true);
  }

  private static Map<String, Object> grant() {
    return Map.of(
        "id", GRANT,
        "clientId", ID,
        "consentType", "AllPrincipals",
        "resourceId", "88888888-6666-4555-8444-333333333333",
        "scope", "User.Read");
  }

  /** Days come as a number or, in Microsoft's sample, as text. */
  static List<Map<String, Object>> labels() {
    return List.of(label("1", 730), label("2", "2555"));
  }

  private static Map<String, Object> label(String id, Object days) {
    return Map.of(
        "id",
        "00000000-0000-4000-9000-00000000000" + id,
        "displayName",
        "Label " + id,
        "behaviorDuringRetentionPeriod",
        "retain",
        "actionAfterRetentionPeriod",
        "delete",
        "retentionTrigger",
        "dateCreated",
        "retentionDuration",
        Map.of("@odata.type", "#microsoft.graph.security.retentionDurationInDays", "days", days),
        "isInUse",
        true);
  }
}
