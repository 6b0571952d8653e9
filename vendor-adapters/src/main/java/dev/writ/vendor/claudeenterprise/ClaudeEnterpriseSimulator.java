package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stateful parent organization behind the Compliance API, written from Anthropic's documents: a
 * directory without an e-mail filter, three dialects of paging, keys with one scope each, chats
 * that take their parts with them, projects that chats keep from being deleted, Code artifacts that
 * go by and by, and sessions that nobody deletes.
 */
public final class ClaudeEnterpriseSimulator implements VendorSimulator {
  static final String BASE = "/v1/compliance";

  private static final String READ_KEY = "sk-ant-api01-sandbox-read";
  private static final String DELETE_KEY = "sk-ant-api01-sandbox-delete";

  /** Reads and deletes; for companies that keep one key. */
  static final String ONE_KEY = "sk-ant-api01-sandbox-read-and-delete";

  private static final String ADMIN_PREFIX = "sk-ant-admin01-";
  private static final String ACTIVITY_SCOPE = "read:compliance_activities";
  private static final String READ_SCOPE = "read:compliance_user_data";
  private static final String ORGANIZATION_SCOPE = "read:compliance_org_data";
  private static final String DELETE_SCOPE = "delete:compliance_user_data";
  private static final Map<String, List<String>> SCOPES =
      Map.of(
          READ_KEY,
          List.of(ACTIVITY_SCOPE, READ_SCOPE, "read:compliance_org_data"),
          DELETE_KEY,
          List.of(DELETE_SCOPE),
          ONE_KEY,
          List.of(READ_SCOPE, "read:compliance_org_data", DELETE_SCOPE));

  private static final String ID = "([A-Za-z0-9_-]+)";
  private static final Pattern USERS = Pattern.compile("/organizations/" + ID + "/users");
  private static final Pattern SETTINGS = Pattern.compile("/organizations/" + ID + "/settings");
  private static final Pattern OBJECT =
      Pattern.compile(
          "/apps/(chats/files|chats/generated-files|chats|artifacts|projects/documents|projects"
              + "|code/artifacts|sessions/local|sessions/remote)/"
              + ID
              + "(?:/([a-z]+))?");

  private final SimulatedTenant tenant;
  private final SimulatedChats chats;
  private final SimulatedFiles files;
  private final SimulatedProjects projects;
  private final SimulatedSessions sessions;
  private final SimulatedCode code;
  private final SimulatedActivities activities;
  private final SimulatedSettings settings = new SimulatedSettings(SCOPES);

  public ClaudeEnterpriseSimulator() {
    this(InstantSource.system());
  }

  ClaudeEnterpriseSimulator(InstantSource clock) {
    tenant = new SimulatedTenant(clock);
    chats = new SimulatedChats(tenant);
    files = new SimulatedFiles(tenant);
    projects = new SimulatedProjects(tenant);
    sessions = new SimulatedSessions(tenant);
    code = new SimulatedCode(tenant);
    activities = new SimulatedActivities(tenant.today());
  }

  @Override
  public String vendor() {
    return "claude-enterprise";
  }

  @Override
  public String basePath() {
    return BASE;
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(ComplianceAccount.ACCESS_KEY, READ_KEY, ComplianceAccount.DELETE_KEY, DELETE_KEY);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    tenant.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    tenant.reset();
    chats.reset();
    sessions.reset();
    settings.reset();
    activities.reset();
  }

  /** For tests that arrange what {@link #plant} does not. */
  SimulatedTenant tenant() {
    return tenant;
  }

  SimulatedChats chats() {
    return chats;
  }

  SimulatedSettings settingsInForce() {
    return settings;
  }

  /** Somebody deletes a key in claude.ai, by its id or as the connection calls it. */
  @Override
  public synchronized void byHand(VendorObject object) {
    if (object.kind().equals(ComplianceAccess.KEY)) {
      settings.delete(object.id(), credentials().getOrDefault(object.id(), ""));
    }
  }

  SimulatedSessions sessions() {
    return sessions;
  }

