package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.SimulatedIdentity.Caller;
import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A stateful Google Workspace customer, written from Google's documents: tokens for exactly the
 * delegated scopes, a Directory, Vault with its matters and exports, Cloud Storage, mailboxes and
 * drives, all below one address. Gemini's chats are deleted by nobody but their owner.
 */
public final class GoogleWorkspaceSimulator implements VendorSimulator {
  private static final Pattern EXPORT = Pattern.compile("/v1/matters/[^/]+/exports/[^/]+");
  private static final Pattern STORED = Pattern.compile("/storage/v1/b/([^/]+)/o(?:/(.+))?");
  private static final String STORAGE = "https://www.googleapis.com/auth/devstorage.read_only";

  private final SimulatedTenant tenant;
  private final SimulatedIdentity identity;
  private final SimulatedVault vault;
  private final SimulatedSettings settings;
  private final SimulatedUploads uploads = new SimulatedUploads();
  private final Map<String, Api> apis;

  /** One of Google's APIs, with the path below its prefix. */
  @FunctionalInterface
  private interface Api {
    SimulatedResponse answer(SimulatedCall call);
  }

  public GoogleWorkspaceSimulator() {
    this(InstantSource.system());
  }

  GoogleWorkspaceSimulator(InstantSource clock) {
    tenant = new SimulatedTenant(clock);
    identity = new SimulatedIdentity(clock, tenant::impersonable);
    vault = new SimulatedVault(tenant);
    settings = new SimulatedSettings(tenant);
    var drive = new SimulatedDrive(tenant, uploads);
    var gmail = new SimulatedGmail(tenant, uploads);
    apis =
        Map.of(
            "/v1/", vault::answer,
            "/v1/policies", settings::policies,
            "/admin/reports/v1/", settings::changes,
            "/admin/directory/v1/", new SimulatedDirectory(tenant)::answer,
            "/gmail/v1/", gmail::answer,
            "/upload/gmail/v1/", gmail::uploaded,
            "/drive/v3/", drive::answer,
            "/upload/drive/v3/", drive::uploaded);
  }

  @Override
  public String vendor() {
    return "google-workspace";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("serviceAccountKey", SimulatedIdentity.serviceAccountKey());
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("adminUser", SimulatedTenant.ADMIN, "drillUser", SimulatedTenant.DRILLS);
  }

  /**
   * A token is fetched by POST and changes nothing. A look at an export brings it nearer to its
   * end, and so nearer to making room for others.
   */
  @Override
  public boolean changes(SimulatedRequest request) {
    return EXPORT.matcher(request.path()).matches()
        || (VendorSimulator.super.changes(request) && !request.path().equals("/token"));
  }

  /** The tokens of a journalled request are old by now. */
  @Override
  public SimulatedRequest again(SimulatedRequest journalled) {
    return identity
        .renewed(journalled)
        .map(
            token -> {
              var headers = new TreeMap<>(journalled.headers());
              headers.put("authorization", "Bearer " + token);
              return new SimulatedRequest(
                  journalled.method(),
                  journalled.path(),
                  journalled.query(),
                  headers,
                  journalled.body());
            })
        .orElse(journalled);
  }

  /** Removing an export or a matter of ours erases nothing of anybody's. */
  @Override
  public boolean erases(SimulatedRequest request) {
    return !request.path().startsWith("/v1/")
        && (request.method().equals("DELETE") || request.path().endsWith("/batchDelete"));
  }

  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    var path = request.path();
    return path.equals("/token") || path.startsWith("/v1/") || path.endsWith("/batchDelete")
        ? Optional.empty()
        : Optional.of(path);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    tenant.use(backup);
    return true;
  }

  /** A deleted account goes when it cannot be restored any more. */
  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public synchronized void reset() {
    tenant.reset();
    vault.reset();
    settings.reset();
    uploads.reset();
    identity.delegate();
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    tenant.plant(person);
    return List.of();
  }

  /** What a human does in Google's own pages, as if no rule of Vault's stood in the way. */
  @Override
  public synchronized void byHand(VendorObject object) {
    tenant
        .find(object.id())
        .ifPresent(
            user -> {
              switch (object.kind()) {
                case "gemini_conversations" -> user.chats.clear();
                case "gemini_workspace_history" -> user.sidePanel.clear();
                case "account" -> tenant.erase(user.account, Set.of());
                default -> throw new IllegalArgumentException("nobody does this by hand");
              }
            });
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    tenant.catchUp();
    return tenant.planted(person).map(SimulatedUser::held).orElse(0);
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (request.path().equals("/token") && request.method().equals("POST")) {
      return identity.token(request);
    }
    var caller = identity.caller(request);
    if (caller.isEmpty()) {
      return error(401);
    }
    tenant.catchUp();
    tenant.keepPastEnd(misbehaviours.contains(Misbehaviour.KEEPS_PAST_END));
    try {
      return SimulatedFields.of(request, route(request, caller.get(), misbehaviours));
    } catch (SimulatedErrors.Refused refused) {
      return refused.answer;
    }
  }

  private SimulatedResponse route(
      SimulatedRequest request, Caller caller, Set<Misbehaviour> misbehaviours) {
    var stored = STORED.matcher(request.path());
    if (stored.matches()) {
      return stored(
          new SimulatedCall(request, List.of(), caller, misbehaviours),
          stored.group(1),
          Optional.ofNullable(stored.group(2)));
    }
    var api =
        apis.entrySet().stream()
            .filter(each -> request.path().startsWith(each.getKey()))
            .max(Comparator.comparingInt(each -> each.getKey().length()));
    if (api.isEmpty()) {
      return error(404);
    }
    // a verb stands behind a colon: matters/{id}:close
    var rest = request.path().substring(api.get().getKey().length()).replace(":", "/:");
    return api.get()
        .getValue()
        .answer(new SimulatedCall(request, List.of(rest.split("/")), caller, misbehaviours));
  }

  /** A bucket of Vault's cannot be listed. */
  private SimulatedResponse stored(SimulatedCall call, String bucket, Optional<String> name) {
    call.requireScope(STORAGE);
    if (!call.request().method().equals("GET") || name.isEmpty()) {
      return error(403);
    }
    var content =
        bucket.equals(SimulatedExport.BUCKET)
            ? vault.searches().file(name.get())
            : Optional.<byte[]>empty();
    if (content.isEmpty()) {
      return error(404);
    }
    return call.request().param("alt").map("media"::equals).orElse(false)
        ? new SimulatedResponse(
            200, Map.of("Content-Type", "application/octet-stream"), content.get())
        : SimulatedResponse.json(
            200, Map.of("kind", "storage#object", "name", name.get(), "bucket", bucket));
  }

  @Override
  public SimulatedResponse error(int status) {
    return SimulatedErrors.imposed(status);
  }

  /** For tests: what cannot be done by a call, or not with the adapter's rights. */
  SimulatedTenant tenant() {
    return tenant;
  }

  SimulatedVault vault() {
    return vault;
  }

  SimulatedSettings adminSettings() {
    return settings;
  }

  SimulatedIdentity identity() {
    return identity;
  }
}
