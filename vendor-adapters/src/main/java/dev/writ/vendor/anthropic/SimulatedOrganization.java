package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * User profiles, and of the Admin API members and invites. A withdrawn invite stays readable with
 * the status deleted, which is the less convenient reading.
 */
final class SimulatedOrganization {
  static final String PROFILES = "user_profiles";
  static final String USERS = "organizations/users";
  static final String INVITES = "organizations/invites";

  private static final String BETA = "user-profiles-2026-08-18";
  private static final int MOST_PROFILES = 100;

  private final SimulatedShelves shelves;

  /** An identity provider manages the members, so that the API removes none. */
  boolean provisioned;

  SimulatedOrganization(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on("GET user_profiles", this::listProfiles);
    routes.on("POST user_profiles", this::createProfile);
    routes.on("GET user_profiles/*", this::readProfile);
    routes.on(
        "GET organizations/me",
        call ->
            ok(json("{\"id\":\"org_sandbox\",\"type\":\"organization\",\"name\":\"Sandbox\"}")));
    routes.on("GET organizations/users", call -> byEmail(call, USERS));
    routes.on("GET organizations/users/*", call -> ok(shelves.require(USERS, call.id()).json));
    routes.on("DELETE organizations/users/*", this::removeUser);
    routes.on("GET organizations/invites", call -> byEmail(call, INVITES));
    routes.on("GET organizations/invites/*", call -> ok(shelves.require(INVITES, call.id()).json));
    routes.on("DELETE organizations/invites/*", this::withdraw);
  }

  SimulatedThing addProfile(
      String id, @Nullable String externalId, @Nullable String name, @Nullable String owner) {
    String now = shelves.now().toString();
    return shelves.add(
        PROFILES,
        json(
            "{\"id\":?,\"type\":\"user_profile\",\"external_id\":?,\"name\":?,\"metadata\":{},"
                + "\"trust_grants\":{},\"created_at\":?,\"updated_at\":?}",
            id,
            externalId,
            name,
            now,
            now),
        owner);
  }

  SimulatedThing addUser(String id, String email, String name, String role, String owner) {
    return shelves.add(
        USERS,
        json(
            "{\"id\":?,\"type\":\"user\",\"email\":?,\"name\":?,\"role\":?,\"added_at\":?}",
            id,
            email,
            name,
            role,
            shelves.now().toString()),
        owner);
  }

  SimulatedThing addInvite(String id, String email, String status, String owner) {
    return shelves.add(
        INVITES,
        json(
            "{\"id\":?,\"type\":\"invite\",\"email\":?,\"role\":\"developer\",\"status\":?,"
                + "\"invited_at\":?,\"expires_at\":?}",
            id,
            email,
            status,
            shelves.now().toString(),
            shelves.now().toString()),
        owner);
  }

  private static void requireBeta(SimulatedCall call) {
    if (!call.beta(BETA)) {
      throw SimulatedRefusal.notFound("routes", PROFILES);
    }
  }

  private SimulatedResponse listProfiles(SimulatedCall call) {
    requireBeta(call);
    return SimulatedLists.pages(call, MOST_PROFILES, shelves.listed(PROFILES));
  }

  private SimulatedResponse createProfile(SimulatedCall call) {
    requireBeta(call);
    var body = call.body();
    var profile =
        addProfile(
            shelves.newId("uprof_"),
            body.path("external_id").asString(null),
            body.path("name").asString(null),
            null);
    if (body.path("metadata").isObject()) {
      profile.json.set("metadata", body.path("metadata"));
    }
    return ok(profile.json);
  }

  private SimulatedResponse readProfile(SimulatedCall call) {
    requireBeta(call);
    return ok(shelves.require(PROFILES, call.id()).json);
  }

  /** The filter for an address forgives its case and what follows a plus. */
  private SimulatedResponse byEmail(SimulatedCall call, String shelf) {
    String email = forgiving(call.param("email"));
    return SimulatedLists.cursors(
        call,
        shelves.listed(shelf).stream()
            .filter(row -> email.isEmpty() || forgiving(text(row, "email")).equals(email))
            .toList());
  }

  private static String forgiving(String email) {
    return email.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }

  private SimulatedResponse removeUser(SimulatedCall call) {
    var user = shelves.require(USERS, call.id());
    if (provisioned || user.is("role", "admin")) {
      throw SimulatedRefusal.invalid("This member cannot be removed.");
    }
    shelves.delete(user, call.misbehaviours());
    return deleted("user", user.id);
  }

  private SimulatedResponse withdraw(SimulatedCall call) {
    var invite = shelves.require(INVITES, call.id());
    if (!invite.is("status", "pending")) {
      throw SimulatedRefusal.invalid("Only pending invites can be deleted.");
    }
    if (shelves.change(invite, invite.json.deepCopy(), call.misbehaviours())) {
      invite.json.put("status", "deleted");
    }
    return deleted("invite", invite.id);
  }
}
