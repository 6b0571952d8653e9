package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LegObjectsIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @Test
  void of_an_object_that_was_worked_on_again_no_humans_word_counts_and_no_ground() {
    var object =
        sql.sql(
                """
                insert into leg_object (leg_id, ord, kind, sealed, state, vouched, refusal_ground)
                select id, 0, 'contact', '', 'IMPOSSIBLE', 'REFUSED', 'LEGAL_OBLIGATION' from leg where request_id = ?
                returning id
                """)
            .param(WaitingRequest.file("objects"))
            .query(Long.class)
            .single();
    RunningWrit.bean(LegObjects.class).settle(object, Progress.IMPOSSIBLE, "no API erases it");
    var known = sql.sql("select * from leg_object where id = ?").param(object).query().singleRow();
    assertThat(known).containsEntry("state", "IMPOSSIBLE");
    assertThat(known).containsEntry("vouched", null).containsEntry("refusal_ground", null);
  }

  @Test
  void whether_a_wait_bars_others_is_known_to_the_next_attempt() {
    var objects = RunningWrit.bean(LegObjects.class);
    var sealer = RunningWrit.bean(Vault.class).standing("tests");
    var leg =
        sql.sql("select id from leg where request_id = ?")
            .param(WaitingRequest.file("waits"))
            .query(UUID.class)
            .single();
    objects.replace(
        leg, List.of(new VendorObject("contact", "1"), new VendorObject("contact", "2")), sealer);
    var later = Instant.now().plus(Duration.ofDays(19));
    var handle = sealer.seal("purge", "handle/" + leg);
    var located = objects.open(leg, sealer);
    objects.processing(located.getFirst().id(), handle, later, false);
    objects.processing(located.getLast().id(), handle, later);
    assertThat(objects.open(leg, sealer)).extracting(Held::bars).containsExactly(false, true);
    RunningWrit.bean(LegSights.class).looking(located.getFirst().id(), handle, later);
    assertThat(objects.open(leg, sealer)).extracting(Held::bars).containsExactly(true, true);
  }
}
