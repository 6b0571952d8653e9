package dev.writ.drill;

import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.DrillEvent;
import dev.writ.lifecycle.DrillState;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.vault.Vault;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The drill table. Callers hold the transaction where more than one statement belongs together;
 * what an attempt writes about its drill is refused once somebody else has moved it.
 */
@Component
class DrillRecord {
  static final String SYSTEM = "SYSTEM";
  private final JdbcClient sql;
  private final EvidenceLog evidence;
  private final Vault vault;

  DrillRecord(JdbcClient sql, EvidenceLog evidence, Vault vault) {
    this.sql = sql;
    this.evidence = evidence;
    this.vault = vault;
  }

  /** A drill to be; its marker is written before the vendor hears of it. */
  record Opening(
      UUID id,
      UUID connection,
      String vendor,
      String marker,
      Optional<Duration> claimed,
      String by,
      Instant at) {
    @Override
    public String toString() {
      return "Opening[" + id + "]";
    }
  }

  /** False when a drill is held at the connection already. */
  boolean open(Opening drill) {
    int opened =
        sql.sql(
                """
                insert into drill (id, connection_id, vendor, state, marker, claimed_days, opened_by, opened_at, next_at)
                values (?,?,?,'OPENED',?,?,?,?,?) on conflict (connection_id) where ended_at is null do nothing
                """)
            .param(drill.id())
            .param(drill.connection())
            .param(drill.vendor())
            .param(vault.standing("drill").seal(drill.marker(), "drill/" + drill.id()))
            .param(drill.claimed().map(Duration::toDays).orElse(null))
            .param(drill.by())
            .param(Timestamp.from(drill.at()))
            .param(Timestamp.from(drill.at()))
            .update();
    return opened == 1;
  }

  void opened(UUID drill, String by) {
    evidence.appendOfRun(drill, "OPEN", "NONE", DrillState.OPENED.name(), by);
  }

  Optional<Drill> find(UUID id) {
    return sql.sql("select * from drill where id = ?").param(id).query(DrillRecord::row).optional();
  }

