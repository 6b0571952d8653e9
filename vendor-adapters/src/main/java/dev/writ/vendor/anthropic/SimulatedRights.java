package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.SimulatedCall.json;
import static dev.writ.vendor.anthropic.SimulatedCall.ok;

import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Admin API's keys and workspaces with their members. The sandbox's own key belongs to the one
 * workspace there is at first; a colleague has another one, of the default workspace. An archived
 * workspace's keys go on working, on which the documents are silent; admin keys are deleted in the
 * Console alone, and are in no list.
 */
final class SimulatedRights {
  static final String KEYS = "organizations/api_keys";
  static final String WORKSPACES = "organizations/workspaces";
  static final String OWN_WORKSPACE = "wrkspc_sandbox";

  private static final String OWN_KEY = "apikey_sandbox";
  private static final String OTHER_KEY = "apikey_colleague";
  private static final String OTHER_HINT = "sk-ant-api03-abc...xyz";

  private final SimulatedShelves shelves;

  boolean adminKeyDeleted;

  SimulatedRights(SimulatedShelves shelves, SimulatedRoutes routes) {
    this.shelves = shelves;
    routes.on("GET organizations/api_keys", this::listKeys);
    routes.on("GET organizations/api_keys/*", call -> ok(shelves.require(KEYS, call.id()).json));
    routes.on("POST organizations/api_keys/*", this::changeKey);
    routes.on("GET organizations/workspaces", this::listWorkspaces);
    routes.on(
        "GET organizations/workspaces/*", call -> ok(shelves.require(WORKSPACES, call.id()).json));
    routes.on("POST organizations/workspaces", this::createWorkspace);
    routes.on("POST organizations/workspaces/*", this::renameWorkspace);
    routes.on("POST organizations/workspaces/*/archive", this::archive);
    routes.on("GET organizations/workspaces/*/members", this::listMembers);
    routes.on("POST organizations/workspaces/*/members", this::addMember);
    routes.on("GET organizations/workspaces/*/members/*", call -> ok(member(call).json));
    routes.on("POST organizations/workspaces/*/members/*", this::changeMember);
    routes.on("DELETE organizations/workspaces/*/members/*", this::removeMember);
  }

  /** An account as it is when it has just been set up. */
  void open(String ownKey) {
    adminKeyDeleted = false;
    shelves.place(WORKSPACES, workspace(OWN_WORKSPACE, "us"), null);
    var hint = ownKey.substring(0, 16) + "..." + ownKey.substring(ownKey.length() - 4);
    shelves.place(KEYS, key(OTHER_KEY, "user_owner", "active", OTHER_HINT, null), null);
    shelves.place(KEYS, key(OWN_KEY, "user_owner", "active", hint, OWN_WORKSPACE), null);
  }

  boolean ownKeyActive() {
    return shelves.require(KEYS, OWN_KEY).is("status", "active");
  }

  SimulatedThing addKey(String id, String creator, String status) {
    return shelves.add(KEYS, key(id, creator, status, OTHER_HINT, null), null);
  }

  private ObjectNode key(
      String id, String creator, String status, String hint, @Nullable String workspace) {
    return json(
        "{\"id\":?,\"type\":\"api_key\",\"name\":\"sandbox\",\"status\":?,"
            + "\"partial_key_hint\":?,\"created_by\":{\"id\":?,\"type\":\"user\"},"
            + "\"workspace_id\":?,\"scope\":{\"type\":\"workspace\",\"workspace_id\":?},"
            + "\"created_at\":?,\"expires_at\":null}",
        id,
        status,
        hint,
        creator,
        workspace,
        workspace == null ? "wrkspc_default" : workspace,
        shelves.now().toString());
  }

  SimulatedThing addWorkspace(String id, String place) {
    return shelves.add(WORKSPACES, workspace(id, place), null);
  }

  private ObjectNode workspace(String id, String place) {
    return json(
        "{\"id\":?,\"type\":\"workspace\",\"name\":\"sandbox\",\"display_color\":\"#6C5BB9\","
            + "\"created_at\":?,\"archived_at\":null,\"data_residency\":{\"workspace_geo\":?,"
            + "\"default_inference_geo\":\"global\",\"allowed_inference_geos\":\"unrestricted\"},"
            + "\"compartment_id\":\"cmpt_sandbox\",\"external_key_id\":null,\"tags\":{},"
            + "\"user_profile_id\":null}",
        id,
        shelves.now().toString(),
        place);
  }

