package dev.writ.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver does, written from the specification of standard-webhooks and from nothing of
 * ours.
 */
public final class Verifier {
  private Verifier() {}

  /** Whether one of the signatures is that of this secret. */
  public static boolean genuine(
      String secret, String id, String timestamp, String signatures, String body) {
    var expected = expected(secret, id + "." + timestamp + "." + body);
    for (var signature : signatures.split(" ")) {
      var parts = signature.split(",", 2);
      if (parts.length == 2
          && parts[0].equals("v1")
          && MessageDigest.isEqual(
              parts[1].getBytes(StandardCharsets.UTF_8),
              expected.getBytes(StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private static String expected(String secret, String content) {
    try {
      var key = Base64.getDecoder().decode(secret.split("whsec_", 2)[1]);
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
