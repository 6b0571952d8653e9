package dev.writ.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.Aead;
import dev.writ.hold.HeldCase;
import dev.writ.settings.WritSettings;
import dev.writ.web.RunningWrit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rotations as two processes begin them, over one database and one folder of keys. */
class KeyRotationIT {
  private static final String HOLDERS =
      " from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = "
          + KeyRotation.ALONE;
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @BeforeEach
  void a_data_key_of_a_request_is_there() {
    HeldCase.filed(
        "rotated-" + UUID.randomUUID() + "@example.com", RunningWrit.connection("openai"));
  }

  @Test
  void a_second_rotation_is_refused_while_one_runs() throws Exception {
    var refused = new AtomicBoolean();
    var rotated =
        rotation(
                new Interrupted(file()) {
                  @Override
                  public boolean retireOthers(String key) {
                    var answer = RunningWrit.json("POST", "/v1/keys/rotation", "admin", null);
                    assertThat(answer.statusCode()).isEqualTo(409);
                    assertThat(RunningWrit.read(answer).path("type").asString())
                        .isEqualTo("urn:writ:problem:illegal-move");
                    refused.set(true);
                    return super.retireOthers(key);
                  }
                })
            .rotate();
    assertThat(refused).isTrue();
    assertThat(file().current()).isEqualTo(rotated.key());
    everyDataKeyOpens();
  }

  @Test
  void a_rotation_that_lost_its_lock_to_another_ends_and_destroys_no_key() throws Exception {
    var other = new AtomicBoolean();
    var overtaken =
        rotation(
            new Interrupted(file()) {
              @Override
              public String current() {
                if (holders() == 1 && other.compareAndSet(false, true)) {
                  loseTheLock();
                  rotation(file()).rotate();
                }
                return super.current();
              }
            });
    assertThatThrownBy(overtaken::rotate).isInstanceOf(RuntimeException.class);
    assertThat(other).isTrue();
    everyDataKeyOpens();
    assertThat(rotation(file()).rotate().rewrapped()).isPositive();
  }

  private void loseTheLock() {
    sql.sql("select pg_terminate_backend(pid)" + HOLDERS).query(rows -> {});
    await().until(() -> holders() == 0);
  }

  private int holders() {
    return sql.sql("select count(*)" + HOLDERS).query(Integer.class).single();
  }

  private void everyDataKeyOpens() {
    var vault = vault(file());
    sql.sql(
            """
            select wrapped_key, 'standing/' || name from standing_key
            union all select wrapped_key, id::text from request where wrapped_key is not null
            union all select wrapped_key, id::text from offboarding where wrapped_key is not null
            """)
        .query(
            (row, n) -> {
              var wrapped = row.getBytes(1);
              var owner = row.getString(2);
              assertThatCode(() -> vault.unwrap(wrapped, owner))
                  .as(owner)
                  .doesNotThrowAnyException();
              return owner;
            })
        .list();
  }

  private static KeyRotation rotation(KeyEncryption keys) {
    return new KeyRotation(
        keys,
        vault(keys),
        RunningWrit.bean(JdbcClient.class),
        RunningWrit.bean(TransactionTemplate.class),
        RunningWrit.bean(PlatformTransactionManager.class));
  }

  @Test
  void what_cannot_be_opened_is_told_apart_from_what_is_broken_here() {
    var vault = vault(file());
    var wrapped =
        RunningWrit.bean(TransactionTemplate.class).execute(tx -> vault.newWrappedKey("one"));
    var sealer = vault.unwrap(wrapped.bytes(), "one");
    var sealed = sealer.seal("plain", "here");
    assertThatThrownBy(() -> vault.unwrap(wrapped.bytes(), "another"))
        .isInstanceOf(Unopenable.class);
    assertThatThrownBy(() -> vault.unwrap(new byte[] {1}, "one")).isInstanceOf(Unopenable.class);
    assertThatThrownBy(() -> sealer.open(sealed, "there")).isInstanceOf(Unopenable.class);
    var broken =
        vault(
            new Interrupted(file()) {
              @Override
              public Aead aead() {
                throw new IllegalStateException("the wrapping key's file holds no keyset");
              }
            });
    assertThatThrownBy(() -> broken.unwrap(wrapped.bytes(), "one"))
        .as("of a key that is only away nothing is given up")
        .isNotInstanceOf(Unopenable.class);
  }

  private static Vault vault(KeyEncryption keys) {
    try {
      return new Vault(
          keys,
          RunningWrit.bean(JdbcClient.class),
          RunningWrit.bean(TransactionTemplate.class),
          RunningWrit.bean(WritSettings.class));
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /** As another process reads the same file. */
  private static KeyEncryption file() {
    try {
      var home = RunningWrit.bean(WritSettings.class).home();
      return new FileKeyEncryption(home.resolve("keys/wrapping-key.json"));
    } catch (java.io.IOException | java.security.GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** Something happens elsewhere while a rotation uses its keys. */
  private abstract static class Interrupted implements KeyEncryption {
    private final KeyEncryption keys;

    Interrupted(KeyEncryption keys) {
      this.keys = keys;
    }

    @Override
    public String current() {
      return keys.current();
    }

    @Override
    public Aead aead() {
      return keys.aead();
    }

    @Override
    public String rotate() {
      return keys.rotate();
    }

    @Override
    public boolean retireOthers(String key) {
      return keys.retireOthers(key);
    }
  }
}
