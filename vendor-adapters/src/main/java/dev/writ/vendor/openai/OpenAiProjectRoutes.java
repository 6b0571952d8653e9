package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAdminRoutes.ACCOUNTS;
import static dev.writ.vendor.openai.OpenAiAdminRoutes.ADMIN_KEYS;
import static dev.writ.vendor.openai.OpenAiAdminRoutes.INVITES;
import static dev.writ.vendor.openai.OpenAiAdminRoutes.KEYS;
import static dev.writ.vendor.openai.OpenAiAdminRoutes.PROJECTS;
import static dev.writ.vendor.openai.OpenAiAdminRoutes.USERS;
import static dev.writ.vendor.openai.OpenAiAnswers.deleted;
import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an administrator makes and changes: members' roles, invites, projects with their members and
 * service accounts, admin keys. A key that is made opens nothing here.
 */
final class OpenAiProjectRoutes {
  private static final String MEMBERS = "/users";
  private static final long WEEK = 604_800;

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;
  private final OpenAiAudit audit;

  OpenAiProjectRoutes(OpenAiShelves shelves, OpenAiAudit audit, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = new OpenAiStock(shelves);
    this.audit = audit;
    routes.post(USERS + "/{id}", this::changeRole);
    routes.post(INVITES, this::invite);
    routes.post(ADMIN_KEYS, this::createAdminKey);
    routes.post(PROJECTS, this::create);
    routes.post(PROJECTS + "/{id}", this::rename);
    routes.post(PROJECTS + "/{id}/archive", this::archive);
    routes.get(PROJECTS + "/{id}" + MEMBERS, this::members);
    routes.post(PROJECTS + "/{id}" + MEMBERS, this::addMember);
    routes.get(
        PROJECTS + "/{id}" + MEMBERS + "/{user}",
        call -> ok(stock.require(members(call.id()), call.inner()).json));
    routes.post(PROJECTS + "/{id}" + MEMBERS + "/{user}", this::changeMember);
    routes.delete(PROJECTS + "/{id}" + MEMBERS + "/{user}", this::removeMember);
    routes.post(PROJECTS + "/{id}" + ACCOUNTS, this::createAccount);
    routes.get(PROJECTS + "/{id}/rate_limits", this::rateLimits);
  }

  private static String members(String project) {
    return PROJECTS + "/" + project + MEMBERS;
  }

  private static String required(JsonNode body, String field) {
    var text = body.path(field).asString("");
    if (text.isEmpty()) {
      throw new OpenAiRefusal(invalid("Missing required parameter: '" + field + "'.", field));
    }
    return text;
  }

  private static String role(JsonNode body, Set<String> known) {
    var role = required(body, "role");
    if (!known.contains(role)) {
      throw new OpenAiRefusal(invalid("Invalid role.", "role", "invalid_value"));
    }
    return role;
  }

  private SimulatedResponse changeRole(OpenAiCall call) {
    var user = stock.require(USERS, call.id());
    user.json.put("role", role(call.body(), Set.of("owner", "reader")));
    audit.record("user.updated", user.id);
    return ok(user.json);
  }

  private SimulatedResponse invite(OpenAiCall call) {
    var body = call.body();
    var email = required(body, "email");
    var role = role(body, Set.of("owner", "reader"));
    long now = shelves.now();
    var invite =
        shelves.add(
            INVITES,
            json(
                """
                {"object":"organization.invite","id":?,"email":?,"role":?,"status":"pending",
                 "created_at":?,"expires_at":?,"accepted_at":null,"projects":?}
                """,
                shelves.newId("invite-"),
                email,
                role,
                now,
                now + WEEK,
                body.path("projects").isArray() ? body.path("projects") : List.of()),
            null);
    audit.record("invite.sent", invite.id);
    return ok(invite.json);
  }

  /** The value is told once. */
  private SimulatedResponse createAdminKey(OpenAiCall call) {
    var name = required(call.body(), "name");
    var id = shelves.newId("key_");
    var value = "sk-admin-" + id;
    var key =
        shelves.add(
            ADMIN_KEYS, OpenAiAdminRoutes.adminKey(id, name, "sk-admin..." + id, now()), null);
    audit.record("api_key.created", id);
    return ok(key.json.deepCopy().put("value", value));
  }

