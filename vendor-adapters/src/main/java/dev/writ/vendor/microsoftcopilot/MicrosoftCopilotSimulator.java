package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft 365 tenant, written from Microsoft's documents: sign-in, directory, Copilot history
 * and eDiscovery, all below one address. A purge has acted when it is accepted, whatever its
 * operation says for a while; it reads the search index, which is not the history.
 */
public final class MicrosoftCopilotSimulator implements VendorSimulator {
  static final String VENDOR = "microsoft-copilot";

  private static final String CLIENT_ID = "99999999-8888-4777-8666-555555555555";
  private static final String CLIENT_SECRET = "sandbox~microsoft.secret+1";
  private static final String REPLAYED = "eyJ0eXAiOiJKV1QifQ.replayed.sandbox";
  private static final Pattern CASE_PATH =
      Pattern.compile("/v1\\.0/security/cases/ediscoveryCases(/[^/]+|\\([^/]+\\))");
  private static final Pattern TOKEN_PATH =
      Pattern.compile("(?:/v1\\.0)?/([^/]+)/oauth2/v2\\.0/token");
  private static final Pattern DISCOVERY_PATH =
      Pattern.compile("((?:/v1\\.0)?/([^/]+))/v2\\.0/\\.well-known/openid-configuration");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

  private final boolean mayDeleteForGood;
  private final SimulatedDirectory directory;
  private final SimulatedHistory history;
  private final SimulatedEdiscovery ediscovery;
  private final SimulatedApplications applications = new SimulatedApplications(CLIENT_ID);
  private final Set<String> tokens = new LinkedHashSet<>();
  private int signIns;

  public MicrosoftCopilotSimulator() {
    this(InstantSource.system(), false);
  }

  /**
   * @param mayDeleteForGood whether this app may delete users for good, which is documented for
   *     signed-in administrators only
   */
  MicrosoftCopilotSimulator(InstantSource clock, boolean mayDeleteForGood) {
    this.mayDeleteForGood = mayDeleteForGood;
    directory = new SimulatedDirectory(mayDeleteForGood);
    history = new SimulatedHistory(directory);
    ediscovery = new SimulatedEdiscovery(directory, clock);
  }

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public String basePath() {
    return SimulatedCall.ROOT;
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of("clientId", CLIENT_ID, "clientSecret", CLIENT_SECRET);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("tenantId", SimulatedHistory.TENANT);
  }

  @Override
  public synchronized void reset() {
    directory.reset();
    ediscovery.reset();
    applications.reset();
    tokens.clear();
    signIns = 0;
  }

  /** Tokens that were given are refused from now on. */
  synchronized void expireTokens() {
    tokens.clear();
  }

  synchronized int signIns() {
    return signIns;
  }

  SimulatedApplications applications() {
    return applications;
  }

  SimulatedEdiscovery ediscovery() {
    return ediscovery;
  }

  /** The person's user, who must have been planted. */
  synchronized SimulatedUser user(SandboxPerson person) {
    var user = directory.find(SimulatedUser.id(person.key()));
    if (user == null) {
      throw new IllegalArgumentException("nobody of that name was planted");
    }
    return user;
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    var user = new SimulatedUser(person);
    SimulatedHistory.fill(user, person.objects());
    directory.add(user);
    return List.of();
  }

  /**
   * The history, while there is anything in it, and the account where this app may erase it:
   * elsewhere it is an entry of the company's directory, which stays.
   */
  @Override
  public synchronized int held(SandboxPerson person) {
    var user = directory.find(SimulatedUser.id(person.key()));
    return user == null ? 0 : (user.remembers() ? 1 : 0) + (mayDeleteForGood ? 1 : 0);
  }

  /** An administrator has done in Purview, or in the Entra admin centre, what the API does not. */
  @Override
  public synchronized void byHand(VendorObject object) {
    var user = directory.find(object.id());
    if (user == null) {
      return;
    }
    switch (CopilotKind.require(object)) {
      case INTERACTIONS -> user.messages.removeIf(message -> message.copilot());
      case ACCOUNT -> directory.remove(user);
    }
  }

  /**
   * A sign-in changes nothing, and must not be journalled. A look at a case that closes brings it
   * nearer to its end: the journal has to know of it.
   */
  @Override
  public boolean changes(SimulatedRequest request) {
    return CASE_PATH.matcher(request.path()).matches()
        || (VendorSimulator.super.changes(request)
            && !TOKEN_PATH.matcher(request.path()).matches());
  }

  @Override
  public boolean erases(SimulatedRequest request) {
    return request.method().equals("DELETE")
        || (changes(request) && request.path().endsWith("purgeData"));
  }

  /** A purge, and a count of what it left, are about the history of the search's mailbox. */
  @Override
  public synchronized Optional<String> objectOf(SimulatedRequest request) {
    var call = SimulatedCall.of(request, Set.of());
    var subject =
        call.segment(0).equals("copilot") && call.segments().size() > 2
            ? call.segment(2)
            : ediscovery.subject(call);
    return Optional.of(
        subject == null ? String.join("/", call.segments()) : "history of " + subject);
  }

