package dev.writ.recheck;

import dev.writ.leg.Leg;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.recheck.Resurfacing.Cause;
import dev.writ.recheck.Resurfacing.Decision;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what resurfaced. Callers hold the transaction. */
@Component
class ResurfacingRecord {
  private final JdbcClient sql;

  ResurfacingRecord(JdbcClient sql) {
    this.sql = sql;
  }

  void add(Leg leg, UUID look, Instant at, int objects, int unplanned, String seen) {
    sql.sql(
            """
            insert into resurfacing (id, request_id, leg_id, connection_id, look_id, at, objects, unplanned, seen, cause)
            values (?,?,?,?,?,?,?,?,?,'UNKNOWN')
            """)
        .param(UUID.randomUUID())
        .param(leg.request())
        .param(leg.id())
        .param(leg.connection())
        .param(look)
        .param(Timestamp.from(at))
        .param(objects)
        .param(unplanned)
        .param(seen)
        .update();
  }

  List<Resurfacing> of(UUID request) {
    return sql.sql("select * from resurfacing where request_id = ? order by seq")
        .param(request)
        .query(ResurfacingRecord::row)
        .list();
  }

  Resurfacing require(UUID id) {
    return sql.sql("select * from resurfacing where id = ?")
        .param(id)
        .query(ResurfacingRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such resurfacing"));
  }

  void cause(Resurfacing of, Cause cause) {
    if (sql.sql(
                "update resurfacing set cause = ?, version = version + 1 where id = ? and version ="
                    + " ?")
            .params(cause.name(), of.id(), of.version())
            .update()
        != 1) {
      throw new StaleVersion();
    }
  }

  /** What is done about the leg's last, undecided resurfacing. */
  void decide(UUID leg, Decision decision, Instant at, String actor) {
    sql.sql(
            """
            update resurfacing set decision = ?, decided_at = ?, decided_by = ?, version = version + 1
            where leg_id = ? and decision is null
            """)
        .params(decision.name(), Timestamp.from(at), actor, leg)
        .update();
  }

  /** The leg was erased once more; true when that is news. */
  boolean erasedAgain(UUID leg, Instant at) {
    return sql.sql(
                """
                update resurfacing set erased_again_at = ?, version = version + 1
                where leg_id = ? and decision = 'ERASE_AGAIN' and erased_again_at is null
                """)
            .params(Timestamp.from(at), leg)
            .update()
        > 0;
  }

  /** Of how many people something resurfaced at the connection since then. */
  int people(UUID connection, Instant since) {
    return sql.sql(
            "select count(distinct request_id) from resurfacing where connection_id = ? and at >="
                + " ?")
        .params(connection, Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  private static Resurfacing row(ResultSet row, int n) throws SQLException {
    return new Resurfacing(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getObject("request_id", UUID.class),
        row.getObject("leg_id", UUID.class),
        row.getObject("connection_id", UUID.class),
        row.getObject("look_id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getInt("objects"),
        row.getInt("unplanned"),
        row.getString("seen"),
        Cause.valueOf(row.getString("cause")),
        Optional.ofNullable(row.getString("decision")).map(Decision::valueOf),
        Optional.ofNullable(row.getTimestamp("decided_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("decided_by")),
        Optional.ofNullable(row.getTimestamp("erased_again_at")).map(Timestamp::toInstant));
  }
}
