package dev.writ.claim;

import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The observations, each kept. */
@Component
class SightRecord {
  private final JdbcClient sql;

  SightRecord(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID connection, Sight sight) {
    sql.sql(
            """
            insert into claim_observation (id, connection_id, promise, code, standing, value, baseline, source, at)
            values (?,?,?,?,?,?,?,?,?)
            """)
        .params(
            sight.id(),
            connection,
            sight.promise().name(),
            sight.code(),
            sight.standing().name(),
            sight.value(),
            sight.baseline(),
            sight.source(),
            Timestamp.from(sight.at()))
        .update();
  }

  /** What this check saw last. */
  Optional<Sight> last(UUID connection, String code) {
    return sql.sql(
            "select * from claim_observation where connection_id = ? and code = ?"
                + " order by seq desc limit 1")
        .params(connection, code)
        .query(SightRecord::row)
        .optional();
  }

  /**
   * What the connection's last look since then saw; of a part that could not be made then, what the
   * last one saw that could.
   */
  List<Sight> lasts(UUID connection, Instant since) {
    return sql.sql(
            """
            select o.* from claim_observation o join claim_check c on c.connection_id = o.connection_id
            where o.connection_id = :connection and o.at >= :since
              and o.at = case when o.code = any(:swept) then c.swept_at else c.settings_seen_at end
            """)
        .param("connection", connection)
        .param("since", Timestamp.from(since))
        .param("swept", ErasedSweep.CODES.toArray(String[]::new))
        .query(SightRecord::row)
        .list();
  }

  /** What each check saw when it last could tell, since then. */
  List<Sight> decided(UUID connection, Instant since) {
    return sql.sql(
            """
            select distinct on (code) * from claim_observation
            where connection_id = ? and at >= ? and standing <> 'UNCLEAR' order by code, seq desc
            """)
        .params(connection, Timestamp.from(since))
        .query(SightRecord::row)
        .list();
  }

  /** Latest first, after the one of this id. */
  List<Sight> page(UUID connection, @Nullable UUID after, int limit) {
    long before =
        after == null
            ? Long.MAX_VALUE
            : sql.sql("select seq from claim_observation where id = ? and connection_id = ?")
                .params(after, connection)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.parameter("after: no observation has this id"));
    return sql.sql(
            "select * from claim_observation where connection_id = ? and seq < ?"
                + " order by seq desc limit ?")
        .params(connection, before, limit)
        .query(SightRecord::row)
        .list();
  }

  private static Sight row(ResultSet row, int n) throws SQLException {
    return new Sight(
        row.getObject("id", UUID.class),
        Promise.valueOf(row.getString("promise")),
        row.getString("code"),
        Standing.valueOf(row.getString("standing")),
        row.getString("value"),
        row.getString("baseline"),
        row.getString("source"),
        row.getTimestamp("at").toInstant());
  }
}