  @Override
  public SimulatedRequest again(SimulatedRequest journalled) {
    var headers = new TreeMap<>(journalled.headers());
    headers.put("authorization", "Bearer " + REPLAYED);
    return new SimulatedRequest(
        journalled.method(), journalled.path(), journalled.query(), headers, journalled.body());
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var signIn = TOKEN_PATH.matcher(request.path());
    if (signIn.matches()) {
      return request.method().equals("POST") ? signIn(signIn.group(1), request) : error(405);
    }
    var discovery = DISCOVERY_PATH.matcher(request.path());
    if (discovery.matches()) {
      return discovery(discovery.group(1), discovery.group(2), request);
    }
    if (!request.headers().containsKey("authorization")) {
      return SimulatedCall.error(401, "InvalidAuthenticationToken", "Access token is empty.");
    }
    var bearer = request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    if (!bearer.equals(REPLAYED) && !tokens.contains(bearer)) {
      return error(401);
    }
    try {
      var answer = route(SimulatedCall.of(request, misbehaviours));
      return answer == null ? absent(request) : answer;
    } catch (SimulatedCall.Refused refused) {
      return refused.answer;
    }
  }

  private @Nullable SimulatedResponse route(SimulatedCall call) {
    return switch (call.segment(0)) {
      case "users" -> directory.answer(call);
      case "directory", "servicePrincipals", "oauth2PermissionGrants" -> {
        var answer = applications.answer(call);
        if (applications.gone()) {
          tokens.clear();
        }
        yield answer == null ? directory.answer(call) : answer;
      }
      case "copilot" -> history.answer(call);
      case "security" ->
          call.is("GET", "security", "labels", "retentionLabels")
              ? call.page(SimulatedApplications.labels(), null)
              : ediscovery.answer(call);
      case "organization" ->
          call.is("GET", "organization") ? call.page(List.of(organization()), null) : null;
      default ->
          throw SimulatedCall.badRequest(
              "Resource not found for the segment '" + call.segment(0) + "'.");
    };
  }

  private static SimulatedResponse absent(SimulatedRequest request) {
    return METHODS.contains(request.method())
        ? SimulatedCall.notFound()
        : SimulatedCall.error(
            405,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target.");
  }

  private static Map<String, Object> organization() {
    return Map.of(
        "id",
        SimulatedHistory.TENANT,
        "displayName",
        "Sandbox",
        "verifiedDomains",
        List.of(Map.of("name", "example.com", "isDefault", true, "isInitial", true)));
  }

  /**
   * What sign-in libraries read before they fetch a token. They take HTTPS alone: without a proxy
   * that speaks it, the addresses are Microsoft's own.
   */
  private static SimulatedResponse discovery(String root, String tenant, SimulatedRequest request) {
    if (!tenant.equals(SimulatedHistory.TENANT)) {
      return refusal(400, "invalid_tenant", 90002, "Tenant '" + tenant + "' not found.");
    }
    var headers = request.headers();
    var here =
        headers.getOrDefault("x-forwarded-proto", "").equals("https")
            ? "https://" + headers.getOrDefault("host", "localhost") + "/" + VENDOR + root
            : "https://login.microsoftonline.com/" + tenant;
    var about = new LinkedHashMap<String, Object>();
    about.put("token_endpoint", here + "/oauth2/v2.0/token");
    about.put("authorization_endpoint", here + "/oauth2/v2.0/authorize");
    about.put("issuer", "https://login.microsoftonline.com/" + tenant + "/v2.0");
    about.put("jwks_uri", here + "/discovery/v2.0/keys");
    about.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
    about.put("response_types_supported", List.of("code", "id_token", "token id_token"));
    about.put("subject_types_supported", List.of("pairwise"));
    about.put("id_token_signing_alg_values_supported", List.of("RS256"));
    about.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
    about.put("tenant_region_scope", "EU");
    about.put("cloud_instance_name", "microsoftonline.com");
    about.put("msgraph_host", "graph.microsoft.com");
    return SimulatedResponse.json(200, about);
  }

  private SimulatedResponse signIn(String tenant, SimulatedRequest request) {
    var form = SimulatedForm.of(request.text());
    if (!tenant.equals(SimulatedHistory.TENANT)) {
      return refusal(400, "invalid_request", 90002, "Tenant not found.");
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refusal(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    }
    if (!"https://graph.microsoft.com/.default".equals(form.get("scope"))) {
      return refusal(400, "invalid_scope", 1002012, "The scope is not valid: it ends in .default.");
    }
    if (!CLIENT_ID.equals(form.get("client_id")) || applications.deleted()) {
      return refusal(400, "unauthorized_client", 700016, "Application not found.");
    }
    if (!CLIENT_SECRET.equals(form.get("client_secret"))) {
      return refusal(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    var token = "eyJ0eXAiOiJKV1QifQ.%d.sandbox".formatted(++signIns);
    tokens.add(token);
    var granted = new LinkedHashMap<String, Object>();
    granted.put("token_type", "Bearer");
    granted.put("expires_in", 3599);
    granted.put("ext_expires_in", 3599);
    granted.put("access_token", token);
    return SimulatedResponse.json(200, granted);
  }

  private static SimulatedResponse refusal(int status, String error, int code, String words) {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", error);
    body.put("error_description", "AADSTS" + code + ": " + words);
    body.put("error_codes", List.of(code));
    body.put("timestamp", "2026-01-01 00:00:00Z");
    body.put("trace_id", "00000000-0000-4000-8000-000000000000");
    body.put("correlation_id", "00000000-0000-4000-8000-000000000000");
    return SimulatedResponse.json(status, body);
  }

  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 ->
          SimulatedCall.error(
              401,
              "InvalidAuthenticationToken",
              "Lifetime validation failed, the token is expired.");
      case 403 ->
          SimulatedCall.error(
              403,
              "Authorization_RequestDenied",
              "Insufficient privileges to complete the operation.");
      case 404 -> SimulatedCall.notFound();
      case 429 -> SimulatedCall.error(429, "TooManyRequests", "Too many requests.");
      case 503 -> SimulatedCall.error(503, "serviceNotAvailable", "The service is unavailable.");
      default -> SimulatedCall.error(status, "generalException", "An error occurred.");
    };
  }
}
