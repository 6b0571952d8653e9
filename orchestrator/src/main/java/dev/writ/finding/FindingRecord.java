package dev.writ.finding;

import dev.writ.lifecycle.FindingEvent;
import dev.writ.lifecycle.FindingState;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.web.NewestFirst;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The finding table and the changes of its rows. Callers hold the transaction. */
@Component
class FindingRecord {
  private final JdbcClient sql;
  private final Clock clock;

  FindingRecord(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  Finding require(UUID id) {
    return sql.sql("select * from finding where id = ?")
        .param(id)
        .query(FindingRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such finding"));
  }

  /** The finding, held until the caller's transaction ends. */
  Finding lock(UUID id) {
    return sql.sql("select * from finding where id = ? for update")
        .param(id)
        .query(FindingRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such finding"));
  }

  /** The finding of this key that is not resolved, held until the caller's transaction ends. */
  Optional<Finding> lockUnresolved(String key) {
    return sql.sql("select * from finding where key = ? and state <> 'RESOLVED' for update")
        .param(key)
        .query(FindingRecord::row)
        .optional();
  }

  /** Those of many keys, in an order that all keep. */
  List<Finding> lockUnresolved(Collection<String> keys) {
    return sql.sql(
            "select * from finding where key = any(?) and state <> 'RESOLVED' order by key for"
                + " update")
        .param(keys.toArray(String[]::new))
        .query(FindingRecord::row)
        .list();
  }

  /** A new finding; empty when another one of its key is not resolved. */
  Optional<UUID> add(FindingDraft draft) {
    var id = UUID.randomUUID();
    var now = now();
    int added =
        sql.sql(
                """
                insert into finding (id, code, key, severity, state, connection_id, request_id, leg_id, summary,
                  first_seen_at, last_seen_at)
                values (:id, :code, :key, :severity, 'OPEN', :connection, :request, :leg, :summary, :now, :now)
                on conflict (key) where state <> 'RESOLVED' do nothing
                """)
            .param("id", id)
            .param("code", draft.code())
            .param("key", draft.key())
            .param("severity", draft.severity().name())
            .param("connection", draft.connection().orElse(null))
            .param("request", draft.request().orElse(null))
            .param("leg", draft.leg().orElse(null))
            .param("summary", draft.summary())
            .param("now", now)
            .update();
    if (added == 0) {
      return Optional.empty();
    }
    note(id, "RAISE", "NONE", FindingState.OPEN.name(), "SYSTEM", draft.severity().name());
    return Optional.of(id);
  }

  /** Seen once more, with newer words. */
  void seenAgain(Finding finding, String summary) {
    sql.sql(
            "update finding set times = times + 1, last_seen_at = ?, summary = ?,"
                + " version = version + 1 where id = ?")
        .params(now(), summary, finding.id())
        .update();
  }

  void worsen(Finding finding, Severity severity) {
    sql.sql("update finding set severity = ? where id = ?")
        .params(severity.name(), finding.id())
        .update();
    move(finding, FindingEvent.WORSEN, "SYSTEM", severity.name());
  }

  void accepted(UUID id, String reason, LocalDate until) {
    sql.sql("update finding set reason = ?, accepted_until = ? where id = ?")
        .params(reason, until, id)
        .update();
  }

  void resolved(UUID id, @Nullable String reason, String actor) {
    sql.sql(
            "update finding set reason = coalesce(?, reason), resolved_at = ?, resolved_by = ?"
                + " where id = ?")
        .param(reason)
        .param(now())
        .param(actor)
        .param(id)
        .update();
  }

  void owner(Finding finding, String owner, String actor) {
    sql.sql("update finding set owner = ?, version = version + 1 where id = ?")
        .params(owner, finding.id())
        .update();
    note(finding.id(), "ASSIGN", finding.state().name(), finding.state().name(), actor, owner);
  }

  /** Moves a finding that the caller's transaction holds, and notes it. */
  void move(Finding finding, FindingEvent event, String actor, @Nullable String note) {
    var to = Lifecycles.FINDING.require(finding.state(), event);
    sql.sql("update finding set state = ?, version = version + 1 where id = ?")
        .params(to.name(), finding.id())
        .update();
    note(finding.id(), event.name(), finding.state().name(), to.name(), actor, note);
  }

  private void note(
      UUID id, String event, String from, String to, String actor, @Nullable String note) {
    sql.sql(
            "insert into finding_change (finding_id, at, event, from_state, to_state, actor, note)"
                + " values (?,?,?,?,?,?,?)")
        .param(id)
        .param(now())
        .param(event)
        .param(from)
        .param(to)
        .param(actor)
        .param(note)
        .update();
  }

  /** What happened to a finding, in order. */
  List<Finding.Change> changes(UUID id) {
    return sql.sql(
            "select at, event, from_state, to_state, actor, note from finding_change"
                + " where finding_id = ? order by id")
        .param(id)
        .query(
            (row, n) ->
                new Finding.Change(
                    row.getTimestamp(1).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)))
        .list();
  }

  /** Accepted findings whose day lies before this one. */
  List<UUID> acceptedBefore(LocalDate day) {
    return sql.sql("select id from finding where state = 'ACCEPTED' and accepted_until < ?")
        .param(day)
        .query(UUID.class)
        .list();
  }

  /** Findings that pass the filter, newest first, after the one of this id. */
  List<Finding> page(FindingFilter filter, @Nullable UUID after, int limit) {
    return new NewestFirst<>(sql, "finding", FindingRecord::row).page(filter::write, after, limit);
  }

  int open(Severity severity) {
    return sql.sql("select count(*) from finding where state = 'OPEN' and severity = ?")
        .param(severity.name())
        .query(Integer.class)
        .single();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Finding row(ResultSet row, int n) throws SQLException {
    return new Finding(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("code"),
        row.getString("key"),
        Severity.valueOf(row.getString("severity")),
        FindingState.valueOf(row.getString("state")),
        row.getObject("connection_id", UUID.class),
        row.getObject("request_id", UUID.class),
        row.getObject("leg_id", UUID.class),
        row.getString("summary"),
        row.getString("owner"),
        row.getString("reason"),
        row.getObject("accepted_until", LocalDate.class),
        row.getInt("times"),
        row.getTimestamp("first_seen_at").toInstant(),
        row.getTimestamp("last_seen_at").toInstant(),
        instant(row.getTimestamp("resolved_at")),
        row.getString("resolved_by"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
