package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.leg.LegObjects.Progress;
import dev.writ.web.RunningWrit;
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
}
