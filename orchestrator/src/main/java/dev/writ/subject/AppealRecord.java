package dev.writ.subject;

import dev.writ.lifecycle.StaleVersion;
import dev.writ.request.KeyDestroyed;
import dev.writ.request.OpenAppeals;
import dev.writ.subject.Appeal.Extension;
import dev.writ.subject.Appeal.Kind;
import dev.writ.subject.Appeal.OrderedExtension;
import dev.writ.subject.Appeal.State;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of appeals and complaints. Callers hold the transaction. */
@Component
class AppealRecord implements OpenAppeals {
  private static final String NOT_ORDERED =
      "longer_reason = null, longer_due = null, longer_ordered_at = null, longer_ordered_by = null";

  private final JdbcClient sql;

  AppealRecord(JdbcClient sql) {
    this.sql = sql;
  }

  void add(
      UUID id,
      UUID request,
      Kind kind,
      LocalDate receivedOn,
      @Nullable String how,
      byte[] said,
      Instant at) {
    sql.sql(
            "insert into appeal (id, request_id, kind, received_on, how, said, filed_at)"
                + " values (?,?,?,?,?,?,?)")
        .param(id)
        .param(request)
        .param(kind.name())
        .param(receivedOn)
        .param(how)
        .param(said)
        .param(Timestamp.from(at))
        .update();
  }

  /**
   * An open one of this request, as an officer saw it.
   *
   * @throws Problem not-found, or illegal-move when it was decided
   * @throws StaleVersion when it has changed since
   */
  Appeal open(UUID request, UUID id, long version) {
    var appeal = require(request, id);
    if (appeal.state() != State.OPEN) {
      throw Problem.conflict("it was decided already");
    }
    if (appeal.version() != version) {
      throw new StaleVersion();
    }
    return appeal;
  }

