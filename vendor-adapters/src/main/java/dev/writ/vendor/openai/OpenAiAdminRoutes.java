package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.notFound;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;
import static dev.writ.vendor.openai.OpenAiPaging.OLDEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The organization: projects, members, invites, keys, service accounts and retention settings. It
 * has shelves of its own, so that ids in the project do not depend on it. Where the documents are
 * silent, a member's keys stay when the member goes, the last owner cannot be removed, and an admin
 * key may delete itself.
 */
final class OpenAiAdminRoutes {
  static final String ORGANIZATION = "organization";
  static final String PROJECTS = "organization/projects";
  static final String USERS = "organization/users";
  static final String INVITES = "organization/invites";
  static final String ADMIN_KEYS = "organization/admin_api_keys";
  private static final String OWN_PROJECT = "proj_sandbox";
  private static final String OWN_KEY = "key_sandbox";
  private static final String OWN_ADMIN_KEY = "key_admin";
  private static final String KEYS = "/api_keys";
  private static final String ACCOUNTS = "/service_accounts";
  private static final String RETENTION = "data_retention";
  private static final Set<String> CONTROLS =
      Set.of(
          "zero_data_retention",
          "modified_abuse_monitoring",
          "enhanced_zero_data_retention",
          "enhanced_modified_abuse_monitoring");

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiAdminRoutes(OpenAiShelves shelves, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = new OpenAiStock(shelves);
    routes.get(PROJECTS, this::projects);
    routes.get(PROJECTS + "/{id}", call -> ok(stock.require(PROJECTS, call.id()).json));
    list(routes, USERS);
    routes.delete(USERS + "/{id}", this::removeUser);
    list(routes, INVITES);
    routes.delete(INVITES + "/{id}", this::withdraw);
    routes.get(ADMIN_KEYS, call -> OLDEST_FIRST.answer(call.request(), shelves.listed(ADMIN_KEYS)));
    routes.get(ADMIN_KEYS + "/{id}", call -> ok(stock.require(ADMIN_KEYS, call.id()).json));
    routes.delete(
        ADMIN_KEYS + "/{id}",
        call -> remove(ADMIN_KEYS, call.id(), "organization.admin_api_key.deleted"));
    within(routes, KEYS);
    routes.delete(PROJECTS + "/{id}" + KEYS + "/{key}", this::removeKey);
    within(routes, ACCOUNTS);
    routes.delete(PROJECTS + "/{id}" + ACCOUNTS + "/{account}", this::removeAccount);
    routes.get(
        "organization/" + RETENTION, call -> ok(stock.require(ORGANIZATION, RETENTION).json));
    routes.post("organization/" + RETENTION, call -> retain(call, "organization", ORGANIZATION));
    routes.get(
        PROJECTS + "/{id}/" + RETENTION,
        call -> ok(stock.require(PROJECTS + "/" + call.id(), RETENTION).json));
    routes.post(
        PROJECTS + "/{id}/" + RETENTION,
        call -> retain(call, "project", PROJECTS + "/" + call.id()));
    seed();
  }

  private void list(OpenAiRoutes routes, String path) {
    routes.get(path, call -> NEWEST_FIRST.answer(call.request(), shelves.listed(path)));
    routes.get(path + "/{id}", call -> ok(stock.require(path, call.id()).json));
  }

  private void within(OpenAiRoutes routes, String below) {
    routes.get(
        PROJECTS + "/{id}" + below,
        call ->
            NEWEST_FIRST.answer(
                call.request(),
                shelves.listed(PROJECTS + "/" + stock.require(PROJECTS, call.id()).id + below)));
    routes.get(
        PROJECTS + "/{id}" + below + "/{inner}",
        call -> ok(stock.require(PROJECTS + "/" + call.id() + below, call.inner()).json));
  }

  /** Forgets everything and is as it was at first. */
  void seed() {
    shelves.clear();
    setting(ORGANIZATION, "organization", "modified_abuse_monitoring");
    for (var id : List.of("proj_old", "proj_other", OWN_PROJECT)) {
      long now = shelves.now();
      boolean old = id.equals("proj_old");
      shelves.add(
          PROJECTS,
          json(
              """
              {"id":?,"object":"organization.project","name":?,"created_at":?,"archived_at":?,
               "status":?,"residency":"EU_STORAGE_PROCESSING"}
              """,
              id,
              id,
              now,
              old ? now : null,
              old ? "archived" : "active"),
          null);
      setting(PROJECTS + "/" + id, "project", "organization_default");
    }
    user("user_owner", "owner");
    user("user_reader", "reader");
    invite("invite-pending", "pending");
    invite("invite-accepted", "accepted");
    key(OWN_PROJECT, OWN_KEY, "sk-san...enai", owner("user", "user_reader"));
    key(OWN_PROJECT, "key_reader", "sk-oth...0001", owner("user", "user_reader"));
    key("proj_other", "key_robot", "sk-svc...0002", owner("service_account", "svc_acct_robot"));
    shelves.add(
        PROJECTS + "/proj_other" + ACCOUNTS,
        json(
            """
            {"object":"organization.project.service_account","id":"svc_acct_robot","name":"Robot",
             "role":"member","created_at":?}
            """,
            shelves.now()),
        null);
    adminKey("key_admin_old", "sk-admin...0003");
    adminKey(OWN_ADMIN_KEY, "sk-admin...dbox");
  }

