package dev.writ.manualtask;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.web.NewestFirst;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The task table, its comments and its evidence. Callers hold the transaction. */
@Component
class TaskRecord {
  private final JdbcClient sql;

  TaskRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /** A comment as the record holds it. */
  record Remark(Instant at, String actor, byte[] sealed) {}

  /** A file as the record holds it. */
  record Evidence(
      UUID id,
      UUID file,
      byte[] name,
      String mediaType,
      long size,
      byte[] sha256,
      Instant at,
      String actor) {}

  Optional<ManualTask> find(UUID id) {
    return sql.sql("select * from manual_task where id = ?")
        .param(id)
        .query(TaskRecord::row)
        .optional();
  }

  ManualTask require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such manual task"));
  }

  /** The same, held until the transaction ends. */
  ManualTask lock(UUID id) {
    sql.sql("select 1 from manual_task where id = ? for update").param(id).query(rows -> {});
    return require(id);
  }

  /** The open task behind a link that still works. */
  Optional<ManualTask> findLinked(byte[] linkHash, Instant now) {
    return sql.sql(
            "select * from manual_task where link_hash = ? and link_until > ? and state = 'OPEN'")
        .params(linkHash, Timestamp.from(now))
        .query(TaskRecord::row)
        .optional();
  }

  /** Objects more for the open task of this owner and work, if there is one. */
  boolean joined(TaskOwner owner, TaskPurpose purpose, String code, int more) {
    var column = owner instanceof TaskOwner.OfLeg ? "leg_id" : "offboarding_id";
    return sql.sql(
                "update manual_task set objects = objects + ? where "
                    + column
                    + " = ? and code = ? and purpose = ? and state = 'OPEN'")
            .params(
                more,
                owner.findLeg().or(owner::findOffboarding).orElseThrow(),
                code,
                purpose.name())
            .update()
        == 1;
  }

  /**
   * Whether it is time to ask what this account is set to: a person's data was found there for an
   * erasure, nobody is asked already, and nobody has answered since then.
   */
  boolean lookUpDue(UUID connection, String code, Instant since) {
    return sql.sql(
            """
            select exists (
                select 1 from leg l join request r on r.id = l.request_id
                where l.connection_id = :connection and r.kind = 'ERASURE'
                  and exists (select 1 from leg_object o where o.leg_id = l.id))
              and not exists (
                select 1 from manual_task where connection_id = :connection and code = :code and purpose = :purpose
                  and (state = 'OPEN' or closed_at > :since))
            """)
        .param("connection", connection)
        .param("code", code)
        .param("purpose", TaskPurpose.LOOK_UP.name())
        .param("since", Timestamp.from(since))
        .query(Boolean.class)
        .single();
  }

  /** Open tasks of this leg, held until the transaction ends. */
  List<ManualTask> openOf(UUID leg) {
    return stillOpen("leg_id = ?", leg);
  }

  /**
   * Legs that were given up, or whose key is destroyed, and that still ask something of a human.
   */
  List<UUID> endedLegs(int most) {
    return sql.sql(
            """
            select distinct t.leg_id from manual_task t join leg l on l.id = t.leg_id join request r on r.id = l.request_id
            where t.state = 'OPEN' and (l.state = 'CANCELLED' or r.key_destroyed_at is not null) limit ?
            """)
        .param(most)
        .query(UUID.class)
        .list();
  }

  /** Offboardings that ended for good, and that still ask something of a human. */
  List<UUID> endedOffboardings(int most) {
    return sql.sql(
            """
            select distinct t.offboarding_id from manual_task t join offboarding o on o.id = t.offboarding_id
            where t.state = 'OPEN' and (o.state = 'CANCELLED' or o.wrapped_key is null) limit ?
            """)
        .param(most)
        .query(UUID.class)
        .list();
  }

  /** Open tasks of this request's legs, held until the transaction ends. */
  List<ManualTask> openOfRequest(UUID request) {
    return stillOpen("request_id = ?", request);
  }

  /** Open tasks of this offboarding, held until the transaction ends. */
  List<ManualTask> openOfOffboarding(UUID offboarding) {
    return stillOpen("offboarding_id = ?", offboarding);
  }

  /** Tasks of this offboarding that somebody has closed, or the system, the first opened first. */
  List<ManualTask> closedOfOffboarding(UUID offboarding, TaskPurpose purpose) {
    return sql.sql(
            "select * from manual_task where offboarding_id = ? and purpose = ?"
                + " and state <> 'OPEN' order by seq")
        .params(offboarding, purpose.name())
        .query(TaskRecord::row)
        .list();
  }

  /** Open look-ups of this account, held until the transaction ends. */
  List<ManualTask> openLookUps(UUID connection) {
    return stillOpen("connection_id = ? and purpose = ?", connection, TaskPurpose.LOOK_UP.name());
  }

  private List<ManualTask> stillOpen(String which, Object... params) {
    return sql.sql(
            "select * from manual_task where "
                + which
                + " and state = 'OPEN' order by seq for update")
        .params(params)
        .query(TaskRecord::row)
        .list();
  }

  /** Closed look-ups of the same setting, held until the transaction ends. */
  List<ManualTask> earlierLookUps(ManualTask task) {
    return sql.sql(
            "select * from manual_task where connection_id = ? and code = ? and purpose = ? and seq"
                + " < ? order by seq for update")
        .params(task.connection(), task.code(), TaskPurpose.LOOK_UP.name(), task.seq())
        .query(TaskRecord::row)
        .list();
  }

  /**
   * Removes what people wrote and showed about a task.
   *
   * @return the files that nothing refers to any more
   */
  List<UUID> forgetWords(UUID task) {
    sql.sql("update manual_task set reason = null where id = ?").param(task).update();
    sql.sql("delete from manual_task_comment where task_id = ?").param(task).update();
    return sql.sql("delete from manual_task_evidence where task_id = ? returning file_id")
        .param(task)
        .query(UUID.class)
        .list();
  }

  /** The codes of all that was ever to be looked up at this account. */
  List<String> lookedUp(UUID connection) {
    return sql.sql("select distinct code from manual_task where connection_id = ? and purpose = ?")
        .params(connection, TaskPurpose.LOOK_UP.name())
        .query(String.class)
        .list();
  }

  void open(ManualTask task) {
    sql.sql(
            """
            insert into manual_task (id, request_id, leg_id, offboarding_id, connection_id, vendor, code, purpose,
              doer, described, objects, state, due_on, opened_at) values (?,?,?,?,?,?,?,?,?,?,?,'OPEN',?,?)
            """)
        .param(task.id())
        .param(task.owner().findRequest().orElse(null))
        .param(task.owner().findLeg().orElse(null))
        .param(task.owner().findOffboarding().orElse(null))
        .param(task.connection())
        .param(task.vendor())
        .param(task.code())
        .param(task.purpose().name())
        .param(task.doer().name())
        .param(task.described())
        .param(task.objects())
        .param(task.dueOn())
        .param(Timestamp.from(task.openedAt()))
        .update();
  }

  /** Tasks that pass the filter, newest first. */
  List<ManualTask> page(TaskFilter filter, @Nullable UUID after, int limit) {
    return new NewestFirst<>(sql, "manual_task", TaskRecord::row).page(filter::write, after, limit);
  }

  void change(ManualTask task, @Nullable String assignee, @Nullable LocalDate dueOn) {
    guarded(
        sql.sql(
                "update manual_task set version = version + 1, assignee = coalesce(?, assignee),"
                    + " due_on = coalesce(?, due_on), due_by_hand = due_by_hand or ? where id = ?"
                    + " and version = ? and state = 'OPEN'")
            .param(assignee)
            .param(dueOn)
            .param(dueOn != null)
            .param(task.id())
            .param(task.version())
            .update());
  }

  /** Open tasks of a request whose day nobody has set by hand, held until the transaction ends. */
  List<ManualTask> followingTheClock(UUID request) {
    return stillOpen("request_id = ? and not due_by_hand", request);
  }

  /** The day follows the clock. */
  void due(UUID id, LocalDate dueOn) {
    sql.sql("update manual_task set version = version + 1, due_on = ? where id = ?")
        .params(dueOn, id)
        .update();
  }

  void close(
      ManualTask task, ManualTask.State state, byte @Nullable [] reason, Instant at, String by) {
    guarded(
        sql.sql(
                "update manual_task set version = version + 1, state = ?, reason = ?, closed_at ="
                    + " ?, closed_by = ?, link_hash = null, link_until = null where id = ? and"
                    + " version = ? and state = 'OPEN'")
            .param(state.name())
            .param(reason)
            .param(Timestamp.from(at))
            .param(by)
            .param(task.id())
            .param(task.version())
            .update());
  }

  void link(ManualTask task, byte[] hash, Instant until) {
    guarded(
        sql.sql(
                "update manual_task set version = version + 1, link_hash = ?, link_until = ?"
                    + " where id = ? and version = ? and state = 'OPEN'")
            .params(hash, Timestamp.from(until), task.id(), task.version())
            .update());
  }

  void comment(UUID task, Instant at, String actor, byte[] sealed) {
    sql.sql("insert into manual_task_comment (task_id, at, actor, sealed) values (?,?,?,?)")
        .params(task, Timestamp.from(at), actor, sealed)
        .update();
  }

  List<Remark> comments(UUID task) {
    return sql.sql(
            "select at, actor, sealed from manual_task_comment where task_id = ? order by id")
        .param(task)
        .query(
            (row, n) ->
                new Remark(row.getTimestamp(1).toInstant(), row.getString(2), row.getBytes(3)))
        .list();
  }

  void evidence(UUID task, Evidence evidence) {
    sql.sql(
            "insert into manual_task_evidence (id, task_id, file_id, name, media_type, at, actor)"
                + " values (?,?,?,?,?,?,?)")
        .params(
            evidence.id(),
            task,
            evidence.file(),
            evidence.name(),
            evidence.mediaType(),
            Timestamp.from(evidence.at()),
            evidence.actor())
        .update();
  }

  List<Evidence> evidence(UUID task) {
    return sql.sql(
            """
            select e.id, e.file_id, e.name, e.media_type, f.size, f.sha256, e.at, e.actor
            from manual_task_evidence e join sealed_file f on f.id = e.file_id where e.task_id = ? order by e.at, e.id
            """)
        .param(task)
        .query(
            (row, n) ->
                new Evidence(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getBytes(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getBytes(6),
                    row.getTimestamp(7).toInstant(),
                    row.getString(8)))
        .list();
  }

  private static void guarded(int updated) {
    if (updated != 1) {
      throw new StaleVersion();
    }
  }

  private static TaskOwner owner(ResultSet row) throws SQLException {
    var offboarding = row.getObject("offboarding_id", UUID.class);
    if (offboarding != null) {
      return new TaskOwner.OfOffboarding(offboarding);
    }
    var leg = row.getObject("leg_id", UUID.class);
    return leg != null
        ? new TaskOwner.OfLeg(row.getObject("request_id", UUID.class), leg)
        : new TaskOwner.OfConnection(row.getObject("connection_id", UUID.class));
  }

  private static ManualTask row(ResultSet row, int n) throws SQLException {
    return new ManualTask(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        row.getLong("version"),
        owner(row),
        row.getObject("connection_id", UUID.class),
        row.getString("vendor"),
        row.getString("code"),
        TaskPurpose.valueOf(row.getString("purpose")),
        ManualWork.Doer.valueOf(row.getString("doer")),
        row.getBytes("described"),
        row.getInt("objects"),
        ManualTask.State.valueOf(row.getString("state")),
        row.getObject("due_on", LocalDate.class),
        Optional.ofNullable(row.getString("assignee")),
        Optional.ofNullable(row.getBytes("reason")),
        row.getTimestamp("opened_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("closed_by")),
        Optional.ofNullable(row.getTimestamp("link_until")).map(Timestamp::toInstant));
  }
}
