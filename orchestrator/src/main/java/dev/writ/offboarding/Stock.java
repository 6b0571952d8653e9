package dev.writ.offboarding;

import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The objects that were found at the vendor, sealed, and the intent before each erase. */
@Component
class Stock {
  static final String COLUMNS =
      """
      select o.*,
        exists (select 1 from offboarding_call c where c.object_id = o.id and c.settled_at is null) as unsettled
      from offboarding_object o
      """;
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final Vault vault;

  Stock(JdbcClient sql, JdbcTemplate batches, Vault vault) {
    this.sql = sql;
    this.batches = batches;
    this.vault = vault;
  }

  /** What leads to an object, and what becomes of one that is known. */
  enum Entry {
    /** A list that shows it: what is said to be gone is erased again. */
    LISTED(again("'CLAIMED', 'ABSENT', 'ATTESTED'"), true),
    /**
     * A list that names it whether or not it is there, which nothing shows: a human's word stands.
     */
    NAMED(again("'CLAIMED', 'ABSENT'"), true),
    /** A list that is no evidence of it: what a look by its id has shown, or will, stands. */
    SEEN_BY_ID("do update set seen_by_id = true where not offboarding_object.seen_by_id", true),
    /** The ledger alone: it stays as it is. */
    LEDGERED("do nothing", false);

    private final String conflict;
    private final boolean listed;

    Entry(String conflict, boolean listed) {
      this.conflict = conflict;
      this.listed = listed;
    }

    private static String again(String states) {
      return "do update set state = 'FOUND', times = offboarding_object.times + 1, handle = null,"
          + " poll_at = null, seen_absent_at = null where offboarding_object.state in ("
          + states
          + ")";
    }
  }

  /** How far one object has come. */
  enum Progress {
    FOUND,
    PROCESSING,
    CLAIMED,
    ABSENT,
    ATTESTED,
    BY_HAND,
    IMPOSSIBLE,
    REFUSED,
    /** Erased several times, and the vendor shows it still. */
    STAYS
  }

  /**
   * One object.
   *
   * @param unsettled an erase was intended and its answer never recorded
   * @param handle what a slow vendor gave to ask again with
   */
  record Item(
      long id,
      VendorObject object,
      Progress progress,
      boolean unsettled,
      Optional<String> handle,
      int times) {}

  /** What became of one object. */
  record Settled(
      long id,
      Progress progress,
      @Nullable String reason,
      byte @Nullable [] handle,
      @Nullable Instant pollAt) {}

  /**
   * Enters what the ledger knows of kinds that the lists show, and the lists did not: it is said to
   * be gone by no more than their silence, and is looked at by its id before that is believed.
   */
  void enterMissing(
      UUID id, List<VendorObject> objects, ToIntFunction<VendorObject> rank, Sealer sealer) {
    batches.batchUpdate(
        "insert into offboarding_object (offboarding_id, rank, kind, object, sealed, listed, state,"
            + " times) values (?,?,?,?,?,false,'ABSENT',0) on conflict (offboarding_id, object) do"
            + " nothing",
        objects.stream()
            .map(
                o ->
                    new Object[] {
                      id,
                      rank.applyAsInt(o),
                      o.kind(),
                      hash(o),
                      sealer.seal(VendorHttp.JSON.writeValueAsString(o), "object/" + id)
                    })
            .toList());
  }

  /** Enters what a page named; how many are to be dealt with that were not. */
  long enter(
      UUID id,
      List<VendorObject> objects,
      ToIntFunction<VendorObject> rank,
      Sealer sealer,
      Entry entry) {
    var changed =
        batches.batchUpdate(
            "insert into offboarding_object (offboarding_id, rank, kind, object, sealed, listed,"
                + " seen_by_id, state) values (?,?,?,?,?,?,?,'FOUND')"
                + " on conflict (offboarding_id, object) "
                + entry.conflict,
            objects.stream()
                .map(
                    o ->
                        new Object[] {
                          id,
                          rank.applyAsInt(o),
                          o.kind(),
                          hash(o),
                          sealer.seal(VendorHttp.JSON.writeValueAsString(o), "object/" + id),
                          entry.listed,
                          entry == Entry.SEEN_BY_ID
                        })
                .toList());
    return Arrays.stream(changed).filter(n -> n > 0).count();
  }

  /** The account as a whole, which a human empties because no list shows what is in it. */
  void accountByHand(UUID id, String work, Sealer sealer) {
    var account = new VendorObject("account", id.toString());
    sql.sql(
            "insert into offboarding_object (offboarding_id, rank, kind, object, sealed, listed,"
                + " state, reason, unobservable, taken) values"
                + " (?,0,?,?,?,false,'BY_HAND',?,?,'IMPOSSIBLE') on conflict do nothing")
        .param(id)
        .param(account.kind())
        .param(hash(account))
        .param(sealer.seal(VendorHttp.JSON.writeValueAsString(account), "object/" + id))
        .param(work)
        .param("no list shows what an account holds")
        .update();
  }

  byte[] hash(VendorObject object) {
    return vault.hash("offboarding", object.kind(), object.parent(), object.id());
  }

