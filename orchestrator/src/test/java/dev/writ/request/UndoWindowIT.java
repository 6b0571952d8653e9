package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.request.Asked.Wish;
import dev.writ.security.Caller;
import dev.writ.security.Role;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import dev.writ.workflow.RequestStep.Stage;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Between the approval and the first change at a vendor everything can be undone. */
class UndoWindowIT {
  private final BellAccount bell = BellAccount.open();
  private final RequestProgress progress = RunningWrit.bean(RequestProgress.class);

  @AfterEach
  void close() {
    SecurityContextHolder.clearContext();
    bell.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "withdraw"})
  void a_word_within_it_stops_everything(String word) {
    var end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    var asked = approvedUntil(end);
    var shown = asked.now();
    assertThat(shown.path("state").asString()).isEqualTo("SCHEDULED");
    assertThat(Instant.parse(shown.path("undoableUntil").asString())).isEqualTo(end);
    var version = shown.path("version").asLong();
    var officer = RunningWrit.token("officer");
    assertThat(asked.actAt(version, word, officer, "").statusCode()).isEqualTo(200);
    assertThat(asked.actAt(version, word, officer, "").statusCode())
        .as("the second click")
        .isEqualTo(409);
    assertThat(asked.legs("state")).containsExactly("CANCELLED");
    assertThat(asked.now().has("undoableUntil")).isFalse();
    assertThat(progress.advance(asked.id()).stage()).isEqualTo(Stage.OVER);
    assertThat(bell.tower().asked).isEmpty();
  }

  @Test
  void the_second_click_on_an_approval_does_not_move_its_end() {
    var asked = approvedUntil(Instant.now().plusSeconds(3600));
    var shown = asked.now();
    assertThat(asked.act("approve", "approver").statusCode()).isEqualTo(409);
    assertThat(asked.now()).isEqualTo(shown);
  }

  @Test
  void an_engine_that_forgot_everything_waits_for_the_rest_of_it() {
    var asked = approvedUntil(Instant.now().plusSeconds(3600));
    assertThat(progress.atWork()).contains(asked.id());
    var step = progress.advance(asked.id());
    assertThat(step.stage()).isEqualTo(Stage.UNDO_WINDOW);
    assertThat(step.waitMillis()).isBetween(3_500_000L, 3_600_001L);
    assertThat(bell.tower().asked).isEmpty();
  }

  @Test
  void what_nobody_undid_while_nothing_ran_is_carried_out() {
    var asked = approvedUntil(Instant.now().plusSeconds(3600));
    RunningWrit.bean(JdbcClient.class)
        .sql("update request set scheduled_until = now() - interval '1 minute' where id = ?")
        .param(asked.id())
        .update();
    assertThat(progress.advance(asked.id()).stage()).isEqualTo(Stage.EXECUTING);
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(tx -> RunningWrit.bean(Monitored.class).stirred(asked.id()));
    await().until(() -> !bell.tower().asked.isEmpty());
    assertThat(asked.now().has("undoableUntil")).isFalse();
  }

  /** The settings of this service give a tenth of a second; this one gets longer. */
  private Asked approvedUntil(Instant end) {
    var asked = Wish.erasure(Asked.somebodyAt(bell), bell.connection()).file();
    var version = asked.until("AWAITING_APPROVAL").path("version").asLong();
    var approver = new Caller(UUID.randomUUID(), Role.APPROVER, "desk-1");
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken(approver, null));
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(
            tx -> {
              RunningWrit.bean(Approvals.class).approve(asked.id(), version, null);
              RunningWrit.bean(JdbcClient.class)
                  .sql("update request set scheduled_until = ? where id = ?")
                  .params(Timestamp.from(end), asked.id())
                  .update();
            });
    return asked;
  }
}
