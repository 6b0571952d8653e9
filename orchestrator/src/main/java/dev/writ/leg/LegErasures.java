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

  private final JdbcClient sql;

  LegErasures(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * One object.
   *
   * @param confirmedAt when the vendor had said so of the whole leg
   * @param seenGone whether the last look at it has shown it as gone
   */
  public record Erased(UUID leg, VendorObject object, Instant confirmedAt, boolean seenGone) {}

  /**
   * What is read this time.
   *
   * @param beyond how many more there are that are not read: they wait for their turn, or are there
   *     again and wait for a decision
   */
  public record Turn(List<Erased> objects, int beyond) {}

  private record Row(UUID request, UUID leg, byte[] sealed, Instant confirmedAt, boolean seenGone) {

    static Row of(ResultSet row, int n) throws SQLException {
      return new Row(
          row.getObject("request_id", UUID.class),
          row.getObject("leg_id", UUID.class),
          row.getBytes("sealed"),
          row.getTimestamp("confirmed_at").toInstant(),
          row.getBoolean("seen_gone"));
    }
  }

  /**
   * Those that have waited longest, of those that a single read by id shows, of legs that are
   * {@link Leg#watched} or at which the vendor's yes has not come true: what is there again by
   * decision is nobody's broken word. Without those that a human vouches for, and those that cannot
   * be named any more.
   *
   * @param without kinds that are left out
   * @param most how many at most; each takes its turn
   * @param keys of requests; empty when the key was destroyed
   */
  @Transactional
  public Turn turn(
      UUID connection, Set<String> without, int most, Function<UUID, Optional<Sealer>> keys) {
    var left = without.toArray(String[]::new);
    int all =
        sql.sql(
                "select count(*) "
                    + IN_QUESTION
                    + "and l.state in ('VERIFIED_ABSENT', 'UNVERIFIABLE', 'STILL_PRESENT',"
                    + " 'RESURFACED')")
            .params(connection, left)
            .query(Integer.class)
            .single();
    var taken = take(connection, left, most);
    var objects =
        taken.stream()
            .flatMap(row -> keys.apply(row.request()).map(key -> opened(row, key)).stream())
            .toList();
    return new Turn(objects, Math.max(0, all - objects.size()));
  }

  private List<Row> take(UUID connection, String[] without, int most) {
    return sql.sql(
            "update leg_object o set swept_at = clock_timestamp() from (select o.id, l.request_id,"
                + " l.confirmed_at "
                + IN_QUESTION
                + """
                and l.state in ('VERIFIED_ABSENT', 'UNVERIFIABLE', 'STILL_PRESENT')
                order by o.swept_at nulls first, o.id limit ? for update of o skip locked) due
                where o.id = due.id
                returning due.request_id, o.leg_id, o.sealed, due.confirmed_at, o.seen_absent_at is not null as seen_gone
                """)
        .params(connection, without, most)
        .query(Row::of)
        .list();
  }

  private static Erased opened(Row row, Sealer key) {
    var object =
        VendorHttp.JSON.readValue(
            key.open(row.sealed(), "object/" + row.leg()), VendorObject.class);
    return new Erased(row.leg(), object, row.confirmedAt(), row.seenGone());
  }
}
