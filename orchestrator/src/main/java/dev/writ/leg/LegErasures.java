package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What vendors say they have erased, over all legs of a connection. */
@Component
public class LegErasures {
  /** What can be asked about at a connection, but for the states of its legs. */
  private static final String IN_QUESTION =
      """
      from leg_object o join leg l on l.id = o.leg_id join request r on r.id = l.request_id
      where l.connection_id = ? and l.confirmed_at is not null and r.wrapped_key is not null and o.kind <> all(?)
        and o.state in ('CLAIMED', 'ABSENT') and o.unobservable is null and not o.slow_look
      """;

  /** What a round reads. */
  private static final String MEMBER =
      "l.state in ('VERIFIED_ABSENT', 'UNVERIFIABLE', 'STILL_PRESENT') and o.id > ? and o.id <= ?";

  private final JdbcClient sql;

  LegErasures(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * One object.
   *
   * @param place where it stands in a round
   * @param confirmedAt when the vendor had said so of the whole leg
   * @param seenGone whether the last look at it has shown it as gone
   */
  public record Erased(
      long place, UUID leg, VendorObject object, Instant confirmedAt, boolean seenGone) {}

  /**
   * What is read this time.
   *
   * @param until where the round ends
   * @param left how many of the round come after these
   * @param unread how many are in question and are not read at all: they are there again and wait
   *     for a decision, or cannot be named
   */
  public record Turn(List<Erased> objects, long until, int left, int unread) {}

  private record Row(
      long place, UUID request, UUID leg, byte[] sealed, Instant confirmedAt, boolean seenGone) {

    static Row of(ResultSet row, int n) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getObject("request_id", UUID.class),
          row.getObject("leg_id", UUID.class),
          row.getBytes("sealed"),
          row.getTimestamp("confirmed_at").toInstant(),
          row.getBoolean("seen_gone"));
    }
  }

  private record Count(int members, long until, int undecided) {}

  /**
   * The next of a round, of those that a single read by id shows, of legs that are {@link
   * Leg#watched} or at which the vendor's yes has not come true: what is there again by decision is
   * nobody's broken word. Without those that a human vouches for, and those that cannot be named
   * any more.
   *
   * @param without kinds that are left out
   * @param after the place before the first of them
   * @param until the last place of the round; what is erased later belongs to the next round
   * @param most how many at most
   * @param keys of requests; empty when the key was destroyed
   */
  @Transactional(readOnly = true)
  public Turn turn(
      UUID connection,
      Set<String> without,
      long after,
      long until,
      int most,
      Function<UUID, Optional<Sealer>> keys) {
    var left = without.toArray(String[]::new);
    var round = count(connection, left, after, until);
    var rows = next(connection, left, after, round.until(), most);
    var objects =
        rows.stream()
            .flatMap(row -> keys.apply(row.request()).map(key -> opened(row, key)).stream())
            .toList();
    return new Turn(
        objects,
        round.until(),
        Math.max(0, round.members() - rows.size()),
        round.undecided() + rows.size() - objects.size());
  }

  /**
   * What one leg has erased and a look has shown as gone since: what is held or vouched for, what
   * no look can show and what is there again is not among it.
   *
   * @param sealer the request's own
   */
  @Transactional(readOnly = true)
  public List<VendorObject> seenGone(UUID leg, Sealer sealer) {
    return sql.sql(
            """
            select o.sealed from leg_object o join leg l on l.id = o.leg_id
            where o.leg_id = ? and l.state in ('VERIFIED_ABSENT', 'UNVERIFIABLE')
              and o.state in ('CLAIMED', 'ABSENT', 'ATTESTED') and o.seen_absent_at is not null
            """)
        .param(leg)
        .query((row, n) -> opened(row.getBytes(1), leg, sealer))
        .list();
  }

  private Count count(UUID connection, String[] without, long after, long until) {
    return sql.sql(
            "select count(*) filter (where "
                + MEMBER
                + "), coalesce(max(o.id) filter (where "
                + MEMBER
                + "), ?), count(*) filter (where l.state = 'RESURFACED') "
                + IN_QUESTION)
        .params(after, until, after, until, after, connection, without)
        .query((row, n) -> new Count(row.getInt(1), row.getLong(2), row.getInt(3)))
        .single();
  }

  private List<Row> next(UUID connection, String[] without, long after, long until, int most) {
    return sql.sql(
            "select o.id, l.request_id, o.leg_id, o.sealed, l.confirmed_at,"
                + " o.seen_absent_at is not null as seen_gone "
                + IN_QUESTION
                + " and "
                + MEMBER
                + " order by o.id limit ?")
        .params(connection, without, after, until, most)
        .query(Row::of)
        .list();
  }

  private static Erased opened(Row row, Sealer key) {
    var object = opened(row.sealed(), row.leg(), key);
    return new Erased(row.place(), row.leg(), object, row.confirmedAt(), row.seenGone());
  }

  private static VendorObject opened(byte[] sealed, UUID leg, Sealer key) {
    return VendorHttp.JSON.readValue(key.open(sealed, "object/" + leg), VendorObject.class);
  }
}
