package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.deleted;
import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Of the Admin API members and invites. A withdrawn invite stays readable with the status deleted,
 * which is the less convenient reading.
 */
final class SimulatedOrganization {
  static final String USERS = "organizations/users";
  static final String INVITES = "organizations/invites";

  private static final Set<String> ROLES =
      Set.of("user", "developer", "billing", "admin", "claude_code_user", "managed");

  private final SimulatedShelves shelves;

  /** An identity provider manages the members, so that the API removes none. */
  boolean provisioned;

  SimulatedOrganization(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on(
        "GET organizations/me",
        call ->
            ok(json("{\"id\":\"org_sandbox\",\"type\":\"organization\",\"name\":\"Sandbox\"}")));
    routes.on("GET organizations/users", call -> byEmail(call, USERS));
    routes.on("GET organizations/users/*", call -> ok(shelves.require(USERS, call.id()).json));
    routes.on("POST organizations/users/*", this::changeRole);
    routes.on("DELETE organizations/users/*", this::removeUser);
    routes.on("POST organizations/invites", this::invite);
    routes.on("GET organizations/invites", call -> byEmail(call, INVITES));
    routes.on("GET organizations/invites/*", call -> ok(shelves.require(INVITES, call.id()).json));
    routes.on("DELETE organizations/invites/*", this::withdraw);
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

  SimulatedThing addInvite(String id, String email, String status, @Nullable String owner) {
    return shelves.add(
        INVITES,
        json(
            "{\"id\":?,\"type\":\"invite\",\"email\":?,\"role\":\"developer\",\"status\":?,"
                + "\"rbac_group_ids\":[],"
                + "\"invited_at\":?,\"expires_at\":?}",
            id,
            email,
            status,
            shelves.now().toString(),
            shelves.now().toString()),
        owner);
  }

  /** The filter for an address forgives its case and what follows a plus. */
  private SimulatedResponse byEmail(SimulatedCall call, String shelf) {
    String email = forgiving(call.param("email"));
    var rows =
        shelves.listed(shelf).stream()
            .filter(row -> email.isEmpty() || forgiving(text(row, "email")).equals(email))
            .toList();
    rows = SimulatedFilters.among(call, "roles", "/role", rows);
    return SimulatedLists.cursors(call, SimulatedFilters.among(call, "statuses", "/status", rows));
  }

  private static String forgiving(String email) {
    return email.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }

  private static String role(SimulatedCall call) {
    String role = call.required("role");
    if (!ROLES.contains(role) || role.equals("admin")) {
      throw SimulatedRefusal.invalid("role: Input should be a role other than admin");
    }
    return role;
  }

  private SimulatedResponse changeRole(SimulatedCall call) {
    var user = shelves.require(USERS, call.id());
    user.json.put("role", role(call));
    return ok(user.json);
  }

  private SimulatedResponse invite(SimulatedCall call) {
    var invite = addInvite(shelves.newId("invite_"), call.required("email"), "pending", null);
    invite.json.put("role", role(call));
    return ok(invite.json);
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
    shelves.change(invite, json -> json.put("status", "deleted"), call.misbehaviours());
    return deleted("invite", invite.id);
  }
}
