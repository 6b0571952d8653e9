package dev.writ.suppression;

import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How fast a token may ask: so that a list of guessed addresses is not tried out. The record keeps
 * when a token is free again, so that all processes together keep the limit.
 */
@Component
class SuppressionPace {
  /** So many seconds' worth may be asked at once after a rest. */
  private static final double BURST_SECONDS = 10;

  private final JdbcClient sql;
  private final double rate;

  SuppressionPace(JdbcClient sql, WritSettings settings) {
    this.sql = sql;
    this.rate = settings.suppression().rate();
  }

  /**
   * Takes so many questions.
   *
   * @throws Problem rate-limited, with the time to wait; nothing is taken then
   */
  void take(UUID token, int questions) {
    var cost = questions / rate;
    // The longest question is let through by a token that has rested.
    var burst = Math.max(0, BURST_SECONDS - cost);
    int taken =
        sql.sql(
                """
                insert into suppression_pace (token_id, free_at)
                values (:token, now() + make_interval(secs => :cost))
                on conflict (token_id) do update
                set free_at = greatest(suppression_pace.free_at, now()) + make_interval(secs => :cost)
                where suppression_pace.free_at <= now() + make_interval(secs => :burst)
                """)
            .param("token", token)
            .param("cost", cost)
            .param("burst", burst)
            .update();
    if (taken == 0) {
      throw Problem.rateLimited(secondsLeft(token, burst));
    }
  }

  private int secondsLeft(UUID token, double burst) {
    return sql.sql(
            """
            select greatest(1, ceil(extract(epoch from free_at - now()) - ?))::int
            from suppression_pace where token_id = ?
            """)
        .params(burst, token)
        .query(Integer.class)
        .single();
  }
}