  /**
   * The company's own apps know nothing of what its people do in Claude. Planted again, a person
   * has what was planted first.
   */
  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    tenant.forget(person.key());
    new SimulatedPlanting(tenant, person).plant();
    return List.of();
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    tenant.catchUp();
    return (int)
        tenant
            .all()
            .filter(object -> object.user.key().equals(person.key()) && object.readable())
            .count();
  }

  /** A look at a Code artifact's content brings a deletion that has begun nearer to its end. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return VendorSimulator.super.changes(request)
        || request.path().matches(BASE + "/apps/code/artifacts/" + ID + "/content");
  }

  /** A content, message or metadata is read of the object that is deleted without such a word. */
  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    if (!request.path().startsWith(BASE)) {
      return Optional.empty();
    }
    var matcher = OBJECT.matcher(request.path().substring(BASE.length()));
    return matcher.matches()
        ? Optional.of("/apps/" + matcher.group(1) + "/" + matcher.group(2))
        : Optional.empty();
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!request.path().startsWith(BASE + "/")) {
      return error(404);
    }
    var path = request.path().substring(BASE.length());
    var call = new SimulatedCall(request, path, misbehaviours);
    try {
      authorize(call);
      tenant.catchUp();
      var answer = route(call).orElseGet(() -> error(404));
      if (request.method().equals("DELETE") && answer.status() == 200) {
        activities.record(answer, SimulatedSettings.id(key(request)));
      }
      return answer;
    } catch (SimulatedCall.Refused refused) {
      return refused.answer;
    }
  }

  private void authorize(SimulatedCall call) {
    var key = key(call.request());
    var needed = call.get() ? readScope(call.path()) : DELETE_SCOPE;
    if (key.startsWith(ADMIN_PREFIX)) {
      if (needed.equals(ACTIVITY_SCOPE)) {
        return;
      }
      throw new SimulatedCall.Refused(scopes(List.of(), needed));
    }
    var got = SCOPES.get(key);
    if (got == null || settings.deleted(key)) {
      throw new SimulatedCall.Refused(error(401));
    }
    if (!got.contains(needed)) {
      throw new SimulatedCall.Refused(scopes(got, needed));
    }
  }

  /** The guides send it as x-api-key, some samples of the reference as a bearer token. */
  private static String key(SimulatedRequest request) {
    var key = request.headers().getOrDefault("x-api-key", "");
    return key.isEmpty()
        ? request.headers().getOrDefault("authorization", "").replaceFirst("^(?i)Bearer +", "")
        : key;
  }

  /** Organizations and their settings ask for a scope of their own, their users do not. */
  private static String readScope(String path) {
    if (path.equals(SimulatedActivities.PATH)) {
      return ACTIVITY_SCOPE;
    }
    return path.equals("/organizations") || SETTINGS.matcher(path).matches()
        ? ORGANIZATION_SCOPE
        : READ_SCOPE;
  }

  private static SimulatedResponse scopes(List<String> got, String needed) {
    return SimulatedCall.error(
        403,
        "permission_error",
        "Missing required scopes. Got: " + got + " Needed: [" + needed + "]");
  }

  private Optional<SimulatedResponse> route(SimulatedCall call) {
    var users = USERS.matcher(call.path());
    if (users.matches()) {
      return call.get() ? Optional.of(directory(call, users.group(1))) : Optional.empty();
    }
    var inForce = SETTINGS.matcher(call.path());
    if (inForce.matches()) {
      return call.get() ? Optional.of(settings.read(inForce.group(1))) : Optional.empty();
    }
    var object = OBJECT.matcher(call.path());
    if (object.matches()) {
      var rest = object.group(3) == null ? "" : "/" + object.group(3);
      return object(call, call.request().method() + " " + object.group(1) + rest, object.group(2));
    }
    return call.get() ? list(call) : Optional.empty();
  }

  private Optional<SimulatedResponse> list(SimulatedCall call) {
    return switch (call.path()) {
      case "/organizations" -> Optional.of(organizations(call));
      case SimulatedActivities.PATH -> Optional.of(activities.list(call));
      case "/apps/chats" -> Optional.of(chats.list(call));
      case "/apps/projects" -> Optional.of(projects.list(call));
      case "/apps/code/artifacts" -> Optional.of(code.list(call));
      case "/apps/sessions/local" -> Optional.of(sessions.list(call, false));
      case "/apps/sessions/remote" -> Optional.of(sessions.list(call, true));
      default -> Optional.empty();
    };
  }

  private Optional<SimulatedResponse> object(SimulatedCall call, String line, String id) {
    return switch (line) {
      case "GET chats/messages" -> Optional.of(chats.messages(call, id));
      case "DELETE chats" -> Optional.of(chats.delete(call, id));
      case "GET chats/files" -> Optional.of(files.file(id));
      case "GET chats/files/content" -> Optional.of(files.content("file", id));
      case "DELETE chats/files" -> Optional.of(files.delete(call, id));
      case "GET chats/generated-files" -> Optional.of(files.generated(id));
      case "GET chats/generated-files/content" -> Optional.of(files.content("generated_file", id));
      case "GET artifacts" -> Optional.of(files.artifact(id));
      case "GET artifacts/content" -> Optional.of(files.artifactContent(id));
      case "GET projects" -> Optional.of(projects.read(id));
      case "GET projects/attachments" -> Optional.of(projects.attachments(call, id));
      case "GET projects/collaborators" -> Optional.of(projects.collaborators(call, id));
      case "DELETE projects" -> Optional.of(projects.delete(call, id));
      case "GET projects/documents" -> Optional.of(projects.document(id));
      case "GET projects/documents/metadata" -> Optional.of(projects.documentMetadata(id));
      case "DELETE projects/documents" -> Optional.of(projects.deleteDocument(call, id));
      case "GET code/artifacts/content" -> Optional.of(code.content(id));
      case "DELETE code/artifacts" -> Optional.of(code.delete(call, id));
      case "GET sessions/local" -> Optional.of(sessions.local(id));
      case "GET sessions/local/messages" -> Optional.of(sessions.messages(call, id, false));
      case "GET sessions/remote/messages" -> Optional.of(sessions.messages(call, id, true));
      default -> Optional.empty();
    };
  }

  private static SimulatedResponse organizations(SimulatedCall call) {
    var rows = new ArrayList<Row>();
    for (var uuid : List.of(SimulatedTenant.ORGANIZATION, SimulatedTenant.SUBSIDIARY)) {
      rows.add(
          new Row(
              rows.size(),
              VendorHttp.JSON
                  .createObjectNode()
                  .put("id", "org_01" + rows.size())
                  .put("uuid", uuid)
                  .put("name", "Example " + rows.size())));
    }
    return ok(SimulatedPaging.tokens(call, rows, call.limit(1000, 1000)));
  }

  private SimulatedResponse directory(SimulatedCall call, String organization) {
    if (!List.of(SimulatedTenant.ORGANIZATION, SimulatedTenant.SUBSIDIARY).contains(organization)) {
      throw SimulatedCall.notFound("Organization not found.");
    }
    var rows = new ArrayList<Row>();
    for (var user : tenant.users(organization)) {
      rows.add(
          new Row(
              rows.size(),
              VendorHttp.JSON
                  .createObjectNode()
                  .put("id", user.id())
                  .put("email", user.email())
                  .put("full_name", user.name())
                  .put("organization_role", "user")
                  .put("created_at", "2026-01-01T00:00:00Z")));
    }
    return ok(SimulatedPaging.tokens(call, rows, call.limit(500, 1000)));
  }

  /** Refusals of the gateway have the outer type, the Compliance API's own have not. */
  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 ->
          SimulatedCall.error(
              401, "authentication_error", "The API key provided is invalid or has been revoked.");
      case 403 -> scopes(List.of(), READ_SCOPE);
      case 404 -> SimulatedCall.error(404, "not_found_error", "Not found.");
      case 429 ->
          SimulatedCall.outer(
              429,
              "rate_limit_error",
              "Number of requests has exceeded your rate limit.",
              Map.of(
                  "retry-after",
                  "1",
                  "anthropic-ratelimit-requests-limit",
                  "600",
                  "anthropic-ratelimit-requests-remaining",
                  "0"));
      default -> SimulatedCall.outer(status, "api_error", "Internal server error.", Map.of());
    };
  }
}
