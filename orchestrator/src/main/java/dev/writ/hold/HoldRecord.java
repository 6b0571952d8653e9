package dev.writ.hold;

import dev.writ.evidence.EvidenceLog;
import dev.writ.hold.Hold.Cover;
import dev.writ.hold.Hold.Effect;
import dev.writ.hold.Hold.Reason;
import dev.writ.lifecycle.HoldEvent;
import dev.writ.lifecycle.HoldState;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.web.NewestFirst;
import dev.writ.web.Problem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of holds. A move and its evidence are one transaction, which callers hold. */
@Component
class HoldRecord {
  private final JdbcClient sql;
  private final EvidenceLog evidence;
  private final Clock clock;

  HoldRecord(JdbcClient sql, EvidenceLog evidence, Clock clock) {
    this.sql = sql;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** An active hold that says the same in everything, day and owner included. */
  Optional<Hold> findSame(HoldDraft draft) {
    return sql.sql(
            """
            select h.* from hold h
            where h.state = 'ACTIVE' and h.sort = :sort
              and (h.law, h.ground, h.matter, h.owner, h.review_on, h.expires_on, h.request_id, h.leg_id,
                h.connection_id, h.vendor, h.of_person, h.kinds)
              is not distinct from (:law, :ground, :matter, :owner, :review::date, :expires::date, :request::uuid, :leg::uuid,
                :connection::uuid, :vendor, :person, :kinds::text[])
              and not exists (select person from hold_person where hold_id = h.id except select unnest(:persons::bytea[]))
              and not exists (select unnest(:persons::bytea[]) except select person from hold_person where hold_id = h.id)
            order by h.seq limit 1
            """)
        .params(values(draft))
        .param("persons", draft.persons().toArray(byte[][]::new))
        .query(HoldRecord::row)
        .optional();
  }

  /**
   * The active hold that keeps what a request was about until recourse is exhausted; one of this
   * sort names its request and whose it is, and nothing else ({@link CoverRules}).
   */
  Optional<Hold> findRecourse(UUID request) {
    return sql.sql(
            """
            select * from hold where state = 'ACTIVE' and sort = ? and request_id = ? order by seq limit 1
            """)
        .params(HoldSort.KEEP_UNTIL_RECOURSE.name(), request)
        .query(HoldRecord::row)
        .optional();
  }

  UUID add(HoldDraft draft, String actor) {
    var id = UUID.randomUUID();
    sql.sql(
            """
            insert into hold (id, sort, state, law, ground, matter, owner, review_on, expires_on, request_id, leg_id,
              connection_id, vendor, of_person, kinds, placed_at, placed_by)
            values (:id, :sort, 'ACTIVE', :law, :ground, :matter, :owner, :review, :expires, :request, :leg,
              :connection, :vendor, :person, :kinds, :now, :actor)
            """)
        .param("id", id)
        .params(values(draft))
        .param("now", now())
        .param("actor", actor)
        .update();
    for (var person : draft.persons()) {
      sql.sql("insert into hold_person (hold_id, person) values (?,?) on conflict do nothing")
          .params(id, person)
          .update();
    }
    evidence.appendOfRun(id, "PLACE", "NONE", HoldState.ACTIVE.name(), actor);
    return id;
  }

  private static Map<String, @Nullable Object> values(HoldDraft draft) {
    var cover = draft.cover();
    var reason = draft.reason();
    var values = new HashMap<String, @Nullable Object>();
    values.put("sort", draft.sort().name());
    values.put("law", reason == null ? null : reason.law().name());
    values.put("ground", reason == null ? null : reason.ground().name());
    values.put("matter", draft.matter());
    values.put("owner", draft.owner());
    values.put("review", draft.reviewOn());
    values.put("expires", draft.expiresOn());
    values.put("request", cover.request());
    values.put("leg", cover.leg());
    values.put("connection", cover.connection());
    values.put("vendor", cover.vendor());
    values.put("person", cover.ofPerson());
    values.put("kinds", cover.kinds().toArray(String[]::new));
    return values;
  }

  Hold require(UUID id) {
    return sql.sql("select * from hold where id = ?")
        .param(id)
        .query(HoldRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such hold"));
  }

  /**
   * The hold, kept until the caller's transaction ends.
   *
   * @throws StaleVersion when it has another version by now
   */
  Hold lock(UUID id, long version) {
    sql.sql("select 1 from hold where id = ? for update").param(id).query(rows -> {});
    var hold = require(id);
    if (hold.version() != version) {
      throw new StaleVersion();
    }
    return hold;
  }

  void amend(Hold hold, String owner, @Nullable LocalDate review, @Nullable LocalDate expires) {
    sql.sql("update hold set owner = ?, review_on = ?, expires_on = ? where id = ?")
        .param(owner)
        .param(review)
        .param(expires)
        .param(hold.id())
        .update();
  }

  /** Moves a hold that the caller has locked. */
  void move(Hold hold, HoldEvent event, String actor) {
    var to = Lifecycles.HOLD_OF_DATA.require(hold.state(), event);
    int moved =
        sql.sql("update hold set state = ?, version = version + 1 where id = ? and version = ?")
            .params(to.name(), hold.id(), hold.version())
            .update();
    if (moved != 1) {
      throw new StaleVersion();
    }
    evidence.appendOfRun(hold.id(), event.name(), hold.state().name(), to.name(), actor);
  }

  /** What is known of its end; whom it was about is not needed any more. */
  void ended(UUID id, String reason, String actor) {
    sql.sql("update hold set ended_at = ?, ended_by = ?, end_reason = ? where id = ?")
        .params(now(), actor, reason, id)
        .update();
    sql.sql("delete from hold_person where hold_id = ?").param(id).update();
  }

  /**
   * What had gone to the vendors before it.
   *
   * @param ever also of requests answered long ago, and not of those being carried out alone
   */
  void late(UUID id, boolean ever) {
    sql.sql(
            """
            insert into hold_late (hold_id, leg_id, objects)
            select k.hold_id, o.leg_id, count(*) from object_hold k
            join leg_object o on o.id = k.object_id
            where k.hold_id = ? and (? or o.leg_id in (select l.id from leg l join request r on r.id = l.request_id
                where r.state in ('EXECUTING', 'NEEDS_ATTENTION')))
              and (o.state in ('PROCESSING', 'CLAIMED', 'ATTESTED', 'BY_HAND')
                or exists (select 1 from vendor_call c where c.object_id = o.id and c.settled_at is null))
            group by k.hold_id, o.leg_id
            """)
        .params(id, ever)
        .update();
  }

  /** The legs of unfinished requests that have something it covers. */
  List<UUID> reached(UUID id) {
    return sql.sql(
            """
            select distinct k.leg_id from object_hold k join leg_object o on o.id = k.object_id
            join leg l on l.id = k.leg_id join request r on r.id = l.request_id
            where k.hold_id = ? and o.state in ('LOCATED', 'HELD') and l.state <> 'CANCELLED' and r.ended_at is null
            """)
        .param(id)
        .query(UUID.class)
        .list();
  }

  List<Effect> effects(UUID id) {
    return sql.sql(
            """
            with here as (
              select o.leg_id, count(*) as held from held_object k join leg_object o on o.id = k.object_id
              where k.hold_id = :id and o.state = 'HELD' group by o.leg_id)
            select l.request_id, l.id, l.connection_id, l.vendor, coalesce(h.held, 0), coalesce(t.objects, 0)
            from leg l left join here h on h.leg_id = l.id
            left join hold_late t on t.leg_id = l.id and t.hold_id = :id
            where h.leg_id is not null or t.leg_id is not null order by l.request_id, l.vendor, l.id limit 1000
            """)
        .param("id", id)
        .query(
            (row, n) ->
                new Effect(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    row.getString(4),
                    row.getInt(5),
                    row.getInt(6)))
        .list();
  }

  /**
   * Holds that pass the filter, newest first.
   *
   * @param after the last id of the page before
   */
  List<Hold> page(HoldFilter filter, @Nullable UUID after, int limit) {
    return new NewestFirst<>(sql, "hold", HoldRecord::row).page(filter::write, after, limit);
  }

  /** Active holds whose last day lies before this one. */
  List<Hold> expired(LocalDate today) {
    return active("expires_on < ?", today);
  }

  /** Active holds that are to be reviewed by this day. */
  List<Hold> reviewDue(LocalDate today) {
    return active("review_on <= ?", today);
  }

  private List<Hold> active(String condition, LocalDate day) {
    return sql.sql("select * from hold where state = 'ACTIVE' and " + condition + " order by seq")
        .param(day)
        .query(HoldRecord::row)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Hold row(ResultSet row, int n) throws SQLException {
    var law = row.getString("law");
    var ended = row.getTimestamp("ended_at");
    return new Hold(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        HoldSort.valueOf(row.getString("sort")),
        HoldState.valueOf(row.getString("state")),
        law == null
            ? null
            : new Reason(Law.valueOf(law), HoldGround.valueOf(row.getString("ground"))),
        row.getString("matter"),
        row.getString("owner"),
        row.getObject("review_on", LocalDate.class),
        row.getObject("expires_on", LocalDate.class),
        new Cover(
            row.getObject("request_id", UUID.class),
            row.getObject("leg_id", UUID.class),
            row.getObject("connection_id", UUID.class),
            row.getString("vendor"),
            row.getBoolean("of_person"),
            words(row.getArray("kinds"))),
        row.getTimestamp("placed_at").toInstant(),
        row.getString("placed_by"),
        ended == null ? null : ended.toInstant(),
        row.getString("ended_by"),
        row.getString("end_reason"));
  }

  private static List<String> words(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