  Appeal require(UUID request, UUID id) {
    return sql.sql("select * from appeal where id = ? and request_id = ?")
        .params(id, request)
        .query(AppealRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such appeal or complaint"));
  }

  /** The same, held until the transaction ends. */
  Appeal lock(UUID request, UUID id) {
    sql.sql("select 1 from appeal where id = ? for update").param(id).query(rows -> {});
    return require(request, id);
  }

  void acknowledged(Appeal appeal, Instant at) {
    guarded(
        sql.sql(
                "update appeal set version = version + 1, acknowledged_at = ? where id = ? and"
                    + " version = ? and state = 'OPEN'")
            .params(Timestamp.from(at), appeal.id(), appeal.version())
            .update());
  }

  void extended(Appeal appeal, Extension extension) {
    guarded(
        sql.sql(
                "update appeal set version = version + 1, extension_notice_on = ?, extension_reason"
                    + " = ?, extension_letter = ?, "
                    + NOT_ORDERED
                    + " where id = ? and version = ? and state = 'OPEN'")
            .param(extension.noticeOn())
            .param(extension.reason())
            .param(extension.letter().orElse(null))
            .param(appeal.id())
            .param(appeal.version())
            .update());
  }

  /**
   * Its decision takes longer once the notice has gone out; what was told before counts no more.
   */
  void ordered(Appeal appeal, OrderedExtension order) {
    guarded(
        sql.sql(
                """
                update appeal set version = version + 1, extension_notice_on = null, extension_reason = null,
                  extension_letter = null,
                  longer_reason = ?, longer_due = ?, longer_ordered_at = ?, longer_ordered_by = ?
                where id = ? and version = ? and state = 'OPEN'
                """)
            .param(order.reason())
            .param(order.newDue())
            .param(Timestamp.from(order.at()))
            .param(order.by())
            .param(appeal.id())
            .param(appeal.version())
            .update());
  }

  /** The notice does not go out, or went out too late. */
  void unordered(Appeal appeal) {
    guarded(
        sql.sql(
                "update appeal set version = version + 1, "
                    + NOT_ORDERED
                    + " where id = ? and version = ?")
            .params(appeal.id(), appeal.version())
            .update());
  }

  void decided(Appeal appeal, State state, byte[] reasons, Instant at, String by) {
    guarded(
        sql.sql(
                "update appeal set version = version + 1, state = ?, reasons = ?, decided_at = ?,"
                    + " decided_by = ?, "
                    + NOT_ORDERED
                    + " where id = ? and version = ? and state = 'OPEN'")
            .params(state.name(), reasons, Timestamp.from(at), by, appeal.id(), appeal.version())
            .update());
  }

  /** Its request is taken up again. */
  void reopened(UUID id, Instant at) {
    sql.sql("update appeal set reopened_at = ? where id = ?")
        .params(Timestamp.from(at), id)
        .update();
  }

  /** The request was answered again; those whose doing that was. */
  List<Appeal> answeredAgain(UUID request, Instant at) {
    return sql.sql(
            "update appeal set answered_again_at = ? where request_id = ? and reopened_at is not"
                + " null and answered_again_at is null returning *")
        .params(Timestamp.from(at), request)
        .query(AppealRecord::row)
        .list();
  }

  /** Those whose requests were taken up again and are not answered yet, the oldest first. */
  List<Appeal> reopened() {
    return sql.sql(
            "select * from appeal where reopened_at is not null and answered_again_at is null"
                + " order by seq")
        .query(AppealRecord::row)
        .list();
  }

  /** The one that last had this request taken up again. */
  Optional<Appeal> findReopening(UUID request) {
    return sql.sql(
            "select * from appeal where request_id = ? and reopened_at is not null"
                + " order by reopened_at desc limit 1")
        .param(request)
        .query(AppealRecord::row)
        .optional();
  }

  /** Those of a request, the oldest first. */
  List<Appeal> of(UUID request) {
    return sql.sql("select * from appeal where request_id = ? order by seq")
        .param(request)
        .query(AppealRecord::row)
        .list();
  }

  /** Those that are not decided, the oldest first. */
  List<Appeal> undecided() {
    return sql.sql("select * from appeal where state = 'OPEN' order by seq")
        .query(AppealRecord::row)
        .list();
  }

  @Override
  public Set<UUID> open() {
    return new HashSet<>(
        sql.sql("select request_id from appeal where state = 'OPEN'").query(UUID.class).list());
  }

  /** What was sealed under the request's key is removed with it. */
  @EventListener
  void keyDestroyed(KeyDestroyed event) {
    sql.sql("update appeal set said = null, reasons = null where request_id = ?")
        .param(event.request())
        .update();
  }

  private static void guarded(int updated) {
    if (updated != 1) {
      throw new StaleVersion();
    }
  }

  private static Optional<OrderedExtension> order(ResultSet row) throws SQLException {
    var reason = row.getString("longer_reason");
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new OrderedExtension(
                reason,
                row.getObject("longer_due", LocalDate.class),
                row.getTimestamp("longer_ordered_at").toInstant(),
                row.getString("longer_ordered_by")));
  }

  private static Appeal row(ResultSet row, int n) throws SQLException {
    var reason = row.getString("extension_reason");
    var letter = Optional.ofNullable(row.getObject("extension_letter", UUID.class));
    return new Appeal(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getObject("request_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        row.getObject("received_on", LocalDate.class),
        Optional.ofNullable(row.getString("how")),
        Optional.ofNullable(row.getBytes("said")),
        row.getTimestamp("filed_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("acknowledged_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getObject("extension_notice_on", LocalDate.class))
            .map(on -> new Extension(reason, on, letter)),
        order(row),
        Optional.ofNullable(row.getBytes("reasons")),
        Optional.ofNullable(row.getTimestamp("decided_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("decided_by")),
        Optional.ofNullable(row.getTimestamp("reopened_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("answered_again_at")).map(Timestamp::toInstant));
  }
}
