package dev.writ.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.EarlierSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of findings about looks that say nothing, when they end with their looks. */
class SilentLooksUpgradeIT {
  private final EarlierSchema schema = new EarlierSchema("upgrade_to_silent_looks");

  @Test
  void a_finding_about_looks_that_nobody_tries_any_more_is_over_unless_they_were_given_up() {
    schema.migrate("48");
    var tried = found("MEDIUM", "PLANNED");
    var skipped = found("MEDIUM", "SKIPPED");
    var givenUp = found("HIGH", "DONE");
    schema.migrate("49");
    assertThat(finding(tried)).isEqualTo("OPEN look-inconclusive 0");
    assertThat(finding(skipped)).isEqualTo("RESOLVED look-inconclusive 1");
    assertThat(finding(givenUp)).isEqualTo("OPEN look-given-up 0");
  }

  /** A finding about a leg of its own, whose look is in this state. */
  private UUID found(String severity, String look) {
    var leg = UUID.randomUUID();
    schema
        .sql(
            """
            with c as (
              insert into %1$s.connection (id, vendor, name, base_url, credentials, settings, state)
              values (:leg, 'v', :leg::text, 'https://v.example.com', '', '', 'ACTIVE') returning id
            ), r as (
              insert into %1$s.request (id, kind, regime, received_on, identity_method, state, identifiers)
              values (:leg, 'ERASURE', 'GDPR', '2026-11-02', 'ATTESTED', 'MONITORING', '') returning id
            ), l as (
              insert into %1$s.leg (id, request_id, connection_id, vendor, state)
              select :leg, r.id, c.id, 'v', 'VERIFIED_ABSENT' from r, c returning id
            ), k as (
              insert into %1$s.look (id, request_id, leg_id, due_at, next_at, why, state, tries, planned_by)
              select id, id, id, now(), now(), 'POLICY', :look, 5, 'SYSTEM' from l
            )
            insert into %1$s.finding (id, code, key, severity, state, leg_id, summary, first_seen_at, last_seen_at)
            select id, 'LOOK_INCONCLUSIVE', 'look-inconclusive/' || id, :severity, 'OPEN', id, '', now(), now() from l
            """)
        .param("leg", leg)
        .param("look", look)
        .param("severity", severity)
        .update();
    return leg;
  }

  private String finding(UUID id) {
    return schema
        .sql(
            """
            select state || ' ' || split_part(key, '/', 1) || ' ' ||
              (select count(*) from %1$s.finding_change c where c.finding_id = f.id)
            from %1$s.finding f where id = ?
            """)
        .param(id)
        .query(String.class)
        .single();
  }
}
