package dev.writ.offboarding;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was read out of the objects: sealed records, and files by reference. */
@Component
class Luggage {
  private final JdbcClient sql;
  private final JdbcTemplate batches;

  Luggage(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  /** How far the reading of one object has come. */
  enum Taken {
    TAKEN,
    BY_HAND,
    IMPOSSIBLE
  }

  /** One sealed record of an object. */
  record Piece(long object, int part, byte[] sealed) {}

  /**
   * What became of one object; {@code taken} is null while the vendor prepares it.
   *
   * @param waiting pieces that are not written yet
   * @param pieces how many there are in all
   */
  record Read(
      long object,
      @Nullable Taken taken,
      @Nullable String reason,
      byte @Nullable [] handle,
      @Nullable Instant pollAt,
      List<Piece> waiting,
      int pieces) {}

  /** The next that are due to be read, in the order in which they were found. */
  List<Stock.Item> due(UUID id, Instant now, int most, Sealer sealer) {
    return sql.sql(
            """
            select o.*, false as unsettled from offboarding_object o where o.offboarding_id = ? and o.taken is null
              and (o.poll_at is null or o.poll_at <= ?) order by o.id limit ?
            """)
        .params(id, Timestamp.from(now), most)
        .query((row, n) -> Stock.item(row, id, sealer))
        .list();
  }

  boolean anyUntaken(UUID id) {
    return sql.sql(
            "select exists (select 1 from offboarding_object where offboarding_id = ? and taken is"
                + " null)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  Optional<Instant> firstDue(UUID id) {
    return sql.sql(
            "select min(poll_at) from offboarding_object where offboarding_id = ? and taken is"
                + " null")
        .param(id)
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  int count(UUID id, Taken taken) {
    return sql.sql("select count(*) from offboarding_object where offboarding_id = ? and taken = ?")
        .params(id, taken.name())
        .query(Integer.class)
        .single();
  }

  long records(UUID id) {
    return sql.sql("select count(*) from offboarding_record where offboarding_id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  /** What an attempt that broke off has left of these; the caller holds the lease. */
  void forget(Collection<Stock.Item> items) {
    var ids = items.stream().map(Stock.Item::id).toArray(Long[]::new);
    sql.sql("delete from offboarding_record where object_id = any(?)").param(ids).update();
    sql.sql(
            """
            with gone as (delete from offboarding_file where object_id = any(?) returning file_id)
            delete from sealed_file where id in (select file_id from gone)
              and not exists (select 1 from manual_task_evidence e where e.file_id = sealed_file.id)
            """)
        .param(ids)
        .update();
  }

  void add(UUID id, List<Piece> pieces) {
    batches.batchUpdate(
        "insert into offboarding_record (offboarding_id, object_id, part, sealed) values (?,?,?,?)",
        pieces.stream()
            .map(piece -> new Object[] {id, piece.object(), piece.part(), piece.sealed()})
            .toList());
  }

  void addFile(UUID id, @Nullable Long object, int part, UUID file, byte[] name, String type) {
    sql.sql(
            "insert into offboarding_file (offboarding_id, object_id, part, file_id, name,"
                + " media_type) values (?,?,?,?,?,?) on conflict do nothing")
        .param(id)
        .param(object)
        .param(part)
        .param(file)
        .param(name)
        .param(type)
        .update();
  }

  /** Records what became of them, in the caller's transaction. */
  void settle(UUID id, Collection<Read> reads) {
    add(id, reads.stream().flatMap(read -> read.waiting().stream()).toList());
    batches.batchUpdate(
        "update offboarding_object set taken = ?, taken_reason = ?, taken_pieces = ?, handle = ?,"
            + " poll_at = ? where id = ?",
        reads.stream()
            .map(
                read ->
                    new Object[] {
                      read.taken() == null ? null : read.taken().name(),
                      read.reason(),
                      read.taken() == Taken.TAKEN ? read.pieces() : null,
                      read.handle(),
                      read.pollAt() == null ? null : Timestamp.from(read.pollAt()),
                      read.object()
                    })
            .toList());
  }

  List<VendorObject> byHand(UUID id, String work, int most, Sealer sealer) {
    return sql.sql(
            "select o.*, false as unsettled from offboarding_object o where o.offboarding_id = ?"
                + " and o.taken = 'BY_HAND' and o.taken_reason = ? order by o.id limit ?")
        .params(id, work, most)
        .query((row, n) -> Stock.item(row, id, sealer).object())
        .list();
  }

  /** What a human has fetched, or could not. */
  void handDone(UUID id, String work, Taken taken, @Nullable String reason) {
    sql.sql(
            "update offboarding_object set taken = ?, taken_reason = ? where offboarding_id = ?"
                + " and taken = 'BY_HAND' and taken_reason = ?")
        .param(taken.name())
        .param(reason)
        .param(id)
        .param(work)
        .update();
  }

  /** Handles were the export's own: the erase begins without one. */
  void closed(UUID id) {
    sql.sql(
            "update offboarding_object set handle = null, poll_at = null where offboarding_id = ?"
                + " and state in ('FOUND', 'ABSENT') and handle is not null")
        .param(id)
        .update();
  }

  /** Of how many objects not everything that was read out lies here. */
  long incomplete(UUID id) {
    return sql.sql(
            """
            select count(*) from offboarding_object o where o.offboarding_id = ? and o.taken_pieces is not null
              and o.taken_pieces <> (select count(*) from offboarding_record r where r.object_id = o.id)
                + (select count(*) from offboarding_file f where f.object_id = o.id)
            """)
        .param(id)
        .query(Long.class)
        .single();
  }

  /** Those of which not everything lies here are read out again. */
  void takeAgain(UUID id) {
    sql.sql(
            """
            update offboarding_object o set taken = null, taken_pieces = null where o.offboarding_id = ?
              and o.taken_pieces <> (select count(*) from offboarding_record r where r.object_id = o.id)
                + (select count(*) from offboarding_file f where f.object_id = o.id)
            """)
        .param(id)
        .update();
  }

  /** Files that were kept when a process was killed, and that nothing names. */
  void forgetUnnamed(UUID id) {
    sql.sql(
            """
            delete from sealed_file where owner = ?
              and not exists (select 1 from offboarding_file f where f.file_id = sealed_file.id)
              and not exists (select 1 from manual_task_evidence e where e.file_id = sealed_file.id)
            """)
        .param("offboarding/" + id)
        .update();
  }

  /** What was taken home is no more, not even where a manual task shows the same file. */
  void destroy(UUID id) {
    sql.sql(
            "delete from sealed_portion where file_id in"
                + " (select file_id from offboarding_file where offboarding_id = ?)")
        .param(id)
        .update();
    drop(id);
  }

  /** The content of every file under the offboarding's key; sizes and sums stay. */
  void destroyFiles(UUID id) {
    sql.sql(
            "delete from sealed_portion where file_id in"
                + " (select id from sealed_file where owner = ?)")
        .param("offboarding/" + id)
        .update();
  }

  /** Nothing is taken home after all. */
  void drop(UUID id) {
    sql.sql("delete from offboarding_record where offboarding_id = ?").param(id).update();
    sql.sql(
            """
            with gone as (delete from offboarding_file where offboarding_id = ? returning file_id)
            delete from sealed_file where id in (select file_id from gone)
              and not exists (select 1 from manual_task_evidence e where e.file_id = sealed_file.id)
            """)
        .param(id)
        .update();
    forgetUnnamed(id);
  }
}
