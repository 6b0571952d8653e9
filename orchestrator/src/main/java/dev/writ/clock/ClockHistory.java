package dev.writ.clock;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Dates as they were computed, and alarms as they were raised. Callers hold the transaction. */
@Component
class ClockHistory {
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final Clock clock;

  ClockHistory(JdbcClient sql, JdbcTemplate batches, Clock clock) {
    this.sql = sql;
    this.batches = batches;
    this.clock = clock;
  }

  /**
   * A date as it was computed.
   *
   * @param events it follows from the first so many
   */
  record Kept(
      Instant computedAt,
      String law,
      String what,
      String rule,
      int ruleVersion,
      String calendar,
      String calendarVersion,
      int events,
      LocalDate statutoryDue,
      LocalDate safeDue,
      LocalDate unsuspendedDue,
      String explanation) {

    private String name() {
      return law + "/" + what;
    }

    private boolean sameAs(Kept other) {
      return ruleVersion == other.ruleVersion
          && calendar.equals(other.calendar)
          && statutoryDue.equals(other.statutoryDue)
          && safeDue.equals(other.safeDue)
          && unsuspendedDue.equals(other.unsuspendedDue);
    }
  }

  /** An alarm that was raised. */
  record Raised(
      String law, String what, int percent, LocalDate safeDue, Instant at, Instant raisedAt) {}

  /** Keeps what differs from what was computed last. */
  void keep(UUID request, RequestDates dates) {
    keep(
        request,
        dates,
        of(request).stream()
            .collect(Collectors.toMap(Kept::name, Function.identity(), (older, newer) -> newer)));
  }

  /** Keeps all, of a request of which nothing was computed before. */
  void keepFirst(UUID request, RequestDates dates) {
    keep(request, dates, Map.of());
  }

  private void keep(UUID request, RequestDates dates, Map<String, Kept> last) {
    var now = clock.instant();
    var rows =
        dates.laws().stream()
            .flatMap(law -> law.all().stream().map(due -> kept(now, law.law(), due)))
            .filter(kept -> differs(last, kept))
            .map(kept -> row(request, kept))
            .toList();
    if (!rows.isEmpty()) {
      batches.batchUpdate(
          """
          insert into clock_date (request_id, computed_at, law, what, rule, rule_version, calendar, calendar_version,
            events, statutory_due, safe_due, unsuspended_due, explanation) values (?,?,?,?,?,?,?,?,?,?,?,?,?)
          """,
          rows);
    }
  }

  private static boolean differs(Map<String, Kept> last, Kept kept) {
    var before = last.get(kept.name());
    return before == null || !before.sameAs(kept);
  }

  private static Kept kept(Instant now, String law, Due due) {
    return new Kept(
        now,
        law,
        due.what(),
        due.rule(),
        due.version(),
        due.calendar(),
        due.calendarVersion(),
        due.inputs().events().size(),
        due.statutoryDue(),
        due.safeDue(),
        due.unsuspendedDue(),
        due.explanation());
  }

  private static Object[] row(UUID request, Kept kept) {
    return new Object[] {
      request,
      Timestamp.from(kept.computedAt()),
      kept.law(),
      kept.what(),
      kept.rule(),
      kept.ruleVersion(),
      kept.calendar(),
      kept.calendarVersion(),
      kept.events(),
      kept.statutoryDue(),
      kept.safeDue(),
      kept.unsuspendedDue(),
      kept.explanation()
    };
  }

  /** In the order in which they were computed. */
  List<Kept> of(UUID request) {
    return sql.sql("select * from clock_date where request_id = ? order by id")
        .param(request)
        .query(ClockHistory::kept)
        .list();
  }

  private static Kept kept(ResultSet row, int n) throws SQLException {
    return new Kept(
        row.getTimestamp("computed_at").toInstant(),
        row.getString("law"),
        row.getString("what"),
        row.getString("rule"),
        row.getInt("rule_version"),
        row.getString("calendar"),
        row.getString("calendar_version"),
        row.getInt("events"),
        row.getObject("statutory_due", LocalDate.class),
        row.getObject("safe_due", LocalDate.class),
        row.getObject("unsuspended_due", LocalDate.class),
        row.getString("explanation"));
  }

  /** Enters an alarm; false when it was raised before. */
  boolean raise(UUID request, PlannedAlarm alarm) {
    return sql.sql(
                """
                insert into clock_alarm (request_id, what, percent, safe_due, law, at, raised_at)
                values (?,?,?,?,?,?,?) on conflict do nothing
                """)
            .params(
                request,
                alarm.what(),
                alarm.percent(),
                alarm.safeDue(),
                alarm.law(),
                Timestamp.from(alarm.at()),
                Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** In the order of their times. */
  List<Raised> raised(UUID request) {
    return sql.sql("select * from clock_alarm where request_id = ? order by at, what, percent")
        .param(request)
        .query(
            (row, n) ->
                new Raised(
                    row.getString("law"),
                    row.getString("what"),
                    row.getInt("percent"),
                    row.getObject("safe_due", LocalDate.class),
                    row.getTimestamp("at").toInstant(),
                    row.getTimestamp("raised_at").toInstant()))
        .list();
  }
}
