package dev.writ.leg;

import dev.writ.lifecycle.LegState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Legs by state, and the age of the oldest unfinished one. Legs at work are few and are counted a
 * few times a minute, by index; those that have ended are all there ever were, and are counted now
 * and then.
 */
@Component
class LegGauges {
  private static final String[] AT_WORK = names(state -> !state.ended());
  private static final String[] ENDED = names(LegState::ended);

  private final JdbcClient sql;
  private final Clock clock;
  private final Map<LegState, Integer> byState = new ConcurrentHashMap<>();
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
    count(AT_WORK);
    oldestSeconds =
        sql.sql(
                "select min(r.created_at) from leg l join request r on r.id = l.request_id"
                    + " where l.state = any(?)")
            .param(AT_WORK)
            .query((row, n) -> row.getTimestamp(1))
            .optional()
            .map(at -> Duration.between(at.toInstant(), clock.instant()).toMillis() / 1000.0)
            .orElse(0.0);
  }

  @Scheduled(initialDelay = 1, fixedDelay = 600, timeUnit = TimeUnit.SECONDS)
  void readEnded() {
    count(ENDED);
  }

  private void count(String[] states) {
    var counts = new EnumMap<LegState, Integer>(LegState.class);
    sql.sql("select state, count(*) from leg where state = any(?) group by state")
        .param(states)
        .query(
            (RowCallbackHandler)
                row -> {
                  counts.put(LegState.valueOf(row.getString(1)), row.getInt(2));
                });
    for (var state : states) {
      byState.put(LegState.valueOf(state), counts.getOrDefault(LegState.valueOf(state), 0));
    }
  }

  private static String[] names(Predicate<LegState> wanted) {
    return Arrays.stream(LegState.values()).filter(wanted).map(Enum::name).toArray(String[]::new);
  }
}
