package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The identity platform: who calls is asked here, and tokens are given for a while. */
final class SimulatedSignIn {
  static final String CLIENT_ID = "99999999-8888-4777-8666-555555555555";

  /** Of requests from the journal, whose own tokens are old. */
  static final String REPLAYED = "eyJ0eXAiOiJKV1QifQ.replayed.sandbox";

  private static final String CLIENT_SECRET = "sandbox~microsoft.secret+1";
  private static final Pattern TOKEN_PATH =
      Pattern.compile("(?:/v1\\.0)?/([^/]+)/oauth2/v2\\.0/token");
  private static final Pattern DISCOVERY_PATH =
      Pattern.compile("((?:/v1\\.0)?/([^/]+))/v2\\.0/\\.well-known/openid-configuration");

  private final SimulatedApplications applications;
  private final Set<String> tokens = new LinkedHashSet<>();
  private int times;

  SimulatedSignIn(SimulatedApplications applications) {
    this.applications = applications;
  }

  static Map<String, String> credentials() {
    return Map.of("clientId", CLIENT_ID, "clientSecret", CLIENT_SECRET);
  }

  void reset() {
    tokens.clear();
    times = 0;
  }

  /** Tokens that were given are refused from now on. */
  void expire() {
    tokens.clear();
  }

  int times() {
    return times;
  }

  boolean knows(String token) {
    return token.equals(REPLAYED) || tokens.contains(token);
  }

  static boolean isToken(SimulatedRequest request) {
    return TOKEN_PATH.matcher(request.path()).matches();
  }

  /** Empty for what is no question of signing in. */
  Optional<SimulatedResponse> answer(SimulatedRequest request) {
    var token = TOKEN_PATH.matcher(request.path());
    if (token.matches()) {
      return Optional.of(
          request.method().equals("POST")
              ? signIn(token.group(1), request)
              : SimulatedCall.error(405, "generalException", "An error occurred."));
    }
    var discovery = DISCOVERY_PATH.matcher(request.path());
    return discovery.matches()
        ? Optional.of(discovery(discovery.group(1), discovery.group(2), request))
        : Optional.empty();
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
        request.scheme().equals("https")
            ? "https://"
                + headers.getOrDefault("host", "localhost")
                + "/"
                + MicrosoftCopilotSimulator.VENDOR
                + root
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
    var token = "eyJ0eXAiOiJKV1QifQ.%d.sandbox".formatted(++times);
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
}