  /** The next that are due to be erased, all of one kind: the first in erase order that is open. */
  List<Item> due(UUID id, Instant now, int most, Sealer sealer) {
    return sql.sql(
            COLUMNS
                + """
                 where o.offboarding_id = :id and o.state in ('FOUND', 'PROCESSING')
                  and o.rank = (select min(rank) from offboarding_object
                    where offboarding_id = :id and state in ('FOUND', 'PROCESSING'))
                  and (o.poll_at is null or o.poll_at <= :now)
                order by o.id limit :most
                """)
        .param("id", id)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query((row, n) -> item(row, id, sealer))
        .list();
  }

  /** When the first object that is waited for is due; empty when none is open. */
  Optional<Instant> firstDue(UUID id) {
    return sql.sql(
            "select min(poll_at) from offboarding_object where offboarding_id = ?"
                + " and state in ('FOUND', 'PROCESSING')")
        .param(id)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  int count(UUID id, Progress... states) {
    return sql.sql(
            "select count(*) from offboarding_object where offboarding_id = ? and state = any(?)")
        .param(id)
        .param(Arrays.stream(states).map(Enum::name).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  /** Written and committed before the vendor is asked to erase; the caller holds the lease. */
  void intend(UUID id, Collection<Item> items) {
    batches.batchUpdate(
        "insert into offboarding_call (offboarding_id, operation, object_id) values (?,'ERASE',?)",
        items.stream().map(item -> new Object[] {id, item.id()}).toList());
  }

  /** Records what became of them and closes their intents, in the caller's transaction. */
  void settle(Collection<Settled> settled) {
    batches.batchUpdate(
        "update offboarding_object set state = ?, reason = ?, handle = ?, poll_at = ? where id = ?",
        settled.stream()
            .map(
                one ->
                    new Object[] {
                      one.progress().name(),
                      one.reason(),
                      one.handle(),
                      one.pollAt() == null ? null : Timestamp.from(one.pollAt()),
                      one.id()
                    })
            .toList());
    batches.batchUpdate(
        "update offboarding_call set settled_at = now(), outcome = ? where object_id = ?"
            + " and settled_at is null",
        settled.stream()
            .filter(one -> one.progress() != Progress.FOUND)
            .map(one -> new Object[] {one.progress().name(), one.id()})
            .toList());
  }

  /** The vendor refused without acting: the intents are closed, the objects stay as they are. */
  void notActed(Collection<Long> objects) {
    sql.sql(
            "update offboarding_call set settled_at = now(), outcome = 'REFUSED'"
                + " where object_id = any(?) and settled_at is null")
        .param(objects.toArray(Long[]::new))
        .update();
  }

  /** A person looked: what was refused is tried again, and what stays is erased again. */
  void reopenRefused(UUID id) {
    sql.sql(
            "update offboarding_object set state = 'FOUND', reason = null, times = 1 where"
                + " offboarding_id = ? and state in ('REFUSED', 'STAYS')")
        .param(id)
        .update();
  }

  /** A person accepts that what is still open stays at the vendor. */
  void leaveBehind(UUID id, String reason) {
    sql.sql(
            "with left_open as (update offboarding_call set settled_at = now(), outcome = 'LEFT'"
                + " where offboarding_id = ? and settled_at is null)"
                + " update offboarding_object set state = 'STAYS', reason = coalesce(reason, ?)"
                + " where offboarding_id = ? and state in ('FOUND', 'PROCESSING', 'REFUSED')")
        .params(id, reason, id)
        .update();
  }

  /** What was left behind becomes a human's work; how many that are. */
  int handOverWhatStays(UUID id, String work) {
    return sql.sql(
            "update offboarding_object set state = 'BY_HAND', reason = ? where offboarding_id = ?"
                + " and state in ('STAYS', 'REFUSED')")
        .params(work, id)
        .update();
  }

  /** What a human has done, or could not do, with the objects that waited for this work. */
  void handDone(UUID id, String work, Progress progress, @Nullable String reason) {
    sql.sql(
            "update offboarding_object set state = ?, reason = ? where offboarding_id = ?"
                + " and state = 'BY_HAND' and reason = ?")
        .param(progress.name())
        .param(reason)
        .param(id)
        .param(work)
        .update();
  }

  List<VendorObject> byHand(UUID id, String work, int most, Sealer sealer) {
    return sql.sql(
            COLUMNS
                + " where o.offboarding_id = ? and o.state = 'BY_HAND' and o.reason = ? order by"
                + " o.id limit ?")
        .params(id, work, most)
        .query((row, n) -> item(row, id, sealer).object())
        .list();
  }

  static Item item(ResultSet row, UUID id, Sealer sealer) throws SQLException {
    var handle = row.getBytes("handle");
    return new Item(
        row.getLong("id"),
        VendorHttp.JSON.readValue(
            sealer.open(row.getBytes("sealed"), "object/" + id), VendorObject.class),
        Progress.valueOf(row.getString("state")),
        row.getBoolean("unsettled"),
        handle == null ? Optional.empty() : Optional.of(sealer.open(handle, "handle/" + id)),
        row.getInt("times"));
  }
}
