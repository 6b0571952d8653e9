package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Legs by state, and the age of the oldest unfinished one; read from the record a few times a
 * minute.
 */
@Component
class LegGauges {
  private final JdbcClient sql;
  private final Clock clock;
  private volatile Map<LegState, Integer> byState = Map.of();
  private volatile double oldestSeconds;

  LegGauges(JdbcClient sql, Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.sql = sql;
    for (var state : LegState.values()) {
      Gauge.builder("writ.legs", this, g -> g.byState.getOrDefault(state, 0))
          .tag("state", state.name())
          .description("Legs by state")
          .register(metrics);
    }
    Gauge.builder("writ.legs.oldest.unfinished", this, g -> g.oldestSeconds)
        .baseUnit("seconds")
        .description("Age of the request of the oldest unfinished leg; 0 when there is none")
        .register(metrics);
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = 15_000)
  void read() {
    var counts = new EnumMap<LegState, Integer>(LegState.class);
    sql.sql("select state, count(*) from leg group by state")
        .query(
            (RowCallbackHandler)
                row -> {
                  counts.put(LegState.valueOf(row.getString(1)), row.getInt(2));
                });
    byState = counts;
    var unfinished =
        Arrays.stream(LegState.values())
            .filter(s -> !s.ended())
            .map(Enum::name)
            .toArray(String[]::new);
    oldestSeconds =
        sql.sql(
                "select min(r.created_at) from leg l join request r on r.id = l.request_id"
                    + " where l.state = any(?)")
            .param(unfinished)
            .query((row, n) -> row.getTimestamp(1))
            .optional()
            .map(at -> Duration.between(at.toInstant(), clock.instant()).toMillis() / 1000.0)
            .orElse(0.0);
  }
}
