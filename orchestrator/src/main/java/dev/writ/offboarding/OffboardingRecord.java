package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LeaseLost;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.OffboardingEvent;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.security.Caller;
import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Laps;
import dev.writ.web.NewestFirst;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The offboarding table. A move and its evidence are one transaction, guarded by the version. */
@Component
class OffboardingRecord {
  /** Who moves what no person moves. */
  static final String SYSTEM = "SYSTEM";

  private final JdbcClient sql;
  private final EvidenceLog evidence;
  private final Vault vault;
  private final Clock clock;

  OffboardingRecord(JdbcClient sql, EvidenceLog evidence, Vault vault, Clock clock) {
    this.clock = clock;
    this.sql = sql;
    this.evidence = evidence;
    this.vault = vault;
  }

  void open(
      UUID id,
      Decisions.Wish wish,
      Connection connection,
      String openedBy,
      Instant at,
      Vault.WrappedKey key) {
    sql.sql(
            """
            insert into offboarding (id, connection_id, vendor, verify_with, return_data, open_requests, reason, state,
              connection_was, wrapped_key, wrapped_by, opened_at, opened_by) values (?,?,?,?,?,?,?,?,?,?,?,?,?)
            """)
        .param(id)
        .param(connection.id())
        .param(connection.vendor())
        .param(wish.verifyWith().orElse(null))
        .param(wish.returnData())
        .param(wish.openRequests().name())
        .param(wish.reason())
        .param(OffboardingState.OPENED.name())
        .param(connection.state().name())
        .param(key.bytes())
        .param(key.wrappedBy())
        .param(Timestamp.from(at))
        .param(openedBy)
        .update();
  }

  Optional<Offboarding> find(UUID id) {
    return sql.sql("select * from offboarding where id = ?")
        .param(id)
        .query(OffboardingRecord::row)
        .optional();
  }

