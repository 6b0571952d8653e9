package dev.writ.claim;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That a look at a connection's promises is wanted, and how the last one ended. */
@Component
class CheckRecord {
  private final JdbcClient sql;
  private final Clock clock;

  CheckRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * The state of a connection's looks.
   *
   * @param endedAt when the last look ended
   * @param failure why it saw nothing
   */
  record Check(boolean wanted, @Nullable Instant endedAt, @Nullable String failure) {}

  /** Wants a look; a wanted one is wanted still. */
  void want(UUID connection) {
    sql.sql(
            """
            insert into claim_check (connection_id, wanted, wanted_at) values (?, true, ?)
            on conflict (connection_id) do update set wanted = true, wanted_at = excluded.wanted_at, tries = 0
            where not claim_check.wanted
            """)
        .params(connection, Timestamp.from(clock.instant()))
        .update();
  }

  List<UUID> wanted() {
    return sql.sql("select connection_id from claim_check where wanted order by wanted_at")
        .query(UUID.class)
        .list();
  }

  /** How often this look has been tried, this try included. */
  int tried(UUID connection) {
    return sql.sql(
            "update claim_check set tries = tries + 1 where connection_id = ? returning tries")
        .param(connection)
        .query(Integer.class)
        .single();
  }

  void ended(UUID connection, @Nullable String failure) {
    sql.sql(
            "update claim_check set wanted = false, tries = 0, ended_at = ?, failure = ?"
                + " where connection_id = ?")
        .param(Timestamp.from(clock.instant()))
        .param(failure)
        .param(connection)
        .update();
  }

  /** What the vendor shows of its settings and lists was looked at. */
  void settingsSeen(UUID connection, Instant at) {
    sql.sql("update claim_check set settings_seen_at = ? where connection_id = ?")
        .params(Timestamp.from(at), connection)
        .update();
  }

  /** Some of what was erased was read once more. */
  void swept(UUID connection, Instant at) {
    sql.sql("update claim_check set swept_at = ? where connection_id = ?")
        .params(Timestamp.from(at), connection)
        .update();
  }

  Check of(UUID connection) {
    return find(connection).orElse(new Check(false, null, null));
  }

  private Optional<Check> find(UUID connection) {
    return sql.sql("select wanted, ended_at, failure from claim_check where connection_id = ?")
        .param(connection)
        .query(
            (row, n) -> {
              var ended = row.getTimestamp(2);
              return new Check(
                  row.getBoolean(1), ended == null ? null : ended.toInstant(), row.getString(3));
            })
        .optional();
  }
}