  SimulatedThing addMember(String workspace, String user) {
    return shelves.add(
        members(workspace),
        json(
            "{\"id\":?,\"type\":\"workspace_member\",\"user_id\":?,\"workspace_id\":?,"
                + "\"workspace_role\":\"workspace_developer\"}",
            user,
            user,
            workspace),
        null);
  }

  private static String members(String workspace) {
    return WORKSPACES + "/" + workspace + "/members";
  }

  void byHand(VendorObject right) {
    switch (right.kind()) {
      case AnthropicAccess.ADMIN_KEY -> adminKeyDeleted = true;
      case AnthropicAccess.API_KEY -> {
        var id = right.id().equals(AnthropicAccount.API_KEY) ? OWN_KEY : right.id();
        shelves.readable(KEYS).stream()
            .filter(key -> key.id.equals(id))
            .forEach(key -> key.json.put("status", "archived"));
      }
      default -> {}
    }
  }

  private SimulatedResponse listKeys(SimulatedCall call) {
    String creator = call.param("created_by_user_id");
    String status = call.param("status");
    String workspace = call.param("workspace_id");
    return SimulatedLists.cursors(
        call,
        shelves.listed(KEYS).stream()
            .filter(row -> creator.isEmpty() || creator.equals(text(row.path("created_by"), "id")))
            .filter(row -> status.isEmpty() || status.equals(text(row, "status")))
            .filter(row -> workspace.isEmpty() || workspace.equals(text(row, "workspace_id")))
            .toList());
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }

  private SimulatedResponse changeKey(SimulatedCall call) {
    var key = shelves.require(KEYS, call.id());
    var status = call.body().path("status").asString("");
    if (!status.isEmpty()) {
      if (!List.of("active", "inactive", "archived").contains(status)) {
        throw SimulatedRefusal.invalid(
            "status: Input should be 'active', 'inactive' or 'archived'");
      }
      key.json.put("status", status);
    }
    if (call.body().path("name").isString()) {
      key.json.set("name", call.body().path("name"));
    }
    return ok(key.json);
  }

  private SimulatedResponse listWorkspaces(SimulatedCall call) {
    boolean archived = call.param("include_archived").equals("true");
    var rows =
        shelves.listed(WORKSPACES).stream()
            .filter(row -> archived || row.path("archived_at").isNull())
            .toList();
    return SimulatedLists.cursors(call, SimulatedFilters.among(call, "ids", "/id", rows));
  }

  private SimulatedResponse createWorkspace(SimulatedCall call) {
    var workspace = addWorkspace(shelves.newId("wrkspc_"), "us");
    workspace.json.put("name", call.required("name"));
    return ok(workspace.json);
  }

  private SimulatedResponse renameWorkspace(SimulatedCall call) {
    var workspace = shelves.require(WORKSPACES, call.id());
    workspace.json.put("name", call.required("name"));
    return ok(workspace.json);
  }

  private SimulatedResponse archive(SimulatedCall call) {
    var workspace = shelves.require(WORKSPACES, call.id());
    workspace.json.put("archived_at", shelves.now().toString());
    return ok(workspace.json);
  }

  /** A row has an id here for the cursor's sake, which is the user's. */
  private SimulatedResponse listMembers(SimulatedCall call) {
    return SimulatedLists.cursors(
        call, shelves.listed(members(shelves.require(WORKSPACES, call.id()).id)));
  }

  private SimulatedThing member(SimulatedCall call) {
    return shelves.require(members(call.id()), call.inner());
  }

  private SimulatedResponse addMember(SimulatedCall call) {
    var workspace = shelves.require(WORKSPACES, call.id());
    var user = shelves.require(SimulatedOrganization.USERS, call.required("user_id"));
    var role = call.required("workspace_role");
    var member = addMember(workspace.id, user.id);
    member.json.put("workspace_role", role);
    return ok(member.json);
  }

  private SimulatedResponse changeMember(SimulatedCall call) {
    return ok(member(call).json.put("workspace_role", call.required("workspace_role")));
  }

  private SimulatedResponse removeMember(SimulatedCall call) {
    var member = member(call);
    member.vanish();
    return ok(
        json(
            "{\"type\":\"workspace_member_deleted\",\"user_id\":?,\"workspace_id\":?}",
            member.id,
            call.id()));
  }
}
