package dev.writ.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.EarlierSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests that were there before clocks were get theirs from what the record holds. */
class ClockUpgradeIT {
  private final EarlierSchema schema = new EarlierSchema("upgrade_to_clocks");

  @Test
  void a_request_from_before_has_its_receipt_and_an_answered_one_its_answer() {
    schema.migrate("13");
    var open = request("EXECUTING", "EMAIL");
    var answered = request("MONITORING", null);
    schema
        .sql(
            "insert into %1$s.evidence (request_id, event, from_state, to_state, actor)"
                + " values (?, 'RESPOND', 'EXECUTING', 'RESPONDED', 'SYSTEM')")
        .param(answered)
        .update();
    schema.migrate("20");
    assertThat(line(open)).isEqualTo("0 RECEIVED 2026-11-02 EMAIL open");
    assertThat(line(answered)).isEqualTo("0 RECEIVED 2026-11-02 - answered");
  }

  private UUID request(String state, String channel) {
    var id = UUID.randomUUID();
    schema
        .sql(
            """
            insert into %1$s.request (id, kind, regime, received_on, channel, identity_method, state, identifiers)
            values (?, 'ERASURE', 'GDPR', '2026-11-02', ?, 'ATTESTED', ?, '')
            """)
        .param(id)
        .param(channel)
        .param(state)
        .update();
    return id;
  }

  private String line(UUID request) {
    return schema
        .sql(
            """
            select e.n || ' ' || e.kind || ' ' || e.on_day || ' ' || coalesce(e.channel, '-') ||
              case when c.answered_at is null then ' open' else ' answered' end
            from %1$s.clock_event e join %1$s.request_clock c using (request_id) where request_id = ?
            """)
        .param(request)
        .query(String.class)
        .single();
  }
}
