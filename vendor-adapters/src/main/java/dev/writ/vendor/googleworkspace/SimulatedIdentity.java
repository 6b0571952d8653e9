package dev.writ.vendor.googleworkspace;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.writ.vendor.sandbox.InventedKeys;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/**
 * Google's token endpoint and an invented service account with domain-wide delegation. Its key pair
 * is made from a fixed seed when it is needed: no key lies anywhere. A token says by itself whose
 * it is and until when, so that nothing needs to be remembered.
 */
final class SimulatedIdentity {
  static final String CLIENT_EMAIL = "writ@sandbox-project.example.com";

  private static final String KEY_ID = "sandboxkey0001";
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofMinutes(5);

  /**
   * What the delegation lists; anything else is refused, and so is one that would include these.
   */
  private static final Set<String> DELEGATED =
      Set.of(
          "https://www.googleapis.com/auth/ediscovery",
          "https://www.googleapis.com/auth/devstorage.read_only",
          "https://www.googleapis.com/auth/admin.directory.user",
          "https://www.googleapis.com/auth/admin.directory.user.security",
          "https://mail.google.com/",
          "https://www.googleapis.com/auth/drive",
          "https://www.googleapis.com/auth/cloud-identity.policies.readonly",
          "https://www.googleapis.com/auth/admin.reports.audit.readonly");

  private final InstantSource clock;
  private final Predicate<String> impersonable;
  private final Set<String> withdrawn = new HashSet<>();

  /**
   * @param impersonable whether an address is that of an account one can act as
   */
  SimulatedIdentity(InstantSource clock, Predicate<String> impersonable) {
    this.clock = clock;
    this.impersonable = impersonable;
  }

  /** The delegation lists everything again. */
  void delegate() {
    withdrawn.clear();
  }

  /**
   * An administrator takes these scopes out of the delegation; tokens of theirs are worth nothing.
   */
  void withdraw(String... scopes) {
    withdrawn.addAll(List.of(scopes));
  }

  /** An administrator removes the delegation. */
  void withdrawAll() {
    withdrawn.addAll(DELEGATED);
  }

  private boolean delegated(Collection<String> scopes) {
    return DELEGATED.containsAll(scopes) && scopes.stream().noneMatch(withdrawn::contains);
  }

  /** Who calls, and what for. */
  record Caller(String email, Set<String> scopes) {}

  /** The key of the service account, as Google hands such keys out. */
  static String serviceAccountKey() {
    var key = new LinkedHashMap<String, Object>();
    key.put("type", "service_account");
    key.put("project_id", "sandbox-project");
    key.put("private_key_id", KEY_ID);
    key.put("private_key", InventedKeys.pem());
    key.put("client_email", CLIENT_EMAIL);
    key.put("client_id", "100000000000000000009");
    key.put("token_uri", AUDIENCE);
    return VendorHttp.JSON.writeValueAsString(key);
  }

  SimulatedResponse token(SimulatedRequest request) {
    var form = form(request.text());
    if (!GRANT.equals(form.get("grant_type"))) {
      return refused(400, "unsupported_grant_type", "Invalid grant_type");
    }
    try {
      var jwt = SignedJWT.parse(form.getOrDefault("assertion", ""));
      return signed(jwt) ? granted(jwt.getJWTClaimsSet()) : invalid("Invalid JWT Signature.");
    } catch (ParseException | JOSEException unreadable) {
      return invalid("Invalid JWT.");
    }
  }

  /** Google's own client for Node names neither the type nor the key. */
  private static boolean signed(SignedJWT jwt) throws JOSEException {
    var header = jwt.getHeader();
    return JWSAlgorithm.RS256.equals(header.getAlgorithm())
        && (header.getType() == null || JOSEObjectType.JWT.equals(header.getType()))
        && (header.getKeyID() == null || KEY_ID.equals(header.getKeyID()))
        && jwt.verify(new RSASSAVerifier((RSAPublicKey) InventedKeys.rsa().getPublic()));
  }

