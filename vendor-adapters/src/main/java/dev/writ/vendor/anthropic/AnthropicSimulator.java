package dev.writ.vendor.anthropic;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Claude API platform by its documents: one workspace with its key, and the organization with
 * an admin key, which is no key of the workspace.
 */
public final class AnthropicSimulator implements VendorSimulator {
  private static final String KEY = "sk-ant-api03-sandbox";
  private static final String ADMIN_KEY = "sk-ant-admin01-sandbox";
  private static final String ROOT = "/v1/";
  private static final Pattern ENDING = Pattern.compile("/v1/(messages/batches|sessions)/[^/]+");
  private static final Set<String> VERSIONS = Set.of("2023-06-01", "2026-10-21");

  private final SimulatedShelves shelves;
  private final AnthropicPlanting planting;
  private final SimulatedRoutes routes = new SimulatedRoutes();

  public AnthropicSimulator() {
    this(InstantSource.system());
  }

  AnthropicSimulator(InstantSource clock) {
    shelves = new SimulatedShelves(clock);
    planting = new AnthropicPlanting(shelves, routes);
    planting.rights().open(KEY);
  }

  @Override
  public String vendor() {
    return "anthropic";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(AnthropicAccount.API_KEY, KEY, AnthropicAccount.ADMIN_KEY, ADMIN_KEY);
  }

  /** Files with an expiry, and what a batch asked and was answered. */
  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    shelves.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    shelves.clear();
    planting.organization().provisioned = false;
    planting.rights().open(KEY);
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    return planting.plant(person);
  }

  /** What only planting makes, for the tests of this package. */
  AnthropicPlanting planting() {
    return planting;
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    shelves.catchUp();
    long held = planting.memory().held(person.key());
    for (String shelf :
        List.of(
            SimulatedFiles.FILES,
            SimulatedSessions.SESSIONS,
            SimulatedBatches.BATCHES,
            SimulatedMemory.STORES,
            SimulatedProfiles.PROFILES,
            SimulatedOrganization.USERS,
            SimulatedOrganization.INVITES)) {
      held +=
          shelves.readable(shelf).stream()
              .filter(thing -> person.key().equals(thing.owner) && !thing.is("status", "deleted"))
              .count();
    }
    return Math.toIntExact(held);
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!request.path().startsWith(ROOT)) {
      return error(404);
    }
    String path = request.path().substring(ROOT.length());
    String key = key(request.headers());
    if (key.isEmpty()) {
      return SimulatedRefusal.error(401, "x-api-key header is required");
    }
    boolean known =
        path.startsWith("organizations/")
            ? key.equals(ADMIN_KEY) && !planting.rights().adminKeyDeleted
            : key.equals(KEY) && planting.rights().ownKeyActive();
    if (!known) {
      return error(401);
    }
    var version = request.headers().getOrDefault("anthropic-version", "");
    if (!VERSIONS.contains(version)) {
      return SimulatedRefusal.error(
          400,
          version.isEmpty()
              ? "anthropic-version: header is required"
              : "anthropic-version: \"" + version + "\" is not a valid version");
    }
    shelves.catchUp();
    shelves.keepPastEnd(misbehaviours.contains(Misbehaviour.KEEPS_PAST_END));
    var match = routes.find(request.method(), path);
    if (match.isEmpty()) {
      return error(routes.knows(path) ? 405 : 404);
    }
    try {
      return match
          .get()
          .answer()
          .apply(new SimulatedCall(request, match.get().ids(), misbehaviours));
    } catch (SimulatedRefusal refusal) {
      return refusal.answer();
    }
  }

  /** As clients up to API version 2023-06-01 send it, and as those since 2026-10-21 do. */
  private static String key(Map<String, String> headers) {
    String key = headers.getOrDefault("x-api-key", "");
    return key.isEmpty()
        ? headers.getOrDefault("authorization", "").replaceFirst("^(?i)Bearer +", "")
        : key;
  }

  /** Somebody removes a member or a batch that was several people's, or takes a key away. */
  @Override
  public synchronized void byHand(VendorObject object) {
    switch (object.kind()) {
      case "organization_user" -> vanish(SimulatedOrganization.USERS, object);
      case "message_batch" -> vanish(SimulatedBatches.BATCHES, object);
      default -> planting.rights().byHand(object);
    }
  }

  private void vanish(String shelf, VendorObject object) {
    shelves.readable(shelf).stream()
        .filter(thing -> thing.id.equals(object.id()))
        .forEach(SimulatedThing::vanish);
  }

  /** A look at work that is ending brings it nearer to its end: the journal has to know of it. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return VendorSimulator.super.changes(request) || ENDING.matcher(request.path()).matches();
  }

  /** Redacting a version erases as a deletion does. */
  @Override
  public boolean erases(SimulatedRequest request) {
    return request.method().equals("DELETE") || request.path().endsWith("/redact");
  }

  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    return Optional.of(request.path().replaceFirst("/(redact|cancel|events)$", ""));
  }

  @Override
  public SimulatedResponse error(int status) {
    return SimulatedRefusal.error(status);
  }
}
