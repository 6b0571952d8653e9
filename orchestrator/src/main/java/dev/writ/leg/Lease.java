package dev.writ.leg;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One attempt at a time works on a leg, whatever the engine believes: an engine that forgot
 * everything starts a leg anew while an attempt it no longer knows may still be calling the vendor.
 * A lease that is not renewed runs out.
 */
@Component
class Lease {
  private static final Duration TERM = Duration.ofSeconds(15);
  private final JdbcClient sql;

  Lease(JdbcClient sql) {
    this.sql = sql;
  }

  /** Takes the leg; when another attempt holds it, answers how long to wait before asking again. */
  Optional<Duration> take(UUID leg, UUID holder) {
    int taken =
        sql.sql(
                """
                update leg set lease_holder = ?, leased_until = now() + make_interval(secs => ?)
                where id = ? and (leased_until is null or leased_until < now())
                """)
            .params(holder, TERM.toSeconds(), leg)
            .update();
    return taken == 1 ? Optional.empty() : Optional.of(TERM.dividedBy(5));
  }

  /** Extends the term; false when another attempt has taken the leg meanwhile. */
  boolean renew(UUID leg, UUID holder) {
    return sql.sql(
                "update leg set leased_until = now() + make_interval(secs => ?)"
                    + " where id = ? and lease_holder = ?")
            .params(TERM.toSeconds(), leg, holder)
            .update()
        == 1;
  }

  void release(UUID leg, UUID holder) {
    sql.sql(
            "update leg set lease_holder = null, leased_until = null where id = ? and lease_holder = ?")
        .params(leg, holder)
        .update();
  }
}
