package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.leg.LegObjects.Again;
import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.request.Assignments;
import dev.writ.request.Outcome;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LegObjectsIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final LegObjects objects = RunningWrit.bean(LegObjects.class);
  private final UUID holder = UUID.randomUUID();

  @Test
  void of_an_object_that_was_worked_on_again_no_humans_word_counts_and_no_ground() {
    var leg = leg();
    var object = object(leg);
    sql.sql(
            "update leg_object set state = 'IMPOSSIBLE', vouched = 'REFUSED',"
                + " refusal_ground = 'LEGAL_OBLIGATION' where id = ?")
        .param(object)
        .update();
    new Lease(sql, "leg").take(leg, holder);
    objects.settle(object, holder, Progress.IMPOSSIBLE, "no API erases it");
    var known = known(object);
    assertThat(known).containsEntry("state", "IMPOSSIBLE");
    assertThat(known).containsEntry("vouched", null).containsEntry("refusal_ground", null);
  }

  @Test
  void an_attempt_that_lost_its_lease_neither_sends_again_nor_settles() {
    var leg = leg();
    var object = object(leg);
    var lease = new Lease(sql, "leg");
    lease.take(leg, holder);
    assertThat(objects.intend(leg, object, holder)).isTrue();
    assertThat(objects.intendAgain(leg, object, holder)).isEqualTo(Again.INTENDED);
    var other = UUID.randomUUID();
    sql.sql("update leg set leased_until = now() - interval '1 second' where id = ?")
        .param(leg)
        .update();
    assertThat(lease.take(leg, other)).as("it has run out").isEmpty();

    assertThatThrownBy(() -> objects.intendAgain(leg, object, holder))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> objects.settle(object, holder, Progress.REFUSED, "late"))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> objects.processing(object, holder, new byte[1], Instant.EPOCH, true))
        .isInstanceOf(LeaseLost.class);
    objects.notActed(object, holder);
    assertThat(known(object)).containsEntry("state", "LOCATED").containsEntry("handle", null);
    assertThat(objects.anyUnsettled(leg)).as("the other's to settle").isTrue();

    objects.settle(object, other, Progress.CLAIMED, null);
    assertThatThrownBy(() -> objects.settle(object, holder, Progress.REFUSED, "later still"))
        .isInstanceOf(LeaseLost.class);
    assertThat(known(object)).containsEntry("state", "CLAIMED").containsEntry("reason", null);
    assertThat(objects.intendAgain(leg, object, other))
        .as("what became of it is known")
        .isEqualTo(Again.SETTLED);
  }

  @Test
  void what_was_found_after_the_plan_is_not_among_what_is_to_be_erased() {
    var leg = leg();
    var request =
        sql.sql("select request_id from leg where id = ?").param(leg).query(UUID.class).single();
    var sealer = RunningWrit.bean(Assignments.class).sealer(request);
    var planned = new VendorObject("contact", "1");
    var late = new VendorObject("contact", "2");
    objects.replace(leg, List.of(planned), sealer);
    objects.add(leg, List.of(late), sealer);
    assertThat(objects.open(leg, sealer)).extracting(Held::object).containsExactly(planned);
    sql.sql("update leg_object set state = 'CLAIMED' where leg_id = ? and not unplanned")
        .param(leg)
        .update();
    assertThat(objects.anyLocated(leg)).isFalse();
    sql.sql("update leg_object set state = 'HELD' where leg_id = ? and unplanned")
        .param(leg)
        .update();
    objects.plan(leg);
    sql.sql("update leg_object set state = 'LOCATED' where leg_id = ? and state = 'HELD'")
        .param(leg)
        .update();
    assertThat(objects.anyLocated(leg)).as("nobody approves what a hold keeps").isFalse();
    objects.plan(leg);
    assertThat(objects.open(leg, sealer)).extracting(Held::object).containsExactly(late);
    assertThat(objects.anyLocated(leg)).isTrue();
  }

  @Test
  void the_record_takes_the_names_of_the_enums_and_no_other() {
    assertThat(allowed("request_outcome_known"))
        .containsExactlyInAnyOrder(names(Outcome.values()))
        .containsExactlyInAnyOrder(names(dev.writ.api.model.Outcome.values()));
    assertThat(allowed("leg_verdict_known"))
        .containsExactlyInAnyOrder(names(Verdict.values()))
        .containsExactlyInAnyOrder(names(dev.writ.api.model.Verdict.values()));
  }

  private static String[] names(Enum<?>[] all) {
    return Arrays.stream(all).map(Enum::name).toArray(String[]::new);
  }

  /** The words that a check of the record allows. */
  private List<String> allowed(String check) {
    return sql.sql(
            "select (regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g'))[1] from"
                + " pg_constraint where conname = ? and connamespace ="
                + " current_schema()::regnamespace")
        .param(check)
        .query(String.class)
        .list();
  }

  private UUID leg() {
    return sql.sql("select id from leg where request_id = ?")
        .param(WaitingRequest.file("objects"))
        .query(UUID.class)
        .single();
  }

  private long object(UUID leg) {
    return sql.sql(
            "insert into leg_object (leg_id, ord, kind, sealed, state)"
                + " values (?, 0, 'contact', '', 'LOCATED') returning id")
        .param(leg)
        .query(Long.class)
        .single();
  }

  private Map<String, Object> known(long object) {
    return sql.sql("select * from leg_object where id = ?").param(object).query().singleRow();
  }

  @Test
  void whether_a_wait_bars_others_is_known_to_the_next_attempt() {
    var sealer = RunningWrit.bean(Vault.class).standing("tests");
    var leg = leg();
    new Lease(sql, "leg").take(leg, holder);
    objects.replace(
        leg, List.of(new VendorObject("contact", "1"), new VendorObject("contact", "2")), sealer);
    var later = Instant.now().plus(Duration.ofDays(19));
    var handle = sealer.seal("purge", "handle/" + leg);
    var located = objects.open(leg, sealer);
    objects.processing(located.getFirst().id(), holder, handle, later, false);
    objects.processing(located.getLast().id(), holder, handle, later, true);
    assertThat(objects.open(leg, sealer)).extracting(Held::bars).containsExactly(false, true);
    RunningWrit.bean(LegSights.class).looking(located.getFirst().id(), handle, later);
    assertThat(objects.open(leg, sealer)).extracting(Held::bars).containsExactly(true, true);
  }
}
