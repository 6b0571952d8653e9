package dev.writ.recheck;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.recheck.Look.Outcome;
import dev.writ.recheck.Look.State;
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

/** The table of looks. Callers hold the transaction. */
@Component
class LookRecord {
  private final JdbcClient sql;

  LookRecord(JdbcClient sql) {
    this.sql = sql;
  }

  UUID plan(UUID request, UUID leg, PlannedLook look, String actor) {
    var id = UUID.randomUUID();
    var due = Timestamp.from(look.dueAt());
    sql.sql(
            """
            insert into look (id, request_id, leg_id, due_at, next_at, why, words, state, planned_by)
            values (?,?,?,?,?,?,?,'PLANNED',?)
            """)
        .param(id)
        .param(request)
        .param(leg)
        .param(due)
        .param(due)
        .param(look.why().name())
        .param(look.words())
        .param(actor)
        .update();
    return id;
  }

  /** Many of one leg at once. */
  void planAll(UUID request, UUID leg, List<PlannedLook> planned, String actor) {
    sql.sql(
            """
            insert into look (id, request_id, leg_id, due_at, next_at, why, words, state, planned_by)
            select gen_random_uuid(), :request, :leg, p.due, p.due, p.why, p.words, 'PLANNED', :actor
            from unnest(:due::timestamptz[], :why::text[], :words::text[]) as p (due, why, words)
            """)
        .param("request", request)
        .param("leg", leg)
        .param("due", planned.stream().map(look -> look.dueAt().toString()).toArray(String[]::new))
        .param("why", planned.stream().map(look -> look.why().name()).toArray(String[]::new))
        .param("words", planned.stream().map(PlannedLook::words).toArray(String[]::new))
        .param("actor", actor)
        .update();
  }