  private SimulatedResponse granted(JWTClaimsSet claims) throws ParseException {
    if (!CLIENT_EMAIL.equals(claims.getIssuer())) {
      return invalid("Invalid issuer.");
    }
    if (!List.of(AUDIENCE).equals(claims.getAudience())) {
      return invalid("Invalid JWT: wrong audience.");
    }
    if (!timely(claims.getIssueTime(), claims.getExpirationTime())) {
      return invalid("Invalid JWT: Token must be a short-lived token (60 minutes).");
    }
    var scope = Optional.ofNullable(claims.getStringClaim("scope")).orElse("");
    if (scope.isEmpty() || !delegated(List.of(scope.split(" ")))) {
      return refused(
          401,
          "unauthorized_client",
          "Client is unauthorized to retrieve access tokens using this method, or client not"
              + " authorized for any of the scopes requested.");
    }
    var subject = Optional.ofNullable(claims.getSubject()).orElse("");
    if (!impersonable.test(subject)) {
      return invalid("Invalid email or User ID");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", accessToken(subject, scope, claims.getExpirationTime().toInstant()));
    body.put("expires_in", 3599);
    body.put("token_type", "Bearer");
    return SimulatedResponse.json(200, body);
  }

  private boolean timely(Date issued, Date expires) {
    if (issued == null || expires == null) {
      return false;
    }
    var now = clock.instant();
    return !issued.toInstant().isAfter(now.plus(SKEW))
        && expires.toInstant().isAfter(now.minus(SKEW))
        && Duration.between(issued.toInstant(), expires.toInstant()).compareTo(LONGEST) <= 0;
  }

  /** A token for tests that call the simulator themselves. */
  String accessToken(String email, String scope) {
    return accessToken(email, scope, clock.instant().plus(LONGEST));
  }

  private static String accessToken(String email, String scope, Instant until) {
    var said =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                VendorHttp.JSON.writeValueAsBytes(
                    List.of(email, scope, Long.toString(until.getEpochSecond()))));
    return "ya29." + said + "." + seal(said);
  }

  /** Empty when the token is none of ours, or too old. */
  Optional<Caller> caller(SimulatedRequest request) {
    return granted(request)
        .filter(granted -> !granted.until().isBefore(clock.instant()))
        .map(Granted::caller)
        .filter(caller -> caller.scopes().stream().noneMatch(withdrawn::contains));
  }

  /** A token for whoever called when the request was made, good from now on. */
  Optional<String> renewed(SimulatedRequest request) {
    return granted(request)
        .map(Granted::caller)
        .map(caller -> accessToken(caller.email(), String.join(" ", caller.scopes())));
  }

  private record Granted(Caller caller, Instant until) {}

  private static Optional<Granted> granted(SimulatedRequest request) {
    var parts = request.headers().getOrDefault("authorization", "").split("[ .]", -1);
    if (parts.length != 4 || !parts[0].equals("Bearer") || !seal(parts[2]).equals(parts[3])) {
      return Optional.empty();
    }
    try {
      var said = VendorHttp.JSON.readTree(Base64.getUrlDecoder().decode(parts[2]));
      var until = Instant.ofEpochSecond(Long.parseLong(said.path(2).asString("")));
      var caller =
          new Caller(said.path(0).asString(""), Set.of(said.path(1).asString("").split(" ")));
      return Optional.of(new Granted(caller, until));
    } catch (IllegalArgumentException | JacksonException forged) {
      return Optional.empty();
    }
  }

  private static String seal(String said) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(InventedKeys.rsa().getPrivate().getEncoded());
      return HexFormat.of()
          .formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 32);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Map<String, String> form(String body) {
    var form = new LinkedHashMap<String, String>();
    for (var pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static SimulatedResponse invalid(String description) {
    return refused(400, "invalid_grant", description);
  }

  private static SimulatedResponse refused(int status, String error, String description) {
    var body = new LinkedHashMap<String, Object>();
    body.put("error", error);
    body.put("error_description", description);
    return SimulatedResponse.json(status, body);
  }
}
