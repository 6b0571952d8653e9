package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.EarlierSchema;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What requests, denials and extensions of before become when laws and grounds are known. */
class LawsUpgradeIT {
  private final EarlierSchema schema = new EarlierSchema("upgrade_to_laws");
  private final EarlierSchema recourse = new EarlierSchema("upgrade_to_recourse");

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

  @Test
  void what_was_kept_for_recourse_alone_is_called_so() {
    recourse.migrate("48");
    var alone = kept("PIPEDA", "KEEP_UNTIL_RECOURSE");
    var elsewhere = kept("GDPR", "KEEP_UNTIL_RECOURSE");
    var matter = kept("PIPEDA", "KEEP_UNTIL_RECOURSE", "LEGAL_HOLD");
    recourse.migrate("54");
    assertThat(grounds(recourse, alone)).isEqualTo("DEBUG,RECOURSE_OPEN");
    assertThat(grounds(recourse, elsewhere)).isEqualTo("DEBUG,LEGAL_CLAIMS");
    assertThat(grounds(recourse, matter)).as("either may be meant").isEqualTo("DEBUG,LEGAL_CLAIMS");
  }

  /** An erasure that was answered in part, of which something is held so. */
  private UUID kept(String law, String... sorts) {
    var id = UUID.randomUUID();
    var leg = UUID.randomUUID();
    var connection = UUID.randomUUID();
    recourse
        .sql(
            """
            with connection as (insert into %1$s.connection (id, name, vendor, base_url, state, credentials, settings)
              values (?, ?::text, 'openai', 'http://127.0.0.1', 'ACTIVE', '', '') returning id),
            request as (insert into %1$s.request
              (id, kind, regime, received_on, identity_method, state, refusal_grounds, identifiers)
              values (?, 'ERASURE', ?, '2026-11-02', 'ATTESTED', 'MONITORING', '{DEBUG,LEGAL_CLAIMS}', '') returning id)
            insert into %1$s.leg (id, request_id, connection_id, vendor, state)
            select ?, request.id, connection.id, 'openai', 'HELD' from request, connection
            """)
        .params(connection, connection.toString(), id, law, leg)
        .update();
    for (var sort : sorts) {
      recourse
          .sql(
              """
              with hold as (insert into %1$s.hold (id, sort, state, owner, of_person, kinds, placed_at, placed_by)
                values (gen_random_uuid(), ?, 'ACTIVE', 'legal', true, '{}', now(), 'SYSTEM') returning id),
              object as (insert into %1$s.leg_object (leg_id, ord, kind, sealed, state)
                values (?, 0, 'file', '', 'HELD') returning id)
              insert into %1$s.held_object (object_id, hold_id, at) select object.id, hold.id, now() from object, hold
              """)
          .params(sort, leg)
          .update();
    }
    return id;
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
    return grounds(schema, request);
  }

  private static String grounds(EarlierSchema schema, UUID request) {
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
