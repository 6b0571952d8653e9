package dev.writ.vendor.hubspot;

/**
 * HubSpot's versioned paths, in one place: the v3/v4 family, legacy beside the dated 2026-03 and
 * 2026-09 families.
 */
final class HubSpotPaths {
  static final String OBJECTS = "/crm/v3/objects";
  static final String CONTACTS = OBJECTS + "/contacts";
  static final String ASSOCIATIONS = "/crm/v4/objects";
  static final String THREADS = "/conversations/v3/conversations/threads";
  static final String ACCOUNT = "/account-info/v3/details";

  private HubSpotPaths() {}
}
