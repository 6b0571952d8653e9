package dev.writ.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.writ.setup.WritSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals and opens. The key-encryption key and the hash key lie in owner-only files of the data
 * folder; a data key per request is stored wrapped, so that destroying it makes everything sealed
 * under it unreadable.
 */
@Component
public class Vault {
  private final Aead wrapping;
  private final SecretKeySpec hashKey;

  Vault(WritSettings settings) throws IOException, GeneralSecurityException {
    AeadConfig.register();
    var file = settings.home().resolve("keys/wrapping-key.json");
    if (!Files.exists(file)) {
      var fresh =
          KeysetHandle.generateNew(
              PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
      OwnerOnlyFile.write(
          file,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              fresh, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }
    wrapping =
        TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
            .getPrimitive(RegistryConfiguration.get(), Aead.class);
    var hash = OwnerOnlyFile.randomText(settings.home().resolve("keys/hash-key"));
    hashKey = new SecretKeySpec(hash.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  }

  /** A new data key, wrapped for {@code owner}. */
  public byte[] newWrappedKey(String owner) {
    return guarded(
        () ->
            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                KeysetHandle.generateNew(
                    PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                wrapping,
                bytes(owner),
                RegistryConfiguration.get()));
  }

  /** The sealer of a wrapped data key; fails when the key was wrapped for another owner. */
  public Sealer unwrap(byte[] wrapped, String owner) {
    return new Sealer(
        guarded(
            () ->
                TinkProtoKeysetFormat.parseEncryptedKeyset(
                        wrapped, wrapping, bytes(owner), RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class)));
  }

  /**
   * Seals under the wrapping key itself: credentials and ledgered ids, which belong to no request.
   */
  public Sealer standing() {
    return new Sealer(wrapping);
  }

  /** Keyed hash (HMAC-SHA-256) for look-ups; parts are separated unambiguously. */
  public byte[] hash(String... parts) {
    return guarded(
        () -> {
          var mac = Mac.getInstance("HmacSHA256");
          mac.init(hashKey);
          for (var part : parts) {
            mac.update(bytes(part.length() + ":" + part));
          }
          return mac.doFinal();
        });
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static <T> T guarded(Crypto<T> work) {
    try {
      return work.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value could not be opened or made");
    }
  }

  interface Crypto<T> {
    T run() throws GeneralSecurityException;
  }

  /** Authenticated encryption bound to a context, e.g. the row it belongs to. */
  public static final class Sealer {
    private final Aead aead;

    Sealer(Aead aead) {
      this.aead = aead;
    }

    public byte[] seal(String plain, String context) {
      return guarded(() -> aead.encrypt(bytes(plain), bytes(context)));
    }

    public String open(byte[] sealed, String context) {
      return new String(
          guarded(() -> aead.decrypt(Arrays.copyOf(sealed, sealed.length), bytes(context))),
          StandardCharsets.UTF_8);
    }
  }
}
