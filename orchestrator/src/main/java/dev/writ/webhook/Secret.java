package dev.writ.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that signs what is sent to one receiver: HMAC-SHA256 over {@code id.timestamp.body},
 * written {@code v1,} and Base64 (standard-webhooks, "Signature scheme"; specification read
 * 2026-11-29).
 */
final class Secret {
  private static final String PREFIX = "whsec_";
  private static final String SCHEME = "v1,";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  static Secret random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(bytes);
  }

  /** The secret as a receiver is given it. */
  static Secret of(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a secret begins with " + PREFIX);
    }
    return new Secret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** The signature of one attempt. */
  String sign(String id, Instant attempt, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, mac.getAlgorithm()));
      var content = id + "." + attempt.getEpochSecond() + "." + body;
      var signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return SCHEME + Base64.getEncoder().encodeToString(signature);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  String sign(UUID id, Instant attempt, String body) {
    return sign(id.toString(), attempt, body);
  }

  @Override
  public String toString() {
    return "***";
  }
}
