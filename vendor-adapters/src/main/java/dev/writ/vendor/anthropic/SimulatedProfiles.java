package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * User profiles: in the form of today, which needs no beta header, and in those of the earlier
 * headers, two of which have the external id at the top.
 */
final class SimulatedProfiles {
  static final String PROFILES = "user_profiles";

  private static final List<String> LEGACY =
      List.of("user-profiles-2026-03-24", "user-profiles-2026-08-18");
  private static final List<String> WITH_GRANTS =
      List.of("user-profiles-2026-03-24", "user-profiles-2026-08-18", "user-profiles-2026-09-04");
  private static final List<String> DETAILS =
      List.of(
          "account_status",
          "country",
          "email_hash",
          "entity_type",
          "name_hash",
          "onboarded_at",
          "reference_id");
  private static final int MOST = 100;
  private static final Comparator<ObjectNode> BY_NAME =
      Comparator.comparing(row -> row.path("name").asString(""));

  private final SimulatedShelves shelves;

  SimulatedProfiles(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on("GET user_profiles", this::list);
    routes.on("POST user_profiles", this::create);
    routes.on(
        "GET user_profiles/*", call -> ok(shown(call, shelves.require(PROFILES, call.id()).json)));
    routes.on("POST user_profiles/*", this::update);
    routes.on("DELETE user_profiles/*", this::delete);
  }

  SimulatedThing add(
      String id, @Nullable String externalId, @Nullable String name, @Nullable String owner) {
    String now = shelves.now().toString();
    var details = json("{}");
    DETAILS.forEach(details::putNull);
    details.put("reference_id", externalId);
    return shelves.add(
        PROFILES,
        json(
            "{\"id\":?,\"type\":\"user_profile\",\"access_type\":\"application\",\"name\":?,"
                + "\"metadata\":{},\"external_user_details\":?,\"created_at\":?,\"updated_at\":?}",
            id,
            name,
            details,
            now,
            now),
        owner);
  }

  private static boolean any(SimulatedCall call, List<String> betas) {
    return betas.stream().anyMatch(call::beta);
  }

  /** The kept form is today's without what only Anthropic fills. */
  private static ObjectNode shown(SimulatedCall call, ObjectNode kept) {
    var shown = kept.deepCopy();
    if (any(call, LEGACY)) {
      shown.set("external_id", kept.path("external_user_details").path("reference_id"));
      shown.remove("external_user_details");
    }
    if (any(call, WITH_GRANTS)) {
      shown.set("trust_grants", json("{}"));
      return shown;
    }
    shown.set("programs", json("{\"cyber\":null,\"efs\":null}"));
    shown.put("enforcement_status", "unrestricted");
    shown.putArray("enforcement_actions");
    return shown;
  }

  private SimulatedResponse list(SimulatedCall call) {
    if (any(call, WITH_GRANTS) && call.has("enforcement_status[]")) {
      throw SimulatedRefusal.invalid("enforcement_status: Extra inputs are not permitted");
    }
    var rows = shelves.listed(PROFILES).stream().map(row -> shown(call, row)).toList();
    rows = SimulatedFilters.among(call, "enforcement_status", "/enforcement_status", rows);
    if (call.param("order_by").equals("name")) {
      rows = rows.stream().sorted(BY_NAME.reversed()).toList();
    }
    return SimulatedLists.pages(call, MOST, SimulatedFilters.ordered(call, "desc", rows));
  }

  private SimulatedResponse create(SimulatedCall call) {
    var profile = add(shelves.newId("uprof_"), null, null, null);
    return ok(shown(call, changed(profile.json, call)));
  }

  private SimulatedResponse update(SimulatedCall call) {
    var profile = shelves.require(PROFILES, call.id());
    changed(profile.json, call).put("updated_at", shelves.now().toString());
    return ok(shown(call, profile.json));
  }

  private static ObjectNode changed(ObjectNode profile, SimulatedCall call) {
    var body = call.body();
    for (String field : List.of("name", "metadata", "access_type")) {
      if (body.has(field)) {
        profile.set(field, body.path(field));
      }
    }
    var details = profile.withObject("external_user_details");
    JsonNode given = body.path("external_user_details");
    DETAILS.stream().filter(given::has).forEach(field -> details.set(field, given.path(field)));
    if (any(call, LEGACY) && body.has("external_id")) {
      details.set("reference_id", body.path("external_id"));
    }
    return profile;
  }

  private SimulatedResponse delete(SimulatedCall call) {
    var profile = shelves.require(PROFILES, call.id());
    shelves.delete(profile, call.misbehaviours());
    return deleted("user_profile", profile.id);
  }
}
