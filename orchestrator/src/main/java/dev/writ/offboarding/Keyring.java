package dev.writ.offboarding;

import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rights that were found at the vendor, sealed, and the intent before each is taken away. */
@Component
class Keyring {
  /** The kind of what stands for all of them where no list shows any. */
  private static final String EVERY_RIGHT = "every_right";

  private final JdbcClient sql;
  private final Vault vault;

  Keyring(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /** How far one right has come. */
  enum Progress {
    FOUND,
    REVOKED,
    GONE,
    BY_HAND,
    ATTESTED,
    /** The vendor refuses to take it away, or still shows it after several times. */
    REFUSED,
    /** A person accepts that it stays. */
    STAYS,
    /** The other connection to the account looks with it: it is not this connection's to take. */
    KEPT
  }

  /**
   * One right.
   *
   * @param unsettled its taking away was intended and the answer never recorded
   */
  record Held(long id, AccessRight right, boolean unsettled) {}

  /**
   * Enters what the vendor lists, in its order. One that was taken away and is listed still is
   * taken away again, unless that was tried too often; what a human has dealt with is the human's.
   *
   * @param kept those with which somebody else looks afterwards
   */
  void enter(
      UUID id, List<AccessRight> rights, Set<AccessRight> kept, int mostTimes, Sealer sealer) {
    int ord = 0;
    for (var right : rights) {
      sql.sql(
              """
              insert into offboarding_right as r (offboarding_id, ord, kind, access_right, sealed, own, state, reason)
              values (?,?,?,?,?,?,?,?) on conflict (offboarding_id, access_right) do update
                set times = r.times + 1,
                  state = case when r.state = 'ATTESTED' then r.state when r.times < ? then 'FOUND' else 'REFUSED' end,
                  reason = case when r.state = 'ATTESTED' then 'a human dealt with it, and it is listed'
                    when r.times < ? then null else 'the vendor shows it after it was taken away' end
                where r.state in ('REVOKED', 'GONE', 'ATTESTED') and not r.own
              """)
          .param(id)
          .param(ord++)
          .param(right.kind())
          .param(hash(right))
          .param(sealer.seal(VendorHttp.JSON.writeValueAsString(right), "right/" + id))
          .param(right.own())
          .param(kept.contains(right) ? Progress.KEPT.name() : Progress.FOUND.name())
          .param(kept.contains(right) ? "the connection that looks afterwards needs it" : null)
          .param(mostTimes)
          .param(mostTimes)
          .update();
    }
  }

  /** How many that are not the connection's own are to be taken away. */
  int open(UUID id) {
    return sql.sql(
            "select count(*) from offboarding_right where offboarding_id = ? and state = 'FOUND'"
                + " and not own")
        .param(id)
        .query(Integer.class)
        .single();
  }

  /** Whether one of the connection's own is being taken away already, or is gone. */
  boolean ownBegun(UUID id) {
    return sql.sql(
            """
            select exists (select 1 from offboarding_right r where r.offboarding_id = ? and r.own
              and (r.state <> 'FOUND' or exists (select 1 from offboarding_call c where c.right_id = r.id)))
            """)
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Whether one of the connection's own is gone: those that are left may open nothing any more. */
  boolean ownGone(UUID id) {
    return sql.sql(
            "select exists (select 1 from offboarding_right where offboarding_id = ? and own and"
                + " state in ('REVOKED', 'GONE'))")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Whether the vendor's list of rights was ever entered. */
  boolean any(UUID id) {
    return sql.sql("select exists (select 1 from offboarding_right where offboarding_id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** Every right at once, which a human takes away because no list shows them. */
  void allByHand(UUID id, String work, Sealer sealer) {
    var all = new AccessRight(EVERY_RIGHT, id.toString(), "", false);
    sql.sql(
            "insert into offboarding_right (offboarding_id, ord, kind, access_right, sealed, own,"
                + " state, reason) values (?,0,?,?,?,false,'BY_HAND',?) on conflict do nothing")
        .param(id)
        .param(all.kind())
        .param(hash(all))
        .param(sealer.seal(VendorHttp.JSON.writeValueAsString(all), "right/" + id))
        .param(work)
        .update();
  }

  /** Whether a human takes every right away at once, or has. */
  boolean allAtHand(UUID id) {
    return sql.sql(
            "select exists (select 1 from offboarding_right where offboarding_id = ? and kind = ?"
                + " and state in ('BY_HAND', 'ATTESTED'))")
        .params(id, EVERY_RIGHT)
        .query(Boolean.class)
        .single();
  }

  private byte[] hash(AccessRight right) {
    return vault.hash("offboarding-right", right.kind(), right.scope(), right.id());
  }

  /** The next to be taken away, in the vendor's order. */
  Optional<Held> next(UUID id, boolean own, Sealer sealer) {
    return sql.sql(
            """
            select r.id, r.sealed, exists (select 1 from offboarding_call c where c.right_id = r.id
              and c.settled_at is null) from offboarding_right r
            where r.offboarding_id = ? and r.state = 'FOUND' and r.own = ? order by r.ord, r.id limit 1
            """)
        .params(id, own)
        .query(
            (row, n) ->
                new Held(
                    row.getLong(1),
                    VendorHttp.JSON.readValue(
                        sealer.open(row.getBytes(2), "right/" + id), AccessRight.class),
                    row.getBoolean(3)))
        .optional();
  }

  int count(UUID id, Progress... states) {
    return sql.sql(
            "select count(*) from offboarding_right where offboarding_id = ? and state = any(?)")
        .param(id)
        .param(Arrays.stream(states).map(Enum::name).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  void intend(UUID id, long right) {
    sql.sql(
            "insert into offboarding_call (offboarding_id, operation, right_id) values"
                + " (?,'REVOKE',?) on conflict do nothing")
        .params(id, right)
        .update();
  }

  void settle(long right, Progress progress, @Nullable String reason) {
    sql.sql(
            """
            with settled as (
              update offboarding_call set settled_at = now(), outcome = ? where right_id = ? and settled_at is null)
            update offboarding_right set state = ?, reason = ? where id = ?
            """)
        .param(progress.name())
        .param(right)
        .param(progress.name())
        .param(reason)
        .param(right)
        .update();
  }

  /** The rights that wait for this work, as objects that a task can show. */
  List<VendorObject> byHand(UUID id, String work, int most, Sealer sealer) {
    return sql
        .sql(
            "select sealed from offboarding_right where offboarding_id = ? and state = 'BY_HAND'"
                + " and reason = ? order by ord, id limit ?")
        .params(id, work, most)
        .query(
            (row, n) ->
                VendorHttp.JSON.readValue(
                    sealer.open(row.getBytes(1), "right/" + id), AccessRight.class))
        .list()
        .stream()
        .map(right -> new VendorObject(right.kind(), right.id(), right.scope()))
        .toList();
  }

  void handDone(UUID id, String work, Progress progress, @Nullable String reason) {
    sql.sql(
            "update offboarding_right set state = ?, reason = ? where offboarding_id = ?"
                + " and state = 'BY_HAND' and reason = ?")
        .param(progress.name())
        .param(reason)
        .param(id)
        .param(work)
        .update();
  }

  void leaveBehind(UUID id) {
    sql.sql(
            "update offboarding_right set state = 'STAYS' where offboarding_id = ? and state ="
                + " 'REFUSED'")
        .param(id)
        .update();
  }

  /** What was left behind becomes a human's work; how many that are. */
  int handOverWhatStays(UUID id, String work) {
    return sql.sql(
            "update offboarding_right set state = 'BY_HAND', reason = ? where offboarding_id = ?"
                + " and state in ('STAYS', 'REFUSED')")
        .params(work, id)
        .update();
  }

  /** A person looked: what stays is tried again. */
  void reopen(UUID id) {
    sql.sql(
            "update offboarding_right set state = 'FOUND', reason = null, times = 1"
                + " where offboarding_id = ? and state in ('REFUSED', 'STAYS')")
        .param(id)
        .update();
  }
}