  private void setting(String collection, String of, String type) {
    shelves.add(
        collection,
        json("{\"id\":?,\"object\":?,\"type\":?}", RETENTION, of + "." + RETENTION, type),
        null);
  }

  private void user(String id, String role) {
    shelves.add(
        USERS,
        json(
            "{\"object\":\"organization.user\",\"id\":?,\"name\":?,\"email\":?,\"role\":?,\"added_at\":?}",
            id,
            "Invented",
            id + "@example.com",
            role,
            shelves.now()),
        null);
  }

  private void invite(String id, String status) {
    shelves.add(
        INVITES,
        json(
            """
            {"object":"organization.invite","id":?,"email":"invited@example.com","role":"reader",
             "status":?,"created_at":?,"projects":[]}
            """,
            id,
            status,
            shelves.now()),
        null);
  }

  private ObjectNode owner(String type, String id) {
    return type.equals("user")
        ? json(
            """
            {"type":"user","user":{"id":?,"name":"Invented","email":?,"role":"member",
             "created_at":?}}
            """,
            id,
            id + "@example.com",
            shelves.now())
        : json(
            """
            {"type":"service_account","service_account":{"id":?,"name":"Robot","role":"member",
             "created_at":?}}
            """,
            id,
            shelves.now());
  }

  private void key(String project, String id, String redacted, ObjectNode owner) {
    shelves.add(
        PROJECTS + "/" + project + KEYS,
        json(
            """
            {"object":"organization.project.api_key","redacted_value":?,"name":"Key",
             "created_at":?,"last_used_at":null,"id":?,"owner_project_access":"active","owner":?}
            """,
            redacted,
            shelves.now(),
            id,
            owner),
        null);
  }

  private void adminKey(String id, String redacted) {
    shelves.add(
        ADMIN_KEYS,
        json(
            """
            {"object":"organization.admin_api_key","id":?,"name":"Admin","redacted_value":?,
             "created_at":?,"expires_at":null,"last_used_at":null,
             "owner":{"type":"user","object":"organization.user","id":"user_owner",
              "name":"Invented","created_at":?,"role":"owner"}}
            """,
            id,
            redacted,
            shelves.now(),
            shelves.now()),
        null);
  }

  /** Whether the project key of the sandbox opens anything. */
  boolean keyStands() {
    return shelves.find(PROJECTS + "/" + OWN_PROJECT + KEYS, OWN_KEY) != null;
  }

  boolean adminKeyStands() {
    return shelves.find(ADMIN_KEYS, OWN_ADMIN_KEY) != null;
  }

  private SimulatedResponse projects(OpenAiCall call) {
    boolean archived = call.request().param("include_archived").orElse("").equals("true");
    return NEWEST_FIRST.answer(
        call.request(),
        shelves.listed(PROJECTS).stream()
            .filter(row -> archived || row.json.path("archived_at").isNull())
            .toList());
  }

  private SimulatedResponse removeUser(OpenAiCall call) {
    var user = stock.require(USERS, call.id());
    boolean owner = user.json.path("role").asString("").equals("owner");
    long owners =
        shelves.readable(USERS).stream()
            .filter(one -> one.json.path("role").asString("").equals("owner"))
            .count();
    return owner && owners == 1
        ? invalid("The last owner cannot be removed.", null)
        : remove(USERS, call.id(), "organization.user.deleted");
  }

  private SimulatedResponse withdraw(OpenAiCall call) {
    var invite = stock.require(INVITES, call.id());
    return invite.json.path("status").asString("").equals("accepted")
        ? invalid("An accepted invite cannot be deleted.", null)
        : remove(INVITES, call.id(), "organization.invite.deleted");
  }

  private SimulatedResponse removeKey(OpenAiCall call) {
    var keys = PROJECTS + "/" + call.id() + KEYS;
    var key = stock.require(keys, call.inner());
    return key.json.path("owner").path("type").asString("").equals("service_account")
        ? invalid("This API key belongs to a service account.", null)
        : remove(keys, call.inner(), "organization.project.api_key.deleted");
  }

  /** With its keys. */
  private SimulatedResponse removeAccount(OpenAiCall call) {
    var project = PROJECTS + "/" + call.id();
    stock.require(project + ACCOUNTS, call.inner());
    for (var key : shelves.readable(project + KEYS)) {
      if (call.inner()
          .equals(key.json.path("owner").path("service_account").path("id").asString(""))) {
        shelves.delete(project + KEYS, key, Set.of());
      }
    }
    return remove(project + ACCOUNTS, call.inner(), "organization.project.service_account.deleted");
  }

  private SimulatedResponse remove(String collection, String id, String object) {
    shelves.delete(collection, stock.require(collection, id), Set.of());
    return deleted(object, id);
  }

  private SimulatedResponse retain(OpenAiCall call, String of, String collection) {
    var setting = shelves.find(collection, RETENTION);
    if (setting == null) {
      return notFound(collection, call.id());
    }
    var type = call.body().path("retention_type").asString("");
    boolean known =
        CONTROLS.contains(type)
            || (of.equals("project") && Set.of("organization_default", "none").contains(type));
    if (!known) {
      return invalid("Invalid value for 'retention_type'.", "retention_type");
    }
    setting.json.put("type", type);
    return ok(setting.json);
  }
}
