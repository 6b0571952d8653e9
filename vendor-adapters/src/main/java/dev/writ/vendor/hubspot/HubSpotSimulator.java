package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stateful HubSpot account, written from HubSpot's documents: searches lag and never show
 * archived records, a permanent delete unassociates a contact's satellites and keeps them, and a
 * delete by an unknown e-mail fills a blocklist. Serves the v3 and the dated families of paths, as
 * far as each is documented.
 */
public final class HubSpotSimulator implements VendorSimulator {
  private static final String TOKEN = "sandbox-hubspot-token";
  private static final Pattern ACCOUNT =
      Pattern.compile("/account-info/(?:v3|2026-03|2026-09)/details()");
  private static final Pattern ASSOCIATIONS =
      Pattern.compile("/crm/v4/objects/([a-z0-9_-]+)(/[^/]+/associations/.+)");
  private static final Pattern LINKS =
      Pattern.compile("/crm/v4/associations/([a-z0-9_-]+)/([a-z0-9_-]+)(/.+)");
  private static final Pattern OWNERS = Pattern.compile("/crm/(?:v3/owners|owners/2026-03)(/.*)?");
  private static final Pattern OBJECTS =
      Pattern.compile("/crm/(?:v3/objects|objects/2026-03|objects/2026-09)/([a-z0-9_-]+)(/.*)?");
  private static final Pattern PROPERTIES =
      Pattern.compile("/crm/(?:v3/properties|properties/2026-03)/([a-z0-9_-]+)(/.*)?");
  private static final Pattern EXPORTS =
      Pattern.compile("/crm/(?:v3/exports|exports/2026-0[39])/export(/.*)?");
  private static final Pattern THREADS =
      Pattern.compile("/conversations/(?:v3/conversations|conversations/2026-09)/threads(/.*)?");
  private static final Pattern FILES = Pattern.compile("/files/(?:v3|2026-03)/files(/.*)?");
  private static final Pattern TRANSCRIPTS =
      Pattern.compile(
          "/crm/(?:v3/extensions/calling|extensions/calling/2026-0[39])/transcripts(/.*)?");
  private static final Pattern STATUSES =
      Pattern.compile("/communication-preferences/(?:v4|2026-03|2026-09)/statuses(/.*)?");

  private static final Pattern UNINSTALL =
      Pattern.compile("/appinstalls/(?:v3|2026-03|2026-09)/external-install()");

  private final SimulatedAccount account;
  private final SimulatedPlanting planting;
  private final SimulatedObjects objects;
  private final SimulatedProperties properties;
  private final SimulatedExports exports;
  private final SimulatedConversations conversations;
  private final SimulatedExtras extras;
  private final SimulatedLimits limits;
  private boolean uninstalled;

  public HubSpotSimulator() {
    this(InstantSource.system());
  }

  HubSpotSimulator(InstantSource clock) {
    account = new SimulatedAccount(clock);
    planting = new SimulatedPlanting(account);
    objects = new SimulatedObjects(account);
    properties = new SimulatedProperties(account);
    exports = new SimulatedExports(account, clock);
    conversations = new SimulatedConversations(account);
    extras = new SimulatedExtras(account);
    limits = new SimulatedLimits(clock);
  }

  @Override
  public String vendor() {
    return "hubspot";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(HubSpotAdapter.CREDENTIAL, TOKEN);
  }

  /** An erasure in the sandbox comes to its end without anybody who empties a bin. */
  @Override
  public Map<String, String> settings() {
    return Map.of("emptyBin", "false");
  }

  /** Searches and batch reads go by POST and change nothing. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return VendorSimulator.super.changes(request)
        && !request.path().endsWith("/search")
        && !request.path().endsWith("/batch/read");
  }

  /** An uninstall takes a right away, and no object. */
  @Override
  public boolean erases(SimulatedRequest request) {
    return VendorSimulator.super.erases(request) && !UNINSTALL.matcher(request.path()).matches();
  }

  /** A permanent delete names its contact in the body, or by an e-mail that is no object's id. */
  @Override
  public Optional<String> objectOf(SimulatedRequest request) {
    var path = request.path();
    if (path.endsWith("/search") || path.contains("/batch/")) {
      return Optional.empty();
    }
    if (!path.endsWith("/contacts/gdpr-delete")) {
      return Optional.of(path);
    }
    var body = new SimulatedCall(request, List.of(), Set.of()).json();
    return body.path("idProperty").asString("").isEmpty()
        ? Optional.of(path.replace("gdpr-delete", body.path("objectId").asString("")))
        : Optional.empty();
  }

  /** Somebody removes the app or key that the connection uses, or empties the recycle bin. */
  @Override
  public synchronized void byHand(VendorObject object) {
    if (object.kind().equals(HubSpotKind.RECYCLE_BIN.word())) {
      account.emptyBin();
    }
    uninstalled |= Set.of(HubSpotAccess.APP, HubSpotAccess.KEY).contains(object.kind());
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    account.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    account.reset();
    exports.reset();
    limits.reset();
    uninstalled = false;
  }

