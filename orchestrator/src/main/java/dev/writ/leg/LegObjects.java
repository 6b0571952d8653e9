package dev.writ.leg;

import dev.writ.connection.VendorCatalogue;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The objects of a leg, sealed, and the written intent before every change at a vendor. */
@Component
class LegObjects {
  /** Objects are read from the record in portions of this size. */
  static final int PORTION = 200;

  private static final String COLUMNS =
      """
      select o.*,
        exists (select 1 from vendor_call c where c.object_id = o.id and c.settled_at is null) as unsettled
      from leg_object o
      """;

  /** The object's leg while this attempt holds it; whoever would take it waits for the end. */
  private static final String MINE =
      """
      with mine as (
        select l.id from leg l where l.lease_holder = :holder
          and l.id = (select o.leg_id from leg_object o where o.id = :object) for share)
      """;

  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final VendorCatalogue vendors;

  LegObjects(JdbcClient sql, JdbcTemplate batches, VendorCatalogue vendors) {
    this.sql = sql;
    this.batches = batches;
    this.vendors = vendors;
  }

  /** How far one object has come. */
  enum Progress {
    LOCATED,
    PROCESSING,
    EXPORTED,
    CLAIMED,
    ABSENT,
    REFUSED,
    IMPOSSIBLE,
    /** A human has to do it; the reason is the code of the manual work. */
    BY_HAND,
    /** A human says that it is done. */
    ATTESTED,
    /** It is kept from erasure. */
    HELD,
    /** It was found beyond the plan, and an approver says that it is not the person's. */
    LEFT
  }

  /**
   * One object.
   *
   * @param unsettled an erase was intended and its answer never recorded
   * @param handle what a slow vendor gave to ask again with
   * @param pollAt when to ask again
   * @param bars whether objects of other kinds behind it wait as well while the vendor works on it
   * @param presentUntil until then the vendor may show what a human has erased
   */
  record Held(
      long id,
      int ord,
      VendorObject object,
      Progress progress,
      boolean unsettled,
      Optional<String> handle,
      Instant pollAt,
      boolean bars,
      Instant presentUntil) {}

  void replace(UUID leg, Collection<VendorObject> objects, Sealer sealer) {
    sql.sql("delete from leg_object where leg_id = ?").param(leg).update();
    insert(leg, objects, false, sealer);
  }

  /**
   * Adds what was found later, in its place in the vendor's erase order. It is not in the plan, and
   * nothing erases it before {@link #plan}; who has approved what was found before has not approved
   * this.
   */
  void add(UUID leg, Collection<VendorObject> objects, Sealer sealer) {
    if (!objects.isEmpty()) {
      insert(leg, objects, true, sealer);
      arrange(leg);
      sql.sql("update leg set first_approver = null where id = ?").param(leg).update();
    }
  }

  /**
   * What was found later and waits is part of the plan from now on, and whoever approved it first
   * has approved no more than that; what a hold keeps nobody has approved.
   */
  void plan(UUID leg) {
    sql.sql(
            "update leg_object set unplanned = false where leg_id = ? and unplanned and state ="
                + " 'LOCATED'")
        .param(leg)
        .update();
    sql.sql("update leg set first_approver = null where id = ?").param(leg).update();
  }

  /**
   * What was found later and waits is not the person's: nothing erases it, and no look counts it.
   */
  void leaveUnplanned(UUID leg) {
    sql.sql(
            "update leg_object set state = 'LEFT' where leg_id = ? and unplanned and state ="
                + " 'LOCATED'")
        .param(leg)
        .update();
    sql.sql("update leg set first_approver = null where id = ?").param(leg).update();
  }

  private void arrange(UUID leg) {
    var vendor =
        sql.sql("select vendor from leg where id = ?").param(leg).query(String.class).single();
    var kinds =
        vendors.require(vendor).descriptor().surfaces().stream()
            .map(Surface::kind)
            .toArray(String[]::new);
    sql.sql(
            """
            update leg_object o set ord = placed.place
            from (
              select id, row_number() over (order by array_position(?::text[], kind), ord) - 1 as place
              from leg_object where leg_id = ?) placed
            where o.id = placed.id and o.ord <> placed.place
            """)
        .param(kinds)
        .param(leg)
        .update();
  }

