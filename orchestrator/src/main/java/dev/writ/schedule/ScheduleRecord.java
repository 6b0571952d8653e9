package dev.writ.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schedule table and its turns. One process at a time holds a schedule's lease. Times are the
 * database's.
 */
@Component
class ScheduleRecord {
  /** Three beats and a little. */
  private static final int TERM_SECONDS = 15;

  private static final int TURNS_KEPT = 1_000;
  private static final String FREE = "(leased_until is null or leased_until < now())";
  private final JdbcClient sql;

  ScheduleRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /** Makes sure that there is a row; a new one is due after its first interval. */
  void open(String name, Duration first) {
    sql.sql(
            "insert into schedule (name, next_at) values (?, now() + make_interval(secs => ?))"
                + " on conflict do nothing")
        .params(name, seconds(first))
        .update();
  }

  Optional<Schedule> find(String name) {
    return sql.sql(
            "select *, not coalesce(" + FREE + ", true) as running from schedule where name = ?")
        .param(name)
        .query(ScheduleRecord::row)
        .optional();
  }

  /** Those of these whose turn has come, or was asked for, and that nobody is at. */
  List<String> due(Collection<String> names) {
    return sql.sql(
            "select name from schedule where name = any(?) and "
                + FREE
                + " and (asked > 0 or (not paused and next_at <= now())) order by next_at")
        .param(names.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /**
   * Takes the lease; empty when somebody has it, or the turn is not due any more.
   *
   * @param onlyDue whether the record says when a turn is due, and not the engine
   * @return whether the turn was asked for
   */
  Optional<Boolean> take(String name, UUID holder, boolean onlyDue) {
    return sql.sql(
            "update schedule set lease_holder = ?, leased_until = now() + make_interval(secs => ?)"
                + " where name = ? and "
                + FREE
                + (onlyDue ? " and (asked > 0 or (not paused and next_at <= now()))" : "")
                + " returning asked > 0")
        .params(holder, TERM_SECONDS, name)
        .query(Boolean.class)
        .optional();
  }

  /** Keeps the lease; false when it is lost. */
  boolean renew(String name, UUID holder) {
    return sql.sql(
                "update schedule set leased_until = now() + make_interval(secs => ?)"
                    + " where name = ? and lease_holder = ?")
            .params(TERM_SECONDS, name, holder)
            .update()
        == 1;
  }

  long begin(String name, boolean asked) {
    return sql.sql(
            "insert into schedule_turn (name, asked, started_at) values (?, ?, clock_timestamp())"
                + " returning id")
        .params(name, asked)
        .query(Long.class)
        .single();
  }

  /**
   * Notes the turn's end, gives the lease back, and says when the next one is. In one transaction,
   * and without effect on the schedule when the lease is lost.
   */
  void end(String name, UUID holder, long turn, boolean asked, String outcome, Duration next) {
    sql.sql("update schedule_turn set ended_at = clock_timestamp(), outcome = ? where id = ?")
        .params(outcome, turn)
        .update();
    sql.sql(
            "update schedule set lease_holder = null, leased_until = null, "
                + (asked
                    ? "asked = greatest(asked - 1, 0)"
                    : "next_at = now() + make_interval(secs => ?)")
                + " where name = ? and lease_holder = ?")
        .params(asked ? List.of(name, holder) : List.of(seconds(next), name, holder))
        .update();
    sql.sql(
            "delete from schedule_turn where name = ? and id <= (select id from schedule_turn"
                + " where name = ? order by id desc offset ? limit 1)")
        .params(name, name, TURNS_KEPT)
        .update();
  }

  /** Asks for one turn unless one is running or asked for already. */
  void askOne(String name) {
    sql.sql("update schedule set asked = 1 where name = ? and asked = 0 and " + FREE)
        .param(name)
        .update();
  }

  /** Asks for so many turns; false when too many wait already. */
  boolean ask(String name, int turns, int most) {
    return sql.sql("update schedule set asked = asked + ? where name = ? and asked + ? <= ?")
            .params(turns, name, turns, most)
            .update()
        == 1;
  }

  void pause(String name, boolean paused) {
    sql.sql("update schedule set paused = ?, version = version + 1 where name = ?")
        .params(paused, name)
        .update();
  }

  /** False when somebody else has changed the schedule meanwhile. */
  boolean every(String name, long version, Duration every, Duration next) {
    return sql.sql(
                """
                update schedule set every_seconds = ?, version = version + 1,
                  next_at = now() + make_interval(secs => ?) where name = ? and version = ?
                """)
            .params(seconds(every), seconds(next), name, version)
            .update()
        == 1;
  }

  void note(String name, String what, String actor) {
    sql.sql("insert into schedule_change (name, at, what, actor) values (?, now(), ?, ?)")
        .params(name, what, actor)
        .update();
  }

  /** Latest first. */
  List<Schedule.Turn> turns(String name, int limit) {
    return sql.sql(
            "select asked, started_at, ended_at, outcome from schedule_turn where name = ?"
                + " order by id desc limit ?")
        .params(name, limit)
        .query(
            (row, n) ->
                new Schedule.Turn(
                    row.getBoolean(1),
                    row.getTimestamp(2).toInstant(),
                    instant(row.getTimestamp(3)),
                    row.getString(4)))
        .list();
  }

  private static Schedule row(ResultSet row, int n) throws SQLException {
    var every = row.getObject("every_seconds", Double.class);
    return new Schedule(
        row.getString("name"),
        row.getLong("version"),
        every == null ? null : Duration.ofMillis(Math.round(every * 1000)),
        row.getBoolean("paused"),
        row.getTimestamp("next_at").toInstant(),
        row.getInt("asked"),
        row.getBoolean("running"));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
