package dev.writ.identity;

import dev.writ.identity.Identity.Check;
import dev.writ.identity.Identity.Permission;
import dev.writ.identity.Identity.Points;
import dev.writ.lifecycle.StaleVersion;
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

/** The tables of identities and of the checks that were passed. Callers hold the transaction. */
@Component
class IdentityRecord {
  private final JdbcClient sql;

  IdentityRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * How long is waited.
   *
   * @param patience as the company says
   * @param until that, or earlier where a refusal is due before
   */
  record Wait(Instant patience, Instant until) {}

  void open(UUID request, LevelPolicy.Requirement required, boolean throughAgent, Wait wait) {
    sql.sql(
            "insert into identity (request_id, required, required_by, through_agent, level,"
                + " patience_until, wait_until) values (?,?,?,?,?,?,?)")
        .param(request)
        .param(required.level().name())
        .param(required.source())
        .param(throughAgent)
        .param(AssuranceLevel.NONE.name())
        .param(Timestamp.from(wait.patience()))
        .param(Timestamp.from(wait.until()))
        .update();
  }

  /** Somebody has vouched already: it is established with the check, at the check's level. */
  void openVouched(UUID request, LevelPolicy.Requirement required, Instant until, Check check) {
    boolean reached = check.level() != AssuranceLevel.NONE;
    sql.sql(
            """
            insert into identity (request_id, version, required, required_by, level, method, established_at, patience_until, wait_until)
            values (?,1,?,?,?,?,?,?,?)
            """)
        .param(request)
        .param(required.level().name())
        .param(required.source())
        .param(check.level().name())
        .param(reached ? check.method().name() : null)
        .param(Timestamp.from(check.at()))
        .param(Timestamp.from(until))
        .param(Timestamp.from(until))
        .update();
    keep(request, check);
  }

  Identity require(UUID request) {
    return sql.sql("select * from identity where request_id = ?")
        .param(request)
        .query(IdentityRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such request"));
  }

  /** Something was done that an officer must have seen before doing more. */
  Identity touch(Identity seen) {
    if (sql.sql("update identity set version = version + 1 where request_id = ? and version = ?")
            .params(seen.request(), seen.version())
            .update()
        != 1) {
      throw new StaleVersion();
    }
    return require(seen.request());
  }

  /** The patience does not end before this, and the wait with it, unless the limit is earlier. */
  void waitAtLeast(UUID request, Instant until, Optional<Instant> limit) {
    sql.sql(
            """
            update identity set patience_until = greatest(patience_until, ?),
              wait_until = least(greatest(patience_until, ?), cast(? as timestamptz))
            where request_id = ?
            """)
        .param(Timestamp.from(until))
        .param(Timestamp.from(until))
        .param(limit.map(Timestamp::from).orElse(null))
        .param(request)
        .update();
  }

  /** Whether it is still waited for. */
  boolean waits(UUID request, Instant now) {
    return sql.sql(
            "select exists (select from identity where request_id = ? and established_at is null"
                + " and wait_until > ?)")
        .params(request, Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /** The wait ends with the patience, or with the limit where that is earlier; false as before. */
  boolean measured(UUID request, Optional<Instant> limit) {
    return sql.sql(
                """
                update identity set wait_until = least(patience_until, cast(:limit as timestamptz))
                where request_id = :request
                  and wait_until <> least(patience_until, cast(:limit as timestamptz))
                """)
            .param("limit", limit.map(Timestamp::from).orElse(null))
            .param("request", request)
            .update()
        == 1;
  }

  void permission(UUID request, Permission permission) {
    sql.sql("update identity set permission = ? where request_id = ?")
        .params(permission.name(), request)
        .update();
  }

  /** Keeps the check; the level rises to its level, if that is higher. */
  Identity add(Identity before, Check check) {
    keep(before.request(), check);
    if (!before.level().reaches(check.level())) {
      sql.sql("update identity set level = ?, method = ? where request_id = ?")
          .params(check.level().name(), check.method().name(), before.request())
          .update();
    }
    return touch(before);
  }

  private void keep(UUID request, Check check) {
    var points = check.points();
    sql.sql(
            "insert into identity_check (id, request_id, method, level, at, actor, point_types,"
                + " points, declared, note) values (?,?,?,?,?,?,?,?,?,?)")
        .param(check.id())
        .param(request)
        .param(check.method().name())
        .param(check.level().name())
        .param(Timestamp.from(check.at()))
        .param(check.actor())
        .param(points.map(p -> String.join(",", p.types())).orElse(null))
        .param(points.map(Points::count).orElse(null))
        .param(points.map(Points::declared).orElse(null))
        .param(check.note().orElse(null))
        .update();
  }

  void established(UUID request, Instant at) {
    sql.sql("update identity set established_at = ? where request_id = ?")
        .params(Timestamp.from(at), request)
        .update();
  }

  /** The checks of a request, oldest first. */
  List<Check> checks(UUID request) {
    return sql.sql("select * from identity_check where request_id = ? order by seq")
        .param(request)
        .query(IdentityRecord::check)
        .list();
  }

  /** Requests in VERIFYING_IDENTITY whose wait is over. */
  List<UUID> overdue(Instant now) {
    return sql.sql(
            """
            select r.id from request r join identity i on i.request_id = r.id
            where r.state = 'VERIFYING_IDENTITY' and (i.established_at is not null or i.wait_until <= ?)
            """)
        .param(Timestamp.from(now))
        .query(UUID.class)
        .list();
  }

  private static Identity row(ResultSet row, int n) throws SQLException {
    return new Identity(
        row.getObject("request_id", UUID.class),
        row.getLong("version"),
        AssuranceLevel.valueOf(row.getString("required")),
        row.getString("required_by"),
        row.getBoolean("through_agent"),
        Optional.ofNullable(row.getString("permission")).map(Permission::valueOf),
        AssuranceLevel.valueOf(row.getString("level")),
        Optional.ofNullable(row.getString("method")).map(IdentityMethod::valueOf),
        Optional.ofNullable(row.getTimestamp("established_at")).map(Timestamp::toInstant),
        row.getTimestamp("wait_until").toInstant());
  }

  private static Check check(ResultSet row, int n) throws SQLException {
    var types = row.getString("point_types");
    return new Check(
        row.getObject("id", UUID.class),
        IdentityMethod.valueOf(row.getString("method")),
        AssuranceLevel.valueOf(row.getString("level")),
        row.getTimestamp("at").toInstant(),
        row.getString("actor"),
        types == null
            ? Optional.empty()
            : Optional.of(
                new Points(
                    List.of(types.split(",")), row.getInt("points"), row.getBoolean("declared"))),
        Optional.ofNullable(row.getBytes("note")));
  }
}
