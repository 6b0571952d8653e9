package dev.writ.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals and opens. Everything is sealed under a data key: one per request, so that destroying it
 * makes what belongs to the request unreadable, and a few standing ones for what belongs to none.
 * Data keys lie in the record, wrapped by the {@link KeyEncryption}.
 */
@Component
public class Vault {
  /** The advisory lock that a rotation holds alone and every new data key shares. */
  static final long ROTATION = 0x57_52_49_54;

  private final KeyEncryption wrapping;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final SecretKeySpec hashKey;
  private final Map<String, Sealer> standing = new ConcurrentHashMap<>();

  Vault(
      KeyEncryption wrapping,
      JdbcClient sql,
      TransactionTemplate transaction,
      WritSettings settings)
      throws IOException {
    this.wrapping = wrapping;
    this.sql = sql;
    this.transaction = transaction;
    var hash = OwnerOnlyFile.randomText(settings.home().resolve("keys/hash-key"));
    hashKey = new SecretKeySpec(hash.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  }

  /** A data key as the record holds it, and the name of the key that wrapped it. */
  public record WrappedKey(byte[] bytes, String wrappedBy) {
    @Override
    public String toString() {
      return "WrappedKey[***]";
    }
  }

  /**
   * A new data key, wrapped for {@code owner}. To be called in the transaction that stores it:
   * until that ends, no rotation begins, so the key it was wrapped by cannot be destroyed unseen.
   */
  public WrappedKey newWrappedKey(String owner) {
    sql.sql("select pg_advisory_xact_lock_shared(?)").param(ROTATION).query(rows -> {});
    return making(
        () -> {
          var by = wrapping.current();
          var bytes =
              TinkProtoKeysetFormat.serializeEncryptedKeyset(
                  KeysetHandle.generateNew(
                      PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                  wrapping.aead(),
                  bytes(owner),
                  RegistryConfiguration.get());
          return new WrappedKey(bytes, by);
        });
  }

  /**
   * The sealer of a wrapped data key.
   *
   * @throws Unopenable also when the key was wrapped for another owner
   */
  public Sealer unwrap(byte[] wrapped, String owner) {
    return new Sealer(
        opening(
            () ->
                TinkProtoKeysetFormat.parseEncryptedKeyset(
                        wrapped, wrapping.aead(), bytes(owner), RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class)));
  }

  /** The sealer for what belongs to no request, one data key per {@code purpose}. */
  public Sealer standing(String purpose) {
    return standing.computeIfAbsent(purpose, this::openStanding);
  }

  private Sealer openStanding(String purpose) {
    var owner = "standing/" + purpose;
    var wrapped = findStanding(purpose);
    if (wrapped.isEmpty()) {
      transaction.executeWithoutResult(
          tx -> {
            var fresh = newWrappedKey(owner);
            sql.sql(
                    "insert into standing_key (name, wrapped_key, wrapped_by) values (?,?,?)"
                        + " on conflict do nothing")
                .params(purpose, fresh.bytes(), fresh.wrappedBy())
                .update();
          });
      wrapped = findStanding(purpose);
    }
    return unwrap(wrapped.orElseThrow(), owner);
  }

  private Optional<byte[]> findStanding(String purpose) {
    return sql.sql("select wrapped_key from standing_key where name = ?")
        .param(purpose)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  /** The same data key, wrapped by the key that is current now, which the answer names. */
  WrappedKey rewrap(byte[] wrapped, String owner) {
    return opening(
        () -> {
          var by = wrapping.current();
          var key =
              TinkProtoKeysetFormat.parseEncryptedKeyset(
                  wrapped, wrapping.aead(), bytes(owner), RegistryConfiguration.get());
          var bytes =
              TinkProtoKeysetFormat.serializeEncryptedKeyset(
                  key, wrapping.aead(), bytes(owner), RegistryConfiguration.get());
          return new WrappedKey(bytes, by);
        });
  }

  /** Keyed hash (HMAC-SHA-256) for look-ups; parts are separated unambiguously. */
  public byte[] hash(String... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(hashKey);
      for (var part : parts) {
        mac.update(bytes(part.length() + ":" + part));
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T opening(Crypto<T> work) {
    try {
      return work.run();
    } catch (GeneralSecurityException e) {
      throw new Unopenable();
    }
  }

  private static <T> T making(Crypto<T> work) {
    try {
      return work.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a value could not be sealed");
    }
  }

  private interface Crypto<T> {
    T run() throws GeneralSecurityException;
  }

  /**
   * Authenticated encryption bound to a context, e.g. the row it belongs to. What was sealed for
   * another is {@link Unopenable}.
   */
  public static final class Sealer {
    private final Aead aead;

    Sealer(Aead aead) {
      this.aead = aead;
    }

    public byte[] seal(String plain, String context) {
      return seal(bytes(plain), context);
    }

    public byte[] seal(byte[] plain, String context) {
      return making(() -> aead.encrypt(plain, bytes(context)));
    }

    public String open(byte[] sealed, String context) {
      return new String(openBytes(sealed, context), StandardCharsets.UTF_8);
    }

    public byte[] openBytes(byte[] sealed, String context) {
      return opening(() -> aead.decrypt(sealed, bytes(context)));
    }
  }
}