  synchronized Set<String> blocklist() {
    return account.blocklist();
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    planting.person(person);
    return List.of();
  }

  synchronized VendorObject plantTranscript(SandboxPerson person) {
    return planting.transcript(person);
  }

  synchronized void plantFile(SandboxPerson person) {
    planting.file(person);
  }

  /** What it holds, for tests of the whole store. */
  SimulatedAccount account() {
    return account;
  }

  /** A contact in the recycle bin is still read, with {@code archived=true}. */
  @Override
  public synchronized int held(SandboxPerson person) {
    account.catchUp();
    return (int)
        account
            .all()
            .filter(item -> item.owner.equals(person.key()) && !item.deleted)
            .filter(item -> !item.archived || item.type.equals("contacts"))
            .count();
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (request.path().startsWith(SimulatedExports.STORE)) {
      return exports.download(request);
    }
    if (uninstalled || !("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      return error(401);
    }
    account.catchUp();
    try {
      var found = route(request, misbehaviours);
      return limits.told(request, found == null ? error(404) : found);
    } catch (SimulatedCall.Refused refused) {
      return limits.told(request, refused.answer);
    }
  }

  private @Nullable SimulatedResponse route(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var path = request.path();
    var call = new SimulatedCall(request, List.of(), misbehaviours);
    var matcher = ACCOUNT.matcher(path);
    if (matcher.matches()) {
      return call.get() ? SimulatedResponse.json(200, details()) : null;
    }
    matcher = LINKS.matcher(path);
    if (matcher.matches()) {
      return objects.linked(matcher.group(1), matcher.group(2), below(matcher.group(3), call));
    }
    matcher = OWNERS.matcher(path);
    if (matcher.matches()) {
      return extras.owners(below(matcher.group(1), call));
    }
    matcher = ASSOCIATIONS.matcher(path);
    if (!matcher.matches()) {
      matcher = OBJECTS.matcher(path);
    }
    if (matcher.matches()) {
      return objects.answer(matcher.group(1), below(matcher.group(2), call));
    }
    matcher = PROPERTIES.matcher(path);
    if (matcher.matches()) {
      return properties.answer(matcher.group(1), below(matcher.group(2), call));
    }
    matcher = EXPORTS.matcher(path);
    if (matcher.matches()) {
      return exports.answer(below(matcher.group(1), call));
    }
    matcher = THREADS.matcher(path);
    if (matcher.matches()) {
      return conversations.answer(below(matcher.group(1), call));
    }
    matcher = FILES.matcher(path);
    if (matcher.matches()) {
      return extras.files(below(matcher.group(1), call));
    }
    matcher = TRANSCRIPTS.matcher(path);
    if (matcher.matches()) {
      return extras.transcripts(below(matcher.group(1), call));
    }
    if (UNINSTALL.matcher(path).matches()) {
      return request.method().equals("DELETE") ? uninstall(call) : null;
    }
    matcher = STATUSES.matcher(path);
    return matcher.matches() ? extras.statuses(below(matcher.group(1), call)) : null;
  }

  /** The app's token opens nothing from then on, unless the vendor lies. */
  private SimulatedResponse uninstall(SimulatedCall call) {
    uninstalled = !call.has(Misbehaviour.KEEPS_DATA);
    return SimulatedResponse.empty(204);
  }

  /** HubSpot's own clients end some paths with a slash. */
  private static SimulatedCall below(@Nullable String rest, SimulatedCall call) {
    var segments =
        rest == null || rest.equals("/")
            ? List.<String>of()
            : List.of(rest.substring(1).split("/"));
    return new SimulatedCall(call.request(), segments, call.misbehaviours());
  }

  private static Map<String, Object> details() {
    var details = new LinkedHashMap<String, Object>();
    details.put("portalId", 123);
    details.put("accountType", "STANDARD");
    details.put("timeZone", "Europe/Berlin");
    details.put("utcOffset", "+01:00");
    details.put("uiDomain", "app-eu1.hubspot.com");
    details.put("dataHostingLocation", "eu1");
    return details;
  }

  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 ->
          SimulatedCall.error(
              401, "Authentication credentials not found.", "INVALID_AUTHENTICATION");
      case 403 ->
          SimulatedCall.error(
              403,
              "This app hasn't been granted all required scopes to make this call.",
              "MISSING_SCOPES");
      case 404 -> SimulatedCall.notFound();
      case 429 -> {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("message", "You have reached your ten_secondly_rolling limit.");
        body.put("errorType", "RATE_LIMIT");
        body.put("correlationId", SimulatedCall.CORRELATION);
        body.put("policyName", "TEN_SECONDLY_ROLLING");
        yield SimulatedResponse.json(429, body);
      }
      default -> SimulatedCall.error(status, "internal error", null);
    };
  }
}
