package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The legs that wait for a vendor, searched by an object they hold. Objects lie sealed under their
 * request's key, so those of the event's kind are opened one by one: only legs that wait are
 * candidates, and there are few of them at a time.
 */
@Component
public class WaitingLegs {
  /** More sealed objects than this are not opened for one call; their legs' timers come anyway. */
  private static final int MOST_OPENED = 20_000;

  /** What comes by itself before long is left alone: each look that verifies is counted. */
  private static final Duration BEFORE_LONG = Duration.ofSeconds(30);

  private final JdbcClient sql;
  private final TransactionTemplate transaction;

  WaitingLegs(JdbcClient sql, TransactionTemplate transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  /** An object of a waiting leg, still sealed. */
  private record Candidate(long object, UUID leg, UUID request, byte[] sealed) {}

  /**
   * Makes the legs due now that hold one of these objects and would wait for long yet; no others,
   * and no object of theirs that was not named. Answers their requests.
   *
   * @param sealerOf a request's own sealer
   */
  public Set<UUID> bringForward(
      UUID connection, List<VendorObject> about, Function<UUID, Sealer> sealerOf) {
    var sealers = new HashMap<UUID, Sealer>();
    var holding =
        candidates(connection, about).stream()
            .filter(
                candidate ->
                    holds(candidate, about, sealers.computeIfAbsent(candidate.request(), sealerOf)))
            .toList();
    if (holding.isEmpty()) {
      return Set.of();
    }
    transaction.executeWithoutResult(tx -> dueNow(holding));
    return holding.stream().map(Candidate::request).collect(Collectors.toSet());
  }

  private List<Candidate> candidates(UUID connection, List<VendorObject> about) {
    return sql.sql(
            """
            select o.id, l.id, l.request_id, o.sealed from leg l join leg_object o on o.leg_id = l.id
            where l.connection_id = ? and l.state in ('VENDOR_PROCESSING', 'CONFIRMED_BY_VENDOR')
              and l.next_attempt_at > now() + make_interval(secs => ?)
              and o.kind = any(?) and o.seen_absent_at is null
            order by l.id, o.ord limit ?
            """)
        .param(connection)
        .param(BEFORE_LONG.toSeconds())
        .param(about.stream().map(VendorObject::kind).distinct().toArray(String[]::new))
        .param(MOST_OPENED)
        .query(
            (row, n) ->
                new Candidate(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    row.getBytes(4)))
        .list();
  }

  private static boolean holds(Candidate candidate, List<VendorObject> about, Sealer sealer) {
    var held =
        VendorHttp.JSON.readValue(
            sealer.open(candidate.sealed(), "object/" + candidate.leg()), VendorObject.class);
    return about.stream().anyMatch(named -> same(named, held));
  }

  /** An event may name an object without what contains it. */
  private static boolean same(VendorObject named, VendorObject held) {
    return named.kind().equals(held.kind())
        && named.id().equals(held.id())
        && (named.parent().isEmpty() || named.parent().equals(held.parent()));
  }

  private void dueNow(List<Candidate> holding) {
    sql.sql("update leg_object set poll_at = now() where id = any(?) and poll_at > now()")
        .param(holding.stream().map(Candidate::object).toArray(Long[]::new))
        .update();
    sql.sql(
            """
            update leg set next_attempt_at = now() where id = any(?) and next_attempt_at > now()
              and state in ('VENDOR_PROCESSING', 'CONFIRMED_BY_VENDOR')
            """)
        .param(holding.stream().map(Candidate::leg).distinct().toArray(UUID[]::new))
        .update();
  }
}