  Offboarding require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such offboarding"));
  }

  /** The same, held until the transaction ends. */
  Offboarding lock(UUID id) {
    sql.sql("select 1 from offboarding where id = ? for update").param(id).query(rows -> {});
    return require(id);
  }

  /** The same, as the caller read it. */
  Offboarding lock(UUID id, long version) {
    var now = lock(id);
    if (now.version() != version) {
      throw new StaleVersion();
    }
    return now;
  }

  /** Whether one at this connection is neither certified nor cancelled. */
  boolean unfinishedAt(UUID connection) {
    return sql.sql(
            "select exists (select 1 from offboarding where connection_id = ?"
                + " and state not in ('CERTIFIED', 'CANCELLED'))")
        .param(connection)
        .query(Boolean.class)
        .single();
  }

  /** Those that call with this connection's credentials, and have not ended. */
  List<Offboarding> calling(UUID connection) {
    return sql.sql(
            "select * from offboarding where (connection_id = ? or verify_with = ?) and state not"
                + " in ('CERTIFIED', 'CANCELLED')")
        .params(connection, connection)
        .query(OffboardingRecord::row)
        .list();
  }

  /** Offboardings that an engine must be working on. */
  List<UUID> atWork() {
    return sql.sql(
            "select id from offboarding where state not in ('CERTIFIED', 'BREACHED', 'CANCELLED')"
                + " order by seq")
        .query(UUID.class)
        .list();
  }

  /** Newest first. */
  List<Offboarding> page(
      @Nullable OffboardingState state, @Nullable UUID connection, @Nullable UUID after, int most) {
    return new NewestFirst<>(sql, "offboarding", OffboardingRecord::row)
        .page((where, params) -> filter(state, connection, where, params), after, most);
  }

  private static void filter(
      @Nullable OffboardingState state,
      @Nullable UUID connection,
      List<String> where,
      List<Object> params) {
    if (state != null) {
      where.add("state = ?");
      params.add(state.name());
    }
    if (connection != null) {
      where.add("connection_id = ?");
      params.add(connection);
    }
  }

  /**
   * Moves it, in the caller's transaction; whatever it waited for is over.
   *
   * @throws StaleVersion when somebody else moved it first
   */
  @Transactional
  Offboarding move(Offboarding one, OffboardingEvent event, String actor) {
    var to = Lifecycles.OFFBOARDING.require(one.state(), event);
    var moved =
        sql.sql(
                """
                update offboarding set state = ?, version = version + 1, trouble = null, next_attempt_at = null,
                  attempts = 0, ended_at = ? where id = ? and version = ?
                """)
            .param(to.name())
            .param(to.over() ? now() : null)
            .param(one.id())
            .param(one.version())
            .update();
    if (moved != 1) {
      throw new StaleVersion();
    }
    evidence.appendOfRun(one.id(), event.name(), one.state().name(), to.name(), actor);
    return require(one.id());
  }

  /** A fact that moves nothing, with the version that the next decision must name. */
  void noted(Offboarding one, String event, String actor) {
    sql.sql("update offboarding set version = version + 1 where id = ?").param(one.id()).update();
    evidence.appendOfRun(one.id(), event, one.state().name(), one.state().name(), actor);
  }

  void approved(UUID id, Caller approver) {
    sql.sql(
            "update offboarding set approvals = approvals + 1,"
                + " first_approver = coalesce(first_approver, ?),"
                + " first_approver_person = coalesce(first_approver_person, ?) where id = ?")
        .params(approver.token(), approver.person(), id)
        .update();
  }

  /** The plan has grown: what was approved was less. */
  void approveAgain(UUID id, String trouble) {
    sql.sql(
            "update offboarding set approvals = 0, first_approver = null, first_approver_person ="
                + " null, trouble = ?, next_attempt_at = null where id = ?")
        .params(trouble, id)
        .update();
  }

  /**
   * What an officer accepts, as it was read again, without names; null when it has to be read
   * again.
   */
  void manifest(UUID id, @Nullable String manifest) {
    sql.sql("update offboarding set export_manifest = ? where id = ?")
        .param(manifest)
        .param(id)
        .update();
  }

  Optional<String> findManifest(UUID id) {
    return sql.sql(
            "select export_manifest from offboarding where id = ? and export_manifest is not null")
        .param(id)
        .query(String.class)
        .optional();
  }

  void accepted(UUID id) {
    sql.sql("update offboarding set accepted = true where id = ?").param(id).update();
  }

  /** What the connection was when it was frozen. */
  void froze(UUID id, Connection.State was) {
    sql.sql("update offboarding set connection_was = ? where id = ?")
        .params(was.name(), id)
        .update();
  }

  Optional<String> findCertificate(UUID id) {
    return sql.sql("select certificate from offboarding where id = ? and certificate is not null")
        .param(id)
        .query(String.class)
        .optional();
  }

  void certificate(UUID id, String document) {
    sql.sql("update offboarding set certificate = ? where id = ?").params(document, id).update();
  }

  /** Where a reading of lists has come to; empty at its beginning. */
  String cursor(UUID id, Sealer sealer) {
    return sql.sql("select cursor from offboarding where id = ? and cursor is not null")
        .param(id)
        .query((row, n) -> row.getBytes(1))
        .optional()
        .map(cipher -> sealer.open(cipher, "cursor/" + id))
        .orElse("");
  }

  void cursor(UUID id, String cursor, Sealer sealer) {
    sql.sql("update offboarding set cursor = ? where id = ?")
        .param(cursor.isEmpty() ? null : sealer.seal(cursor, "cursor/" + id))
        .param(id)
        .update();
  }

  /** How far a walk through the vendor's own lists has come. */
  Laps laps(UUID id, Sealer sealer) {
    return sql.sql("select pages, page_mark from offboarding where id = ?")
        .param(id)
        .query(
            (row, n) -> {
              var mark = row.getBytes("page_mark");
              return new Laps(
                  row.getLong("pages"), mark == null ? "" : sealer.open(mark, "cursor/" + id));
            })
        .single();
  }

  void laps(UUID id, Laps laps, Sealer sealer) {
    sql.sql("update offboarding set pages = ?, page_mark = ? where id = ?")
        .param(laps.pages())
        .param(laps.mark().isEmpty() ? null : sealer.seal(laps.mark(), "cursor/" + id))
        .param(id)
        .update();
  }

  void planned(UUID id) {
    sql.sql("update offboarding set planned_at = ?, cursor = null where id = ?")
        .params(now(), id)
        .update();
  }

  /** A page of the lists showed so many that are to be dealt with. */
  void foundOnPage(UUID id, long found) {
    sql.sql("update offboarding set pass_found = pass_found + ? where id = ?")
        .params(found, id)
        .update();
  }

  void listed(UUID id) {
    sql.sql("update offboarding set listed_at = ?, cursor = null where id = ?")
        .params(now(), id)
        .update();
  }

  /** The lists are to be read anew from their beginning. */
  void listAgain(UUID id, int pass, @Nullable Instant notBefore) {
    sql.sql(
            "update offboarding set listed_at = null, cursor = null, pass = ?, pass_found = 0,"
                + " next_attempt_at = ? where id = ?")
        .param(pass)
        .param(notBefore == null ? null : Timestamp.from(notBefore))
        .param(id)
        .update();
  }

  void nextRound(UUID id) {
    sql.sql("update offboarding set round = round + 1, cursor = null where id = ?")
        .param(id)
        .update();
  }

  void retryAt(UUID id, Instant at, @Nullable String trouble) {
    sql.sql(
            "update offboarding set attempts = attempts + 1, next_attempt_at = ?, trouble = ?"
                + " where id = ?")
        .param(Timestamp.from(at))
        .param(trouble)
        .param(id)
        .update();
  }

  void waitUntil(UUID id, Instant at) {
    sql.sql("update offboarding set next_attempt_at = ? where id = ?")
        .params(Timestamp.from(at), id)
        .update();
  }

  void stuck(UUID id, String trouble) {
    sql.sql("update offboarding set trouble = ?, next_attempt_at = null where id = ?")
        .params(trouble, id)
        .update();
  }

  /** It got on: what it waited for is over, and the next failure is its first again. */
  void progressed(UUID id) {
    sql.sql(
            "update offboarding set attempts = 0, next_attempt_at = null, trouble = null where id ="
                + " ? and (attempts > 0 or next_attempt_at is not null or trouble is not null)")
        .param(id)
        .update();
  }

  /**
   * The offboarding's own sealer; its data key is made for it alone.
   *
   * @throws Problem gone, when the key was destroyed
   */
  Sealer sealer(UUID id) {
    return findSealer(id)
        .orElseThrow(
            () ->
                Problem.gone(
                    "it was destroyed with the offboarding's key; states, counts and evidence"
                        + " remain"));
  }

  /** The same; empty when the key was destroyed. */
  Optional<Sealer> findSealer(UUID id) {
    return sql.sql("select wrapped_key from offboarding where id = ? and wrapped_key is not null")
        .param(id)
        .query((row, n) -> row.getBytes(1))
        .optional()
        .map(wrapped -> vault.unwrap(wrapped, id.toString()));
  }

  /** Those that ended before this and still keep something that is to be destroyed. */
  List<UUID> keptSince(Instant ended, int most) {
    return sql.sql(
            """
            select id from offboarding where ended_at < ? and ((return_data and export_destroyed_at is null)
              or (state <> 'BREACHED' and wrapped_key is not null)) order by seq limit ?
            """)
        .params(Timestamp.from(ended), most)
        .query(UUID.class)
        .list();
  }

  /** What was taken home is no more; false when it was so already. */
  boolean exportDestroyed(UUID id) {
    return sql.sql(
                "update offboarding set export_destroyed_at = ? where id = ?"
                    + " and export_destroyed_at is null")
            .params(now(), id)
            .update()
        == 1;
  }

  /** Nothing that it has sealed can be opened any more; false when it was so already. */
  boolean destroyKey(UUID id) {
    return sql.sql(
                "update offboarding set wrapped_key = null, wrapped_by = '', cursor = null,"
                    + " page_mark = null where id = ? and wrapped_key is not null")
            .param(id)
            .update()
        == 1;
  }

  /**
   * Holds the row until the transaction ends.
   *
   * @throws LeaseLost when another attempt works on it by now, or it has moved on
   */
  void stillMine(LeaveAttempt attempt) {
    var mine =
        sql.sql(
                "select 1 from offboarding where id = ? and lease_holder = ? and state = ? for"
                    + " update")
            .params(attempt.id(), attempt.holder(), attempt.offboarding().state().name())
            .query(Integer.class)
            .optional();
    if (mine.isEmpty()) {
      throw new LeaseLost();
    }
  }

  private static Offboarding row(ResultSet row, int n) throws SQLException {
    return new Offboarding(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        row.getLong("version"),
        row.getObject("connection_id", UUID.class),
        row.getString("vendor"),
        Optional.ofNullable(row.getObject("verify_with", UUID.class)),
        row.getBoolean("return_data"),
        Offboarding.OpenRequests.valueOf(row.getString("open_requests")),
        row.getString("reason"),
        OffboardingState.valueOf(row.getString("state")),
        Connection.State.valueOf(row.getString("connection_was")),
        Optional.ofNullable(row.getString("opened_by")),
        Optional.ofNullable(row.getString("first_approver_person")),
        row.getInt("approvals"),
        row.getBoolean("accepted"),
        instant(row, "planned_at"),
        instant(row, "listed_at"),
        row.getInt("pass"),
        row.getLong("pass_found"),
        row.getInt("round"),
        row.getInt("attempts"),
        instant(row, "next_attempt_at"),
        Optional.ofNullable(row.getString("trouble")),
        row.getTimestamp("opened_at").toInstant(),
        instant(row, "ended_at"),
        instant(row, "export_destroyed_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