  Drill require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such drill"));
  }

  /** Holds the drill until the transaction ends; as it is now. */
  Drill lock(UUID id) {
    return sql.sql("select * from drill where id = ? for update")
        .param(id)
        .query(DrillRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such drill"));
  }

  String marker(UUID id) {
    return sql.sql("select marker from drill where id = ?")
        .param(id)
        .query((row, n) -> vault.standing("drill").open(row.getBytes(1), "drill/" + id))
        .single();
  }

  /** The drill that is held at the connection. */
  Optional<Drill> runningAt(UUID connection) {
    return sql.sql("select * from drill where connection_id = ? and ended_at is null for update")
        .param(connection)
        .query(DrillRecord::row)
        .optional();
  }

  List<UUID> unfinished() {
    return sql.sql("select id from drill where ended_at is null").query(UUID.class).list();
  }

  /** When the last drill at the connection ended; of a running one: {@link Instant#MAX}. */
  Optional<Instant> lastEnd(UUID connection) {
    return sql.sql("select ended_at from drill where connection_id = ? order by seq desc limit 1")
        .param(connection)
        .query((row, n) -> instant(row, "ended_at").orElse(Instant.MAX))
        .optional();
  }

  /** Drills at a connection, newest first. */
  List<Drill> page(UUID connection, @Nullable UUID after, int limit) {
    long before =
        after == null
            ? Long.MAX_VALUE
            : find(after)
                .filter(drill -> drill.connection().equals(connection))
                .orElseThrow(() -> Problem.parameter("after: no drill here has this id"))
                .seq();
    return sql.sql(
            "select * from drill where connection_id = ? and seq < ? order by seq desc limit ?")
        .params(connection, before, limit)
        .query(DrillRecord::row)
        .list();
  }

  /** Moves the drill with its evidence entry; a lost race is a stale version. */
  void move(Drill drill, DrillEvent event, Instant now, String actor) {
    var to = Lifecycles.DRILL.require(drill.state(), event);
    var also =
        switch (event) {
          case ERASED -> ", erased_at = :now";
          case GIVE_UP, WATCHED -> ", cleaning_at = :now";
          case STOP -> ", cleaning_at = :now, stopped = true";
          case PASS, FAIL, END_STOPPED -> ", ended_at = :now";
          case PLANT, PLANTED, FOUND, STRAY_FOUND -> "";
        };
    guarded(
        sql.sql(
                "update drill set version = version + 1, state = :to, tries = 0, stuck_since ="
                    + " null, next_at = :now"
                    + also
                    + " where id = :id and version = :version")
            .param("to", to.name())
            .param("now", Timestamp.from(now))
            .param("id", drill.id())
            .param("version", drill.version())
            .update());
    evidence.appendOfRun(drill.id(), event.name(), drill.state().name(), to.name(), actor);
  }

  /** Written before the vendor is asked to plant. */
  void planting(Drill drill, Instant now) {
    guarded(
        sql.sql(
                "update drill set version = version + 1, plantings = plantings + 1, planted_at = ?"
                    + " where id = ? and version = ?")
            .params(Timestamp.from(now), drill.id(), drill.version())
            .update());
  }

  /** The next look; the vendor answers. */
  void waitUntil(Drill drill, Instant next, int tries) {
    guarded(
        sql.sql(
                "update drill set version = version + 1, next_at = ?, tries = ?, stuck_since = null"
                    + " where id = ? and version = ?")
            .params(Timestamp.from(next), tries, drill.id(), drill.version())
            .update());
  }

  /** The vendor does not answer as it should, since now or longer. */
  void stuckUntil(Drill drill, Instant next, Instant now) {
    guarded(
        sql.sql(
                "update drill set version = version + 1, next_at = ?, stuck_since ="
                    + " coalesce(stuck_since, ?) where id = ? and version = ?")
            .params(Timestamp.from(next), Timestamp.from(now), drill.id(), drill.version())
            .update());
  }

  /** All of it is gone for the first time. */
  void absent(Drill drill, Instant now, Duration absence) {
    sql.sql("update drill set absent_at = ?, absence_seconds = ?, watched = 0 where id = ?")
        .params(Timestamp.from(now), seconds(absence), drill.id())
        .update();
  }

  /** A look showed it again before the vendor's own lag was over: it was not gone yet. */
  void notAbsentYet(Drill drill) {
    sql.sql("update drill set absent_at = null, absence_seconds = null, watched = 0 where id = ?")
        .param(drill.id())
        .update();
  }

  void watched(Drill drill, int looks) {
    sql.sql("update drill set watched = ? where id = ?").params(looks, drill.id()).update();
  }

  /** The first failure stays. */
  void fail(UUID drill, DrillFailure failure, String reason) {
    sql.sql(
            "update drill set reason = case when failure is null then ? else reason end,"
                + " failure = coalesce(failure, ?) where id = ?")
        .params(reason, failure.name(), drill)
        .update();
  }

  void resurrected(UUID drill, int objects) {
    sql.sql("update drill set resurrections = resurrections + ? where id = ?")
        .params(objects, drill)
        .update();
  }

  void leftovers(UUID drill, int objects) {
    sql.sql("update drill set leftovers = ? where id = ?").params(objects, drill).update();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  static Optional<Duration> duration(ResultSet row, String column) throws SQLException {
    var seconds = row.getObject(column, Double.class);
    return Optional.ofNullable(seconds).map(s -> Duration.ofMillis(Math.round(s * 1000)));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static void guarded(int updated) {
    if (updated != 1) {
      throw new StaleVersion();
    }
  }

  private static Drill row(ResultSet row, int n) throws SQLException {
    return new Drill(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        row.getLong("version"),
        row.getObject("connection_id", UUID.class),
        row.getString("vendor"),
        DrillState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getObject("claimed_days", Integer.class)).map(Duration::ofDays),
        row.getString("opened_by"),
        row.getTimestamp("opened_at").toInstant(),
        row.getInt("plantings"),
        instant(row, "planted_at"),
        instant(row, "erased_at"),
        instant(row, "absent_at"),
        duration(row, "absence_seconds"),
        instant(row, "cleaning_at"),
        instant(row, "ended_at"),
        row.getBoolean("stopped"),
        Optional.ofNullable(row.getString("failure")).map(DrillFailure::valueOf),
        Optional.ofNullable(row.getString("reason")),
        row.getInt("tries"),
        row.getInt("watched"),
        instant(row, "stuck_since"),
        row.getTimestamp("next_at").toInstant(),
        row.getInt("resurrections"),
        row.getInt("leftovers"));
  }
}
