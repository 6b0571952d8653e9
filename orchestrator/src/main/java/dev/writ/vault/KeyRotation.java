package dev.writ.vault;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the wrapping key while everything runs: a new key takes over, every data key is wrapped
 * anew, and only then are the earlier keys destroyed. A rotation that was killed is finished by the
 * next one.
 */
@Component
public class KeyRotation {
  private static final int PORTION = 500;
  private final KeyEncryption wrapping;
  private final Vault vault;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;

  KeyRotation(
      KeyEncryption wrapping, Vault vault, JdbcClient sql, TransactionTemplate transaction) {
    this.transaction = transaction;
    this.wrapping = wrapping;
    this.vault = vault;
    this.sql = sql;
  }

  /** The key that wraps now, and how many data keys it has taken over. */
  public record Rotated(String key, int rewrapped) {}

  public synchronized Rotated rotate() {
    var key = newKey();
    int rewrapped = rewrapStanding(key);
    for (var table : List.of("request", "offboarding")) {
      for (int portion = rewrap(table, key); portion > 0; portion = rewrap(table, key)) {
        rewrapped += portion;
      }
    }
    wrapping.retireOthers();
    return new Rotated(key, rewrapped);
  }

  /** Alone: every data key that is being made is stored before, or made with the new key after. */
  private String newKey() {
    return Objects.requireNonNull(
        transaction.execute(
            tx -> {
              sql.sql("select pg_advisory_xact_lock(?)").param(Vault.ROTATION).query(rows -> {});
              return wrapping.rotate();
            }));
  }

  private int rewrapStanding(String key) {
    var stale =
        sql.sql("select name, wrapped_key from standing_key where wrapped_by <> ?")
            .param(key)
            .query((row, n) -> new Stale<>(row.getString(1), row.getBytes(2)))
            .list();
    for (var one : stale) {
      var fresh = vault.rewrap(one.wrapped(), "standing/" + one.id());
      sql.sql("update standing_key set wrapped_key = ?, wrapped_by = ? where name = ?")
          .params(fresh.bytes(), fresh.wrappedBy(), one.id())
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
      var fresh = vault.rewrap(one.wrapped(), one.id().toString());
      // A key that was destroyed meanwhile stays so.
      sql.sql(
              "update "
                  + table
                  + " set wrapped_key = ?, wrapped_by = ? where id = ? and wrapped_key is not null")
          .params(fresh.bytes(), fresh.wrappedBy(), one.id())
          .update();
    }
    return stale.size();
  }

  private record Stale<T>(T id, byte[] wrapped) {}
}
