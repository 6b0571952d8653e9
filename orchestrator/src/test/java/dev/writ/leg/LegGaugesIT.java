package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.lifecycle.LegState;
import dev.writ.web.RunningWrit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LegGaugesIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final LegGauges gauges = new LegGauges(sql, Clock.systemUTC(), metrics);

  @Test
  void legs_at_work_are_counted_each_time_and_those_that_have_ended_now_and_then() {
    var request = WaitingRequest.file("gauge");
    gauges.readEnded();
    double cancelled = gauge(LegState.CANCELLED);
    await().untilAsserted(() -> assertCounted(LegState.PLANNED));
    assertThat(gauge(LegState.PLANNED)).isPositive();
    assertThat(metrics.get("writ.legs.oldest.unfinished").gauge().value()).isPositive();
    sql.sql("update leg set state = 'CANCELLED' where request_id = ?").param(request).update();
    await().untilAsserted(() -> assertCounted(LegState.PLANNED));
    assertThat(gauge(LegState.CANCELLED)).isEqualTo(cancelled);
    gauges.readEnded();
    assertThat(gauge(LegState.CANCELLED)).isGreaterThan(cancelled);
  }

  private void assertCounted(LegState state) {
    gauges.read();
    assertThat(gauge(state))
        .isEqualTo(
            sql.sql("select count(*) from leg where state = ?")
                .param(state.name())
                .query(Double.class)
                .single());
  }

  private double gauge(LegState state) {
    return metrics.get("writ.legs").tag("state", state.name()).gauge().value();
  }
}