  private void insert(
      UUID leg, Collection<VendorObject> objects, boolean unplanned, Sealer sealer) {
    var last =
        sql.sql("select coalesce(max(ord), -1) from leg_object where leg_id = ?")
            .param(leg)
            .query(Integer.class)
            .single();
    var ord = new int[] {last};
    batches.batchUpdate(
        "insert into leg_object (leg_id, ord, kind, sealed, state, unplanned)"
            + " values (?,?,?,?,'LOCATED',?)",
        objects.stream()
            .map(
                o ->
                    new Object[] {
                      leg,
                      ++ord[0],
                      o.kind(),
                      sealer.seal(VendorHttp.JSON.writeValueAsString(o), "object/" + leg),
                      unplanned
                    })
            .toList());
  }

  /** The first portion of those of the plan still to be exported or erased, in erase order. */
  List<Held> open(UUID leg, Sealer sealer) {
    return open(leg, -1, sealer);
  }

  /** The next one; empty behind the last. */
  List<Held> openAfter(List<Held> before, UUID leg, Sealer sealer) {
    return before.size() < PORTION ? List.of() : open(leg, before.getLast().ord(), sealer);
  }

  private List<Held> open(UUID leg, int ord, Sealer sealer) {
    return sql.sql(
            COLUMNS
                + " where o.leg_id = ? and o.ord > ? and o.state in ('LOCATED', 'PROCESSING')"
                + " and not o.unplanned order by o.ord limit ?")
        .params(leg, ord, PORTION)
        .query((row, n) -> held(row, leg, sealer))
        .list();
  }

  /** The first portion of those said to be erased and not read as absent since then. */
  List<Held> unseen(UUID leg, Instant since, Sealer sealer) {
    return unseen(leg, since, -1, sealer);
  }

  /** The next one; empty behind the last. */
  List<Held> unseenAfter(List<Held> before, UUID leg, Instant since, Sealer sealer) {
    return before.size() < PORTION ? List.of() : unseen(leg, since, before.getLast().ord(), sealer);
  }

  private List<Held> unseen(UUID leg, Instant since, int ord, Sealer sealer) {
    return sql.sql(
            COLUMNS
                + " where o.leg_id = ? and o.ord > ? and o.state in ('CLAIMED', 'ABSENT',"
                + " 'ATTESTED') and (o.seen_absent_at is null or o.seen_absent_at < ?) and"
                + " o.unobservable is null order by o.ord limit ?")
        .params(leg, ord, Timestamp.from(since), PORTION)
        .query((row, n) -> held(row, leg, sealer))
        .list();
  }

  /** Those that a vendor was asked to look for and has not answered about. */
  List<Held> lookedFor(UUID leg, Sealer sealer) {
    return sql.sql(
            COLUMNS
                + " where o.leg_id = ? and o.handle is not null"
                + " and o.state in ('CLAIMED', 'ABSENT', 'ATTESTED') order by o.ord")
        .param(leg)
        .query((row, n) -> held(row, leg, sealer))
        .list();
  }

  List<Held> all(UUID leg, Sealer sealer) {
    return sql.sql(COLUMNS + " where o.leg_id = ? order by o.ord")
        .param(leg)
        .query((row, n) -> held(row, leg, sealer))
        .list();
  }

  private static Held held(ResultSet row, UUID leg, Sealer sealer) throws SQLException {
    var handle = row.getBytes("handle");
    var pollAt = row.getTimestamp("poll_at");
    var presentUntil = row.getTimestamp("present_until");
    return new Held(
        row.getLong("id"),
        row.getInt("ord"),
        VendorHttp.JSON.readValue(
            sealer.open(row.getBytes("sealed"), "object/" + leg), VendorObject.class),
        Progress.valueOf(row.getString("state")),
        row.getBoolean("unsettled"),
        handle == null ? Optional.empty() : Optional.of(sealer.open(handle, "handle/" + leg)),
        pollAt == null ? Instant.EPOCH : pollAt.toInstant(),
        row.getBoolean("bars"),
        presentUntil == null ? Instant.EPOCH : presentUntil.toInstant());
  }

