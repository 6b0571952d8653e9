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
  static final String OWN_PROJECT = "proj_sandbox";
  private static final String OWN_KEY = "key_sandbox";
  private static final String OWN_ADMIN_KEY = "key_admin";
  static final String KEYS = "/api_keys";
  static final String ACCOUNTS = "/service_accounts";
  private static final String RETENTION = "data_retention";
  private static final String ACCESS = "owner_project_access";
  private static final Set<String> CONTROLS =
      Set.of(
          "zero_data_retention",
          "modified_abuse_monitoring",
          "enhanced_zero_data_retention",
          "enhanced_modified_abuse_monitoring");

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;
  private final OpenAiAudit audit;

  OpenAiAdminRoutes(OpenAiShelves shelves, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = new OpenAiStock(shelves);
    this.audit = new OpenAiAudit(shelves, routes);
    new OpenAiProjectRoutes(shelves, audit, routes);
    routes.get(PROJECTS, this::projects);
    routes.get(PROJECTS + "/{id}", call -> ok(stock.require(PROJECTS, call.id()).json));
    routes.get(USERS, this::users);
    routes.get(USERS + "/{id}", call -> ok(stock.require(USERS, call.id()).json));
    routes.delete(USERS + "/{id}", this::removeUser);
    routes.get(INVITES, call -> NEWEST_FIRST.answer(call.request(), shelves.listed(INVITES)));
    routes.get(INVITES + "/{id}", call -> ok(stock.require(INVITES, call.id()).json));
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

  private SimulatedResponse users(OpenAiCall call) {
    var emails = OpenAiAudit.all(call.request(), "emails");
    return NEWEST_FIRST.answer(
        call.request(),
        shelves.listed(USERS).stream()
            .filter(
                user -> emails.isEmpty() || emails.contains(user.json.path("email").asString("")))
            .toList());
  }

  private void within(OpenAiRoutes routes, String below) {
    routes.get(
        PROJECTS + "/{id}" + below,
        call ->
            NEWEST_FIRST.answer(
                call.request(),
                withAccess(
                    call,
                    shelves.listed(
                        PROJECTS + "/" + stock.require(PROJECTS, call.id()).id + below))));
    routes.get(
        PROJECTS + "/{id}" + below + "/{inner}",
        call -> ok(stock.require(PROJECTS + "/" + call.id() + below, call.inner()).json));
  }

  /**
   * Of keys: by whether their owner has access to the project still. Without the parameter OpenAI
   * may leave some out (its OpenAPI document); which is UNCONFIRMED, here those without access.
   */
  private static List<OpenAiStored> withAccess(OpenAiCall call, List<OpenAiStored> rows) {
    var wanted = call.request().param(ACCESS);
    if (wanted.isEmpty()) {
      return rows.stream()
          .filter(row -> !row.json.path(ACCESS).asString("").equals("inactive"))
          .toList();
    }
    return wanted.get().equals("any")
        ? rows
        : OpenAiStock.byWord(call.request(), ACCESS, ACCESS, Set.of("active", "inactive"), rows);
  }

  /** Forgets everything and is as it was at first. */
  void seed() {
    shelves.clear();
    setting(shelves, ORGANIZATION, "organization", "modified_abuse_monitoring");
    for (var id : List.of("proj_old", "proj_other", OWN_PROJECT)) {
      long now = shelves.now();
      boolean old = id.equals("proj_old");
      shelves.add(PROJECTS, project(id, id, now, old), null);
      followOrganization(shelves, id);
    }
    user("user_owner", "owner");
    user("user_reader", "reader");
    invite("invite-pending", "pending");
    invite("invite-accepted", "accepted");
    key(OWN_PROJECT, OWN_KEY, "sk-san...enai", owner("user", "user_reader", shelves.now()));
    key(OWN_PROJECT, "key_reader", "sk-oth...0001", owner("user", "user_reader", shelves.now()));
    key(
        "proj_other",
        "key_robot",
        "sk-svc...0002",
        owner("service_account", "svc_acct_robot", shelves.now()));
    long left = shelves.now();
    var departed = key("key_departed", "sk-old...0004", owner("user", "user_departed", left), left);
    shelves.add(PROJECTS + "/proj_other" + KEYS, departed.put(ACCESS, "inactive"), null);
    shelves.add(
        PROJECTS + "/proj_other" + ACCOUNTS,
        json(
            """
            {"object":"organization.project.service_account","id":"svc_acct_robot","name":"Robot",
             "role":"member","created_at":?}
            """,
            shelves.now()),
        null);
    for (var key : List.of("key_admin_old", OWN_ADMIN_KEY)) {
      String redacted = key.equals(OWN_ADMIN_KEY) ? "sk-admin...dbox" : "sk-admin...0003";
      shelves.add(ADMIN_KEYS, adminKey(key, "Admin", redacted, shelves.now()), null);
    }
  }

  static ObjectNode project(String id, String name, long now, boolean archived) {
    return json(
        """
        {"id":?,"object":"organization.project","name":?,"created_at":?,"archived_at":?,
         "status":?,"residency":"EU_STORAGE_PROCESSING"}
        """,
        id,
        name,
        now,
        archived ? now : null,
        archived ? "archived" : "active");
  }

  /** A project keeps data as the organization does, until it says otherwise. */
  static void followOrganization(OpenAiShelves shelves, String project) {
    setting(shelves, PROJECTS + "/" + project, "project", "organization_default");
  }

  private static void setting(OpenAiShelves shelves, String collection, String of, String type) {
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

  static ObjectNode owner(String type, String id, long now) {
    return type.equals("user")
        ? json(
            """
            {"type":"user","user":{"id":?,"name":"Invented","email":?,"role":"member",
             "created_at":?}}
            """,
            id,
            id + "@example.com",
            now)
        : json(
            """
            {"type":"service_account","service_account":{"id":?,"name":"Robot","role":"member",
             "created_at":?}}
            """,
            id,
            now);
  }

  private void key(String project, String id, String redacted, ObjectNode owner) {
    shelves.add(PROJECTS + "/" + project + KEYS, key(id, redacted, owner, shelves.now()), null);
  }

  static ObjectNode key(String id, String redacted, ObjectNode owner, long now) {
    return json(
        """
        {"object":"organization.project.api_key","redacted_value":?,"name":"Key","created_at":?,
         "last_used_at":null,"id":?,"owner_project_access":"active","owner":?}
        """,
        redacted,
        now,
        id,
        owner);
  }

  static ObjectNode adminKey(String id, String name, String redacted, long now) {
    return json(
        """
        {"object":"organization.admin_api_key","id":?,"name":?,"redacted_value":?,"created_at":?,
         "expires_at":null,"last_used_at":null,
         "owner":{"type":"user","object":"organization.user","id":"user_owner",
          "name":"Invented","created_at":?,"role":"owner"}}
        """,
        id,
        name,
        redacted,
        now,
        now);
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
        shelves.delete(key, Set.of());
      }
    }
    return remove(project + ACCOUNTS, call.inner(), "organization.project.service_account.deleted");
  }

  private SimulatedResponse remove(String collection, String id, String object) {
    shelves.delete(stock.require(collection, id), Set.of());
    audit.record(event(object), id);
    return deleted(object, id);
  }

  /** {@code organization.project.api_key.deleted} is logged as {@code api_key.deleted}. */
  private static String event(String object) {
    var words = object.split("[.]");
    return words[words.length - 2].replace("admin_", "") + "." + words[words.length - 1];
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
