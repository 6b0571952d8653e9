package dev.writ.leg;

import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.Lifecycles;
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
import org.springframework.transaction.annotation.Transactional;

/**
 * The leg table. A move, its evidence and what goes with it are one transaction, guarded by the
 * version.
 */
@Component
public class LegRecord {
  private static final String COLUMNS =
      """
      select l.*,
        (select count(*) from leg_object o where o.leg_id = l.id) as located,
        (select count(*) from leg_object o where o.leg_id = l.id and o.state in ('CLAIMED', 'ABSENT')) as erased
      from leg l
      """;
  private final JdbcClient sql;
  private final EvidenceLog evidence;

  LegRecord(JdbcClient sql, EvidenceLog evidence) {
    this.sql = sql;
    this.evidence = evidence;
  }

  public void open(UUID request, UUID connection, String vendor) {
    sql.sql(
            "insert into leg (id, request_id, connection_id, vendor, state) values (?,?,?,?,'PLANNED')")
        .params(UUID.randomUUID(), request, connection, vendor)
        .update();
  }

  public Leg require(UUID id) {
    return sql.sql(COLUMNS + " where l.id = ?")
        .param(id)
        .query(LegRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such leg"));
  }

  public List<Leg> of(UUID request) {
    return sql.sql(COLUMNS + " where l.request_id = ? order by l.vendor, l.id")
        .param(request)
        .query(LegRecord::row)
        .list();
  }

  /** Moves the leg; a reason replaces the one before, null clears it. */
  @Transactional
  public void move(Leg leg, LegEvent event, @Nullable String reason, String actor) {
    var to = Lifecycles.LEG.require(leg.state(), event);
    var moved =
        sql.sql(
                "update leg set state = ?, version = version + 1, reason = ?, attempts = 0, next_attempt_at = null"
                    + " where id = ? and version = ?")
            .param(to.name())
            .param(reason)
            .param(leg.id())
            .param(leg.version())
            .update();
    if (moved != 1) {
      throw Problem.stale();
    }
    evidence.append(leg.request(), leg.id(), event, leg.state(), to, actor);
  }

  void verdict(UUID leg, String verdict) {
    sql.sql("update leg set verdict = ? where id = ?").params(verdict, leg).update();
  }

  void retryAt(UUID leg, Instant at, String reason) {
    sql.sql("update leg set attempts = attempts + 1, next_attempt_at = ?, reason = ? where id = ?")
        .params(Timestamp.from(at), reason, leg)
        .update();
  }

  void looked(UUID leg, int looks) {
    sql.sql("update leg set looks = ? where id = ?").params(looks, leg).update();
  }

  void ambiguous(UUID leg) {
    sql.sql("update leg set ambiguous = true where id = ?").param(leg).update();
  }

  void exported(UUID leg) {
    sql.sql(
            "update leg set exported = (select count(*) from leg_object where leg_id = ? and state = 'EXPORTED') where id = ?")
        .params(leg, leg)
        .update();
  }

  /** Counts one more run of the leg and returns its number. */
  public int nextGeneration(UUID leg) {
    return sql.sql("update leg set generation = generation + 1 where id = ? returning generation")
        .param(leg)
        .query(Integer.class)
        .single();
  }

  private static Leg row(ResultSet row, int n) throws SQLException {
    var next = row.getTimestamp("next_attempt_at");
    return new Leg(
        row.getObject("id", UUID.class),
        row.getObject("request_id", UUID.class),
        row.getObject("connection_id", UUID.class),
        row.getString("vendor"),
        row.getLong("version"),
        LegState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("verdict")),
        row.getBoolean("ambiguous"),
        row.getInt("located"),
        row.getInt("erased"),
        row.getInt("exported"),
        row.getInt("attempts"),
        row.getInt("looks"),
        row.getInt("generation"),
        next == null ? Optional.empty() : Optional.of(next.toInstant()),
        Optional.ofNullable(row.getString("reason")));
  }
}