  boolean anyUnsettled(UUID leg) {
    return sql.sql(
            "select exists (select 1 from vendor_call where leg_id = ? and settled_at is null)")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  /** Whether a vendor was ever asked to erase something of the leg, or has begun to hand it out. */
  boolean everSubmitted(UUID leg) {
    return sql.sql(
            """
            select exists (select 1 from leg_object o where o.leg_id = ? and (o.state not in ('LOCATED', 'HELD', 'LEFT')
              or exists (select 1 from vendor_call c where c.object_id = o.id)))
            """)
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  /** Whether something of the plan is still to be erased. */
  boolean anyLocated(UUID leg) {
    return sql.sql(
            "select exists (select 1 from leg_object where leg_id = ? and state = 'LOCATED'"
                + " and not unplanned)")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  int count(UUID leg, Progress progress) {
    return sql.sql("select count(*) from leg_object where leg_id = ? and state = ?")
        .params(leg, progress.name())
        .query(Integer.class)
        .single();
  }

  /** Why objects cannot be dealt with by API, or the vendor refused to; no personal data. */
  List<String> impossible(UUID leg) {
    return sql.sql(
            """
            select count(*) || ' ' || kind || ': ' || coalesce(reason, 'no API does it') from leg_object
            where leg_id = ? and state in ('IMPOSSIBLE', 'REFUSED') group by kind, reason order by kind, reason
            """)
        .param(leg)
        .query(String.class)
        .list();
  }

  /**
   * Written and committed before the vendor is asked to erase.
   *
   * @return false when a hold covers the object by now: nothing is sent
   * @throws LeaseLost when another attempt works on the leg by now
   */
  boolean intend(UUID leg, long object, UUID holder) {
    var answer =
        sql.sql("select intend_erase(?, ?, ?)")
            .params(object, leg, holder)
            .query(String.class)
            .single();
    if (answer.equals("LEASE_LOST")) {
      throw new LeaseLost();
    }
    return answer.equals("INTENDED");
  }

  /** What may become of an intent whose answer was lost. */
  enum Again {
    /** It may be sent once more. */
    INTENDED,
    /** A hold covers the object by now. */
    HELD,
    /** Another attempt has learnt what became of it. */
    SETTLED
  }

  /**
   * Asked just before an erase is sent once more; nothing is written.
   *
   * @throws LeaseLost when another attempt works on the leg by now
   */
  Again intendAgain(UUID leg, long object, UUID holder) {
    var answer =
        sql.sql("select intend_again(?, ?, ?)")
            .params(object, leg, holder)
            .query(String.class)
            .single();
    if (answer.equals("LEASE_LOST")) {
      throw new LeaseLost();
    }
    return Again.valueOf(answer);
  }

  /**
   * Closes the object's open intent and records how far it came; a human's earlier word on it
   * counts no more. One statement, one transaction.
   *
   * @throws LeaseLost when another attempt works on the leg by now; nothing is written
   */
  void settle(long object, UUID holder, Progress progress, @Nullable String reason) {
    held(
        sql.sql(
                MINE
                    + """
                    , settled as (
                      update vendor_call set settled_at = now(), outcome = :state
                      where object_id = :object and settled_at is null and exists (select 1 from mine))
                    update leg_object set state = :state, reason = :reason, vouched = null, refusal_ground = null,
                      handle = null, poll_at = null where id = :object and leg_id in (select id from mine)
                    """)
            .param("object", object)
            .param("holder", holder)
            .param("state", progress.name())
            .param("reason", reason)
            .update());
  }

  /**
   * The vendor works on it: its open intent is settled, and the handle kept.
   *
   * @param bars whether objects of other kinds behind it wait as well
   * @throws LeaseLost when another attempt works on the leg by now; nothing is written
   */
  void processing(long object, UUID holder, byte[] handle, Instant pollAt, boolean bars) {
    held(
        sql.sql(
                MINE
                    + """
                    , settled as (
                      update vendor_call set settled_at = now(), outcome = 'PROCESSING'
                      where object_id = :object and settled_at is null and exists (select 1 from mine))
                    update leg_object set state = 'PROCESSING', handle = :handle, poll_at = :at, bars = :bars
                    where id = :object and leg_id in (select id from mine)
                    """)
            .param("object", object)
            .param("holder", holder)
            .param("handle", handle)
            .param("at", Timestamp.from(pollAt))
            .param("bars", bars)
            .update());
  }

  /**
   * The vendor refused without acting: the intent is closed, the object stays as it is. Nothing
   * when another attempt works on the leg by now.
   */
  void notActed(long object, UUID holder) {
    sql.sql(
            MINE
                + """
                update vendor_call set settled_at = now(), outcome = 'REFUSED'
                where object_id = :object and settled_at is null and exists (select 1 from mine)
                """)
        .param("object", object)
        .param("holder", holder)
        .update();
  }

  private static void held(int written) {
    if (written == 0) {
      throw new LeaseLost();
    }
  }

  /**
   * What a human made of objects.
   *
   * @param vouched the human's word on what became of them; null where the progress says it all
   * @param presentUntil until then the vendor may still show them
   */
  record Handled(
      Progress progress,
      @Nullable String reason,
      @Nullable Fate vouched,
      @Nullable String ground,
      Instant presentUntil) {

    Handled(
        Progress progress, @Nullable String reason, @Nullable Fate vouched, Instant presentUntil) {
      this(progress, reason, vouched, null, presentUntil);
    }
  }

  /** What a human has done, or could not do, with the objects that waited for this work. */
  void handDone(UUID leg, String work, Handled handled) {
    var vouched = handled.vouched();
    sql.sql(
            "update leg_object set state = ?, reason = ?, vouched = ?, refusal_ground = ?,"
                + " present_until = ? where leg_id = ? and state = 'BY_HAND' and reason = ?")
        .param(handled.progress().name())
        .param(handled.reason())
        .param(vouched == null ? null : vouched.name())
        .param(handled.ground())
        .param(Timestamp.from(handled.presentUntil()))
        .param(leg)
        .param(work)
        .update();
  }

  /** Kinds at this leg that wait for the work by hand on earlier ones. */
  Set<String> afterHands(Leg leg) {
    return vendors
        .find(leg.vendor())
        .map(vendor -> vendor.descriptor().afterHands())
        .orElse(Set.of());
  }

  /** Whether an object in an earlier place waits for a human. */
  boolean handsBefore(UUID leg, int ord) {
    return sql.sql(
            "select exists (select 1 from leg_object where leg_id = ? and state = 'BY_HAND' and ord"
                + " < ?)")
        .params(leg, ord)
        .query(Boolean.class)
        .single();
  }

  /**
   * What a human left there on purpose keeps what waited for it: it stays by the same word.
   *
   * @param before the place of the first that was left
   */
  void keptWith(Leg leg, int before, Handled handled) {
    var vouched = handled.vouched();
    sql.sql(
            "update leg_object set state = ?, reason = 'what goes before it was left there by"
                + " decision', vouched = ?, refusal_ground = ? where leg_id = ? and state ="
                + " 'LOCATED' and ord > ? and kind = any(?)")
        .param(handled.progress().name())
        .param(vouched == null ? null : vouched.name())
        .param(handled.ground())
        .param(leg.id())
        .param(before)
        .param(afterHands(leg).toArray(String[]::new))
        .update();
  }

  /** The objects of a manual work, in erase order. */
  List<Held> byHand(UUID leg, String work, Sealer sealer) {
    return sql.sql(
            COLUMNS + " where o.leg_id = ? and o.state = 'BY_HAND' and o.reason = ? order by o.ord")
        .params(leg, work)
        .query((row, n) -> held(row, leg, sealer))
        .list();
  }

  /**
   * What the vendor was at work on when it refused to answer about it is begun anew; the handle
   * stays until the vendor has been told that nobody will ask again.
   */
  void restartProcessing(UUID leg) {
    sql.sql(
            "update leg_object set state = 'LOCATED', poll_at = null"
                + " where leg_id = ? and state = 'PROCESSING'")
        .param(leg)
        .update();
  }

  /** What the vendor refused is to be tried once more. */
  void reopenRefused(UUID leg) {
    sql.sql(
            "update leg_object set state = 'LOCATED', reason = null"
                + " where leg_id = ? and state = 'REFUSED'")
        .param(leg)
        .update();
  }

  /** What the vendor says is erased and a look has just shown is to be erased once more. */
  void reopenPresent(UUID leg) {
    sql.sql(
            "update leg_object set state = 'LOCATED' where leg_id = ?"
                + " and state in ('CLAIMED', 'ABSENT', 'ATTESTED') and seen_absent_at is null"
                + " and unobservable is null")
        .param(leg)
        .update();
  }
}
