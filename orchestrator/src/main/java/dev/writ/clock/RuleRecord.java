package dev.writ.clock;

import dev.writ.clock.HolidayCorrections.Correction;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What administrators changed in rules and holidays. Callers hold the transaction. */
@Component
class RuleRecord {
  private final JdbcClient sql;
  private final Clock clock;

  RuleRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** How many changes there were; more with each. */
  record Changes(long rules, long holidays) {}

  /** A rule of an administrator. */
  record Edition(String id, int version, String file, String reason, String actor, Instant at) {}

  /** A correction with its origin. */
  record Noted(Correction correction, String actor, Instant at) {}

  Changes changes() {
    return sql.sql(
            """
            select (select coalesce(max(seq), 0) from rule_edition),
              (select coalesce(max(seq), 0) from holiday_correction)
            """)
        .query((row, n) -> new Changes(row.getLong(1), row.getLong(2)))
        .single();
  }

  /** One change at a time, so that a later number is never seen before an earlier one. */
  void oneAtATime() {
    sql.sql("select pg_advisory_xact_lock(hashtextextended('rules and holidays', 0))")
        .query(rows -> {});
  }

  List<Edition> newest() {
    return sql.sql("select distinct on (id) * from rule_edition order by id, version desc")
        .query(
            (row, n) ->
                new Edition(
                    row.getString("id"),
                    row.getInt("version"),
                    row.getString("file"),
                    row.getString("reason"),
                    row.getString("actor"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  Optional<Edition> find(String id, int version) {
    return newest().stream()
        .filter(edition -> edition.id().equals(id) && edition.version() == version)
        .findFirst();
  }

  List<Integer> versions(String id) {
    return sql.sql("select version from rule_edition where id = ? order by version")
        .param(id)
        .query(Integer.class)
        .list();
  }

  void add(Rule rule, String file, String reason, String actor) {
    sql.sql("insert into rule_edition (id, version, file, reason, actor, at) values (?,?,?,?,?,?)")
        .params(rule.id(), rule.version(), file, reason, actor, Timestamp.from(clock.instant()))
        .update();
  }

  /** The newest of each day. */
  List<Noted> noted() {
    return sql.sql(
            "select distinct on (calendar, day) * from holiday_correction"
                + " order by calendar, day, seq desc")
        .query(
            (row, n) ->
                new Noted(
                    new Correction(
                        row.getString("calendar"),
                        row.getObject("day", LocalDate.class),
                        row.getBoolean("day_off"),
                        row.getString("name"),
                        row.getString("reason")),
                    row.getString("actor"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  List<Correction> corrections() {
    return noted().stream().map(Noted::correction).toList();
  }

  void correct(Correction correction, String actor) {
    sql.sql(
            "insert into holiday_correction (calendar, day, day_off, name, reason, actor, at)"
                + " values (?,?,?,?,?,?,?)")
        .params(
            correction.calendar(),
            correction.day(),
            correction.off(),
            correction.name(),
            correction.reason(),
            actor,
            Timestamp.from(clock.instant()))
        .update();
  }
}
