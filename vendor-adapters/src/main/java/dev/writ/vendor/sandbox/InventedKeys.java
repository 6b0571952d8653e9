package dev.writ.vendor.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key of every invented account that signs its own tokens, an RSA pair of 2048 bits. Making one
 * is the dearest thing a sandbox does at its start, so there is one, made when it is first asked
 * for; and it is the same in each process, so that a connection works after a restart.
 */
public final class InventedKeys {
  private static final KeyPair PAIR = pair();
  private static final String PEM = written(PAIR);

  private InventedKeys() {}

  public static KeyPair rsa() {
    return PAIR;
  }

  /** The private half, PKCS#8 as PEM. */
  public static String pem() {
    return PEM;
  }

  private static String written(KeyPair pair) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    var frame = "-----%s PRIVATE KEY-----\n";
    return frame.formatted("BEGIN")
        + lines.encodeToString(pair.getPrivate().getEncoded())
        + "\n"
        + frame.formatted("END");
  }

  private static KeyPair pair() {
    try {
      var seeded = SecureRandom.getInstance("SHA1PRNG");
      seeded.setSeed("an invented key".getBytes(StandardCharsets.UTF_8));
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, seeded);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException everyJavaHasBoth) {
      throw new IllegalStateException(everyJavaHasBoth);
    }
  }
}
