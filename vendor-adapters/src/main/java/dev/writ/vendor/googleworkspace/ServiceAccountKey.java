package dev.writ.vendor.googleworkspace;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import tools.jackson.core.JacksonException;

/**
 * A service account's key as Google hands it out. Its {@code token_uri} is not followed: calls go
 * to the connection's addresses and nowhere else.
 */
final class ServiceAccountKey {
  /** What the token endpoint expects as audience, whatever address it is called at. */
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

  private static final Duration LIFE = Duration.ofHours(1);

  private final String email;
  private final String keyId;
  private final String clientId;
  private final RSASSASigner signer;

  private ServiceAccountKey(String email, String keyId, String clientId, PrivateKey key) {
    this.email = email;
    this.keyId = keyId;
    this.clientId = clientId;
    this.signer = new RSASSASigner(key);
  }

  /** Anything that is no such key is an AUTHENTICATION failure, without its reason. */
  static ServiceAccountKey of(String json) {
    try {
      var key = VendorHttp.JSON.readTree(json);
      var email = key.path("client_email").asString("");
      var keyId = key.path("private_key_id").asString("");
      if (email.isEmpty() || keyId.isEmpty()) {
        throw unusable();
      }
      return new ServiceAccountKey(
          email,
          keyId,
          key.path("client_id").asString(email),
          privateKey(key.path("private_key").asString("")));
    } catch (JacksonException | GeneralSecurityException | IllegalArgumentException unreadable) {
      throw unusable();
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    var bare = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(bare)));
  }

  /** The account's id as a client, or its address where the key does not say. */
  String clientId() {
    return clientId;
  }

  /** What is exchanged for a token that acts as this user in this scope. */
  String assertion(String user, String scope, Instant now) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(email)
            .subject(user)
            .audience(AUDIENCE)
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).type(JOSEObjectType.JWT).build();
    var signed = new SignedJWT(header, claims);
    try {
      signed.sign(signer);
    } catch (JOSEException unfit) {
      throw unusable();
    }
    return signed.serialize();
  }

  private static VendorFailure unusable() {
    return new VendorFailure(Kind.AUTHENTICATION, 0);
  }

  @Override
  public String toString() {
    return "ServiceAccountKey[***]";
  }
}
