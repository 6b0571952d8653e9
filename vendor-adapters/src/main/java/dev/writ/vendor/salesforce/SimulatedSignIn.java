package dev.writ.vendor.salesforce;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.writ.vendor.sandbox.InventedKeys;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The token endpoints: the JWT bearer flow, whose signature is verified against a key made in
 * memory, and the exchange for a Data 360 token. Tokens come from a counter.
 */
final class SimulatedSignIn {
  static final String CLIENT = "sandbox-salesforce-client";
  static final String USER = "integration@sandbox.example.com";

  private static final String AUDIENCE = "https://login.salesforce.com";
  private final InstantSource clock;
  private final SimulatedSwitches switches;
  private final Set<String> orgTokens = new LinkedHashSet<>();

  /** Below it the org tells whose session it is. */
  static final String IDENTITY = "/id/00DSANDBOX00001AAA/005SANDBOX00001AAA";

  private final Set<String> tenantTokens = new LinkedHashSet<>();
  private int tokensGiven;
  private boolean appRemoved;

  SimulatedSignIn(InstantSource clock, SimulatedSwitches switches) {
    this.clock = clock;
    this.switches = switches;
  }

  /** Every session ends, as when an administrator ends them. */
  void endSessions() {
    orgTokens.clear();
    tenantTokens.clear();
  }

  /** The app is removed in Setup: it signs in no more, and its tokens go with it. */
  void removeApp() {
    closeSignIn();
    endSessions();
  }

  /** Nobody signs in any more; sessions that there are go on. */
  void closeSignIn() {
    appRemoved = true;
  }

  void reset() {
    appRemoved = false;
    tokensGiven = 0;
    endSessions();
  }

  /** Of a token of either host, unless the vendor lies. */
  SimulatedResponse revoke(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var token = form(request).getOrDefault("token", "");
    if (!ofOrg(token) && !ofTenant(token)) {
      return oauth("invalid_token", "the token is invalid");
    }
    if (!misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      orgTokens.remove(token);
      tenantTokens.remove(token);
    }
    return SimulatedResponse.empty(200);
  }

  boolean ofOrg(String token) {
    return orgTokens.contains(token);
  }

  boolean ofTenant(String token) {
    return tenantTokens.contains(token);
  }

  String orgToken() {
    var token = "00DSANDBOX!org." + ++tokensGiven;
    orgTokens.add(token);
    return token;
  }

  String tenantToken() {
    var token = "sandbox.tenant." + ++tokensGiven;
    tenantTokens.add(token);
    return token;
  }

  /** A small part of the true list. */
  static Map<String, Object> identity(SimulatedRequest request) {
    var identity = new LinkedHashMap<String, Object>();
    identity.put("id", here(request) + IDENTITY);
    identity.put("asserted_user", true);
    identity.put("user_id", IDENTITY.substring(IDENTITY.lastIndexOf('/') + 1));
    identity.put("organization_id", IDENTITY.split("/")[2]);
    identity.put("username", USER);
    identity.put("display_name", "Integration User");
    identity.put("email", USER);
    identity.put("active", true);
    identity.put("user_type", "STANDARD");
    identity.put("urls", Map.of("rest", here(request) + "/services/data/v{version}/"));
    return identity;
  }

