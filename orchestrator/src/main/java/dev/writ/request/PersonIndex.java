package dev.writ.request;

import dev.writ.ledger.PersonHashes;
import dev.writ.vendor.spi.Identifier;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose request it is, by keyed hash of each identifier, so that two requests of one person can be
 * known as such. Hashes of this purpose cannot be compared with the ledger's or with those of the
 * erased. Callers hold the transaction.
 */
@Component
class PersonIndex {
  /** Requests further apart are never excessive (EDPB Guidelines 01/2022, paragraph 185). */
  static final Period WITHIN = Period.ofMonths(12);

  private static final int MOST_SHOWN = 20;
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final PersonHashes hashes;
  private final Clock clock;

  PersonIndex(JdbcClient sql, JdbcTemplate batches, PersonHashes hashes, Clock clock) {
    this.sql = sql;
    this.batches = batches;
    this.hashes = hashes;
    this.clock = clock;
  }

  /**
   * One identifier as it is indexed.
   *
   * @param vendor whom it is meant for; empty: everybody
   * @param was how earlier versions indexed it, where that is another hash
   */
  record Mark(byte[] person, String vendor, byte @Nullable [] was) {
    private LongStream locks() {
      return Stream.of(Optional.of(person), Optional.ofNullable(was))
          .flatMap(Optional::stream)
          .mapToLong(hash -> ByteBuffer.wrap(hash).getLong());
    }
  }

  /**
   * Earlier requests of the same person and kind.
   *
   * @param count how many
   * @param requests those of them whose keys are kept, the latest first
   */
  record Earlier(int count, LocalDate since, List<UUID> requests) {}

  List<Mark> marks(List<SubjectIdentifierLine> lines) {
    return lines.stream().map(this::mark).toList();
  }

  /** A vendor's user id means nobody elsewhere. */
  private Mark mark(SubjectIdentifierLine line) {
    var vendor = line.vendor() == null ? "" : line.vendor();
    var purpose =
        line.type() == Identifier.Type.VENDOR_USER_ID && !vendor.isEmpty()
            ? "request/" + vendor
            : "request";
    var person = new Identifier(line.type(), line.value());
    return new Mark(
        hashes.of(purpose, person), vendor, hashes.before(purpose, person).orElse(null));
  }

  /**
   * Until the transaction ends nobody else files, or proves to be, a person of one of these
   * identifiers. Taken in one order by all, so that two never wait for each other.
   */
  void lock(List<Mark> marks) {
    marks.stream()
        .flatMapToLong(Mark::locks)
        .distinct()
        .sorted()
        .forEach(key -> sql.sql("select pg_advisory_xact_lock(?)").param(key).query(rows -> {}));
  }

  /** The same for the person of a request that was filed before. */
  void lock(UUID request) {
    lock(
        sql.sql("select person, vendor, was from request_person where request_id = ?")
            .param(request)
            .query((row, n) -> new Mark(row.getBytes(1), row.getString(2), row.getBytes(3)))
            .list());
  }

  void enter(UUID request, List<Mark> marks) {
    batches.batchUpdate(
        "insert into request_person (person, vendor, was, request_id) values (?,?,?,?)"
            + " on conflict do nothing",
        marks.stream()
            .map(mark -> new @Nullable Object[] {mark.person(), mark.vendor(), mark.was(), request})
            .toList());
  }

  /** What the person asked for before; empty when nobody can say any more whose request it is. */
  Optional<Earlier> findEarlier(DataSubjectRequest request) {
    if (!indexed(request.id())) {
      return Optional.empty();
    }
    var since = request.receivedOn().minus(WITHIN);
    var known =
        sql.sql(
                """
                select r.id from request r, request mine where mine.id = ? and r.seq < mine.seq and r.kind = mine.kind
                  and r.received_on > ? and r.received_on <= mine.received_on and r.id in (
                    select p.request_id from request_person m join request_person p on p.person in (m.person, m.was)
                    where m.request_id = mine.id)
                order by r.seq desc
                """)
            .params(request.id(), since)
            .query(UUID.class)
            .list();
    int unknown =
        sql.sql(
                """
                select count(distinct f.filing) from request_person m join earlier_filing f on f.person in (m.person, m.was)
                where m.request_id = ? and f.kind = ? and f.received_on > ? and f.received_on <= ?
                """)
            .params(request.id(), request.kind(), since, request.receivedOn())
            .query(Integer.class)
            .single();
    var shown = known.subList(0, Math.min(known.size(), MOST_SHOWN));
    return Optional.of(new Earlier(known.size() + unknown, since, List.copyOf(shown)));
  }

  private boolean indexed(UUID request) {
    return sql.sql("select exists (select 1 from request_person where request_id = ?)")
        .param(request)
        .query(Boolean.class)
        .single();
  }

  /** Nobody can say any more whose request it was, only that this person asked on that day. */
  void unlink(UUID request) {
    sql.sql(
            """
            insert into earlier_filing (person, filing, kind, received_on)
            select distinct p.person, ?::uuid, r.kind, r.received_on
            from request_person p join request r on r.id = p.request_id where r.id = ? and r.received_on > ?
            """)
        .params(UUID.randomUUID(), request, yearAgo())
        .update();
    sql.sql("delete from request_person where request_id = ?").param(request).update();
  }

  /** What is too long ago to be counted is forgotten. */
  void forget() {
    sql.sql("delete from earlier_filing where received_on <= ?").param(yearAgo()).update();
  }

  private LocalDate yearAgo() {
    return LocalDate.now(clock).minus(WITHIN);
  }
}
