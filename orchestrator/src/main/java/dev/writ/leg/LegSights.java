package dev.writ.leg;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What looks at a leg's objects have shown, and what none can show. */
@Component
class LegSights {
  private final JdbcClient sql;

  LegSights(JdbcClient sql) {
    this.sql = sql;
  }

  /** A look was begun that the vendor answers later. */
  void looking(long object, byte[] handle, Instant pollAt) {
    sql.sql("update leg_object set handle = ?, poll_at = ?, bars = true where id = ?")
        .params(handle, Timestamp.from(pollAt), object)
        .update();
  }

  /** The look that was begun has come to its end. */
  void looked(long object) {
    sql.sql("update leg_object set handle = null, poll_at = null where id = ?")
        .param(object)
        .update();
  }

  /**
   * No look can show whether the object is there; false when one has shown it to be absent before:
   * what was seen once and cannot be seen any more is no property of the object.
   */
  boolean unobservable(long object, String reason) {
    boolean ever =
        sql.sql(
                    "update leg_object set unobservable = ?, handle = null, poll_at = null"
                        + " where id = ? and seen_absent_at is null")
                .params(reason, object)
                .update()
            == 1;
    if (!ever) {
      looked(object);
    }
    return ever;
  }

  /** How many objects no look can say anything about. */
  int countBeyondSight(UUID leg) {
    return sql.sql(
            "select count(*) from leg_object where leg_id = ?"
                + " and (state = 'IMPOSSIBLE' or unobservable is not null)")
        .param(leg)
        .query(Integer.class)
        .single();
  }

  /** How many objects were read as absent since then. */
  int countAbsent(UUID leg, Instant since) {
    return sql.sql("select count(*) from leg_object where leg_id = ? and seen_absent_at >= ?")
        .params(leg, Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  /**
   * Objects of which a look would say nothing: not erased, held, left as somebody else's, not
   * observable, or seen absent just now.
   */
  Set<Long> beyondSight(UUID leg) {
    return Set.copyOf(
        sql.sql(
                "select id from leg_object where leg_id = ?"
                    + " and (state in ('IMPOSSIBLE', 'HELD', 'LEFT') or unobservable is not null or"
                    + " slow_look)")
            .param(leg)
            .query(Long.class)
            .list());
  }

  /** Why objects cannot be looked at, and who says that they are gone; no personal data. */
  List<String> unobservable(UUID leg) {
    return sql.sql(
            """
            select count(*) || ' ' || kind || ', gone by the word of '
              || case state when 'ATTESTED' then 'a human' else 'the vendor' end || ' alone: ' || unobservable
            from leg_object where leg_id = ? and unobservable is not null
            group by kind, state, unobservable order by 1
            """)
        .param(leg)
        .query(String.class)
        .list();
  }

  /** The weakest word that all of the leg's objects have. */
  Verdict word(UUID leg) {
    return sql.sql(
            """
            select case when bool_or(state = 'IMPOSSIBLE') then 'UNVERIFIABLE'
              when bool_or(state <> 'ATTESTED' and unobservable is not null) then 'CLAIMED'
              else 'ATTESTED' end from leg_object where leg_id = ?
            """)
        .param(leg)
        .query((row, n) -> Verdict.valueOf(row.getString(1)))
        .single();
  }

  void seenAbsent(long object, Instant at) {
    sql.sql(
            "update leg_object set seen_absent_at = ?, slow_look = handle is not null,"
                + " handle = null, poll_at = null where id = ?")
        .params(Timestamp.from(at), object)
        .update();
  }

  /** A look found the objects again: they count as not seen absent. */
  void seenPresent(Collection<Long> objects) {
    sql.sql("update leg_object set seen_absent_at = null where id = any(?)")
        .param(objects.toArray(Long[]::new))
        .update();
  }
}
