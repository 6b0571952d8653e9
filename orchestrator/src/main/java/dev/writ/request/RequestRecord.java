package dev.writ.request;

import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.security.Caller;
import dev.writ.web.NewestFirst;
import dev.writ.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The request table. Callers hold the transaction. */
@Component
class RequestRecord {
  private final JdbcClient sql;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  RequestRecord(
      JdbcClient sql, EvidenceLog evidence, Clock clock, ApplicationEventPublisher events) {
    this.clock = clock;
    this.sql = sql;
    this.evidence = evidence;
    this.events = events;
  }

  /** What lies sealed with a request. */
  record SealedParts(byte @Nullable [] wrappedKey, byte[] identifiers) {}

  Optional<DataSubjectRequest> find(UUID id) {
    return sql.sql("select * from request where id = ?")
        .param(id)
        .query(RequestRecord::row)
        .optional();
  }

  DataSubjectRequest require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such request"));
  }

  /**
   * The request as an officer saw it.
   *
   * @throws StaleVersion when it has changed since
   */
  DataSubjectRequest require(UUID id, long version) {
    var request = require(id);
    if (request.version() != version) {
      throw new StaleVersion();
    }
    return request;
  }

  /** Whether the person has had an answer, whatever happened since. */
  boolean answered(UUID id) {
    return sql.sql(
            "select exists (select 1 from evidence where request_id = ? and leg_id is null"
                + " and to_state = 'RESPONDED')")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  SealedParts sealed(UUID id) {
    return sql.sql("select wrapped_key, identifiers from request where id = ?")
        .param(id)
        .query((row, n) -> new SealedParts(row.getBytes(1), row.getBytes(2)))
        .single();
  }

  /**
   * Requests that the engine has work for; those that wait for a person are woken by the person,
   * and whose wait for an identity ends is said by {@link IdentityStandings#overdue}.
   */
  List<UUID> atWork() {
    return sql.sql(
            """
            select id from request where state in
              ('RECEIVED', 'PLANNING', 'SCHEDULED', 'EXECUTING', 'WITHDRAWING', 'RESPONDED')
            union all
            select r.id from request r where r.state = 'NEEDS_ATTENTION' and exists (
              select 1 from leg l where l.request_id = r.id and (l.next_attempt_at is not null or l.state in
                ('LOCATED', 'SUBMITTING', 'SUBMITTED_UNKNOWN', 'VENDOR_PROCESSING', 'CONFIRMED_BY_VENDOR')))
            """)
        .query(UUID.class)
        .list();
  }

  /** Whether any request stands under this law. */
  boolean anyUnder(String regime) {
    return sql.sql("select exists (select 1 from request where laws @> array[?]::text[])")
        .param(regime)
        .query(Boolean.class)
        .single();
  }

  /**
   * Requests that pass the filter, newest first, in its order.
   *
   * @param after the last id of the page before
   * @throws Problem invalid-parameter when {@code after} is no request's id
   */
  List<DataSubjectRequest> page(RequestFilter filter, @Nullable UUID after, int limit) {
    return new NewestFirst<>(sql, "request", RequestRecord::row, filter.order())
        .page(filter::write, after, limit);
  }

  /** Holds the request until the transaction ends; its state as it is now. */
  DataSubjectRequest lock(UUID id) {
    return locked("select * from request where id = ? for update", id);
  }

  /** The same, but entries that only refer to the request are not kept waiting. */
  DataSubjectRequest lockForEntries(UUID id) {
    return locked("select * from request where id = ? for no key update", id);
  }

  private DataSubjectRequest locked(String query, UUID id) {
    return sql.sql(query)
        .param(id)
        .query(RequestRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such request"));
  }

  /** Moves the request with its evidence entry; a lost race is a stale version. */
  void move(DataSubjectRequest request, RequestEvent event, String actor) {
    var to = Lifecycles.REQUEST.require(request.state(), event);
    if (sql.sql(
                "update request set state = ?, ended_at = ?, version = version + 1"
                    + " where id = ? and version = ?")
            .param(to.name())
            .param(to.ended() ? Timestamp.from(clock.instant()) : null)
            .param(request.id())
            .param(request.version())
            .update()
        != 1) {
      throw new StaleVersion();
    }
    evidence.append(request.id(), null, event, request.state(), to, actor);
    events.publishEvent(new RequestMoved(request.id(), request.state(), event, to));
  }

  void outcome(UUID id, Outcome outcome) {
    sql.sql("update request set outcome = ? where id = ?").params(outcome.name(), id).update();
  }

  void needsSecondPerson(UUID id) {
    sql.sql("update request set needs_second_person = true where id = ?").param(id).update();
  }

  /** The same of what was found beyond its plan: what an approver has seen of it is old now. */
  void outgrown(UUID id) {
    sql.sql("update request set needs_second_person = true, version = version + 1 where id = ?")
        .param(id)
        .update();
  }

  void firstApprover(DataSubjectRequest request, Caller approver) {
    first(
        request,
        sql.sql(
                "update request set first_approver = ?, first_approver_person = ?, approvals = 1,"
                    + " version = version + 1 where id = ? and version = ?")
            .params(approver.token(), approver.person(), request.id(), request.version()),
        "FIRST_APPROVAL",
        approver);
  }

  /** One of two people has read the package and lets it go. */
  void firstReleaser(DataSubjectRequest request, Caller releaser) {
    first(
        request,
        sql.sql(
                "update request set first_releaser = ?, version = version + 1 where id = ? and"
                    + " version = ?")
            .params(releaser.person(), request.id(), request.version()),
        "FIRST_RELEASE",
        releaser);
  }

  /** The request stays where it is until the second has spoken. */
  private void first(
      DataSubjectRequest request, JdbcClient.StatementSpec word, String event, Caller by) {
    if (word.update() != 1) {
      throw new StaleVersion();
    }
    var state = request.state().name();
    evidence.append(request.id(), null, event, state, state, by.role().name());
  }

  /** What was read out has yet to be released, whoever released it before. */
  void unreleased(UUID id) {
    sql.sql("update request set first_releaser = null where id = ?").param(id).update();
  }

  /** Why it is refused, or something of it is kept or was not done; empty when nothing is. */
  void grounds(UUID id, List<RefusalGround> grounds) {
    sql.sql("update request set refusal_grounds = ? where id = ?")
        .param(grounds.stream().map(Enum::name).toArray(String[]::new))
        .param(id)
        .update();
  }

  Optional<byte[]> findDecisionReason(UUID id) {
    return sql.sql(
            "select decision_reason from request where id = ? and decision_reason is not null")
        .param(id)
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  void decisionReason(UUID id, byte[] sealed) {
    sql.sql("update request set decision_reason = ? where id = ?").params(sealed, id).update();
  }

  /**
   * Requests that ended before then and still have their data key, the oldest first.
   *
   * @param but these are left out
   */
  List<UUID> keysKeptSince(Instant before, Set<UUID> but, int limit) {
    return sql.sql(
            "select id from request where key_destroyed_at is null and ended_at <= ?"
                + " and id <> all(?) order by ended_at limit ?")
        .param(Timestamp.from(before))
        .param(but.toArray(UUID[]::new))
        .param(limit)
        .query(UUID.class)
        .list();
  }

  /**
   * Takes the data key away, and what was sealed with the request itself; false when that was done.
   */
  boolean destroyKey(UUID id) {
    return sql.sql(
                """
                update request set wrapped_key = null, wrapped_by = '', identifiers = ''::bytea,
                  decision_reason = null, key_destroyed_at = ?, version = version + 1
                where id = ? and ended_at is not null and key_destroyed_at is null
                """)
            .params(Timestamp.from(clock.instant()), id)
            .update()
        == 1;
  }

  /** As if it had just been received: what was decided of it is decided anew. */
  void reopened(UUID id) {
    sql.sql(
            """
            update request set outcome = null, refusal_grounds = '{}', needs_second_person = false, approvals = 0,
              first_approver = null, first_approver_person = null, scheduled_until = null where id = ?
            """)
        .param(id)
        .update();
  }

  /** One more person has approved. */
  void approved(UUID id) {
    sql.sql("update request set approvals = approvals + 1 where id = ?").param(id).update();
  }

  void scheduledUntil(UUID id, Instant until) {
    sql.sql("update request set scheduled_until = ? where id = ?")
        .params(Timestamp.from(until), id)
        .update();
  }

  static DataSubjectRequest row(ResultSet row, int n) throws SQLException {
    var until = row.getTimestamp("scheduled_until");
    return new DataSubjectRequest(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("kind"),
        row.getString("regime"),
        List.of((String[]) row.getArray("also_under").getArray()),
        row.getObject("received_on", LocalDate.class),
        Optional.ofNullable(row.getString("jurisdiction")),
        Optional.ofNullable(row.getString("channel")),
        Optional.ofNullable(row.getString("reference")),
        RequestState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("outcome")).map(Outcome::valueOf),
        row.getBoolean("needs_second_person"),
        row.getInt("approvals"),
        Optional.ofNullable(row.getString("first_approver_person")),
        until == null ? Optional.empty() : Optional.of(until.toInstant()),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("key_destroyed_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("filed_by")),
        Optional.ofNullable(row.getObject("duplicate_of", UUID.class)),
        Optional.ofNullable(row.getObject("was_duplicate_of", UUID.class)),
        RefusalGround.read(row.getArray("refusal_grounds")),
        Optional.ofNullable(row.getString("first_releaser")));
  }
}