  SimulatedResponse token(SimulatedRequest request) {
    var form = form(request);
    if (!"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))) {
      return oauth("unsupported_grant_type", "grant type not supported");
    }
    if (appRemoved) {
      return oauth("invalid_client", "invalid client credentials");
    }
    try {
      var jwt = SignedJWT.parse(form.getOrDefault("assertion", ""));
      var claims = JWTClaimsSet.parse(withoutTimes(jwt));
      if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new RSASSAVerifier((RSAPublicKey) InventedKeys.rsa().getPublic()))
          || expires(jwt).isBefore(clock.instant())) {
        return oauth("invalid_grant", "invalid assertion");
      }
      if (!claims.getAudience().contains(AUDIENCE)) {
        return oauth("invalid_grant", "audience is invalid");
      }
      if (!CLIENT.equals(claims.getIssuer()) || !USER.equals(claims.getSubject())) {
        return oauth("invalid_grant", "user hasn't approved this consumer");
      }
    } catch (ParseException | JOSEException unreadable) {
      return oauth("invalid_grant", "invalid assertion");
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("access_token", orgToken());
    answer.put("scope", "cdp_query_api api cdp_profile_api");
    answer.put("instance_url", here(request));
    answer.put("id", here(request) + IDENTITY);
    answer.put("token_type", "Bearer");
    answer.put("issued_at", "1795000000000");
    return SimulatedResponse.json(200, answer);
  }

  /** Some clients write the time as text, which Salesforce takes. */
  private static Instant expires(SignedJWT jwt) throws ParseException {
    var expires = String.valueOf(jwt.getPayload().toJSONObject().get("exp"));
    if (!expires.matches("[0-9]{1,12}(\\.[0-9]+)?")) {
      throw new ParseException("no time", 0);
    }
    return Instant.ofEpochSecond(Long.parseLong(expires.replaceFirst("\\..*", "")));
  }

  private static Map<String, Object> withoutTimes(SignedJWT jwt) {
    var claims = new LinkedHashMap<>(jwt.getPayload().toJSONObject());
    claims.keySet().removeAll(Set.of("exp", "iat", "nbf"));
    return claims;
  }

  /** Of the org's tokens alone. */
  SimulatedResponse introspect(SimulatedRequest request) {
    var form = form(request);
    if (!CLIENT.equals(form.get("client_id"))) {
      return oauth("invalid_client", "invalid client credentials");
    }
    if (!ofOrg(form.getOrDefault("token", ""))) {
      return SimulatedResponse.json(200, Map.of("active", false));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("active", true);
    answer.put("scope", "cdp_query_api api cdp_profile_api");
    answer.put("client_id", CLIENT);
    answer.put("username", USER);
    answer.put("token_type", "access_token");
    return SimulatedResponse.json(200, answer);
  }

  SimulatedResponse exchange(SimulatedRequest request) {
    var form = form(request);
    if (!"urn:salesforce:grant-type:external:cdp".equals(form.get("grant_type"))
        || !"urn:ietf:params:oauth:token-type:access_token"
            .equals(form.get("subject_token_type"))) {
      return oauth("unsupported_grant_type", "grant type not supported");
    }
    if (switches.exchangeAnswersHtml) {
      return new SimulatedResponse(
          200,
          Map.of("Content-Type", "text/html; charset=UTF-8"),
          "<html><script>window.location='/'</script></html>".getBytes(StandardCharsets.UTF_8));
    }
    if (!ofOrg(form.getOrDefault("subject_token", ""))) {
      return SimulatedResponse.json(
          401, Map.of("error", "invalid_token", "error_description", "the session has ended"));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("access_token", tenantToken());
    answer.put("instance_url", tenant(request));
    answer.put("token_type", "Bearer");
    answer.put("issued_token_type", "urn:ietf:params:oauth:token-type:jwt");
    answer.put("expires_in", 7130);
    return SimulatedResponse.json(200, answer);
  }

  private String tenant(SimulatedRequest request) {
    if (!switches.tenantElsewhere.isEmpty()) {
      return switches.tenantElsewhere;
    }
    var here = here(request);
    return switches.tenantWithoutScheme ? here.substring(here.indexOf("://") + 3) : here;
  }

  /** The sandbox as the caller called it. */
  static String here(SimulatedRequest request) {
    return request.scheme()
        + "://"
        + request.headers().getOrDefault("host", "localhost")
        + "/salesforce";
  }

  private static Map<String, String> form(SimulatedRequest request) {
    return Arrays.stream(request.text().split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (one, other) -> one));
  }

  private static SimulatedResponse oauth(String error, String description) {
    return SimulatedResponse.json(400, Map.of("error", error, "error_description", description));
  }
}
