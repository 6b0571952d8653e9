package dev.writ.offboarding;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is said to be gone, and what looks have shown of it. */
@Component
class Absences {
  private final JdbcClient sql;
  private final Stock stock;
  private final Clock clock;

  Absences(JdbcClient sql, Stock stock, Clock clock) {
    this.clock = clock;
    this.sql = sql;
    this.stock = stock;
  }

  /** What is said to be gone, of which a look by its id tells, and was not looked at yet. */
  List<Stock.Item> unlistedUnseen(UUID id, Instant now, int most, Sealer sealer) {
    return sql.sql(
            Stock.COLUMNS
                + """
                 where o.offboarding_id = ? and (o.seen_by_id or not o.listed) and o.state in ('CLAIMED', 'ABSENT', 'ATTESTED')
                  and o.seen_absent_at is null and o.unobservable is null and (o.poll_at is null or o.poll_at <= ?)
                order by o.id limit ?
                """)
        .params(id, Timestamp.from(now), most)
        .query((row, n) -> Stock.item(row, id, sealer))
        .list();
  }

  /** Whether such looks are still to be made, or under way. */
  boolean anyUnlistedUnseen(UUID id) {
    return sql.sql(
            """
            select exists (select 1 from offboarding_object where offboarding_id = ? and (seen_by_id or not listed)
              and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and seen_absent_at is null and unobservable is null)
            """)
        .param(id)
        .query(Boolean.class)
        .single();
  }

  Optional<Instant> firstLookDue(UUID id) {
    return sql.sql(
            "select min(poll_at) from offboarding_object where offboarding_id = ? and (seen_by_id"
                + " or not listed) and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and"
                + " seen_absent_at is null and unobservable is null")
        .param(id)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  void seenAbsent(Collection<Long> objects) {
    sql.sql(
            "update offboarding_object set seen_absent_at = ?, handle = null, poll_at = null"
                + " where id = any(?)")
        .param(Timestamp.from(clock.instant()))
        .param(objects.toArray(Long[]::new))
        .update();
  }

  /** The vendor still has it: it is erased once more, after a while. */
  void reopen(long object, Instant at) {
    sql.sql(
            "update offboarding_object set state = 'FOUND', times = times + 1, handle = null,"
                + " poll_at = ? where id = ?")
        .params(Timestamp.from(at), object)
        .update();
  }

  /** The vendor still has it after several erases. */
  void refused(long object) {
    sql.sql(
            "update offboarding_object set state = 'REFUSED', handle = null, poll_at = null,"
                + " reason = 'the vendor still shows it after several erases' where id = ?")
        .param(object)
        .update();
  }

  void unobservable(long object, String reason) {
    sql.sql(
            "update offboarding_object set unobservable = ?, handle = null, poll_at = null where id"
                + " = ?")
        .params(reason, object)
        .update();
  }

  /** Nothing shows these that a human has dealt with: there is the human's word alone. */
  void attestedAlone(UUID id, String kind, String reason) {
    sql.sql(
            "update offboarding_object set unobservable = ?, handle = null, poll_at = null where"
                + " offboarding_id = ? and kind = ? and state = 'ATTESTED' and seen_absent_at is"
                + " null and unobservable is null")
        .params(reason, id, kind)
        .update();
  }

  /** No look by its id tells anything: what the lists show has to do. */
  void leftToTheLists(long object) {
    sql.sql(
            "update offboarding_object set listed = true, handle = null, poll_at = null where id ="
                + " ?")
        .param(object)
        .update();
  }

  /** The look is over, whatever it showed. */
  void looked(long object) {
    sql.sql("update offboarding_object set handle = null, poll_at = null where id = ?")
        .param(object)
        .update();
  }

  void looking(long object, byte[] handle, Instant at) {
    sql.sql("update offboarding_object set handle = ?, poll_at = ? where id = ?")
        .params(handle, Timestamp.from(at), object)
        .update();
  }

  /** The vendor's lists show none any more of those that something shows. */
  void listsAreEmpty(UUID id) {
    sql.sql(
            "update offboarding_object set seen_absent_at = ? where offboarding_id = ? and"
                + " listed and not seen_by_id and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and"
                + " seen_absent_at is null and unobservable is null")
        .params(Timestamp.from(clock.instant()), id)
        .update();
  }

  /** Said to be gone, above this one, and to be looked at by their ids. */
  List<Stock.Item> unlistedAbove(UUID id, long object, int most, Sealer sealer) {
    return sql.sql(
            Stock.COLUMNS
                + """
                 where o.offboarding_id = ? and (o.seen_by_id or not o.listed) and o.state in ('CLAIMED', 'ABSENT', 'ATTESTED')
                  and o.unobservable is null and o.kind <> 'account' and o.id > ? order by o.id limit ?
                """)
        .params(id, object, most)
        .query((row, n) -> Stock.item(row, id, sealer))
        .list();
  }

  /** Whether the lists have not shown yet that something they named is gone. */
  boolean anyListedUnseen(UUID id) {
    return sql.sql(
            """
            select exists (select 1 from offboarding_object where offboarding_id = ? and listed and not seen_by_id
              and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and seen_absent_at is null and unobservable is null)
            """)
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Whether a look by its id tells of anything whether it is there. */
  boolean anyObservable(UUID id) {
    return sql.sql(
            "select exists (select 1 from offboarding_object where offboarding_id = ? and not"
                + " listed and unobservable is null and seen_absent_at is not null)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /**
   * How many of these objects are said to be gone; what is known to stay is not counted, nor what a
   * list names whether or not it is there.
   */
  long saidToBeGone(UUID id, Collection<VendorObject> objects) {
    return sql.sql(
            "select count(*) from offboarding_object where offboarding_id = ? and object = any(?)"
                + " and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and unobservable is null"
                + " and not seen_by_id")
        .param(id)
        .param(objects.stream().map(stock::hash).toArray(byte[][]::new))
        .query(Long.class)
        .single();
  }

  /** What is said to be gone and no look could show is left behind as well. */
  void leaveUnseen(UUID id, String reason) {
    sql.sql(
            "update offboarding_object set state = 'STAYS', reason = ? where offboarding_id = ? and"
                + " state in ('CLAIMED', 'ABSENT', 'ATTESTED') and seen_absent_at is null and"
                + " unobservable is null")
        .params(reason, id)
        .update();
  }
}
