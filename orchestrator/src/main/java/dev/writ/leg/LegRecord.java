package dev.writ.leg;

import dev.writ.connection.Connection;
import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.web.Problem;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leg table. A move and its evidence are one transaction, guarded by the version. */
@Component
public class LegRecord {
  /** Who moves what no person moves. */
  public static final String SYSTEM = "SYSTEM";

  private static final String COLUMNS =
      """
      select l.*, c.located, c.erased, c.exported, c.held, c.unplanned
      from leg l cross join lateral (
        select count(*) as located,
          count(*) filter (where o.state in ('CLAIMED', 'ABSENT', 'ATTESTED')) as erased,
          count(*) filter (where o.state = 'EXPORTED') as exported,
          count(*) filter (where o.state = 'HELD') as held,
          count(*) filter (where o.state = 'LOCATED' and o.unplanned) as unplanned
        from leg_object o where o.leg_id = l.id) c
      """;
  private final JdbcClient sql;
  private final EvidenceLog evidence;
  private final ApplicationEventPublisher events;

  LegRecord(JdbcClient sql, EvidenceLog evidence, ApplicationEventPublisher events) {
    this.sql = sql;
    this.evidence = evidence;
    this.events = events;
  }

  /** Opens the legs of a new request, one at each connection. */
  public void open(UUID request, Collection<Connection> connections) {
    sql.sql(
            """
            insert into leg (id, request_id, connection_id, vendor, state)
            select gen_random_uuid(), ?, chosen.id, chosen.vendor, 'PLANNED'
            from unnest(?::uuid[], ?::text[]) as chosen (id, vendor)
            """)
        .param(request)
        .param(connections.stream().map(Connection::id).toArray(UUID[]::new))
        .param(connections.stream().map(Connection::vendor).toArray(String[]::new))
        .update();
  }