  private long now() {
    return shelves.now();
  }

  private SimulatedResponse create(OpenAiCall call) {
    var name = required(call.body(), "name");
    var id = shelves.newId("proj_");
    var project = shelves.add(PROJECTS, OpenAiAdminRoutes.project(id, name, now(), false), null);
    OpenAiAdminRoutes.followOrganization(shelves, id);
    audit.record("project.created", id);
    return ok(project.json);
  }

  private SimulatedResponse rename(OpenAiCall call) {
    var project = living(call.id());
    project.json.put("name", required(call.body(), "name"));
    audit.record("project.updated", project.id);
    return ok(project.json);
  }

  /** An archived project can be read and no more changed. */
  private OpenAiStored living(String id) {
    var project = stock.require(PROJECTS, id);
    if (project.json.path("status").asString("").equals("archived")) {
      throw new OpenAiRefusal(invalid("Project is archived.", null));
    }
    return project;
  }

  private SimulatedResponse archive(OpenAiCall call) {
    var project = living(call.id());
    project.json.put("status", "archived");
    project.json.put("archived_at", now());
    audit.record("project.archived", project.id);
    return ok(project.json);
  }

  private SimulatedResponse members(OpenAiCall call) {
    stock.require(PROJECTS, call.id());
    return NEWEST_FIRST.answer(call.request(), shelves.listed(members(call.id())));
  }

  private SimulatedResponse addMember(OpenAiCall call) {
    var project = living(call.id());
    var body = call.body();
    var role = role(body, Set.of("owner", "member"));
    var user = stock.require(USERS, required(body, "user_id"));
    return ok(
        shelves.add(
                members(project.id),
                json(
                    """
                    {"object":"organization.project.user","id":?,"name":?,"email":?,"role":?,
                     "added_at":?}
                    """,
                    user.id,
                    user.json.path("name"),
                    user.json.path("email"),
                    role,
                    now()),
                null)
            .json);
  }

  private SimulatedResponse changeMember(OpenAiCall call) {
    living(call.id());
    var member = stock.require(members(call.id()), call.inner());
    return ok(member.json.put("role", role(call.body(), Set.of("owner", "member"))));
  }

  private SimulatedResponse removeMember(OpenAiCall call) {
    living(call.id());
    var member = stock.require(members(call.id()), call.inner());
    shelves.delete(member, Set.of());
    return deleted("organization.project.user.deleted", member.id);
  }

  /** With a key of its own, whose value is told once. */
  private SimulatedResponse createAccount(OpenAiCall call) {
    var project = living(call.id());
    var name = required(call.body(), "name");
    var account =
        shelves.add(
            PROJECTS + "/" + project.id + ACCOUNTS,
            json(
                """
                {"object":"organization.project.service_account","id":?,"name":?,"role":"member",
                 "created_at":?}
                """,
                shelves.newId("svc_acct_"),
                name,
                now()),
            null);
    var key = shelves.newId("key_");
    shelves.add(
        PROJECTS + "/" + project.id + KEYS,
        OpenAiAdminRoutes.key(
            key,
            "sk-svc..." + key,
            OpenAiAdminRoutes.owner("service_account", account.id, now()),
            now()),
        null);
    audit.record("service_account.created", account.id);
    var shown = account.json.deepCopy();
    shown.set(
        "api_key",
        json(
            """
            {"object":"organization.project.service_account.api_key","value":?,
             "name":"Secret Key","created_at":?,"id":?}
            """,
            "sk-svcacct-" + key,
            now(),
            key));
    return ok(shown);
  }

  private SimulatedResponse rateLimits(OpenAiCall call) {
    stock.require(PROJECTS, call.id());
    var limit =
        json(
            """
            {"object":"project.rate_limit","id":"rl-%s","model":"%s",
             "max_requests_per_1_minute":500,"max_tokens_per_1_minute":200000}
            """
                .formatted(OpenAiTalkShapes.MODEL, OpenAiTalkShapes.MODEL));
    return OpenAiPaging.OLDEST_FIRST.answer(call.request(), List.of(new OpenAiStored(limit, null)));
  }
}
