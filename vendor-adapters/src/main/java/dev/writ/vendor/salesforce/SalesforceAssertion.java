package dev.writ.vendor.salesforce;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;

/** The signed statement that a connection's user is calling, for the JWT bearer flow. */
final class SalesforceAssertion {
  private static final Duration LIFE = Duration.ofMinutes(3);
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  private SalesforceAssertion() {}

  /** A key that cannot sign is an AUTHENTICATION failure. */
  static String sign(VendorConnection connection, URI audience) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(connection.require(SalesforceAdapter.CLIENT_ID))
            .subject(connection.require(SalesforceAdapter.USERNAME))
            .audience(audience.toString())
            .expirationTime(Date.from(Instant.now().plus(LIFE)))
            .build();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    try {
      jwt.sign(new RSASSASigner(key(connection.require(SalesforceAdapter.PRIVATE_KEY))));
      return jwt.serialize();
    } catch (GeneralSecurityException | JOSEException | IllegalArgumentException unfit) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    var matcher = PEM.matcher(pem);
    if (!matcher.matches()) {
      throw new GeneralSecurityException("no PKCS#8 key");
    }
    var encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }
}