  Look require(UUID id) {
    return sql.sql("select * from look where id = ?")
        .param(id)
        .query(LookRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such look"));
  }

  List<Look> of(UUID request) {
    return sql.sql("select * from look where request_id = ? order by due_at, seq")
        .param(request)
        .query(LookRecord::row)
        .list();
  }

  boolean any(UUID leg) {
    return sql.sql("select exists (select 1 from look where leg_id = ?)")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  /** The looks of a leg that are still to be made. */
  List<Look> planned(UUID leg) {
    return sql.sql("select * from look where leg_id = ? and state = 'PLANNED' order by due_at, seq")
        .param(leg)
        .query(LookRecord::row)
        .list();
  }

  /** The looks of a request that are still to be made and are due later than this. */
  List<Look> plannedAfter(UUID request, Instant latest) {
    return sql.sql(
            "select * from look where request_id = ? and state = 'PLANNED' and next_at > ?"
                + " and due_at > ? order by due_at, seq")
        .params(request, Timestamp.from(latest), Timestamp.from(latest))
        .query(LookRecord::row)
        .list();
  }

  /** Requests that have such looks. */
  List<UUID> requestsPlannedAfter(Instant latest, int limit) {
    return sql.sql(
            "select distinct request_id from look where state = 'PLANNED' and next_at > ?"
                + " and due_at > ? limit ?")
        .params(Timestamp.from(latest), Timestamp.from(latest), limit)
        .query(UUID.class)
        .list();
  }

  /** Whether a look of the leg that is still to be made was tried already, and said nothing. */
  boolean anyTried(UUID leg) {
    return sql.sql(
            "select exists (select 1 from look where leg_id = ? and state = 'PLANNED' and tries >"
                + " 0)")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  boolean anyPlanned(UUID request) {
    return sql.sql("select exists (select 1 from look where request_id = ? and state = 'PLANNED')")
        .param(request)
        .query(Boolean.class)
        .single();
  }

  /**
   * Requests that the engine has something to do for before {@code until}. The connections take
   * turns, the most urgent first at each: one where nothing gets on keeps no other waiting.
   */
  List<UUID> requestsDue(Instant until, int limit) {
    return sql.sql(
            """
            select request_id from (
              select request_id, next_at,
                row_number() over (partition by connection_id order by next_at, seq) as turn
              from look_to_do where next_at <= ?) due
            group by request_id order by min(turn), min(next_at) limit ?
            """)
        .params(Timestamp.from(until), limit)
        .query(UUID.class)
        .list();
  }

  /** The looks of a request whose time has come. */
  List<Due> due(UUID request, Instant now) {
    return sql.sql(
            "select id, connection_id from look_to_do where request_id = ? and next_at <= ?"
                + " order by next_at, seq")
        .params(request, Timestamp.from(now))
        .query((row, n) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
        .list();
  }

  /** A look and where it is made. */
  record Due(UUID look, UUID connection) {}

  /** When the first look of a request is made that is not due yet. */
  Optional<Instant> next(UUID request, Instant now) {
    return sql.sql(
            "select next_at from look_to_do where request_id = ? and next_at > ?"
                + " order by next_at limit 1")
        .params(request, Timestamp.from(now))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** A try begins. */
  void begin(UUID id, Instant at) {
    sql.sql("update look set begun_at = ? where id = ?").params(Timestamp.from(at), id).update();
  }

  /** Nothing that the look has begun is left at the vendor. */
  void cleared(UUID id) {
    sql.sql("update look set begun_at = null where id = ? and state <> 'PLANNED'")
        .param(id)
        .update();
  }

  /** The engine comes back to it then. */
  void goOn(Look look, Instant at) {
    sql.sql("update look set next_at = ? where id = ? and version = ?")
        .params(Timestamp.from(at), look.id(), look.version())
        .update();
  }

  /** The try said nothing; the next one is made then. */
  void tryAgain(Look look, Instant at, boolean controlRead, String reason) {
    changed(
        sql.sql(
                """
                update look set tries = tries + 1, begun_at = null, next_at = ?, control_read = ?,
                  outcome = 'INCONCLUSIVE', reason = ?, version = version + 1
                where id = ? and version = ?
                """)
            .params(Timestamp.from(at), controlRead, reason, look.id(), look.version())
            .update());
  }

  /** The look has shown something. */
  void done(Look look, Outcome outcome, Seen seen, Instant at, String actor) {
    changed(
        sql.sql(
                """
                update look set state = 'DONE', outcome = ?, control_read = true, objects_read = ?, beyond_sight = ?,
                  seen = ?, reason = null, begun_at = null, done_at = ?, ended_by = ?, version = version + 1
                where id = ? and version = ?
                """)
            .param(outcome.name())
            .param(seen.read())
            .param(seen.beyondSight())
            .param(seen.words())
            .param(Timestamp.from(at))
            .param(actor)
            .param(look.id())
            .param(look.version())
            .update());
  }

  /** The look says nothing, and is not tried again; what it has begun is still to be cleared. */
  void givenUp(Look look, boolean controlRead, String reason, Instant at) {
    changed(
        sql.sql(
                """
                update look set state = 'DONE', tries = tries + 1, outcome = 'INCONCLUSIVE', control_read = ?,
                  reason = ?, next_at = ?, done_at = ?, ended_by = 'SYSTEM', version = version + 1
                where id = ? and version = ?
                """)
            .params(
                controlRead,
                reason,
                Timestamp.from(at),
                Timestamp.from(at),
                look.id(),
                look.version())
            .update());
  }

  /** Counts of a look; null where the look does not say. */
  record Seen(@Nullable Integer read, @Nullable Integer beyondSight, @Nullable String words) {}

  void skip(Look look, String reason, Instant at, String actor) {
    changed(
        sql.sql(
                """
                update look set state = 'SKIPPED', reason = ?, next_at = ?, done_at = ?, ended_by = ?,
                  version = version + 1
                where id = ? and version = ?
                """)
            .params(
                reason, Timestamp.from(at), Timestamp.from(at), actor, look.id(), look.version())
            .update());
  }

  /** Its date was read by somebody who acted on it: a second click is stale. */
  void noticed(Look look) {
    changed(
        sql.sql("update look set version = version + 1 where id = ? and version = ?")
            .params(look.id(), look.version())
            .update());
  }

  void runAt(Look look, Instant at) {
    changed(
        sql.sql("update look set next_at = ?, version = version + 1 where id = ? and version = ?")
            .params(Timestamp.from(at), look.id(), look.version())
            .update());
  }

  private static void changed(int rows) {
    if (rows != 1) {
      throw new StaleVersion();
    }
  }

  private static Look row(ResultSet row, int n) throws SQLException {
    return new Look(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getObject("request_id", UUID.class),
        row.getObject("leg_id", UUID.class),
        row.getTimestamp("due_at").toInstant(),
        Look.Why.valueOf(row.getString("why")),
        Optional.ofNullable(row.getString("words")),
        State.valueOf(row.getString("state")),
        row.getTimestamp("next_at").toInstant(),
        row.getInt("tries"),
        Optional.ofNullable(row.getTimestamp("begun_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf),
        Optional.ofNullable(row.getObject("control_read", Boolean.class)),
        Optional.ofNullable(row.getObject("objects_read", Integer.class)),
        Optional.ofNullable(row.getObject("beyond_sight", Integer.class)),
        Optional.ofNullable(row.getString("seen")),
        Optional.ofNullable(row.getString("reason")),
        row.getString("planned_by"),
        Optional.ofNullable(row.getString("ended_by")));
  }
}
