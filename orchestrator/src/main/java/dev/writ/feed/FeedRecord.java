package dev.writ.feed;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.VendorFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The feed table. One reader at a time holds a feed's lease, and every write of a reader is refused
 * once it has lost it. Times are the database's.
 */
@Component
class FeedRecord {
  /** How long a feed rests when its reader was killed: a reader that lives renews its lease. */
  static final Duration TERM = Duration.ofSeconds(15);

  private final JdbcClient sql;
  private final Vault vault;

  FeedRecord(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /**
   * Makes sure that these connections have a row; a new one is due at once. A connection that leads
   * elsewhere since has another feed, which is read from its beginning: whoever reads the old one
   * has lost it.
   */
  void open(Collection<UUID> connections) {
    var ids = connections.toArray(UUID[]::new);
    sql.sql(
            """
            insert into feed (connection_id, address_since)
            select id, address_since from connection where id = any(?) order by id on conflict do nothing
            """)
        .param(ids)
        .update();
    sql.sql(
            """
            update feed f set address_since = c.address_since, cursor = null, created_at = now(), read_at = null,
              next_at = now(), failure = null, failed_at = null, failures = 0, lease_holder = null, leased_until = null
            from connection c where c.id = f.connection_id and c.id = any(?) and c.address_since <> f.address_since
            """)
        .param(ids)
        .update();
  }

  /** Those of these whose turn has come and that nobody reads. */
  List<UUID> due(Collection<UUID> connections) {
    return sql.sql(
            """
            select connection_id from feed where connection_id = any(?) and next_at <= now()
              and (leased_until is null or leased_until < now()) order by next_at
            """)
        .param(connections.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  Optional<FeedState> find(UUID connection) {
    return sql.sql(
            "select entries, refused, read_at, next_at, failure, failed_at from feed where"
                + " connection_id = ?")
        .param(connection)
        .query(FeedRecord::row)
        .optional();
  }

  /**
   * How a feed stands beside a search that is to come.
   *
   * @param fresh read to its end a short while ago, or since the search began to wait
   * @param waitedOut the search has waited long enough
   * @param failedLately the last attempt failed a short while ago
   * @param failure why the last attempt failed
   */
  record Standing(
      boolean fresh, boolean waitedOut, boolean failedLately, Optional<String> failure) {
    /** Whether trying again soon would not help. */
    boolean lasting() {
      return failure
          .filter(
              word ->
                  Arrays.stream(VendorFailure.Kind.values())
                      .noneMatch(kind -> kind.retryable() && kind.name().equals(word)))
          .isPresent();
    }
  }

  /**
   * How the feed of the connection's present address stands.
   *
   * @param since when the search began to wait, by the database's clock
   * @param fresh how long ago is a short while ago
   * @param patience how long is long enough
   */
  Standing standing(UUID connection, Instant since, Duration fresh, Duration patience) {
    return sql.sql(
            """
            select coalesce(f.read_at > w.lately or f.read_at >= w.since, false) as fresh, w.since <= w.patient as waited_out,
              coalesce(f.failed_at > w.lately, false) as failed_lately, f.failure
            from connection c
            cross join (select cast(? as timestamptz) as since, now() - make_interval(secs => ?) as lately,
              now() - make_interval(secs => ?) as patient) w
            left join feed f on f.connection_id = c.id and f.address_since = c.address_since
            where c.id = ?
            """)
        .params(Timestamp.from(since), seconds(fresh), seconds(patience), connection)
        .query(
            (row, n) ->
                new Standing(
                    row.getBoolean("fresh"),
                    row.getBoolean("waited_out"),
                    row.getBoolean("failed_lately"),
                    Optional.ofNullable(row.getString("failure"))))
        .single();
  }

  /** Makes it due. */
  void dueNow(UUID connection) {
    sql.sql("update feed set next_at = now() where connection_id = ? and next_at > now()")
        .param(connection)
        .update();
  }

  /** Since when each feed of an active connection has not been read to its end. */
  Map<UUID, Instant> unreadSince() {
    return sql
        .sql(
            """
            select f.connection_id, coalesce(f.read_at, f.created_at)
            from feed f join connection c on c.id = f.connection_id where c.state = 'ACTIVE'
            """)
        .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Takes a due feed; false when it is not due, or another reader has it. */
  boolean take(UUID connection, UUID holder) {
    return sql.sql(
                """
                update feed set lease_holder = ?, leased_until = now() + make_interval(secs => ?)
                where connection_id = ? and next_at <= now()
                  and (leased_until is null or leased_until < now())
                """)
            .params(holder, TERM.toSeconds(), connection)
            .update()
        == 1;
  }

  /** The holder is still at work; without effect when it has lost the feed. */
  void renew(UUID connection, UUID holder) {
    sql.sql(
            "update feed set leased_until = now() + make_interval(secs => ?)"
                + " where connection_id = ? and lease_holder = ?")
        .params(TERM.toSeconds(), connection, holder)
        .update();
  }

  /** Where the next portion begins; empty at the very first. */
  String cursor(UUID connection) {
    return sql.sql("select cursor from feed where connection_id = ? and cursor is not null")
        .param(connection)
        .query((row, n) -> row.getBytes(1))
        .optional()
        .map(cipher -> vault.standing("feed").open(cipher, "feed/" + connection))
        .orElse("");
  }

  /**
   * Counts new entries, in the transaction that appends them.
   *
   * @throws LeaseGone so that the transaction ends without effect
   */
  void entered(UUID connection, UUID holder, int entries) {
    held(
        sql.sql(
                """
                update feed set entries = entries + ?, leased_until = now() + make_interval(secs => ?)
                where connection_id = ? and lease_holder = ?
                """)
            .params(entries, TERM.toSeconds(), connection, holder)
            .update());
  }

  /** Moves the cursor on, in the transaction that appends the portion's last entries. */
  void advance(UUID connection, UUID holder, String cursor, int refused) {
    held(
        sql.sql(
                """
                update feed set cursor = ?, refused = refused + ?, failures = 0 where connection_id = ? and lease_holder = ?
                """)
            .params(
                vault.standing("feed").seal(cursor, "feed/" + connection),
                refused,
                connection,
                holder)
            .update());
  }

  /** Read to its end: the feed is free, and due again after {@code wait}. */
  void ended(UUID connection, UUID holder, Duration wait) {
    sql.sql(
            """
            update feed set read_at = now(), failure = null, failed_at = null, failures = 0, lease_holder = null,
              leased_until = null, next_at = now() + make_interval(secs => ?) where connection_id = ? and lease_holder = ?
            """)
        .params(seconds(wait), connection, holder)
        .update();
  }

  /** How often in a row it failed and got no further. */
  int failures(UUID connection) {
    return sql.sql("select failures from feed where connection_id = ?")
        .param(connection)
        .query(Integer.class)
        .single();
  }

  /** Not read to its end: the cursor stays where the last whole portion ended. */
  void failed(UUID connection, UUID holder, Duration wait, String failure) {
    sql.sql(
            """
            update feed set failure = ?, failed_at = now(), failures = failures + 1, lease_holder = null,
              leased_until = null, next_at = now() + make_interval(secs => ?) where connection_id = ? and lease_holder = ?
            """)
        .params(failure, seconds(wait), connection, holder)
        .update();
  }

  /** Given back unread, and still due, for whoever comes next. */
  void release(UUID connection, UUID holder) {
    sql.sql(
            "update feed set lease_holder = null, leased_until = null"
                + " where connection_id = ? and lease_holder = ?")
        .params(connection, holder)
        .update();
  }

  /** What a feed failed for is mended: it is tried again now. */
  void retryNow(UUID connection) {
    sql.sql(
            "update feed set next_at = now(), failure = null, failed_at = null, failures = 0"
                + " where connection_id = ? and failure is not null")
        .param(connection)
        .update();
  }

  private static double seconds(Duration wait) {
    return wait.toMillis() / 1000.0;
  }

  private static void held(int rows) {
    if (rows != 1) {
      throw new LeaseGone();
    }
  }

  private static FeedState row(ResultSet row, int n) throws SQLException {
    return new FeedState(
        row.getLong("entries"),
        row.getLong("refused"),
        instant(row.getTimestamp("read_at")),
        row.getTimestamp("next_at").toInstant(),
        Optional.ofNullable(row.getString("failure")),
        instant(row.getTimestamp("failed_at")));
  }

  private static Optional<Instant> instant(@Nullable Timestamp at) {
    return Optional.ofNullable(at).map(Timestamp::toInstant);
  }
}
