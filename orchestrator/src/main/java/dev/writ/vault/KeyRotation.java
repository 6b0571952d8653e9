package dev.writ.vault;

import dev.writ.web.Problem;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the wrapping key while everything runs: a new key takes over, every data key is wrapped
 * anew, and only then are the earlier keys destroyed. One rotation runs at a time, over all
 * processes; one that was killed is finished by the next.
 */
@Component
public class KeyRotation {
  /** The advisory lock that a rotation holds from its beginning to its end. */
  static final long ALONE = 0x57_52_49_56;

  private static final int PORTION = 500;

  private final KeyEncryption wrapping;
  private final Vault vault;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final TransactionTemplate apart;

  KeyRotation(
      KeyEncryption wrapping,
      Vault vault,
      JdbcClient sql,
      TransactionTemplate transaction,
      PlatformTransactionManager transactions) {
    this.transaction = transaction;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    this.wrapping = wrapping;
    this.vault = vault;
    this.sql = sql;
  }

  /** The key that wraps now, and how many data keys it has taken over. */
  public record Rotated(String key, int rewrapped) {}

  /**
   * The transaction around it writes nothing: it holds the lock. When its connection is lost,
   * another rotation may begin, and this one destroys nothing any more.
   *
   * @throws Problem illegal-move while another rotation runs, in whichever process, or when one has
   *     taken over
   */
  public Rotated rotate() {
    return Objects.requireNonNull(
        transaction.execute(
            tx -> {
              if (!alone()) {
                throw Problem.conflict("a rotation is running: try again when it has ended");
              }
              var rotated = Objects.requireNonNull(apart.execute(outside -> changeOver()));
              retireOthers(rotated.key());
              return rotated;
            }));
  }

  private boolean alone() {
    return sql.sql("select pg_try_advisory_xact_lock(?)")
        .param(ALONE)
        .query(Boolean.class)
        .single();
  }

  private Rotated changeOver() {
    var key = newKey();
    int rewrapped = rewrapStanding(key);
    for (var table : List.of("request", "offboarding")) {
      for (int portion = rewrap(table, key); portion > 0; portion = rewrap(table, key)) {
        rewrapped += portion;
      }
    }
    return new Rotated(key, rewrapped);
  }

  /** Every data key that is being made is stored before, or made with the new key after. */
  private String newKey() {
    return Objects.requireNonNull(
        transaction.execute(
            tx -> {
              waitForNewDataKeys();
              return wrapping.rotate();
            }));
  }

  private void waitForNewDataKeys() {
    sql.sql("select pg_advisory_xact_lock(?)").param(Vault.ROTATION).query(rows -> {});
  }

  /** In the transaction that holds the lock: it fails where the lock was lost. */
  private void retireOthers(String key) {
    waitForNewDataKeys();
    boolean others =
        sql.sql(
                """
                select exists (select 1 from standing_key where wrapped_by <> :key)
                  or exists (select 1 from request where wrapped_by <> :key and wrapped_key is not null)
                  or exists (select 1 from offboarding where wrapped_by <> :key and wrapped_key is not null)
                """)
            .param("key", key)
            .query(Boolean.class)
            .single();
    if (others || !wrapping.retireOthers(key)) {
      throw takenOver();
    }
  }

  private static Problem takenOver() {
    return Problem.conflict("another rotation has taken over: no key was destroyed, rotate again");
  }

  private int rewrapStanding(String key) {
    var stale =
        sql.sql("select name, wrapped_key from standing_key where wrapped_by <> ?")
            .param(key)
            .query((row, n) -> new Stale<>(row.getString(1), row.getBytes(2)))
            .list();
    for (var one : stale) {
      requireCurrent(key);
      var fresh = vault.rewrap(one.wrapped(), "standing/" + one.id());
      sql.sql(
              "update standing_key set wrapped_key = ?, wrapped_by = ? where name = ? and"
                  + " wrapped_key = ?")
          .params(fresh.bytes(), fresh.wrappedBy(), one.id(), one.wrapped())
          .update();
    }
    return stale.size();
  }

  /** Rows of one table; each one's data key was wrapped for its id. */
  private int rewrap(String table, String key) {
    var stale =
        sql.sql(
                "select id, wrapped_key from "
                    + table
                    + " where wrapped_by <> ? and wrapped_key is not null order by seq limit "
                    + PORTION)
            .param(key)
            .query((row, n) -> new Stale<>(row.getObject(1, UUID.class), row.getBytes(2)))
            .list();
    for (var one : stale) {
      requireCurrent(key);
      var fresh = vault.rewrap(one.wrapped(), one.id().toString());
      // What was destroyed meanwhile, or wrapped by a rotation that has taken over, stays so.
      sql.sql(
              "update "
                  + table
                  + " set wrapped_key = ?, wrapped_by = ? where id = ? and wrapped_key = ?")
          .params(fresh.bytes(), fresh.wrappedBy(), one.id(), one.wrapped())
          .update();
    }
    return stale.size();
  }

  private void requireCurrent(String key) {
    if (!wrapping.current().equals(key)) {
      throw takenOver();
    }
  }

  private record Stale<T>(T id, byte[] wrapped) {}
}