  public Leg require(UUID id) {
    return sql.sql(COLUMNS + " where l.id = ?")
        .param(id)
        .query(LegRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such leg"));
  }

  /** The legs of one request. */
  public List<Leg> of(UUID request) {
    return of(List.of(request));
  }

  /** The legs of many requests. */
  public List<Leg> of(Collection<UUID> requests) {
    return sql.sql(COLUMNS + " where l.request_id = any(?) order by l.vendor, l.id")
        .param(requests.toArray(UUID[]::new))
        .query(LegRecord::row)
        .list();
  }

  /** Legs at a connection that only an officer, or new credentials, can bring on. */
  List<Leg> blockedAt(UUID connection) {
    return sql.sql(
            COLUMNS
                + " where l.connection_id = ? and l.state = 'BLOCKED' and l.next_attempt_at is"
                + " null")
        .param(connection)
        .query(LegRecord::row)
        .list();
  }

  /**
   * Moves the leg; a reason replaces the one before, null clears it.
   *
   * @throws StaleVersion when somebody else moved it first
   */
  @Transactional
  public void move(Leg leg, LegEvent event, @Nullable String reason, String actor) {
    move(leg, event, reason, null, actor);
  }

  /** The same, with the time at which the leg goes on by itself. */
  @Transactional
  public void move(
      Leg leg, LegEvent event, @Nullable String reason, @Nullable Instant next, String actor) {
    var to = Lifecycles.LEG.require(leg.state(), event);
    var moved =
        sql.sql(
                "update leg set state = ?, version = version + 1, reason = ?, next_attempt_at = ?"
                    + " where id = ? and version = ?")
            .param(to.name())
            .param(reason)
            .param(next == null ? null : Timestamp.from(next))
            .param(leg.id())
            .param(leg.version())
            .update();
    if (moved != 1) {
      throw new StaleVersion();
    }
    evidence.append(leg.request(), leg.id(), event, leg.state(), to, actor);
    events.publishEvent(new LegMoved(leg.request(), leg.id(), leg.state(), event, to));
  }

  /** Holds the leg until the transaction ends; its state as it is now. */
  Leg lock(UUID leg) {
    sql.sql("select 1 from leg where id = ? for update").param(leg).query(rows -> {});
    return require(leg);
  }

  /** The end of a hold had given the leg something to erase; true when that is news. */
  public boolean takeRearmed(UUID leg) {
    return sql.sql("update leg set rearmed_at = null where id = ? and rearmed_at is not null")
            .param(leg)
            .update()
        == 1;
  }

  /** The vendor says that all is erased; looks begin anew. */
  void claimed(UUID leg, Instant at) {
    sql.sql("update leg set verdict = ?, confirmed_at = ?, looks = 0 where id = ?")
        .params(Verdict.CLAIMED.name(), Timestamp.from(at), leg)
        .update();
  }

  /** What the leg's erasure is proved by from now on; null when it is no more. */
  void verdict(UUID leg, @Nullable Verdict verdict) {
    sql.sql("update leg set verdict = ? where id = ?")
        .param(verdict == null ? null : verdict.name())
        .param(leg)
        .update();
  }

  void retryAt(UUID leg, Instant at, String reason) {
    sql.sql("update leg set attempts = attempts + 1, next_attempt_at = ?, reason = ? where id = ?")
        .params(Timestamp.from(at), reason, leg)
        .update();
  }

  void nextAttempt(UUID leg, @Nullable Instant at) {
    sql.sql("update leg set next_attempt_at = ? where id = ?")
        .param(at == null ? null : Timestamp.from(at))
        .param(leg)
        .update();
  }

  /** The leg got on: the next failure is its first again. */
  void progressed(UUID leg) {
    sql.sql(
            "update leg set attempts = 0, next_attempt_at = null, reason = null, feed_awaited_since"
                + " = null where id = ? and (attempts > 0 or feed_awaited_since is not null)")
        .param(leg)
        .update();
  }

  /**
   * Since when the leg waits for its vendor's feed, by the database's clock; now when it does not.
   */
  Instant feedAwaitedSince(UUID leg) {
    return sql.sql("select coalesce(feed_awaited_since, now()) from leg where id = ?")
        .param(leg)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /** The leg waits for its vendor's feed; how long it has by now. */
  Duration awaitFeed(UUID leg, String reason) {
    return sql.sql(
            """
            update leg set feed_awaited_since = coalesce(feed_awaited_since, now()), reason = ? where id = ?
            returning extract(epoch from now() - feed_awaited_since) * 1000
            """)
        .params(reason, leg)
        .query((row, n) -> Duration.ofMillis(row.getLong(1)))
        .single();
  }

  /** The feed was read to its end: a search that fails and is repeated later waits anew. */
  void feedArrived(UUID leg) {
    sql.sql(
            "update leg set feed_awaited_since = null, reason = null where id = ? and"
                + " feed_awaited_since is not null")
        .param(leg)
        .update();
  }

  /** The leg's search went ahead of its vendor's feed; noted in the transaction of its move. */
  void searchedAhead(Leg leg) {
    var state = leg.state().name();
    evidence.append(leg.request(), leg.id(), "FEED_BEHIND", state, state, SYSTEM);
  }

  /** The vendor still shows something: why, and when the leg looks again. */
  void lookAgainAt(UUID leg, int looks, Instant at, String reason) {
    sql.sql("update leg set looks = ?, next_attempt_at = ?, reason = ? where id = ?")
        .params(looks, Timestamp.from(at), reason, leg)
        .update();
  }

  void looked(UUID leg, int looks) {
    sql.sql("update leg set looks = ? where id = ?").params(looks, leg).update();
  }

  void ambiguous(UUID leg, boolean ambiguous) {
    sql.sql("update leg set ambiguous = ? where id = ?").params(ambiguous, leg).update();
  }

  /** Who was the first of two to approve what was found beyond the plan. */
  public Optional<String> findFirstApprover(UUID leg) {
    return sql.sql("select first_approver from leg where id = ? and first_approver is not null")
        .param(leg)
        .query(String.class)
        .optional();
  }

  /** The first of two has approved it; the leg stays where it is until the second has. */
  @Transactional
  public void firstApprover(Leg leg, String person, String actor) {
    sql.sql("update leg set first_approver = ? where id = ?").params(person, leg.id()).update();
    evidence.append(
        leg.request(), leg.id(), "FIRST_APPROVAL", leg.state().name(), leg.state().name(), actor);
  }

  private static Leg row(ResultSet row, int n) throws SQLException {
    var next = row.getTimestamp("next_attempt_at");
    return new Leg(
        row.getObject("id", UUID.class),
        row.getObject("request_id", UUID.class),
        row.getObject("connection_id", UUID.class),
        row.getString("vendor"),
        row.getLong("version"),
        LegState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
        row.getBoolean("ambiguous"),
        row.getInt("located"),
        row.getInt("erased"),
        row.getInt("exported"),
        row.getInt("held"),
        row.getInt("unplanned"),
        row.getInt("attempts"),
        row.getInt("looks"),
        next == null ? Optional.empty() : Optional.of(next.toInstant()),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant));
  }
}
