package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.EarlierSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What requests, denials and extensions of before become when laws and grounds are known. */
class LawsUpgradeIT {
  private final EarlierSchema schema = new EarlierSchema("upgrade_to_laws");

  @Test
  void earlier_requests_are_found_by_every_law_and_keep_the_grounds_that_were_given() {
    schema.migrate("45");
    var bare = request("DENIED", "VENDOR_IMPOSSIBLE");
    noted(bare, "DENY", "DENIED");
    var grounded = request("DENIED", "VENDOR_IMPOSSIBLE,EXCESSIVE");
    noted(grounded, "DENY", "DENIED");
    noted(grounded, "GROUND_IDENTITY_NOT_VERIFIED", "DENIED");
    noted(grounded, "REOPEN", "VERIFYING_IDENTITY");
    noted(grounded, "GROUND_LEGAL_CLAIMS", "REFUSED");
    noted(grounded, "DENY", "DENIED");
    noted(grounded, "GROUND_EXCESSIVE", "DENIED");
    var withdrawn = request("WITHDRAWN", "LEGAL_CLAIMS");
    var answered = request("MONITORING", "LEGAL_CLAIMS");
    extended(answered);
    ordered(bare);
    var failed = notice(bare);
    schema.migrate("46");
    assertThat(grounds(bare)).as("denied for no ground that was noted").isEmpty();
    assertThat(grounds(grounded)).isEqualTo("EXCESSIVE");
    assertThat(grounds(withdrawn)).isEmpty();
    assertThat(grounds(answered)).as("an answer keeps its own").isEqualTo("LEGAL_CLAIMS");
    assertThat(laws(answered)).isEqualTo("CTDPA,xx-own,GDPR");
    assertThat(judged()).as("what an officer judged alone").isFalse();
    assertThat(waitingFor(bare)).isEqualTo(failed);
  }

  private UUID request(String state, String grounds) {
    var id = UUID.randomUUID();
    schema
        .sql(
            """
            insert into %1$s.request (id, kind, regime, also_under, received_on, identity_method, state, refusal_grounds, identifiers)
            values (?, 'ACCESS', 'GDPR', array['us-ct-ctdpa', 'xx-own'], '2026-11-02', 'ATTESTED', ?,
              string_to_array(?, ','), '')
            """)
        .params(id, state, grounds)
        .update();
    return id;
  }

  private void noted(UUID request, String event, String to) {
    schema
        .sql(
            "insert into %1$s.evidence (request_id, event, from_state, to_state, actor) values (?,"
                + " ?, ?, ?, 'OFFICER')")
        .params(request, event, event.startsWith("GROUND") ? to : "PLANNING", to)
        .update();
  }

  private void extended(UUID request) {
    schema
        .sql(
            """
            insert into %1$s.clock_event (request_id, n, kind, on_day, recorded_at, reason, actor)
            values (?, 0, 'EXTENDED', '2026-11-20', now(), 'CONSULTATIONS', 'OFFICER')
            """)
        .param(request)
        .update();
  }

  private String grounds(UUID request) {
    return schema
        .sql("select array_to_string(refusal_grounds, ',') from %1$s.request where id = ?")
        .param(request)
        .query(String.class)
        .single();
  }

  private String laws(UUID request) {
    return schema
        .sql("select array_to_string(laws, ',') from %1$s.request where id = ?")
        .param(request)
        .query(String.class)
        .single();
  }

  private UUID notice(UUID request) {
    var id = UUID.randomUUID();
    schema
        .sql(
            """
            insert into %1$s.letter (id, request_id, kind, occasion, state, ordered_at, ordered_by, sent_at)
            values (?, ?, 'EXTENSION', 'extension/1', 'FAILED', now(), 'SYSTEM', null)
            """)
        .params(id, request)
        .update();
    return id;
  }

  private void ordered(UUID request) {
    schema
        .sql(
            """
            insert into %1$s.clock_extension_order (request_id, reason, new_due, ordered_at, ordered_by)
            values (?, 'COMPLEXITY', '2027-02-02', now(), 'OFFICER')
            """)
        .param(request)
        .update();
  }

  private boolean judged() {
    return schema
        .sql("select taken_by is not null from %1$s.clock_event")
        .query(Boolean.class)
        .single();
  }

  private UUID waitingFor(UUID request) {
    return schema
        .sql("select letter from %1$s.clock_extension_order where request_id = ?")
        .param(request)
        .query(UUID.class)
        .single();
  }
}
