package dev.writ.leg;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One attempt at a time works on a leg (a drill, an offboarding), whatever the engine believes: an
 * engine that forgot everything starts it anew while an attempt it no longer knows may still be
 * calling the vendor. A lease that is not renewed runs out.
 */
public final class Lease {
  private static final Duration TERM = Duration.ofSeconds(15);
  private final JdbcClient sql;
  private final String table;

  /**
   * @param table what is leased by its {@code id}, in {@code lease_holder} and {@code leased_until}
   */
  public Lease(JdbcClient sql, String table) {
    this.sql = sql;
    this.table = table;
  }

  /** Takes it; when another attempt holds it, answers how long to wait before asking again. */
  public Optional<Duration> take(UUID id, UUID holder) {
    int taken =
        update(
            "set lease_holder = ?, leased_until = now() + make_interval(secs => ?)"
                + " where id = ? and (leased_until is null or leased_until < now())",
            holder,
            TERM.toSeconds(),
            id);
    return taken == 1 ? Optional.empty() : Optional.of(TERM.dividedBy(5));
  }

  /** Extends the term; false when another attempt has taken it meanwhile. */
  public boolean renew(UUID id, UUID holder) {
    return update(
            "set leased_until = now() + make_interval(secs => ?) where id = ? and lease_holder = ?",
            TERM.toSeconds(),
            id,
            holder)
        == 1;
  }

  public void release(UUID id, UUID holder) {
    update(
        "set lease_holder = null, leased_until = null where id = ? and lease_holder = ?",
        id,
        holder);
  }

  private int update(String change, Object... values) {
    return sql.sql("update " + table + " " + change).params(values).update();
  }
}
