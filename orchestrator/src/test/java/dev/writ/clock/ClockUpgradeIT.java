package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.web.RunningWrit;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests that were there before clocks were get theirs from what the record holds. */
class ClockUpgradeIT {
  private static final String SCHEMA = "upgrade_to_clocks";
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @Test
  void a_request_from_before_has_its_receipt_and_an_answered_one_its_answer() {
    migrate("13");
    var open = request("EXECUTING", "'EMAIL'");
    var answered = request("MONITORING", "null");
    sql.sql(
            "insert into %s.evidence (request_id, event, from_state, to_state, actor)"
                    .formatted(SCHEMA)
                + " values (?, 'RESPOND', 'EXECUTING', 'RESPONDED', 'SYSTEM')")
        .param(answered)
        .update();
    migrate("20");
    assertThat(line(open)).isEqualTo("0 RECEIVED 2026-11-02 EMAIL open");
    assertThat(line(answered)).isEqualTo("0 RECEIVED 2026-11-02 - answered");
  }

  private UUID request(String state, String channel) {
    var id = UUID.randomUUID();
    sql.sql(
            """
            insert into %s.request (id, kind, regime, received_on, channel, identity_method, state, identifiers)
            values (?, 'ERASURE', 'GDPR', '2026-11-02', %s, 'ATTESTED', ?, '')
            """
                .formatted(SCHEMA, channel))
        .params(id, state)
        .update();
    return id;
  }

  private String line(UUID request) {
    return sql.sql(
            """
            select e.n || ' ' || e.kind || ' ' || e.on_day || ' ' || coalesce(e.channel, '-') ||
              case when c.answered_at is null then ' open' else ' answered' end
            from %1$s.clock_event e join %1$s.request_clock c using (request_id) where request_id = ?
            """
                .formatted(SCHEMA))
        .param(request)
        .query(String.class)
        .single();
  }

  private static void migrate(String target) {
    Flyway.configure()
        .dataSource(RunningWrit.bean(DataSource.class))
        .schemas(SCHEMA)
        .target(target)
        .load()
        .migrate();
  }
}
